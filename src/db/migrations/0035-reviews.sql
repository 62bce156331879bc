-- Reviews (見直し): who holds what, frozen when a review opens, judged line by line by somebody who is not the holder, and what is to be
-- taken away followed until a later measurement no longer shows it. A review is a case; what must never be is refused here.

-- Lists of accounts that people took out of other systems. A newer one of the same name takes the place of the older, which stays.
CREATE TABLE reviews_list (
  id uuid PRIMARY KEY,
  variant text NOT NULL CHECK (variant IN ('privileges', 'access', 'source-code')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  name_key text NOT NULL CHECK (length(name_key) BETWEEN 1 AND 100),
  -- The day of which the other system wrote it.
  as_of date NOT NULL,
  file_digest text NOT NULL CHECK (file_digest ~ '^[0-9a-f]{64}$'),
  columns jsonb NOT NULL CHECK (jsonb_typeof(columns) = 'object'),
  lines integer NOT NULL CHECK (lines > 0),
  joined integer NOT NULL CHECK (joined BETWEEN 0 AND lines),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX reviews_list_newest ON reviews_list (variant, name_key, at DESC);
CREATE TABLE reviews_list_line (
  list_id uuid NOT NULL REFERENCES reviews_list,
  no integer NOT NULL CHECK (no > 0),
  account text NOT NULL CHECK (length(account) BETWEEN 1 AND 200),
  mail text NOT NULL CHECK (length(mail) <= 254),
  name text NOT NULL CHECK (length(name) <= 200),
  number text NOT NULL CHECK (length(number) <= 40),
  object text NOT NULL CHECK (length(object) <= 200),
  level text NOT NULL CHECK (length(level) <= 200),
  disabled boolean NOT NULL,
  guest boolean NOT NULL,
  PRIMARY KEY (list_id, no)
);

CREATE TABLE reviews_campaign (
  case_id uuid PRIMARY KEY REFERENCES cases_case,
  variant text NOT NULL CHECK (variant IN ('privileges', 'software', 'access', 'source-code')),
  previous uuid REFERENCES reviews_campaign,
  set_off text NOT NULL CHECK (set_off IN ('calendar', 'organisation', 'person')),
  frozen_at timestamptz NOT NULL,
  lines integer NOT NULL CHECK (lines >= 0),
  -- SHA-256 over the canonical JSON of sources and lines.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX reviews_campaign_newest ON reviews_campaign (variant, frozen_at DESC);

-- Where the lines came from, and how fresh and whole that was at the moment of freezing.
CREATE TABLE reviews_source (
  case_id uuid NOT NULL REFERENCES reviews_campaign,
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 140),
  title_ja text NOT NULL,
  title_en text NOT NULL,
  state text NOT NULL CHECK (state IN ('complete', 'incomplete', 'stale', 'failed', 'missing')),
  because_ja text NOT NULL,
  because_en text NOT NULL,
  as_of timestamptz,
  items integer NOT NULL CHECK (items >= 0),
  PRIMARY KEY (case_id, source)
);

CREATE TABLE reviews_line (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES reviews_campaign,
  no integer NOT NULL CHECK (no > 0),
  -- The same right in every review.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 700),
  -- Whose right it is, on the staff list, and the accounts of this product that were theirs.
  subject uuid,
  subject_accounts uuid[] NOT NULL,
  who text NOT NULL CHECK (length(who) <= 300),
  what text NOT NULL CHECK (length(what) <= 500),
  level text NOT NULL CHECK (length(level) <= 500),
  delta text NOT NULL CHECK (delta IN ('new', 'changed', 'unchanged', 'removed')),
  flags text[] NOT NULL,
  measured text NOT NULL CHECK (measured IN ('measured', 'not-measured', 'not-there')),
  part text NOT NULL CHECK (part IN ('administrator', 'committee')),
  -- The line of a register that says it.
  register_row uuid,
  previous uuid REFERENCES reviews_line,
  -- Which sources showed it, on which devices, by which account.
  seen jsonb NOT NULL CHECK (jsonb_typeof(seen) = 'object'),
  UNIQUE (case_id, no),
  UNIQUE (case_id, key)
);

-- To whom a line was handed; null: back to the part's own role.
CREATE TABLE reviews_assignment (
  line_id uuid NOT NULL REFERENCES reviews_line,
  no integer NOT NULL CHECK (no > 0),
  account uuid REFERENCES people_account,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (line_id, no)
);
CREATE INDEX reviews_assignment_account ON reviews_assignment (account) WHERE account IS NOT NULL;

-- Each decision as it was made. A correction is the next one, with its reason, until the part is recorded.
CREATE TABLE reviews_decision (
  line_id uuid NOT NULL REFERENCES reviews_line,
  no integer NOT NULL CHECK (no > 0),
  decision text NOT NULL CHECK (decision IN ('keep', 'reduce', 'revoke')),
  reason text NOT NULL CHECK (length(reason) <= 500),
  -- Whether the holder still fits by each of the four; null in a review that has no holders.
  duty boolean,
  role boolean,
  responsibility boolean,
  competence boolean,
  -- Confirmed together with others of which nothing had changed.
  together boolean NOT NULL,
  account uuid NOT NULL REFERENCES people_account,
  person uuid,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (line_id, no)
);

-- What was decided to be taken away, and each look at whether it is gone. Nobody but a measurement says so.
CREATE TABLE reviews_remediation (
  line_id uuid PRIMARY KEY REFERENCES reviews_line,
  wanted text NOT NULL CHECK (wanted IN ('reduce', 'revoke')),
  at timestamptz NOT NULL
);
CREATE TABLE reviews_look (
  line_id uuid NOT NULL REFERENCES reviews_remediation,
  no integer NOT NULL CHECK (no > 0),
  state text NOT NULL CHECK (state IN ('gone', 'reduced', 'still-there', 'not-measured')),
  because_ja text NOT NULL,
  because_en text NOT NULL,
  -- When what proves it was measured.
  measured_at timestamptz,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  CHECK (state NOT IN ('gone', 'reduced') OR measured_at IS NOT NULL),
  PRIMARY KEY (line_id, no)
);

CREATE FUNCTION reviews_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'reviews are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_list FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_list_line FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_campaign FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_source FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_line FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_assignment FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_decision FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_remediation FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER reviews_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_look FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();

-- A list and a population stand in the ledger as they are, and hold exactly as many lines as they say, for good.
CREATE FUNCTION reviews_list_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = 'review.list' AND l.actor = NEW."by" AND l.subject = 'review-list:' || NEW.id
       AND p.body::jsonb ->> 'file' = NEW.file_digest AND (p.body::jsonb ->> 'lines')::int = NEW.lines) THEN
    RAISE EXCEPTION 'the list is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_list_begin BEFORE INSERT ON reviews_list FOR EACH ROW EXECUTE FUNCTION reviews_list_begin();
