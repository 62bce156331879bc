-- Cases (案件): what has a life of its own, from its opening to its end: a change, a problem, a review. A case is moved by its history
-- alone: the program adds an event, and the database moves the state, if the way is laid down and nobody holds two roles that must be
-- apart. What must never be is refused here, whatever the program above believes.

-- The ways on, of every kind and variant, and the steps that must be apart. Written from the definitions by the owner of the tables
-- when the server starts; the server itself only reads them.
CREATE TABLE cases_transition (
  kind text NOT NULL CHECK (kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  step text NOT NULL,
  variant text NOT NULL,
  -- Null opens a case.
  from_state text,
  to_state text NOT NULL,
  any_time boolean NOT NULL,
  -- Done by the product itself, and by nobody else; every other step by people only.
  machine boolean NOT NULL,
  UNIQUE NULLS NOT DISTINCT (kind, step, variant, from_state, to_state)
);
CREATE TABLE cases_apart (
  kind text NOT NULL,
  step text NOT NULL,
  other text NOT NULL,
  PRIMARY KEY (kind, step, other)
);
-- States from which nothing leads on.
CREATE TABLE cases_ending (
  kind text NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (kind, state)
);

CREATE TABLE cases_counter (
  kind text PRIMARY KEY CHECK (kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  last integer NOT NULL CHECK (last >= 0)
);

CREATE TABLE cases_case (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  number integer NOT NULL CHECK (number > 0),
  variant text NOT NULL,
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
  search text NOT NULL,
  -- Empty until its first event, which the same transaction brings.
  state text NOT NULL,
  revision integer NOT NULL CHECK (revision >= 0),
  -- The request that opened it, and the line of a register that mirrors it.
  request uuid UNIQUE,
  line uuid,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (kind, number)
);
CREATE INDEX cases_case_state ON cases_case (kind, state, number);
CREATE INDEX cases_case_open ON cases_case (kind, changed_at) WHERE ended_at IS NULL;

CREATE TABLE cases_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases_case,
  -- The revision that it brings.
  no integer NOT NULL CHECK (no > 0),
  step text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  -- Who wrote it down; `system` where the product did it.
  by text NOT NULL,
  -- Accounts and people who did it: whoever wrote it down, who approved, who is named.
  actors uuid[] NOT NULL,
  people uuid[] NOT NULL,
  at timestamptz NOT NULL,
  happened_at timestamptz NOT NULL,
  cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
  -- The occurrence of a duty whose record it is.
  occurrence uuid UNIQUE,
  -- Its own entry: none proves two events.
  ledger_seq bigint NOT NULL UNIQUE REFERENCES ledger_entry (seq),
  UNIQUE (case_id, no)
);
CREATE INDEX cases_event_at ON cases_event (at);
CREATE INDEX cases_event_actors ON cases_event USING gin (actors);

-- Devices that a case is about, as its opening said.
CREATE TABLE cases_device (
  case_id uuid NOT NULL REFERENCES cases_case,
  device_id uuid NOT NULL,
  PRIMARY KEY (case_id, device_id)
);
CREATE INDEX cases_device_device ON cases_device (device_id);

-- What belongs to a case and stands elsewhere: a measured difference, a delivery, another case.
CREATE TABLE cases_link (
  case_id uuid NOT NULL REFERENCES cases_case,
  what text NOT NULL CHECK (what ~ '^[a-z-]+$'),
  ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 200),
  label text NOT NULL CHECK (length(label) <= 300),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (case_id, what, ref)
);
CREATE INDEX cases_link_ref ON cases_link (what, ref);

CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'cases are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER cases_refuse BEFORE DELETE OR TRUNCATE ON cases_case FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER cases_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_event FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER cases_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_device FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER cases_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON cases_link FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();

CREATE FUNCTION cases_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> '' OR NEW.revision <> 0 OR NEW.ended_at IS NOT NULL OR NEW.changed_at <> NEW.opened_at THEN
    RAISE EXCEPTION 'a case begins with its first event' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_begin BEFORE INSERT ON cases_case FOR EACH ROW EXECUTE FUNCTION cases_begin();

CREATE FUNCTION cases_begun() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event WHERE case_id = NEW.id AND no = 1) THEN
    RAISE EXCEPTION 'case % has no beginning', NEW.id USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_begun AFTER INSERT ON cases_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases_begun();

