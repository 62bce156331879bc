-- What is history by privilege is history by trigger too, and what a person decided of devices and of their changes stands in the
-- ledger, by the same person: nobody who reaches the database by the application's role alone can write it without an entry.

CREATE FUNCTION live_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a query that was kept stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER live_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON live_saved FOR EACH STATEMENT EXECUTE FUNCTION live_refuse();
CREATE TRIGGER live_refuse BEFORE DELETE OR TRUNCATE ON live_ask FOR EACH STATEMENT EXECUTE FUNCTION live_refuse();
ALTER TABLE live_saved ENABLE ALWAYS TRIGGER live_refuse;
ALTER TABLE live_ask ENABLE ALWAYS TRIGGER live_refuse;
ALTER TABLE live_ask ENABLE ALWAYS TRIGGER live_ask_keep;
ALTER FUNCTION live_keep() SET search_path = public, pg_temp;

-- The arguments: the entry's kind, the column of its number, and the column that names who did it.
CREATE FUNCTION devices_said_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  line jsonb := to_jsonb(NEW);
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry e WHERE e.seq = (line ->> TG_ARGV[1])::bigint AND e.kind = TG_ARGV[0] AND e.actor = line ->> TG_ARGV[2]) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', TG_ARGV[0], line ->> TG_ARGV[2] USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER devices_said BEFORE INSERT ON devices_group_version FOR EACH ROW EXECUTE FUNCTION devices_said_in_ledger('device.group', 'ledger_seq', 'by');
CREATE TRIGGER drift_said BEFORE INSERT ON drift_explanation FOR EACH ROW EXECUTE FUNCTION devices_said_in_ledger('drift.explained', 'ledger_seq', 'by');
CREATE TRIGGER drift_said BEFORE INSERT ON drift_rule FOR EACH ROW WHEN (NEW.made_seq IS NOT NULL)
  EXECUTE FUNCTION devices_said_in_ledger('drift.rule', 'made_seq', 'made_by');
CREATE TRIGGER drift_end_said BEFORE UPDATE ON drift_rule FOR EACH ROW WHEN (NEW.ended_seq IS NOT NULL)
  EXECUTE FUNCTION devices_said_in_ledger('drift.rule', 'ended_seq', 'ended_by');
ALTER TABLE devices_group_version ENABLE ALWAYS TRIGGER devices_said;
ALTER TABLE drift_explanation ENABLE ALWAYS TRIGGER drift_said;
ALTER TABLE drift_rule ENABLE ALWAYS TRIGGER drift_said;
ALTER TABLE drift_rule ENABLE ALWAYS TRIGGER drift_end_said;
REVOKE ALL ON FUNCTION live_refuse(), devices_said_in_ledger() FROM PUBLIC;

-- The segments of a device are asked for with each look around.
CREATE INDEX inventory_reporter_device ON inventory_reporter (device_id, last_at);