CREATE FUNCTION reviews_campaign_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.kind = 'reviews/campaign' AND c.variant = NEW.variant AND c.state = 'frozen') THEN
    RAISE EXCEPTION 'a population is frozen when its review begins' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.frozen_at
       AND l.kind = 'review.frozen' AND l.subject = 'case:reviews/campaign case:' || NEW.case_id
       AND p.body::jsonb ->> 'hash' = NEW.hash AND (p.body::jsonb ->> 'lines')::int = NEW.lines) THEN
    RAISE EXCEPTION 'the population is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_campaign_begin BEFORE INSERT ON reviews_campaign FOR EACH ROW EXECUTE FUNCTION reviews_campaign_begin();

CREATE FUNCTION reviews_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  have bigint;
BEGIN
  IF TG_TABLE_NAME = 'reviews_list' THEN
    SELECT count(*) INTO have FROM reviews_list_line WHERE list_id = NEW.id;
  ELSE
    SELECT count(*) INTO have FROM reviews_line WHERE case_id = NEW.case_id;
  END IF;
  IF have <> NEW.lines THEN
    RAISE EXCEPTION '% lines were promised, % are there', NEW.lines, have USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reviews_whole AFTER INSERT ON reviews_list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reviews_whole();
CREATE CONSTRAINT TRIGGER reviews_whole AFTER INSERT ON reviews_campaign DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reviews_whole();
CREATE FUNCTION reviews_no_more() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'reviews_list_line' THEN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT list_id FROM added) a JOIN reviews_list l ON l.id = a.list_id
               WHERE (SELECT count(*) FROM reviews_list_line x WHERE x.list_id = a.list_id) > l.lines) THEN
      RAISE EXCEPTION 'nothing is added to a list' USING ERRCODE = '42501';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM (SELECT DISTINCT case_id FROM added) a JOIN reviews_campaign c USING (case_id)
             WHERE (SELECT count(*) FROM reviews_line x WHERE x.case_id = a.case_id) > c.lines) THEN
    RAISE EXCEPTION 'nothing is added to a population' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reviews_no_more AFTER INSERT ON reviews_list_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reviews_no_more();
