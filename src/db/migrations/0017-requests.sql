-- Requests (申請): the case, what was submitted of it byte for byte, who may decide on which step, the decisions, and everything that
-- happened. What must never be is refused here, whatever the program above believes: nobody decides on their own request or twice,
-- no end is left again, nothing is approved that its frozen route does not carry, and no history is rewritten.

CREATE TABLE requests_counter (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  last integer NOT NULL DEFAULT 0 CHECK (last >= 0)
);
INSERT INTO requests_counter DEFAULT VALUES;

CREATE TABLE requests_case (
  id uuid PRIMARY KEY,
  number integer NOT NULL UNIQUE CHECK (number > 0),
  kind text NOT NULL,
  applicant uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'denied', 'withdrawn', 'lapsed', 'expired', 'revoked', 'closed')),
  revision integer NOT NULL CHECK (revision > 0),
  -- How often it was submitted; decisions of an earlier round are history.
  round integer NOT NULL CHECK (round >= 0),
  -- The step of the route that is asked now.
  place integer CHECK (place >= 0),
  form jsonb NOT NULL,
  valid_for_days integer CHECK (valid_for_days > 0),
  about text NOT NULL,
  search text NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  submitted_at timestamptz,
  decide_by date,
  lapses_at timestamptz,
  overdue_at timestamptz,
  approved_at timestamptz,
  valid_until date,
  -- The line of the register that the approval wrote.
  line uuid,
  -- The occurrence of the duty whose record closes it.
  occurrence uuid,
  expiring_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  -- The closing duty's record. An expired or revoked one keeps its state and shows beside it whether the report came.
  closed_at timestamptz,
  CHECK ((state = 'submitted') = (place IS NOT NULL)),
  CHECK (state IN ('draft', 'withdrawn') OR (round > 0 AND submitted_at IS NOT NULL AND decide_by IS NOT NULL AND lapses_at IS NOT NULL)),
  CHECK ((state IN ('approved', 'expired', 'revoked', 'closed')) = (approved_at IS NOT NULL)),
  CHECK ((approved_at IS NULL) = (line IS NULL)),
  CHECK (approved_at IS NOT NULL OR (valid_until IS NULL AND occurrence IS NULL AND expiring_at IS NULL AND closed_at IS NULL)),
  CHECK ((state IN ('draft', 'submitted', 'approved')) = (ended_at IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (approved_at >= submitted_at),
  CHECK (state <> 'closed' OR closed_at IS NOT NULL),
  CHECK (closed_at IS NULL OR state IN ('closed', 'expired', 'revoked')),
  CHECK (state <> 'withdrawn' OR ended_by = applicant::text),
  CHECK (state NOT IN ('denied', 'revoked') OR ended_by <> applicant::text)
);
CREATE INDEX requests_case_applicant ON requests_case (applicant, number);
CREATE INDEX requests_case_state ON requests_case (state, number);
CREATE INDEX requests_case_kind ON requests_case (kind, number);
CREATE INDEX requests_case_due ON requests_case (decide_by) WHERE state = 'submitted';
CREATE INDEX requests_case_valid ON requests_case (valid_until) WHERE state = 'approved';
CREATE INDEX requests_case_occurrence ON requests_case (occurrence) WHERE occurrence IS NOT NULL;

-- What was submitted, each round: form, validity, files and route as canonical JSON, with the digest that decisions name.
CREATE TABLE requests_submission (
  request uuid NOT NULL REFERENCES requests_case (id),
  round integer NOT NULL CHECK (round > 0),
  revision integer NOT NULL,
  content bytea NOT NULL,
  digest text NOT NULL,
  decide_by date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (request, round),
  CHECK (digest = encode(sha256(content), 'hex'))
);
CREATE TABLE requests_step (
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL CHECK (place >= 0),
  step text NOT NULL,
  title_ja text NOT NULL,
  title_en text NOT NULL,
  approvals integer NOT NULL CHECK (approvals BETWEEN 1 AND 9),
  roles text[] NOT NULL,
  -- Why it goes elsewhere than usual; null where it does not.
  because_ja text,
  because_en text,
  PRIMARY KEY (request, round, place),
  FOREIGN KEY (request, round) REFERENCES requests_submission (request, round),
  CHECK ((because_ja IS NULL) = (because_en IS NULL))
);
CREATE TABLE requests_decider (
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL,
  account uuid NOT NULL,
  PRIMARY KEY (request, round, place, account),
  FOREIGN KEY (request, round, place) REFERENCES requests_step (request, round, place)
);
CREATE INDEX requests_decider_account ON requests_decider (account, request, round, place);

-- Whoever is absent names who decides in their place, for themselves only.
CREATE TABLE requests_delegation (
  id uuid PRIMARY KEY,
  from_account uuid NOT NULL,
  to_account uuid NOT NULL,
  since date NOT NULL,
  until date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK (from_account <> to_account),
  CHECK (until >= since AND until - since <= 92),
  CHECK (since >= (at AT TIME ZONE 'Asia/Tokyo')::date),
  CHECK (by = from_account::text),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX requests_delegation_from ON requests_delegation (from_account);
CREATE INDEX requests_delegation_to ON requests_delegation (to_account);

CREATE TABLE requests_decision (
  id uuid PRIMARY KEY,
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL,
  account uuid NOT NULL,
  in_place_of uuid,
  decision text NOT NULL CHECK (decision IN ('approve', 'deny', 'return')),
  comment text NOT NULL,
  -- Of what the person read.
  digest text NOT NULL,
  assessment jsonb,
  at timestamptz NOT NULL,
  UNIQUE (request, round, account),
  FOREIGN KEY (request, round, place) REFERENCES requests_step (request, round, place),
  CHECK (decision = 'approve' OR comment <> ''),
  CHECK (in_place_of <> account)
);
CREATE INDEX requests_decision_account ON requests_decision (account, request);

CREATE TABLE requests_file (
  request uuid NOT NULL REFERENCES requests_case (id),
  file uuid NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  bytes bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (request, file)
);

-- Everything that happened, in its order. Each that moves the case says all that its standing on a past day rests on.
CREATE TABLE requests_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request uuid NOT NULL REFERENCES requests_case (id),
  kind text NOT NULL,
  round integer NOT NULL,
  act text NOT NULL CHECK (act IN ('submitted', 'decided', 'approved', 'denied', 'returned', 'withdrawn', 'lapsed', 'overdue', 'expiring',
    'expired', 'revoked', 'closed')),
  at timestamptz NOT NULL,
  by text NOT NULL,
  reason text NOT NULL,
  decision uuid REFERENCES requests_decision (id),
  decide_by date,
  valid_until date,
  occurrence uuid,
  ledger_seq bigint,
  CHECK ((act = 'expiring') = (ledger_seq IS NULL)),
  CHECK (act <> 'decided' OR decision IS NOT NULL)
);
CREATE UNIQUE INDEX requests_event_once ON requests_event (request, round, act) WHERE act <> 'decided';
CREATE UNIQUE INDEX requests_event_decided ON requests_event (decision) WHERE act = 'decided';
CREATE INDEX requests_event_request ON requests_event (request, id);
CREATE INDEX requests_event_kind ON requests_event (kind, at);

-- Whether anybody could decide on a kind, from that moment on.
CREATE TABLE requests_ability (
  kind text NOT NULL,
  at timestamptz NOT NULL,
  able boolean NOT NULL,
  because_ja text NOT NULL,
  because_en text NOT NULL,
  PRIMARY KEY (kind, at)
);

CREATE FUNCTION requests_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'requests are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER requests_refuse BEFORE DELETE OR TRUNCATE ON requests_case FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE DELETE OR TRUNCATE ON requests_delegation FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_submission FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_step FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_decider FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_decision FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_file FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_event FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();
CREATE TRIGGER requests_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON requests_ability FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse();

CREATE FUNCTION requests_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.round <> 0 OR NEW.revision <> 1 THEN
    RAISE EXCEPTION 'a request begins as a draft' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_begin BEFORE INSERT ON requests_case FOR EACH ROW EXECUTE FUNCTION requests_begin();

-- A round is laid out while the case is still a draft, for the next round only; the applicant is nobody's decider in it.
CREATE FUNCTION requests_lay_out() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  laid requests_case%ROWTYPE;
BEGIN
  SELECT * INTO laid FROM requests_case WHERE id = NEW.request FOR UPDATE;
  IF laid.state IS DISTINCT FROM 'draft' OR NEW.round <> laid.round + 1 THEN
    RAISE EXCEPTION 'a route is laid out when a draft is submitted, for that round' USING ERRCODE = '42501';
  END IF;
  IF TG_TABLE_NAME = 'requests_submission' THEN
    IF NEW.revision <> laid.revision OR (convert_from(NEW.content, 'UTF8')::jsonb -> 'form') IS DISTINCT FROM laid.form THEN
      RAISE EXCEPTION 'what is submitted is the draft as it stands' USING ERRCODE = '42501';
    END IF;
  ELSIF TG_TABLE_NAME = 'requests_decider' THEN
    IF NEW.account = laid.applicant THEN
      RAISE EXCEPTION 'nobody decides on a request of their own' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_lay_out BEFORE INSERT ON requests_submission FOR EACH ROW EXECUTE FUNCTION requests_lay_out();
CREATE TRIGGER requests_lay_out BEFORE INSERT ON requests_step FOR EACH ROW EXECUTE FUNCTION requests_lay_out();
CREATE TRIGGER requests_lay_out BEFORE INSERT ON requests_decider FOR EACH ROW EXECUTE FUNCTION requests_lay_out();

-- A decision is made on the step that is asked now, on the bytes that were read, by somebody whom the frozen route names or who
-- decides in the place of one of them. Whoever decides, or is decided for, counts once in a round over all of its steps.
CREATE FUNCTION requests_decide() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  decided requests_case%ROWTYPE;
  today date := (NEW.at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  SELECT * INTO decided FROM requests_case WHERE id = NEW.request FOR UPDATE;
  IF decided.state IS DISTINCT FROM 'submitted' OR NEW.round <> decided.round OR NEW.place IS DISTINCT FROM decided.place THEN
    RAISE EXCEPTION 'a decision is made on the step of a submitted request that is asked now' USING ERRCODE = '42501';
  END IF;
  IF NEW.at < decided.submitted_at OR NEW.at >= decided.lapses_at THEN
    RAISE EXCEPTION 'a decision is made between the submission and the lapse' USING ERRCODE = '42501';
  END IF;
  IF NEW.account = decided.applicant OR NEW.in_place_of = decided.applicant THEN
    RAISE EXCEPTION 'nobody decides on a request of their own' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM requests_delegation WHERE from_account = decided.applicant AND to_account = NEW.account
             AND ended_at IS NULL AND today BETWEEN since AND until) THEN
    RAISE EXCEPTION 'the applicant''s delegate does not decide' USING ERRCODE = '42501';
  END IF;
  IF NEW.digest IS DISTINCT FROM (SELECT digest FROM requests_submission WHERE request = NEW.request AND round = NEW.round) THEN
    RAISE EXCEPTION 'the decision is about other bytes' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM requests_decider WHERE request = NEW.request AND round = NEW.round AND place = NEW.place
                 AND account = coalesce(NEW.in_place_of, NEW.account)) THEN
    RAISE EXCEPTION 'the route names somebody else' USING ERRCODE = '42501';
  END IF;
  IF NEW.in_place_of IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM requests_delegation WHERE from_account = NEW.in_place_of AND to_account = NEW.account
       AND ended_at IS NULL AND today BETWEEN since AND until) THEN
    RAISE EXCEPTION 'nobody decides in another''s place without a delegation' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM requests_decision WHERE request = NEW.request AND round = NEW.round
             AND (account IN (NEW.account, NEW.in_place_of) OR in_place_of IN (NEW.account, NEW.in_place_of))) THEN
    RAISE EXCEPTION 'nobody decides twice, nor beside their own delegate' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_decide BEFORE INSERT ON requests_decision FOR EACH ROW EXECUTE FUNCTION requests_decide();

