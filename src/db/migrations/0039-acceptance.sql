-- The acceptance specification (受入れテスト仕様書) and what came out of it, case by case. Who approves what was tested, and when it
-- goes live, is moved by the engine of cases; that nobody approves their own test, that nothing is approved while a case of the
-- specification is open, and that nothing goes live before it was tested, is refused here, whatever the program above believes.

CREATE TABLE acceptance_sheet (
  case_id uuid PRIMARY KEY REFERENCES cases_case,
  -- Who made it, on the staff list: never who approves it. Null where that is nobody of the company.
  developer uuid,
  -- Who is asked to test; may read and fill in the sheet. Null: whoever may read the case.
  tester uuid,
  -- Whether the committee approves too, by the company's value when the acceptance was opened.
  committee boolean NOT NULL,
  -- Counts every change of the specification: two who write do not overwrite each other.
  revision integer NOT NULL CHECK (revision >= 0),
  opened_at timestamptz NOT NULL
);

-- The specification as it stands. It changes while the acceptance is being specified, and never afterwards.
CREATE TABLE acceptance_row (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES acceptance_sheet,
  -- T-12: given once, never to another.
  number integer NOT NULL CHECK (number > 0),
  place integer NOT NULL CHECK (place >= 0),
  what text NOT NULL CHECK (length(what) BETWEEN 1 AND 1000),
  expected text NOT NULL CHECK (length(expected) BETWEEN 1 AND 1000),
  requirement text NOT NULL CHECK (length(requirement) <= 60),
  -- Counts changes of what is tested: a result is that of the text that was tested.
  revision integer NOT NULL CHECK (revision > 0),
  removed boolean NOT NULL,
  UNIQUE (case_id, number)
);
CREATE INDEX acceptance_row_place ON acceptance_row (case_id, place) WHERE NOT removed;

-- The specification when testing began, byte for byte.
CREATE TABLE acceptance_version (
  case_id uuid NOT NULL REFERENCES acceptance_sheet,
  no integer NOT NULL CHECK (no > 0),
  content text NOT NULL,
  digest text NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  row_count integer NOT NULL CHECK (row_count > 0),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (case_id, no)
);

-- What came out. A case that is tested again gets another line; the newest counts.
CREATE TABLE acceptance_result (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES acceptance_sheet,
  row_id uuid NOT NULL REFERENCES acceptance_row,
  row_revision integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('pass', 'fail', 'not-done')),
  note text NOT NULL CHECK (length(note) <= 1000),
  -- Who tested, on the staff list, and the account that wrote it down.
  tester uuid,
  by uuid NOT NULL,
  at timestamptz NOT NULL,
  files uuid[] NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  CHECK (outcome = 'pass' OR length(note) > 0)
);
CREATE INDEX acceptance_result_row ON acceptance_result (row_id, id DESC);
CREATE INDEX acceptance_result_case ON acceptance_result (case_id, by);

