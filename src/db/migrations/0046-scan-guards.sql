-- What the first guards of findings (0037) left to the program above: who may decide, in which order of time, and that an import adds up.

-- Administrators decide everywhere, whoever works on a target there; the committee may agree, and an auditor only reads. Nothing is decided
-- before what was decided last, or before it was found: else a repair could be told of an earlier day than the scan that is to prove it.
-- Its name comes after that of the guard that moves the finding, so that who comes second is told so first.
CREATE FUNCTION scans_may() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM scans_finding f JOIN scans_target t ON t.id = f.target_id JOIN people_account a ON a.id::text = NEW."by"
       WHERE f.id = NEW.finding_id AND NOT 'auditor' = ANY (a.roles) AND ('administrator' = ANY (a.roles)
         OR CASE NEW.step WHEN 'agree' THEN 'committee' = ANY (a.roles) ELSE a.id = ANY (t.developers) END)) THEN
    RAISE EXCEPTION 'the step % of finding % is not for account %', NEW.step, NEW.finding_id, NEW."by" USING ERRCODE = '42501', CONSTRAINT = 'scans_role';
  END IF;
  IF NEW.at < (SELECT f.first_at FROM scans_finding f WHERE f.id = NEW.finding_id)
     OR NEW.at < (SELECT e.at FROM scans_event e WHERE e.finding_id = NEW.finding_id AND e.no = NEW.no - 1) THEN
    RAISE EXCEPTION 'the step % of finding % comes before what was', NEW.step, NEW.finding_id USING ERRCODE = '42501', CONSTRAINT = 'scans_past';
  END IF;
  IF NEW.step IN ('propose', 'reopen') AND btrim(NEW.reason) = '' THEN
    RAISE EXCEPTION 'the step % of finding % has no reason', NEW.step, NEW.finding_id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_may BEFORE INSERT ON scans_event FOR EACH ROW EXECUTE FUNCTION scans_may();

-- No scan was made after it was imported, what it found it shows, and what it does not show it does not rate. Its name comes before that of
-- the guard that applies the import.
CREATE FUNCTION scans_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.scanned_at > NEW.at THEN
    RAISE EXCEPTION 'a scan of % is from the future', NEW.tool USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM scans_finding f WHERE f.first_import = NEW.id
       AND NOT EXISTS (SELECT FROM scans_presence p WHERE p.finding_id = f.id AND p.import_id = NEW.id AND p.seen))
     OR EXISTS (SELECT FROM scans_presence p JOIN scans_finding f ON f.id = p.finding_id WHERE p.import_id = NEW.id AND NOT p.seen AND p.severity <> f.severity) THEN
    RAISE EXCEPTION 'an import shows what it found, and rates only what it shows' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_adds_up BEFORE INSERT ON scans_import FOR EACH ROW EXECUTE FUNCTION scans_adds_up();
CREATE INDEX scans_finding_first ON scans_finding (first_import);
-- Each import has an entry of its own.
CREATE UNIQUE INDEX scans_import_told ON scans_import (ledger_seq);

-- A finding is due from when it was found, not from a later day.
CREATE TRIGGER scans_due BEFORE INSERT ON scans_finding FOR EACH ROW WHEN (NEW.opened_at <> NEW.first_at) EXECUTE FUNCTION scans_refuse();

ALTER TABLE scans_event ENABLE ALWAYS TRIGGER scans_may;
ALTER TABLE scans_import ENABLE ALWAYS TRIGGER scans_adds_up;
ALTER TABLE scans_finding ENABLE ALWAYS TRIGGER scans_due;
REVOKE ALL ON FUNCTION scans_may(), scans_adds_up() FROM PUBLIC;