-- How many approvals a step still lacks.
CREATE FUNCTION requests_lacking(uuid, integer, integer) RETURNS bigint LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.approvals - (SELECT count(*) FROM requests_decision d WHERE d.request = s.request AND d.round = s.round AND d.place = s.place
                        AND d.decision = 'approve')
  FROM requests_step s WHERE s.request = $1 AND s.round = $2 AND s.place = $3
$$;

-- What stands in a case never changes but by these steps: draft → submitted → approved | denied | withdrawn | lapsed, or back to a
-- draft; approved → expired | revoked | closed. Every other state is an end.
CREATE FUNCTION requests_move() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  written text[] := ARRAY['form', 'valid_for_days', 'about', 'search', 'changed_at', 'revision'];
  asked text[] := ARRAY['state', 'round', 'place', 'submitted_at', 'decide_by', 'lapses_at', 'overdue_at'];
  settled text[] := ARRAY['state', 'place', 'ended_at', 'ended_by'];
  may text[];
BEGIN
  may := CASE
    WHEN OLD.state = 'draft' AND NEW.state = 'draft' THEN written
    WHEN OLD.state = 'draft' AND NEW.state = 'submitted' THEN asked
    WHEN OLD.state IN ('draft', 'submitted') AND NEW.state = 'withdrawn' THEN settled
    WHEN OLD.state = 'submitted' AND NEW.state = 'submitted' THEN ARRAY['place', 'overdue_at']
    WHEN OLD.state = 'submitted' AND NEW.state = 'draft' THEN ARRAY['state', 'place', 'revision', 'overdue_at']
    WHEN OLD.state = 'submitted' AND NEW.state = 'approved' THEN ARRAY['state', 'place', 'approved_at', 'valid_until', 'line', 'occurrence']
    WHEN OLD.state = 'submitted' AND NEW.state IN ('denied', 'lapsed') THEN settled
    -- The duty whose record closes it opens with the approval, or later, once.
    WHEN OLD.state = NEW.state AND OLD.approved_at IS NOT NULL AND OLD.state <> 'closed' AND OLD.occurrence IS NULL
      AND NEW.occurrence IS NOT NULL THEN ARRAY['occurrence']
    WHEN OLD.state = 'approved' AND NEW.state = 'approved' THEN ARRAY['expiring_at']
    WHEN OLD.state = 'approved' AND NEW.state IN ('expired', 'revoked') THEN settled
    WHEN OLD.state = 'approved' AND NEW.state = 'closed' THEN settled || ARRAY['closed_at']
    WHEN OLD.state IN ('expired', 'revoked') AND NEW.state = OLD.state AND OLD.closed_at IS NULL AND OLD.occurrence IS NOT NULL
      THEN ARRAY['closed_at']
  END;
  IF may IS NULL THEN
    RAISE EXCEPTION 'a request does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  IF (to_jsonb(NEW) - may) IS DISTINCT FROM (to_jsonb(OLD) - may) THEN
    RAISE EXCEPTION 'of a request that goes from % to % the rest is frozen', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  -- What was told once is told once: it stays as it is, or begins anew with the next round.
  IF NEW.overdue_at <> OLD.overdue_at OR NEW.expiring_at <> OLD.expiring_at OR (NEW.expiring_at IS NULL AND OLD.expiring_at IS NOT NULL)
     OR (NEW.overdue_at IS NULL AND OLD.overdue_at IS NOT NULL AND NEW.state = OLD.state) THEN
    RAISE EXCEPTION 'of request % that was told already', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'draft' AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'each change is a revision' USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'submitted' THEN
    PERFORM requests_check_route(NEW.id, OLD.round + 1, NEW.round, NEW.place, NEW.submitted_at, NEW.decide_by);
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'submitted' AND NEW.place <> OLD.place
     AND (NEW.place <> OLD.place + 1 OR coalesce(requests_lacking(OLD.id, OLD.round, OLD.place), 1) > 0
          OR requests_lacking(OLD.id, OLD.round, NEW.place) IS NULL) THEN
    RAISE EXCEPTION 'a step is left when it has its approvals, for the next one' USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'draft' AND (NEW.revision <> OLD.revision + 1 OR NOT EXISTS (
       SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision = 'return')) THEN
    RAISE EXCEPTION 'nobody returned request %', OLD.number USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'denied' AND NOT EXISTS (
       SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision = 'deny') THEN
    RAISE EXCEPTION 'nobody denied request %', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'approved' AND (
       EXISTS (SELECT 1 FROM requests_step s WHERE s.request = OLD.id AND s.round = OLD.round
               AND requests_lacking(s.request, s.round, s.place) > 0)
       OR EXISTS (SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision <> 'approve')) THEN
    RAISE EXCEPTION 'request % lacks approvals', OLD.number USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'lapsed' AND NEW.ended_at < OLD.lapses_at THEN
    RAISE EXCEPTION 'request % can still be decided', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'approved' AND NEW.state = 'expired'
     AND (OLD.valid_until IS NULL OR (NEW.ended_at AT TIME ZONE 'Asia/Tokyo')::date <= OLD.valid_until) THEN
    RAISE EXCEPTION 'the approval of request % still holds', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'approved' AND NEW.state = 'closed' AND OLD.occurrence IS NULL THEN
    RAISE EXCEPTION 'no report closes request %', OLD.number USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A submission stands, each of its steps has enough people, and it is asked from the first one on.