CREATE TRIGGER reviews_no_more AFTER INSERT ON reviews_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reviews_no_more();
-- A source is named when the population is frozen, not later.
CREATE FUNCTION reviews_source_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.state = 'frozen') THEN
    RAISE EXCEPTION 'nothing is added to a population' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_source_begin BEFORE INSERT ON reviews_source FOR EACH ROW EXECUTE FUNCTION reviews_source_begin();

-- Whether a part of a review is still open.
CREATE FUNCTION reviews_part_open(state text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT state = 'under-review' OR state = part || '-left'
$$;

-- Nobody judges a right of his or her own: neither by the account, nor by the person on the staff list. Whoever judges has the role of
-- the part, or was handed the line. It holds the case, so that nothing is decided while its part is being recorded.
CREATE FUNCTION reviews_decide() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  l reviews_line%ROWTYPE;
  c cases_case%ROWTYPE;
  before integer;
  handed uuid;
BEGIN
  SELECT * INTO l FROM reviews_line WHERE id = NEW.line_id;
  SELECT * INTO c FROM cases_case WHERE id = l.case_id FOR SHARE;
  IF l.delta = 'removed' OR reviews_part_open(c.state, l.part) IS NOT TRUE THEN
    RAISE EXCEPTION 'line % is not to be decided now (%)', l.id, c.state USING ERRCODE = '42501', CONSTRAINT = 'reviews_part_open';
  END IF;
  IF NEW.account = ANY (l.subject_accounts) OR NEW.person = l.subject OR EXISTS (
       SELECT 1 FROM staff_person s JOIN people_account a ON a.login_key = s.email_key WHERE s.id = l.subject AND a.id = NEW.account) THEN
    RAISE EXCEPTION 'nobody reviews a right of his or her own: line %', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_not_own';
  END IF;
  SELECT a.account INTO handed FROM reviews_assignment a WHERE a.line_id = l.id ORDER BY a.no DESC LIMIT 1;
  IF NOT EXISTS (SELECT 1 FROM people_account a WHERE a.id = NEW.account AND a.status = 'active' AND NOT 'auditor' = ANY (a.roles)
       AND (l.part = ANY (a.roles) OR a.id = handed)) THEN
    RAISE EXCEPTION 'line % is reviewed by %', l.id, l.part USING ERRCODE = '42501', CONSTRAINT = 'reviews_part';
  END IF;
  SELECT coalesce(max(no), 0) INTO before FROM reviews_decision WHERE line_id = l.id;
  IF NEW.no <> before + 1 THEN
    RAISE EXCEPTION 'decision % of line % does not follow on %', NEW.no, l.id, before USING ERRCODE = '40001';
  END IF;
  IF btrim(NEW.reason) = '' AND (NEW.decision <> 'keep' OR cardinality(l.flags) > 0 OR NEW.no > 1) THEN
    RAISE EXCEPTION 'decision on line % without a reason', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_reason';
  END IF;
  IF (c.variant = 'software') <> (NEW.duty IS NULL OR NEW.role IS NULL OR NEW.responsibility IS NULL OR NEW.competence IS NULL) THEN
    RAISE EXCEPTION 'the four questions of line %', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_answers';
  END IF;
  IF NEW.together AND NOT (NEW.decision = 'keep' AND l.delta = 'unchanged' AND cardinality(l.flags) = 0) THEN
    RAISE EXCEPTION 'line % is looked at by itself', l.id USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.decided'
       AND e.actor = NEW.account::text AND e.subject = 'case:reviews/campaign case:' || l.case_id) THEN
    RAISE EXCEPTION 'the decision is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_decide BEFORE INSERT ON reviews_decision FOR EACH ROW EXECUTE FUNCTION reviews_decide();

