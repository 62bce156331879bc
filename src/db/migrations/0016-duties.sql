-- Duties (定期業務): when each one falls due, who sees to it, and what was recorded. An occurrence is a row from the day it is
-- planned; what was recorded is final. What must never be is refused here, whatever the program above believes.

-- Since when the product knows a duty: one that a newer version brings asks nothing of the time before. Whoever plans holds the row.
CREATE TABLE duties_schedule (
  duty text PRIMARY KEY CHECK (length(duty) BETWEEN 1 AND 120),
  known_on date NOT NULL,
  known_at timestamptz NOT NULL,
  swept_at timestamptz
);

-- Every period of every duty that was reached, once: the chain in which each follows from the one before. One that did not apply
-- when it fell due is passed over, and stands here too.
CREATE TABLE duties_period (
  duty text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('scheduled', 'quiet')),
  nominal_on date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('opened', 'not-applicable')),
  at timestamptz NOT NULL,
  PRIMARY KEY (duty, key)
);
CREATE UNIQUE INDEX duties_period_chain ON duties_period (duty, kind, nominal_on);

-- Who sees to a duty, with every state it ever had. Without a row: the role that the definition names, and nobody beside it.
CREATE TABLE duties_setting (
  duty text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  owner text NOT NULL CHECK (owner ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$'),
  deputy text CHECK (deputy ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$' AND deputy <> owner),
  reason text NOT NULL CHECK (length(reason) <= 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL,
  PRIMARY KEY (duty, revision)
);

CREATE TABLE duties_occurrence (
  id uuid PRIMARY KEY,
  duty text NOT NULL CHECK (length(duty) BETWEEN 1 AND 120),
  -- The period (2026-11, 2026-W47, 2026-11-22), or what set it off. One of each, so that nothing is ever doubled.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('scheduled', 'event', 'quiet')),
  -- As the duty was called when it was planned.
  title_ja text NOT NULL,
  title_en text NOT NULL,
  about_ja text NOT NULL,
  about_en text NOT NULL,
  search text NOT NULL,
  -- The one to whom this one falls, where it is not the owner of the duty: the applicant who reports.
  owner text CHECK (owner ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$'),
  request uuid,
  nominal_on date NOT NULL,
  opens_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  moved integer NOT NULL DEFAULT 0 CHECK (moved >= 0),
  state text NOT NULL CHECK (state IN ('waiting', 'open', 'overdue', 'completed', 'skipped')),
  revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  -- 0 nobody but its owner, 1 the committee, 2 management.
  escalation smallint NOT NULL DEFAULT 0 CHECK (escalation BETWEEN 0 AND 2),
  -- When the clock has the next word on it; null once it is closed or has nothing to wait for.
  next_at timestamptz,
  result text CHECK (result IN ('in-order', 'problem', 'no-case')),
  record jsonb CHECK (jsonb_typeof(record) = 'object'),
  remark text NOT NULL DEFAULT '' CHECK (length(remark) <= 2000),
  -- The sheet that was confirmed, byte for byte.
  sheet bytea,
  sheet_digest text,
  sheet_at timestamptz,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  closed_at timestamptz,
  closed_by text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (duty, key),
  CHECK ((state IN ('completed', 'skipped')) = (closed_at IS NOT NULL)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK ((state = 'completed') = (result IS NOT NULL)),
  CHECK ((state = 'completed') = (record IS NOT NULL)),
  -- Only a person completes.
  CHECK (state <> 'completed' OR closed_by NOT IN ('system', 'server')),
  CHECK (state <> 'skipped' OR reason <> ''),
  CHECK (state IN ('overdue', 'completed', 'skipped') OR escalation = 0),
  CHECK (state IN ('completed', 'skipped') = false OR next_at IS NULL),
  CHECK ((sheet IS NULL) = (sheet_digest IS NULL) AND (sheet IS NULL) = (sheet_at IS NULL)),
  CHECK (sheet IS NULL OR (state = 'completed' AND sheet_digest = encode(sha256(sheet), 'hex')))
);
CREATE INDEX duties_occurrence_next ON duties_occurrence (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX duties_occurrence_due ON duties_occurrence (state, due_at);
CREATE INDEX duties_occurrence_duty ON duties_occurrence (duty, nominal_on);
CREATE INDEX duties_occurrence_closed ON duties_occurrence (closed_at) WHERE closed_at IS NOT NULL;

-- What happened to each occurrence, oldest first. The due date as it stood after the act says what was overdue on any past day.
CREATE TABLE duties_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  occurrence uuid NOT NULL REFERENCES duties_occurrence,
  act text NOT NULL CHECK (act IN ('opened', 'started', 'due-soon', 'owner-gone', 'moved', 'overdue', 'escalated-committee', 'escalated-management', 'completed', 'skipped')),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  due_on date NOT NULL,
  due_at timestamptz NOT NULL,
  ledger_seq bigint,
  -- What the ledger is to know of has its number.
  CHECK (act IN ('started', 'due-soon', 'owner-gone') OR ledger_seq IS NOT NULL)
);
CREATE INDEX duties_event_occurrence ON duties_event (occurrence, id);
-- Exactly once, however often the sweep runs and wherever it was killed.
CREATE UNIQUE INDEX duties_event_once ON duties_event (occurrence, act) WHERE act <> 'moved';

-- Sheets that were shown and may be confirmed; forgotten after a day. What was confirmed stands in its occurrence.
CREATE TABLE duties_shown (
  occurrence uuid NOT NULL REFERENCES duties_occurrence,
  actor text NOT NULL,
  digest text NOT NULL,
  sheet bytea NOT NULL CHECK (digest = encode(sha256(sheet), 'hex')),
  at timestamptz NOT NULL,
  PRIMARY KEY (occurrence, actor, digest)
);
CREATE INDEX duties_shown_at ON duties_shown (at);

-- SHA-256 of the random password with which somebody's calendar program signs in.
CREATE TABLE duties_feed (
  account uuid PRIMARY KEY,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  set_at timestamptz NOT NULL
);

CREATE FUNCTION duties_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'duties are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER duties_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON duties_event FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();
CREATE TRIGGER duties_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON duties_setting FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();
CREATE TRIGGER duties_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON duties_period FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();
CREATE TRIGGER duties_refuse BEFORE DELETE OR TRUNCATE ON duties_schedule FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();
CREATE TRIGGER duties_refuse BEFORE DELETE OR TRUNCATE ON duties_occurrence FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse();

-- An occurrence begins as planned or as open, with nothing behind it.
CREATE FUNCTION duties_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state NOT IN ('waiting', 'open') OR NEW.revision <> 1 OR NEW.moved <> 0 OR NEW.escalation <> 0 THEN
    RAISE EXCEPTION 'an occurrence begins as waiting or open' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_begin BEFORE INSERT ON duties_occurrence FOR EACH ROW EXECUTE FUNCTION duties_begin();

-- The only ways on: waiting, open, overdue, and from there to completed or skipped, which are final.
CREATE FUNCTION duties_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('completed', 'skipped') THEN
    RAISE EXCEPTION 'occurrence % was % already', OLD.id, OLD.state USING ERRCODE = '42501';
  END IF;
  IF (NEW.id, NEW.duty, NEW.key, NEW.kind, NEW.title_ja, NEW.title_en, NEW.about_ja, NEW.about_en, NEW.search, NEW.owner, NEW.request, NEW.nominal_on, NEW.opens_on, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.duty, OLD.key, OLD.kind, OLD.title_ja, OLD.title_en, OLD.about_ja, OLD.about_en, OLD.search, OLD.owner, OLD.request, OLD.nominal_on, OLD.opens_on, OLD.created_at) THEN
    RAISE EXCEPTION 'what an occurrence is about does not change' USING ERRCODE = '42501';
  END IF;
  IF NOT (NEW.state = OLD.state
       OR (OLD.state = 'waiting' AND NEW.state IN ('open', 'skipped'))
       OR (OLD.state = 'open' AND NEW.state IN ('overdue', 'completed', 'skipped'))
       OR (OLD.state = 'overdue' AND NEW.state IN ('completed', 'skipped'))) THEN
    RAISE EXCEPTION 'an occurrence does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  IF NEW.revision NOT IN (OLD.revision, OLD.revision + 1) OR NEW.escalation NOT IN (OLD.escalation, OLD.escalation + 1)
     OR NEW.moved NOT IN (OLD.moved, OLD.moved + 1) THEN
    RAISE EXCEPTION 'an occurrence goes on one step at a time' USING ERRCODE = '42501';
  END IF;
  -- What is overdue stays overdue: a new date would hide it.
  IF (NEW.due_on, NEW.due_at) IS DISTINCT FROM (OLD.due_on, OLD.due_at)
     AND NOT (OLD.state IN ('waiting', 'open') AND NEW.state = OLD.state AND NEW.moved = OLD.moved + 1 AND NEW.revision = OLD.revision + 1) THEN
    RAISE EXCEPTION 'a due date is moved before it is reached, and counted' USING ERRCODE = '42501';
  END IF;
  IF NEW.escalation > OLD.escalation AND NOT (OLD.state = 'overdue' AND NEW.state = 'overdue') THEN
    RAISE EXCEPTION 'only what is overdue goes up' USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('completed', 'skipped') AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'closing is a revision' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_step BEFORE UPDATE ON duties_occurrence FOR EACH ROW EXECUTE FUNCTION duties_step();

-- Nothing happens to an occurrence without its line in the history, by the end of the transaction.
CREATE FUNCTION duties_told() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  acts text[];
  lacks text;
BEGIN
  SELECT array_agg(act) INTO acts FROM duties_event WHERE occurrence = NEW.id;
  lacks := CASE
    WHEN acts IS NULL OR NOT 'opened' = ANY (acts) THEN 'opened'
    WHEN NEW.state IN ('overdue', 'completed', 'skipped') AND NOT NEW.state = ANY (acts) THEN NEW.state
    WHEN NEW.escalation >= 1 AND NOT 'escalated-committee' = ANY (acts) THEN 'escalated-committee'
    WHEN NEW.escalation >= 2 AND NOT 'escalated-management' = ANY (acts) THEN 'escalated-management'
    WHEN NEW.moved > cardinality(array_positions(acts, 'moved')) THEN 'moved'
  END;
  IF lacks IS NOT NULL THEN
    RAISE EXCEPTION 'occurrence % lacks % in its history', NEW.id, lacks USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER duties_told AFTER INSERT OR UPDATE ON duties_occurrence DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION duties_told();

-- Nothing is added to the history of an occurrence that is closed, and nothing that its row does not say.
CREATE FUNCTION duties_happen() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  o duties_occurrence%ROWTYPE;
BEGIN
  SELECT * INTO o FROM duties_occurrence WHERE id = NEW.occurrence;
  IF EXISTS (SELECT 1 FROM duties_event WHERE occurrence = NEW.occurrence AND act IN ('completed', 'skipped')) THEN
    RAISE EXCEPTION 'the history of occurrence % is closed', NEW.occurrence USING ERRCODE = '42501';
  END IF;
  IF NEW.act IN ('completed', 'skipped') AND NEW.act <> o.state THEN
    RAISE EXCEPTION 'occurrence % is %, not %', NEW.occurrence, o.state, NEW.act USING ERRCODE = '42501';
  END IF;
  IF (NEW.act = 'started' AND o.state = 'waiting')
     OR (NEW.act = 'overdue' AND o.state IN ('waiting', 'open'))
     OR (NEW.act = 'escalated-committee' AND o.escalation < 1)
     OR (NEW.act = 'escalated-management' AND o.escalation < 2)
     OR (NEW.act = 'moved' AND o.moved <= (SELECT count(*) FROM duties_event WHERE occurrence = NEW.occurrence AND act = 'moved')) THEN
    RAISE EXCEPTION 'occurrence % has not come to %', NEW.occurrence, NEW.act USING ERRCODE = '42501';
  END IF;
  IF (NEW.due_on, NEW.due_at) IS DISTINCT FROM (o.due_on, o.due_at) THEN
    RAISE EXCEPTION 'the history says another date than occurrence %', NEW.occurrence USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_happen BEFORE INSERT ON duties_event FOR EACH ROW EXECUTE FUNCTION duties_happen();

ALTER TABLE duties_event ENABLE ALWAYS TRIGGER duties_refuse;
ALTER TABLE duties_event ENABLE ALWAYS TRIGGER duties_happen;
ALTER TABLE duties_setting ENABLE ALWAYS TRIGGER duties_refuse;
ALTER TABLE duties_period ENABLE ALWAYS TRIGGER duties_refuse;
ALTER TABLE duties_schedule ENABLE ALWAYS TRIGGER duties_refuse;
ALTER TABLE duties_occurrence ENABLE ALWAYS TRIGGER duties_refuse;
ALTER TABLE duties_occurrence ENABLE ALWAYS TRIGGER duties_begin;
ALTER TABLE duties_occurrence ENABLE ALWAYS TRIGGER duties_step;
ALTER TABLE duties_occurrence ENABLE ALWAYS TRIGGER duties_told;
REVOKE EXECUTE ON FUNCTION duties_refuse(), duties_begin(), duties_step(), duties_told(), duties_happen() FROM PUBLIC;

GRANT SELECT, INSERT ON duties_schedule, duties_period, duties_setting, duties_occurrence, duties_event, duties_shown, duties_feed TO tejun_app;
GRANT UPDATE (swept_at) ON duties_schedule TO tejun_app;
GRANT UPDATE (due_on, due_at, moved, state, revision, escalation, next_at, result, record, remark, sheet, sheet_digest, sheet_at, reason, closed_at, closed_by, changed_at) ON duties_occurrence TO tejun_app;
GRANT UPDATE (at) ON duties_shown TO tejun_app;
GRANT DELETE ON duties_shown, duties_feed TO tejun_app;
GRANT UPDATE (hash, set_at) ON duties_feed TO tejun_app;