CREATE FUNCTION requests_check_route(request_id uuid, expected integer, round_now integer, place_now integer, submitted timestamptz, due date)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF round_now <> expected OR place_now <> 0 OR NOT EXISTS (
       SELECT 1 FROM requests_submission WHERE request = request_id AND round = expected AND at = submitted AND decide_by = due) THEN
    RAISE EXCEPTION 'nothing was submitted' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM requests_step WHERE request = request_id AND round = expected AND place = 0)
     OR (SELECT count(*) <> max(place) + 1 FROM requests_step WHERE request = request_id AND round = expected)
     OR EXISTS (SELECT 1 FROM requests_step s WHERE s.request = request_id AND s.round = expected AND s.approvals >
          (SELECT count(*) FROM requests_decider d WHERE d.request = s.request AND d.round = s.round AND d.place = s.place)) THEN
    RAISE EXCEPTION 'a step of the route has too few people' USING ERRCODE = '42501';
  END IF;
END $$;
CREATE TRIGGER requests_move BEFORE UPDATE ON requests_case FOR EACH ROW EXECUTE FUNCTION requests_move();

-- What is told is what happened: the case stands as its event says.
CREATE FUNCTION requests_tell() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  told requests_case%ROWTYPE;
BEGIN
  SELECT * INTO told FROM requests_case WHERE id = NEW.request;
  IF NEW.kind <> told.kind OR NEW.round <> told.round OR NOT coalesce(CASE NEW.act
       WHEN 'submitted' THEN told.state = 'submitted' AND NEW.at = told.submitted_at AND NEW.decide_by = told.decide_by AND NEW."by" = told.applicant::text
       WHEN 'decided' THEN EXISTS (SELECT 1 FROM requests_decision d WHERE d.id = NEW.decision AND d.request = NEW.request AND d.round = NEW.round
                                   AND d.account::text = NEW."by" AND d.at = NEW.at)
       WHEN 'approved' THEN told.state = 'approved' AND NEW.at = told.approved_at AND NEW.valid_until IS NOT DISTINCT FROM told.valid_until
       WHEN 'returned' THEN told.state = 'draft' AND EXISTS (SELECT 1 FROM requests_decision d WHERE d.request = NEW.request
         AND d.round = NEW.round AND d.decision = 'return')
       WHEN 'closed' THEN NEW.at = told.closed_at
       WHEN 'overdue' THEN NEW.at = told.overdue_at
       WHEN 'expiring' THEN NEW.at = told.expiring_at
       ELSE told.state = NEW.act AND NEW.at = told.ended_at AND NEW."by" = told.ended_by END, false) THEN
    RAISE EXCEPTION 'of request % something else happened than %', told.number, NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_tell BEFORE INSERT ON requests_event FOR EACH ROW EXECUTE FUNCTION requests_tell();

