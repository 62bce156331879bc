-- Requirements of development projects, the assessments by which they were chosen, and what became of them. All of it is history: the
-- newest counts, and nothing is changed or taken back. What a requirement says can be written only while its project stands at its
-- requirements; from then on only its trace (design, test, result) goes on.

-- What an application risks, by the answers of a person: of a project, or of a line of the register of systems.
CREATE TABLE development_assessment (
  id uuid PRIMARY KEY,
  about text NOT NULL CHECK (about IN ('case', 'row')),
  about_id uuid NOT NULL,
  answers jsonb NOT NULL CHECK (jsonb_typeof(answers) = 'object'),
  level text NOT NULL CHECK (level IN ('low', 'medium', 'high')),
  exposed boolean NOT NULL,
  factors text[] NOT NULL,
  expert text NOT NULL CHECK (length(expert) <= 500),
  note text NOT NULL CHECK (length(note) <= 1000),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX development_assessment_about ON development_assessment (about, about_id, ledger_seq DESC);

-- A requirement keeps its id for good: tests and acceptances name it.
CREATE TABLE development_requirement (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases_case,
  no integer NOT NULL CHECK (no > 0),
  starter text CHECK (length(starter) <= 60),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  UNIQUE (case_id, no)
);
-- The same starter is taken once.
CREATE UNIQUE INDEX development_requirement_starter ON development_requirement (case_id, starter) WHERE starter IS NOT NULL;

CREATE TABLE development_wording (
  requirement_id uuid NOT NULL REFERENCES development_requirement,
  revision integer NOT NULL CHECK (revision > 0),
  topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 30),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  prevent text NOT NULL CHECK (length(prevent) <= 500),
  detect text NOT NULL CHECK (length(detect) <= 500),
  respond text NOT NULL CHECK (length(respond) <= 500),
  recover text NOT NULL CHECK (length(recover) <= 500),
  verify text NOT NULL CHECK (length(verify) BETWEEN 1 AND 30),
  decision text NOT NULL CHECK (decision IN ('open', 'adopted', 'notApplicable')),
  -- Why it does not apply.
  reason text NOT NULL CHECK (length(reason) <= 500),
  CHECK (decision <> 'notApplicable' OR reason <> ''),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (requirement_id, revision)
);

CREATE TABLE development_trace (
  requirement_id uuid NOT NULL REFERENCES development_requirement,
  revision integer NOT NULL CHECK (revision > 0),
  -- Where the design says it; which test shows it; how that came out; where the proof is.
  design text NOT NULL CHECK (length(design) <= 500),
  test text NOT NULL CHECK (length(test) <= 500),
  result text NOT NULL CHECK (result IN ('none', 'met', 'unmet')),
  proof text NOT NULL CHECK (length(proof) <= 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (requirement_id, revision)
);

-- The list as it was handed over for approval, byte for byte.
CREATE TABLE development_freeze (
  case_id uuid NOT NULL REFERENCES cases_case,
  no integer NOT NULL CHECK (no > 0),
  content text NOT NULL,
  digest bytea NOT NULL CHECK (digest = sha256(convert_to(content, 'UTF8'))),
  lines integer NOT NULL CHECK (lines > 0),
  adopted integer NOT NULL CHECK (adopted > 0 AND adopted <= lines),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (case_id, no)
);

CREATE FUNCTION development_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'requirements are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER development_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON development_assessment FOR EACH STATEMENT EXECUTE FUNCTION development_refuse();
CREATE TRIGGER development_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON development_requirement FOR EACH STATEMENT EXECUTE FUNCTION development_refuse();
CREATE TRIGGER development_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON development_wording FOR EACH STATEMENT EXECUTE FUNCTION development_refuse();
CREATE TRIGGER development_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON development_trace FOR EACH STATEMENT EXECUTE FUNCTION development_refuse();
CREATE TRIGGER development_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON development_freeze FOR EACH STATEMENT EXECUTE FUNCTION development_refuse();

-- Whether the ledger says, since the same moment and by the same person, what is written about a case.
CREATE FUNCTION development_said(wanted text, case_id uuid, seq bigint, by text, at timestamptz) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = $3 AND e.kind = wanted AND e.actor = $4 AND e.at = $5
    AND e.subject = 'case:development/project case:' || case_id)
$$;

CREATE FUNCTION development_assessed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.kind = 'development.assessed' AND e.actor = NEW."by" AND e.at = NEW.at
       AND e.subject = CASE NEW.about WHEN 'case' THEN 'case:development/project case:' ELSE 'register:systems/systems row:' END || NEW.about_id) THEN
    RAISE EXCEPTION 'the assessment is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER development_assessed BEFORE INSERT ON development_assessment FOR EACH ROW EXECUTE FUNCTION development_assessed();

-- A list is written while its project stands at its requirements; after that it is what was handed over. The advisory lock is the one
-- under which cases go on, so that no line slips in beside a hand-over.
CREATE FUNCTION development_open() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  owner uuid;
  state text;
  kind text;
