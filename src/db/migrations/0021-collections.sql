-- Collections (一覧): what many devices have in common is kept once, and what one device has is a row of numbers.
CREATE TABLE inventory_item (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  collection text NOT NULL,
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  key text NOT NULL,
  attributes jsonb NOT NULL,
  -- Over collection, platform, key and attributes: the same thing on a thousand devices is one item.
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  first_seen_at timestamptz NOT NULL,
  -- On how many devices in use it is now; moved with their sets in one transaction.
  devices integer NOT NULL DEFAULT 0 CHECK (devices >= 0)
) WITH (fillfactor = 70);
CREATE INDEX inventory_item_key ON inventory_item (collection, key);

-- What one device has now. `token` is the digest that its agent claims, by which it is asked whether anything changed.
CREATE TABLE inventory_set (
  device_id uuid NOT NULL REFERENCES devices_device,
  collection text NOT NULL,
  token text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  items integer[] NOT NULL,
  fact_id bigint NOT NULL REFERENCES intake_fact,
  first_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, collection)
) WITH (fillfactor = 80);
CREATE INDEX inventory_set_collection ON inventory_set (collection, changed_at);

-- One row for each time that a set was seen to differ. It happened after `from_at`, when the old set was last seen, and by `at`.
CREATE TABLE inventory_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices_device,
  collection text NOT NULL,
  from_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  added integer[] NOT NULL,
  removed integer[] NOT NULL,
  fact_id bigint NOT NULL REFERENCES intake_fact,
  CHECK (cardinality(added) + cardinality(removed) > 0)
);
CREATE INDEX inventory_change_device ON inventory_change (device_id, at);
CREATE INDEX inventory_change_at ON inventory_change (collection, at);

CREATE FUNCTION inventory_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what changed on a device is never rewritten: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER inventory_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory_change FOR EACH STATEMENT EXECUTE FUNCTION inventory_refuse();
ALTER TABLE inventory_change ENABLE ALWAYS TRIGGER inventory_refuse;

REVOKE ALL ON FUNCTION inventory_refuse() FROM PUBLIC;
GRANT SELECT, INSERT ON inventory_item, inventory_set, inventory_change TO tejun_app;
GRANT UPDATE (devices) ON inventory_item TO tejun_app;
GRANT UPDATE (token, digest, items, fact_id, changed_at) ON inventory_set TO tejun_app;
GRANT DELETE ON inventory_set TO tejun_app;