-- And what happens is told, in the same transaction: no step, and no decision, without its event and that event's ledger entry.
CREATE FUNCTION requests_told() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wanted text[] := '{}';
  act_of text;
BEGIN
  IF TG_TABLE_NAME = 'requests_decision' THEN
    IF NOT EXISTS (SELECT 1 FROM requests_event WHERE decision = NEW.id AND act = 'decided') THEN
      RAISE EXCEPTION 'a decision is told' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.state <> OLD.state THEN
    wanted := wanted || CASE WHEN NEW.state = 'draft' THEN 'returned' ELSE NEW.state END;
  END IF;
  IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL THEN wanted := wanted || 'closed'::text; END IF;
  IF NEW.overdue_at IS NOT NULL AND OLD.overdue_at IS NULL THEN wanted := wanted || 'overdue'::text; END IF;
  FOREACH act_of IN ARRAY wanted LOOP
    IF NOT EXISTS (SELECT 1 FROM requests_event WHERE request = NEW.id AND round = NEW.round AND act = act_of) THEN
      RAISE EXCEPTION 'request %: % is told', NEW.number, act_of USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER requests_told AFTER UPDATE ON requests_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION requests_told();
CREATE CONSTRAINT TRIGGER requests_told AFTER INSERT ON requests_decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION requests_told();