-- What is done about a case that did not pass: fixed, to be tested again; or accepted as it is, with the reason, by somebody else.
CREATE TABLE acceptance_disposition (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES acceptance_sheet,
  row_id uuid NOT NULL REFERENCES acceptance_row,
  -- The result that it is about; it says nothing about a later one.
  result_id bigint NOT NULL REFERENCES acceptance_result,
  disposition text NOT NULL CHECK (disposition IN ('fixed', 'accepted')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  -- By when what was accepted is to be fixed all the same.
  fix_by date,
  by uuid NOT NULL,
  person uuid,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX acceptance_disposition_result ON acceptance_disposition (result_id);
CREATE INDEX acceptance_disposition_case ON acceptance_disposition (case_id, by);

CREATE FUNCTION acceptance_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was specified and tested is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR TRUNCATE ON acceptance_sheet FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse();
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR TRUNCATE ON acceptance_row FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse();
CREATE TRIGGER acceptance_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptance_version FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse();
CREATE TRIGGER acceptance_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptance_result FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse();
CREATE TRIGGER acceptance_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptance_disposition FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse();

-- The state of its case, which waits until whoever writes now is through.
CREATE FUNCTION acceptance_state(one uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found text;
BEGIN
  SELECT state INTO found FROM cases_case WHERE id = one AND kind = 'development/acceptance' FOR UPDATE;
  RETURN found;
END $$;

CREATE FUNCTION acceptance_row_write() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF acceptance_state(NEW.case_id) IS DISTINCT FROM 'specification' THEN
    RAISE EXCEPTION 'the specification of % does not change while it is tested', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.number <> OLD.number THEN
      RAISE EXCEPTION 'a case of a specification stays what it is' USING ERRCODE = '42501';
    END IF;
    IF NEW.revision <> OLD.revision + ((NEW.what, NEW.expected) IS DISTINCT FROM (OLD.what, OLD.expected))::integer THEN
      RAISE EXCEPTION 'a change of the text is counted' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_row_write BEFORE INSERT OR UPDATE ON acceptance_row FOR EACH ROW EXECUTE FUNCTION acceptance_row_write();

-- A version, a result and a disposition stand in the ledger since the same moment, by the same person.
CREATE FUNCTION acceptance_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at AND l.kind = TG_ARGV[0]
       AND l.actor = NEW."by"::text AND l.subject = 'case:development/acceptance case:' || NEW.case_id) THEN
    RAISE EXCEPTION '% is not in the ledger', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON acceptance_version FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.frozen');
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON acceptance_result FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.result');
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON acceptance_disposition FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.disposed');

-- A result is that of the text in force, and is written while the acceptance is tested.
CREATE FUNCTION acceptance_result_write() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(acceptance_state(NEW.case_id), '') NOT IN ('testing', 'tested') THEN
    RAISE EXCEPTION 'nothing is tested in acceptance % now', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM acceptance_row r WHERE r.id = NEW.row_id AND r.case_id = NEW.case_id AND r.revision = NEW.row_revision AND NOT r.removed) THEN
    RAISE EXCEPTION 'a result is that of a case of the specification' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_result_write BEFORE INSERT ON acceptance_result FOR EACH ROW EXECUTE FUNCTION acceptance_result_write();

-- It is about the newest result of its case, which did not pass; whoever tested that does not accept it.
CREATE FUNCTION acceptance_disposition_write() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  r acceptance_result%ROWTYPE;
  made uuid;
BEGIN
  IF coalesce(acceptance_state(NEW.case_id), '') NOT IN ('testing', 'tested') THEN
    RAISE EXCEPTION 'nothing is tested in acceptance % now', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  SELECT * INTO r FROM acceptance_result x WHERE x.row_id = NEW.row_id ORDER BY x.id DESC LIMIT 1;
  IF r.id IS DISTINCT FROM NEW.result_id OR r.case_id <> NEW.case_id OR r.outcome = 'pass' THEN
    RAISE EXCEPTION 'a disposition is about the newest result of its case, which did not pass' USING ERRCODE = '42501';
  END IF;
  IF NEW.disposition = 'accepted' THEN
    SELECT s.developer INTO made FROM acceptance_sheet s WHERE s.case_id = NEW.case_id;
    IF EXISTS (SELECT 1 FROM acceptance_result x WHERE x.row_id = NEW.row_id AND (x.by = NEW."by" OR x.tester = NEW.person)) OR made = NEW.person THEN
      RAISE EXCEPTION 'what did not pass is accepted by somebody else than who tested or made it' USING ERRCODE = '42501', CONSTRAINT = 'acceptance_apart';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_disposition_write BEFORE INSERT ON acceptance_disposition FOR EACH ROW EXECUTE FUNCTION acceptance_disposition_write();

-- A sheet belongs to an acceptance that has just been opened, and names whom its opening named.
CREATE FUNCTION acceptance_sheet_write() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event e JOIN cases_case c ON c.id = e.case_id WHERE c.id = NEW.case_id AND c.kind = 'development/acceptance'
       AND e.no = 1 AND e.at = NEW.opened_at AND (e.cells ->> 'developer') IS NOT DISTINCT FROM NEW.developer::text
       AND (e.cells ->> 'tester') IS NOT DISTINCT FROM NEW.tester::text) THEN
    RAISE EXCEPTION 'a sheet says what its acceptance was opened with' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_sheet_write BEFORE INSERT ON acceptance_sheet FOR EACH ROW EXECUTE FUNCTION acceptance_sheet_write();

-- How many cases of the specification neither passed nor were accepted as they are.
CREATE FUNCTION acceptance_open(one uuid) RETURNS integer LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer FROM acceptance_row r
  LEFT JOIN LATERAL (SELECT x.id, x.outcome FROM acceptance_result x WHERE x.row_id = r.id AND x.row_revision = r.revision
                     ORDER BY x.id DESC LIMIT 1) l ON true
  WHERE r.case_id = one AND NOT r.removed AND l.outcome IS DISTINCT FROM 'pass'
    AND NOT EXISTS (SELECT 1 FROM acceptance_disposition d WHERE d.result_id = l.id AND d.disposition = 'accepted')
$$;

-- Whether the committee approved since it was last tested.
CREATE FUNCTION acceptance_committee_approved(one uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = one AND e.step = 'approve-committee'
    AND e.no > (SELECT max(t.no) FROM cases_event t WHERE t.case_id = one AND t.step = 'tested'))
$$;

