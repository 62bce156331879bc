-- How far each device's clock is from this server's, over time. No verdict rests on it (those are findings); it is what a trend is drawn from.

-- The newest estimate of each device.
CREATE TABLE clocks_device (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  offset_ms bigint NOT NULL,
  bound_ms integer NOT NULL CHECK (bound_ms >= 0),
  observed_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX clocks_device_worst ON clocks_device (abs(offset_ms) DESC, device_id);

-- A day of a device: one estimate for about each hour, in the order in which they were made.
CREATE TABLE clocks_day (
  device_id uuid NOT NULL REFERENCES devices_device,
  day date NOT NULL,
  offsets_ms bigint[] NOT NULL CHECK (cardinality(offsets_ms) BETWEEN 1 AND 200),
  PRIMARY KEY (device_id, day)
) WITH (fillfactor = 80);
CREATE INDEX clocks_day_old ON clocks_day (day);

-- What this server's own clock was found to be against the time servers that the company names. Never changed.
CREATE TABLE clocks_reference (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  server text NOT NULL CHECK (length(server) BETWEEN 1 AND 253),
  -- Positive: this server's clock is ahead of the time server's.
  offset_ms double precision,
  bound_ms double precision CHECK (bound_ms >= 0),
  delay_ms double precision CHECK (delay_ms >= 0),
  stratum smallint CHECK (stratum BETWEEN 1 AND 15),
  refused text CHECK (refused IN ('unreachable', 'timeout', 'malformed', 'foreign', 'unsynchronised', 'kiss-of-death', 'implausible')),
  code text CHECK (length(code) <= 4),
  CHECK (num_nulls(offset_ms, bound_ms, delay_ms, stratum) = CASE WHEN refused IS NULL THEN 0 ELSE 4 END)
);
CREATE INDEX clocks_reference_newest ON clocks_reference (server, at DESC);

CREATE FUNCTION clocks_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is history and stays as it is', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER clocks_reference_stays BEFORE UPDATE OR DELETE ON clocks_reference FOR EACH ROW EXECUTE FUNCTION clocks_refuse();
CREATE TRIGGER clocks_reference_is_not_emptied BEFORE TRUNCATE ON clocks_reference FOR EACH STATEMENT EXECUTE FUNCTION clocks_refuse();
-- A day only grows at its end; what it held stays in front.
CREATE TRIGGER clocks_day_grows BEFORE UPDATE ON clocks_day FOR EACH ROW
  WHEN (NEW.device_id <> OLD.device_id OR NEW.day <> OLD.day OR NEW.offsets_ms[1:cardinality(OLD.offsets_ms)] <> OLD.offsets_ms)
  EXECUTE FUNCTION clocks_refuse();
ALTER TABLE clocks_reference ENABLE ALWAYS TRIGGER clocks_reference_stays;
ALTER TABLE clocks_reference ENABLE ALWAYS TRIGGER clocks_reference_is_not_emptied;
ALTER TABLE clocks_day ENABLE ALWAYS TRIGGER clocks_day_grows;
REVOKE EXECUTE ON FUNCTION clocks_refuse() FROM PUBLIC;

GRANT SELECT, INSERT ON clocks_device, clocks_day, clocks_reference TO tejun_app;
GRANT UPDATE (offset_ms, bound_ms, observed_at) ON clocks_device TO tejun_app;
GRANT UPDATE (offsets_ms) ON clocks_day TO tejun_app;
-- Days beyond the trend are dropped.
GRANT DELETE ON clocks_day TO tejun_app;