-- An event is the next one of its case, takes a way that is laid down, is done by nobody who must be apart from it, did not happen
-- before what came before it (by the day), and stands in the ledger since the same moment.
CREATE FUNCTION cases_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c cases_case%ROWTYPE;
  way cases_transition%ROWTYPE;
  last_on date;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id FOR UPDATE;
  IF NEW.no <> c.revision + 1 OR NEW.from_state IS DISTINCT FROM nullif(c.state, '') THEN
    RAISE EXCEPTION 'event % of case % does not follow on revision %, state %', NEW.no, c.id, c.revision, c.state USING ERRCODE = '40001';
  END IF;
  SELECT * INTO way FROM cases_transition t WHERE t.kind = c.kind AND t.step = NEW.step AND t.variant = c.variant
    AND t.from_state IS NOT DISTINCT FROM NEW.from_state AND t.to_state = NEW.to_state;
  IF way.kind IS NULL THEN
    RAISE EXCEPTION 'a case of % (%) does not go from % to % by %', c.kind, c.variant, NEW.from_state, NEW.to_state, NEW.step USING ERRCODE = '42501';
  END IF;
  IF (NEW."by" = 'system') <> way.machine OR way.machine <> (cardinality(NEW.actors) = 0) OR (NEW."by" <> 'system' AND NOT NEW."by" = ANY (NEW.actors::text[])) THEN
    RAISE EXCEPTION 'whoever writes an event is among those who did it' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(NEW.actors) a WHERE NOT EXISTS (SELECT 1 FROM people_account p WHERE p.id = a)) THEN
    RAISE EXCEPTION 'an event is done by accounts that there are' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM cases_event e JOIN cases_apart x ON x.kind = c.kind AND x.step = NEW.step AND x.other = e.step
             WHERE e.case_id = c.id AND (e.actors && NEW.actors OR e.people && NEW.people)) THEN
    RAISE EXCEPTION 'one person in two roles that must be apart: % of case %', NEW.step, c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_apart';
  END IF;
  SELECT max((e.happened_at AT TIME ZONE 'Asia/Tokyo')::date) INTO last_on FROM cases_event e WHERE e.case_id = c.id;
  IF NEW.happened_at > NEW.at OR (NOT way.any_time AND (NEW.happened_at AT TIME ZONE 'Asia/Tokyo')::date < last_on) THEN
    RAISE EXCEPTION '% of case % happened at %, out of order', NEW.step, c.id, NEW.happened_at USING ERRCODE = '42501', CONSTRAINT = 'cases_order';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = CASE WHEN NEW.no = 1 THEN 'case.opened' ELSE 'case.step' END AND l.actor = NEW."by"
       AND l.subject = 'case:' || c.kind || ' case:' || c.id
       AND p.body::jsonb ->> 'step' = NEW.step AND p.body::jsonb ->> 'to' = NEW.to_state) THEN
    RAISE EXCEPTION 'the step % of case % is not in the ledger', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  UPDATE cases_case SET state = NEW.to_state, revision = NEW.no, changed_at = NEW.at,
    ended_at = CASE WHEN EXISTS (SELECT 1 FROM cases_ending x WHERE x.kind = c.kind AND x.state = NEW.to_state) THEN NEW.at END
    WHERE id = c.id;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_go BEFORE INSERT ON cases_event FOR EACH ROW EXECUTE FUNCTION cases_go();

-- A link stands in the ledger too.
CREATE FUNCTION cases_link_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN cases_case c ON c.id = NEW.case_id WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = 'case.linked' AND l.actor = NEW."by" AND l.subject = 'case:' || c.kind || ' case:' || c.id) THEN
    RAISE EXCEPTION 'the link is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_link_in_ledger BEFORE INSERT ON cases_link FOR EACH ROW EXECUTE FUNCTION cases_link_in_ledger();

-- The case for which a duty was opened.
ALTER TABLE duties_occurrence ADD COLUMN case_id uuid;
CREATE INDEX duties_occurrence_case ON duties_occurrence (case_id) WHERE case_id IS NOT NULL;
CREATE FUNCTION duties_case_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the case of an occurrence does not change' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER duties_case_stays BEFORE UPDATE ON duties_occurrence FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id)
  EXECUTE FUNCTION duties_case_stays();

ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_refuse;
ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_begin;
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER cases_refuse;
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER cases_go;
ALTER TABLE cases_device ENABLE ALWAYS TRIGGER cases_refuse;
ALTER TABLE cases_link ENABLE ALWAYS TRIGGER cases_refuse;

REVOKE ALL ON FUNCTION cases_go() FROM PUBLIC;
GRANT SELECT ON cases_transition, cases_apart, cases_ending, cases_counter, cases_case, cases_event, cases_device, cases_link TO tejun_app;
GRANT INSERT ON cases_counter, cases_case, cases_event, cases_device, cases_link TO tejun_app;
GRANT UPDATE (last) ON cases_counter TO tejun_app;