-- Held against every step of an acceptance when its transaction ends. Steps are named as in the definition.
CREATE FUNCTION acceptance_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c cases_case%ROWTYPE;
  s acceptance_sheet%ROWTYPE;
  tested date;
  last_result date;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  IF c.kind <> 'development/acceptance' THEN
    RETURN NULL;
  END IF;
  SELECT * INTO s FROM acceptance_sheet WHERE case_id = c.id;
  IF c.variant = 'specified' AND s.case_id IS NULL THEN
    RAISE EXCEPTION 'acceptance % has no sheet', c.id USING ERRCODE = '42501';
  END IF;
  IF NEW.step = 'begin-testing' AND NOT EXISTS (SELECT 1 FROM acceptance_version v WHERE v.case_id = c.id AND v.at = NEW.at
       AND v.row_count = (SELECT count(*) FROM acceptance_row r WHERE r.case_id = c.id AND NOT r.removed)) THEN
    RAISE EXCEPTION 'acceptance % is tested without its specification', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_specified';
  END IF;
  IF c.variant = 'specified' AND NEW.step LIKE 'approve-%' THEN
    IF acceptance_open(c.id) > 0 THEN
      RAISE EXCEPTION 'acceptance % has open cases', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_open';
    END IF;
    IF s.developer = ANY (NEW.people)
       OR EXISTS (SELECT 1 FROM acceptance_result x WHERE x.case_id = c.id AND (x.by = ANY (NEW.actors) OR x.tester = ANY (NEW.people)))
       OR EXISTS (SELECT 1 FROM acceptance_disposition d WHERE d.case_id = c.id AND d.disposition = 'fixed'
                  AND (d.by = ANY (NEW.actors) OR d.person = ANY (NEW.people)))
       OR EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.step = 'tested' AND (e.cells ->> 'tester') = ANY (NEW.people::text[])) THEN
      RAISE EXCEPTION 'whoever tested or made it does not approve it: case %', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_apart';
    END IF;
  END IF;
  IF c.variant = 'documented' AND NEW.step = 'approve-request' AND NOT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.step = 'apply'
       AND ((e.cells ->> 'failed')::numeric = 0 OR (e.cells ->> 'result' = 'conditional' AND length(coalesce(e.cells ->> 'defects', '')) > 0))) THEN
    RAISE EXCEPTION 'acceptance % has failed cases without a reason', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_open';
  END IF;
  IF NEW.step = 'live' THEN
    SELECT (e.cells ->> 'testedOn')::date INTO tested FROM cases_event e WHERE e.case_id = c.id AND e.step IN ('tested', 'apply') ORDER BY e.no DESC LIMIT 1;
    SELECT max((x.at AT TIME ZONE 'Asia/Tokyo')::date) INTO last_result FROM acceptance_result x WHERE x.case_id = c.id;
    IF tested IS NULL OR (NEW.happened_at AT TIME ZONE 'Asia/Tokyo')::date < greatest(tested, last_result) THEN
      RAISE EXCEPTION 'acceptance % goes live before it was tested', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_before_test';
    END IF;
    IF c.variant = 'specified' AND (acceptance_open(c.id) > 0 OR s.committee AND NOT acceptance_committee_approved(c.id)) THEN
      RAISE EXCEPTION 'acceptance % is not approved by all', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_approved';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER acceptance_step AFTER INSERT ON cases_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acceptance_step();

ALTER TABLE acceptance_sheet ENABLE ALWAYS TRIGGER acceptance_refuse;
ALTER TABLE acceptance_sheet ENABLE ALWAYS TRIGGER acceptance_sheet_write;
ALTER TABLE acceptance_row ENABLE ALWAYS TRIGGER acceptance_refuse;
ALTER TABLE acceptance_row ENABLE ALWAYS TRIGGER acceptance_row_write;
ALTER TABLE acceptance_version ENABLE ALWAYS TRIGGER acceptance_refuse;
ALTER TABLE acceptance_version ENABLE ALWAYS TRIGGER acceptance_in_ledger;
ALTER TABLE acceptance_result ENABLE ALWAYS TRIGGER acceptance_refuse;
ALTER TABLE acceptance_result ENABLE ALWAYS TRIGGER acceptance_in_ledger;
ALTER TABLE acceptance_result ENABLE ALWAYS TRIGGER acceptance_result_write;
ALTER TABLE acceptance_disposition ENABLE ALWAYS TRIGGER acceptance_refuse;
ALTER TABLE acceptance_disposition ENABLE ALWAYS TRIGGER acceptance_in_ledger;
ALTER TABLE acceptance_disposition ENABLE ALWAYS TRIGGER acceptance_disposition_write;
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER acceptance_step;

REVOKE ALL ON FUNCTION acceptance_state(uuid), acceptance_step() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acceptance_state(uuid) TO tejun_app;
GRANT SELECT, INSERT ON acceptance_sheet, acceptance_row, acceptance_version, acceptance_result, acceptance_disposition TO tejun_app;
GRANT UPDATE (revision) ON acceptance_sheet TO tejun_app;
GRANT UPDATE (place, what, expected, requirement, revision, removed) ON acceptance_row TO tejun_app;