CREATE FUNCTION reviews_assign() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  l reviews_line%ROWTYPE;
BEGIN
  SELECT * INTO l FROM reviews_line WHERE id = NEW.line_id;
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = l.case_id AND reviews_part_open(c.state, l.part)) THEN
    RAISE EXCEPTION 'line % is not to be decided now', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_part_open';
  END IF;
  IF NEW.no <> 1 + (SELECT coalesce(max(no), 0) FROM reviews_assignment WHERE line_id = l.id) THEN
    RAISE EXCEPTION 'line % was handed on meanwhile', l.id USING ERRCODE = '40001';
  END IF;
  -- What the committee has to look at is handed out by nobody else; anything comes back by itself where its reviewer is gone.
  IF l.part = 'committee' AND NEW.account IS NOT NULL THEN
    RAISE EXCEPTION 'line % stays with the committee', l.id USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.assigned'
       AND e.actor = NEW."by" AND e.subject = 'case:reviews/campaign case:' || l.case_id) THEN
    RAISE EXCEPTION 'the assignment is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_assign BEFORE INSERT ON reviews_assignment FOR EACH ROW EXECUTE FUNCTION reviews_assign();

CREATE FUNCTION reviews_remedy() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.wanted IS DISTINCT FROM (SELECT d.decision FROM reviews_decision d WHERE d.line_id = NEW.line_id ORDER BY d.no DESC LIMIT 1)
     OR NOT EXISTS (SELECT 1 FROM reviews_line l JOIN cases_case c ON c.id = l.case_id WHERE l.id = NEW.line_id AND c.state = 'decided') THEN
    RAISE EXCEPTION 'what is taken away was decided' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_remedy BEFORE INSERT ON reviews_remediation FOR EACH ROW EXECUTE FUNCTION reviews_remedy();

-- A look is the product's own, later than the decision, and what proves it was measured after the population was frozen.
CREATE FUNCTION reviews_looked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  r record;
BEGIN
  SELECT m.at AS decided, c.frozen_at, c.case_id INTO r FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id
    JOIN reviews_campaign c ON c.case_id = l.case_id WHERE m.line_id = NEW.line_id;
  IF NEW.at < r.decided OR NEW.measured_at > NEW.at OR (NEW.state IN ('gone', 'reduced') AND NEW.measured_at <= r.decided) THEN
    RAISE EXCEPTION 'a later measurement shows what is gone' USING ERRCODE = '42501', CONSTRAINT = 'reviews_later';
  END IF;
  IF NEW.no <> 1 + (SELECT coalesce(max(no), 0) FROM reviews_look WHERE line_id = NEW.line_id) THEN
    RAISE EXCEPTION 'somebody looked meanwhile' USING ERRCODE = '40001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.looked'
       AND e.actor = 'system' AND e.subject = 'case:reviews/campaign case:' || r.case_id) THEN
    RAISE EXCEPTION 'the look is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_looked BEFORE INSERT ON reviews_look FOR EACH ROW EXECUTE FUNCTION reviews_looked();

