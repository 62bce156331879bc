-- The age of the virus definitions of each device, beside the fact that says it: the first screen names the oldest, and a
-- walk over all facts at each look would not do. Derived; one row for each device that tells an age.
CREATE TABLE devices_definitions (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  product text NOT NULL CHECK (length(product) BETWEEN 1 AND 200),
  updated_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX devices_definitions_age ON devices_definitions (updated_at, device_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON devices_definitions TO tejun_app;

INSERT INTO devices_definitions (device_id, product, updated_at)
SELECT f.device_id, left(f.body->>'product', 200), (f.body->>'updatedAt')::timestamptz
FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id
WHERE c.kind = 'malware-definitions' AND f.body->>'updatedAt' IS NOT NULL AND f.body->>'product' NOT IN ('', 'XProtect');

-- What this server saw when it connected to the company's own websites by TLS: each look that differs from the one before
-- it is a row that stays; the current one of each website says until when it was confirmed.
CREATE TABLE websites_look (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host text NOT NULL CHECK (length(host) BETWEEN 1 AND 260),
  looked_at timestamptz NOT NULL,
  seen jsonb NOT NULL
);
CREATE INDEX websites_look_host ON websites_look (host, looked_at DESC, id DESC);
CREATE TABLE websites_current (
  host text PRIMARY KEY,
  look_id bigint NOT NULL REFERENCES websites_look,
  confirmed_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE FUNCTION websites_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is history and stays as it is', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER websites_look_stays BEFORE UPDATE OR DELETE ON websites_look FOR EACH ROW EXECUTE FUNCTION websites_refuse();
CREATE TRIGGER websites_look_is_not_emptied BEFORE TRUNCATE ON websites_look FOR EACH STATEMENT EXECUTE FUNCTION websites_refuse();
ALTER TABLE websites_look ENABLE ALWAYS TRIGGER websites_look_stays;
ALTER TABLE websites_look ENABLE ALWAYS TRIGGER websites_look_is_not_emptied;
REVOKE EXECUTE ON FUNCTION websites_refuse() FROM PUBLIC;

GRANT SELECT, INSERT ON websites_look TO tejun_app;
GRANT SELECT, INSERT ON websites_current TO tejun_app;
GRANT UPDATE (look_id, confirmed_at) ON websites_current TO tejun_app;