-- Files are added while the form can still be changed.
CREATE FUNCTION requests_add_file() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT state FROM requests_case WHERE id = NEW.request FOR UPDATE) IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'a submitted request takes no more files' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_add_file BEFORE INSERT ON requests_file FOR EACH ROW EXECUTE FUNCTION requests_add_file();

-- The one change a delegation sees: it ends early, once.
CREATE FUNCTION requests_end_delegation() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
     OR (to_jsonb(NEW) - ARRAY['ended_at', 'ended_by']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['ended_at', 'ended_by']) THEN
    RAISE EXCEPTION 'a delegation is ended once and not changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_end_delegation BEFORE UPDATE ON requests_delegation FOR EACH ROW EXECUTE FUNCTION requests_end_delegation();

ALTER TABLE requests_case ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_case ENABLE ALWAYS TRIGGER requests_begin;
ALTER TABLE requests_case ENABLE ALWAYS TRIGGER requests_move;
ALTER TABLE requests_case ENABLE ALWAYS TRIGGER requests_told;
ALTER TABLE requests_decision ENABLE ALWAYS TRIGGER requests_told;
ALTER TABLE requests_event ENABLE ALWAYS TRIGGER requests_tell;
ALTER TABLE requests_submission ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_submission ENABLE ALWAYS TRIGGER requests_lay_out;
ALTER TABLE requests_step ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_step ENABLE ALWAYS TRIGGER requests_lay_out;
ALTER TABLE requests_decider ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_decider ENABLE ALWAYS TRIGGER requests_lay_out;
ALTER TABLE requests_decision ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_decision ENABLE ALWAYS TRIGGER requests_decide;
ALTER TABLE requests_file ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_file ENABLE ALWAYS TRIGGER requests_add_file;
ALTER TABLE requests_event ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_ability ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_delegation ENABLE ALWAYS TRIGGER requests_refuse;
ALTER TABLE requests_delegation ENABLE ALWAYS TRIGGER requests_end_delegation;
REVOKE EXECUTE ON FUNCTION requests_refuse(), requests_begin(), requests_lay_out(), requests_decide(), requests_move(), requests_add_file(),
  requests_end_delegation(), requests_tell(), requests_told(), requests_lacking(uuid, integer, integer),
  requests_check_route(uuid, integer, integer, integer, timestamptz, date) FROM PUBLIC;

GRANT SELECT ON requests_counter, requests_case, requests_submission, requests_step, requests_decider, requests_delegation, requests_decision, requests_file, requests_event, requests_ability TO tejun_app;
GRANT INSERT ON requests_case, requests_submission, requests_step, requests_decider, requests_delegation, requests_decision, requests_file, requests_event, requests_ability TO tejun_app;
GRANT UPDATE (last) ON requests_counter TO tejun_app;
GRANT UPDATE (state, revision, round, place, form, valid_for_days, about, search, changed_at, submitted_at, decide_by, lapses_at, overdue_at, approved_at, valid_until, line, occurrence, expiring_at, ended_at, ended_by, closed_at) ON requests_case TO tejun_app;
GRANT UPDATE (ended_at, ended_by) ON requests_delegation TO tejun_app;
GRANT EXECUTE ON FUNCTION requests_lacking(uuid, integer, integer), requests_check_route(uuid, integer, integer, integer, timestamptz, date) TO tejun_app;