-- A review goes on only as far as its lines do.
CREATE FUNCTION reviews_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wanted bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.kind = 'reviews/campaign') THEN
    RETURN NEW;
  END IF;
  -- Holds the case before it counts: a decision of the same moment is either counted or refused.
  PERFORM 1 FROM cases_case c WHERE c.id = NEW.case_id FOR UPDATE;
  IF NEW.step LIKE '%review%' AND EXISTS (SELECT 1 FROM reviews_line l WHERE l.case_id = NEW.case_id AND l.delta <> 'removed'
       AND l.part = CASE WHEN NEW.step LIKE '%own-review%' THEN 'committee' ELSE 'administrator' END
       AND NOT EXISTS (SELECT 1 FROM reviews_decision d WHERE d.line_id = l.id)) THEN
    RAISE EXCEPTION 'lines of review % are undecided', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'reviews_undecided';
  END IF;
  IF NEW.step = 'begin' AND NOT EXISTS (SELECT 1 FROM reviews_campaign x WHERE x.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'review % has no population', NEW.case_id USING ERRCODE = '42501';
  END IF;
  IF NEW.step = 'settle' THEN
    SELECT count(*) INTO wanted FROM reviews_line l JOIN LATERAL (SELECT d.decision FROM reviews_decision d WHERE d.line_id = l.id ORDER BY d.no DESC LIMIT 1) d ON true
      WHERE l.case_id = NEW.case_id AND d.decision <> 'keep';
    IF wanted <> (SELECT count(*) FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id WHERE l.case_id = NEW.case_id)
       OR (wanted = 0) <> (NEW.to_state = 'closed') THEN
      RAISE EXCEPTION 'review % is not settled: % to take away', NEW.case_id, wanted USING ERRCODE = '42501';
    END IF;
  END IF;
  IF NEW.step IN ('verify', 'close') AND EXISTS (SELECT 1 FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id
       WHERE l.case_id = NEW.case_id AND coalesce((SELECT k.state FROM reviews_look k WHERE k.line_id = m.line_id ORDER BY k.no DESC LIMIT 1), '') NOT IN ('gone', 'reduced')) THEN
    RAISE EXCEPTION 'review %: something is still there', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'reviews_still_there';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reviews_go BEFORE INSERT ON cases_event FOR EACH ROW EXECUTE FUNCTION reviews_go();

-- An occurrence that fell due by the calendar, or because the organisation changed, becomes the step of the review that it opens; once.
CREATE OR REPLACE FUNCTION duties_case_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.case_id IS NULL AND OLD.state IN ('waiting', 'open', 'overdue') AND OLD.request IS NULL
     AND EXISTS (SELECT 1 FROM reviews_campaign c JOIN cases_case k ON k.id = c.case_id WHERE c.case_id = NEW.case_id AND k.state = 'frozen') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the case of an occurrence does not change' USING ERRCODE = '42501';
END $$;

ALTER TABLE reviews_list ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_list_line ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_campaign ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_source ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_line ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_assignment ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_decision ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_remediation ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_look ENABLE ALWAYS TRIGGER reviews_refuse;
ALTER TABLE reviews_list ENABLE ALWAYS TRIGGER reviews_list_begin;
ALTER TABLE reviews_list ENABLE ALWAYS TRIGGER reviews_whole;
ALTER TABLE reviews_campaign ENABLE ALWAYS TRIGGER reviews_campaign_begin;
ALTER TABLE reviews_campaign ENABLE ALWAYS TRIGGER reviews_whole;
ALTER TABLE reviews_list_line ENABLE ALWAYS TRIGGER reviews_no_more;
ALTER TABLE reviews_line ENABLE ALWAYS TRIGGER reviews_no_more;
ALTER TABLE reviews_source ENABLE ALWAYS TRIGGER reviews_source_begin;
ALTER TABLE reviews_decision ENABLE ALWAYS TRIGGER reviews_decide;
ALTER TABLE reviews_assignment ENABLE ALWAYS TRIGGER reviews_assign;
ALTER TABLE reviews_remediation ENABLE ALWAYS TRIGGER reviews_remedy;
ALTER TABLE reviews_look ENABLE ALWAYS TRIGGER reviews_looked;
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER reviews_go;

REVOKE ALL ON FUNCTION reviews_refuse(), reviews_list_begin(), reviews_campaign_begin(), reviews_whole(), reviews_no_more(), reviews_source_begin(), reviews_decide(), reviews_assign(), reviews_remedy(), reviews_looked(), reviews_go() FROM PUBLIC;
GRANT SELECT, INSERT ON reviews_list, reviews_list_line, reviews_campaign, reviews_source, reviews_line, reviews_assignment, reviews_decision, reviews_remediation, reviews_look TO tejun_app;
GRANT UPDATE (case_id) ON duties_occurrence TO tejun_app;
GRANT EXECUTE ON FUNCTION reviews_part_open(text, text) TO tejun_app;