BEGIN
  owner := CASE TG_TABLE_NAME WHEN 'development_requirement' THEN (to_jsonb(NEW) ->> 'case_id')::uuid
    ELSE (SELECT r.case_id FROM development_requirement r WHERE r.id = (to_jsonb(NEW) ->> 'requirement_id')::uuid) END;
  PERFORM pg_advisory_xact_lock(8034051, hashtext(owner::text));
  SELECT c.state, c.kind INTO state, kind FROM cases_case c WHERE c.id = owner;
  IF kind IS DISTINCT FROM 'development/project' OR state IS DISTINCT FROM 'requirements' THEN
    RAISE EXCEPTION 'the requirements of case % are frozen', owner USING ERRCODE = '42501', CONSTRAINT = 'development_frozen';
  END IF;
  IF NOT development_said('development.requirements', owner, NEW.ledger_seq, NEW."by", NEW.at) THEN
    RAISE EXCEPTION 'the requirements are not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER development_open BEFORE INSERT ON development_requirement FOR EACH ROW EXECUTE FUNCTION development_open();
CREATE TRIGGER development_open BEFORE INSERT ON development_wording FOR EACH ROW EXECUTE FUNCTION development_open();

CREATE FUNCTION development_next() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  last integer;
BEGIN
  IF TG_TABLE_NAME = 'development_wording' THEN
    SELECT max(w.revision) INTO last FROM development_wording w WHERE w.requirement_id = NEW.requirement_id;
  ELSE
    SELECT max(t.revision) INTO last FROM development_trace t WHERE t.requirement_id = NEW.requirement_id;
  END IF;
  IF NEW.revision <> coalesce(last, 0) + 1 THEN
    RAISE EXCEPTION 'revision % does not follow on %', NEW.revision, last USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER development_next BEFORE INSERT ON development_wording FOR EACH ROW EXECUTE FUNCTION development_next();
CREATE TRIGGER development_next BEFORE INSERT ON development_trace FOR EACH ROW EXECUTE FUNCTION development_next();

CREATE FUNCTION development_worded() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM development_wording WHERE requirement_id = NEW.id) THEN
    RAISE EXCEPTION 'requirement % says nothing', NEW.id USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER development_worded AFTER INSERT ON development_requirement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION development_worded();

CREATE FUNCTION development_traced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  owner uuid;
BEGIN
  SELECT r.case_id INTO owner FROM development_requirement r WHERE r.id = NEW.requirement_id;
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = owner AND c.ended_at IS NULL) THEN
    RAISE EXCEPTION 'the project has ended' USING ERRCODE = '42501';
  END IF;
  IF NOT development_said('development.traced', owner, NEW.ledger_seq, NEW."by", NEW.at) THEN
    RAISE EXCEPTION 'the trace is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER development_traced BEFORE INSERT ON development_trace FOR EACH ROW EXECUTE FUNCTION development_traced();

-- A list is frozen by being handed over, in that very moment, with every requirement of the project in it.
CREATE FUNCTION development_froze() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.no = c.revision
       WHERE c.id = NEW.case_id AND c.kind = 'development/project' AND e.step = 'submitRequirements' AND e.at = NEW.at AND e.by = NEW."by") THEN
    RAISE EXCEPTION 'a list is frozen when it is handed over' USING ERRCODE = '42501';
  END IF;
  IF NEW.lines <> (SELECT count(*) FROM development_requirement r WHERE r.case_id = NEW.case_id)
     OR NEW.no <> coalesce((SELECT max(f.no) FROM development_freeze f WHERE f.case_id = NEW.case_id), 0) + 1 THEN
    RAISE EXCEPTION 'the frozen list is not that of the project' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_payload p USING (seq) WHERE e.seq = NEW.ledger_seq AND e.kind = 'development.frozen'
       AND e.actor = NEW."by" AND e.at = NEW.at AND e.subject = 'case:development/project case:' || NEW.case_id
       AND p.body::jsonb ->> 'digest' = encode(NEW.digest, 'hex')) THEN
    RAISE EXCEPTION 'the frozen list is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER development_froze BEFORE INSERT ON development_freeze FOR EACH ROW EXECUTE FUNCTION development_froze();

ALTER TABLE development_assessment ENABLE ALWAYS TRIGGER development_refuse;
ALTER TABLE development_assessment ENABLE ALWAYS TRIGGER development_assessed;
ALTER TABLE development_requirement ENABLE ALWAYS TRIGGER development_refuse;
ALTER TABLE development_requirement ENABLE ALWAYS TRIGGER development_open;
ALTER TABLE development_wording ENABLE ALWAYS TRIGGER development_refuse;
ALTER TABLE development_wording ENABLE ALWAYS TRIGGER development_open;
ALTER TABLE development_wording ENABLE ALWAYS TRIGGER development_next;
ALTER TABLE development_trace ENABLE ALWAYS TRIGGER development_refuse;
ALTER TABLE development_trace ENABLE ALWAYS TRIGGER development_next;
ALTER TABLE development_trace ENABLE ALWAYS TRIGGER development_traced;
ALTER TABLE development_freeze ENABLE ALWAYS TRIGGER development_refuse;
ALTER TABLE development_freeze ENABLE ALWAYS TRIGGER development_froze;

REVOKE ALL ON FUNCTION development_refuse(), development_assessed(), development_open(), development_next(), development_worded(), development_traced(), development_froze() FROM PUBLIC;
GRANT SELECT, INSERT ON development_assessment, development_requirement, development_wording, development_trace, development_freeze TO tejun_app;
GRANT EXECUTE ON FUNCTION development_said(text, uuid, bigint, text, timestamptz) TO tejun_app;
