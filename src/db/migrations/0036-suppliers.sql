-- Suppliers (委託先): the assessment sheets that they are sent and answer without an account, and the service levels that were agreed
-- with providers of services. What was asked stands frozen with its digest; answers are final once they were handed in.

-- What a company asks: groups of the question bank, and questions that it leaves out. Each save is a new revision.
CREATE TABLE suppliers_template (
  revision integer PRIMARY KEY CHECK (revision > 0),
  groups text[] NOT NULL CHECK (cardinality(groups) BETWEEN 1 AND 50),
  left_out text[] NOT NULL CHECK (cardinality(left_out) <= 200),
  at timestamptz NOT NULL,
  by text NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);

CREATE TABLE suppliers_sheet (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  -- SUP-3, and what the case is called: shown to the company, never to whoever opens a link.
  case_number text NOT NULL CHECK (length(case_number) BETWEEN 1 AND 40),
  again boolean NOT NULL,
  way text NOT NULL CHECK (way IN ('link', 'excel')),
  company text NOT NULL,
  -- Canonical JSON of what is asked, and its SHA-256.
  content bytea NOT NULL CHECK (length(content) BETWEEN 2 AND 400000),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  contact_name text NOT NULL CHECK (length(contact_name) BETWEEN 1 AND 200),
  contact_mail text CHECK (length(contact_mail) BETWEEN 3 AND 254),
  sent_at timestamptz NOT NULL,
  sent_by text NOT NULL,
  due_on date NOT NULL,
  -- From then on nobody opens, saves or hands in anything.
  expires_at timestamptz NOT NULL CHECK (expires_at > sent_at),
  state text NOT NULL CHECK (state IN ('open', 'submitted', 'ended')),
  ended_at timestamptz,
  submitted_at timestamptz,
  submitted_via text CHECK (submitted_via IN ('link', 'company')),
  -- The name that whoever handed it in wrote, or the account that read the file back.
  submitted_by text CHECK (length(submitted_by) BETWEEN 1 AND 200),
  answers bytea CHECK (length(answers) BETWEEN 2 AND 1000000),
  answers_digest text CHECK (answers_digest ~ '^[0-9a-f]{64}$'),
  score jsonb,
  sent_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  submitted_seq bigint REFERENCES ledger_entry (seq),
  CHECK (encode(sha256(content), 'hex') = digest),
  CHECK (answers IS NULL OR encode(sha256(answers), 'hex') = answers_digest),
  CHECK ((way = 'link') = (contact_mail IS NOT NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
  CHECK ((submitted_at IS NULL) = (submitted_via IS NULL) AND (submitted_at IS NULL) = (submitted_by IS NULL)),
  CHECK ((submitted_at IS NULL) = (answers IS NULL) AND (submitted_at IS NULL) = (score IS NULL)),
  CHECK ((submitted_at IS NULL) = (submitted_seq IS NULL) AND (submitted_at IS NULL) = (answers_digest IS NULL)),
  CHECK (submitted_at IS NULL OR submitted_at < expires_at OR submitted_via = 'company')
);
CREATE INDEX suppliers_sheet_case ON suppliers_sheet (case_id, sent_at);
-- A case waits for one sheet at a time.
CREATE UNIQUE INDEX suppliers_sheet_open ON suppliers_sheet (case_id) WHERE state = 'open';

-- SHA-256 of the 256 random bits in a mail's link. A new link ends those before it.
CREATE TABLE suppliers_link (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  made_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX suppliers_link_sheet ON suppliers_link (sheet_id);

-- Six digits that go to the contact's mailbox: the link alone shows nobody what was answered.
CREATE TABLE suppliers_code (
  id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  token_hash bytea NOT NULL REFERENCES suppliers_link,
  -- HMAC-SHA-256 of the digits by the link's secret, which stands nowhere here: six digits alone could be tried out in a second.
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  used_at timestamptz
);
CREATE INDEX suppliers_code_sheet ON suppliers_code (sheet_id, made_at);

-- A browser that showed the code: SHA-256 of its secret.
CREATE TABLE suppliers_session (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  token_hash bytea NOT NULL REFERENCES suppliers_link,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX suppliers_session_sheet ON suppliers_session (sheet_id);

-- Every opening, from which address, and what came of it: shown to the company.
CREATE TABLE suppliers_opening (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('opened', 'code-sent', 'code-wrong', 'confirmed', 'read', 'excel-in', 'submitted', 'again')),
  address text NOT NULL CHECK (length(address) <= 60)
);
CREATE INDEX suppliers_opening_sheet ON suppliers_opening (sheet_id, at);

CREATE TABLE suppliers_draft (
  sheet_id uuid PRIMARY KEY REFERENCES suppliers_sheet,
  revision integer NOT NULL CHECK (revision > 0),
  answers jsonb NOT NULL CHECK (jsonb_typeof(answers) = 'object'),
  saved_at timestamptz NOT NULL
);

-- Files that back an answer. The file itself is kept by the attachments.
CREATE TABLE suppliers_evidence (
  file_id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  question text NOT NULL CHECK (question ~ '^[a-z]+-[0-9]+$'),
  at timestamptz NOT NULL,
  taken_back_at timestamptz
);
CREATE INDEX suppliers_evidence_sheet ON suppliers_evidence (sheet_id);

CREATE TABLE suppliers_reminder (
  sheet_id uuid NOT NULL REFERENCES suppliers_sheet,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  at timestamptz NOT NULL,
  PRIMARY KEY (sheet_id, kind)
);

-- What was delivered, and the case of its acceptance, once there is one.
CREATE TABLE suppliers_delivery (
  case_id uuid NOT NULL,
  -- The moment of the case's event.
  at timestamptz NOT NULL,
  what text NOT NULL CHECK (length(what) BETWEEN 1 AND 200),
  delivered_on date NOT NULL,
  acceptance uuid,
  PRIMARY KEY (case_id, at)
);
CREATE INDEX suppliers_delivery_acceptance ON suppliers_delivery (acceptance) WHERE acceptance IS NOT NULL;

-- A figure of a service level: what was agreed with the provider of a line of R-NSVC.
CREATE TABLE suppliers_sla (
  id uuid PRIMARY KEY,
  service uuid NOT NULL,
  what text NOT NULL CHECK (length(what) BETWEEN 1 AND 80),
  unit text NOT NULL CHECK (length(unit) <= 20),
  -- Whether the figure has to be at least, or at most, what was agreed.
  sense text NOT NULL CHECK (sense IN ('at-least', 'at-most')),
  agreed numeric(14, 4) NOT NULL,
  since date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  ended_at timestamptz,
  ended_by text,
  ended_seq bigint REFERENCES ledger_entry (seq),
  CHECK ((ended_at IS NULL) = (ended_seq IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX suppliers_sla_service ON suppliers_sla (service) WHERE ended_at IS NULL;
-- What came, month by month. The newest of a month counts; the others stay.
CREATE TABLE suppliers_sla_figure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sla uuid NOT NULL REFERENCES suppliers_sla,
  -- The first of the month.
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  value numeric(14, 4) NOT NULL,
  source text NOT NULL CHECK (source IN ('reported', 'own')),
  note text NOT NULL CHECK (length(note) <= 500),
  at timestamptz NOT NULL,
  by text NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX suppliers_sla_figure_month ON suppliers_sla_figure (sla, month, id);

CREATE FUNCTION suppliers_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was asked of suppliers and answered is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER suppliers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON suppliers_template FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_sheet FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_link FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_code FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON suppliers_opening FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_evidence FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_delivery FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON suppliers_sla FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();
CREATE TRIGGER suppliers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON suppliers_sla_figure FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse();

-- A sheet begins open and in the ledger; it is handed in or ended once, and nothing of it changes after that.
CREATE FUNCTION suppliers_sheet_goes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
      RAISE EXCEPTION 'a sheet begins open' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.sent_seq AND l.at = NEW.sent_at
         AND l.kind = 'supplier.sheet-sent' AND l.actor = NEW.sent_by AND l.subject = 'supplier:' || NEW.case_id || ' sheet:' || NEW.id
         AND p.body::jsonb ->> 'digest' = NEW.digest) THEN
      RAISE EXCEPTION 'the sheet is not in the ledger' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'a sheet that was handed in or ended is final' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'submitted' AND NOT EXISTS (SELECT FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.submitted_seq
       AND l.at = NEW.submitted_at AND l.kind = 'supplier.sheet-submitted' AND l.subject = 'supplier:' || NEW.case_id || ' sheet:' || NEW.id
       AND p.body::jsonb ->> 'answers' = NEW.answers_digest AND p.body::jsonb ->> 'via' = NEW.submitted_via) THEN
    RAISE EXCEPTION 'the answers are not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suppliers_sheet_goes BEFORE INSERT OR UPDATE ON suppliers_sheet FOR EACH ROW EXECUTE FUNCTION suppliers_sheet_goes();

-- A code is spent once, its tries only grow, a link or file that was ended stays so, a delivery gets one acceptance.
CREATE FUNCTION suppliers_only_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
BEGIN
  IF was ->> TG_ARGV[0] IS NOT NULL THEN
    RAISE EXCEPTION 'it ended before: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON suppliers_link FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('ended_at');
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON suppliers_code FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('used_at');
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON suppliers_evidence FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('taken_back_at');
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON suppliers_delivery FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('acceptance');
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('ended_at');
CREATE FUNCTION suppliers_tries_grow() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'tries of a code only grow' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER suppliers_tries_grow BEFORE UPDATE ON suppliers_code FOR EACH ROW WHEN (NEW.tries < OLD.tries) EXECUTE FUNCTION suppliers_tries_grow();

-- Drafts and files belong to a sheet that is open.
CREATE FUNCTION suppliers_while_open() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM suppliers_sheet s WHERE s.id = NEW.sheet_id AND s.state = 'open') THEN
    RAISE EXCEPTION 'the sheet is not open any more' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suppliers_while_open BEFORE INSERT OR UPDATE ON suppliers_draft FOR EACH ROW EXECUTE FUNCTION suppliers_while_open();
CREATE TRIGGER suppliers_while_open BEFORE INSERT OR UPDATE ON suppliers_evidence FOR EACH ROW EXECUTE FUNCTION suppliers_while_open();

-- The arguments: the entry's kind, and the columns of its number and of who did it.
CREATE FUNCTION suppliers_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  line jsonb := to_jsonb(NEW);
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry e WHERE e.seq = (line ->> TG_ARGV[1])::bigint AND e.kind = TG_ARGV[0] AND e.actor = line ->> TG_ARGV[2]) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON suppliers_template FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.template', 'ledger_seq', 'by');
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'made_seq', 'made_by');
CREATE TRIGGER suppliers_end_in_ledger BEFORE UPDATE ON suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'ended_seq', 'ended_by');
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON suppliers_sla_figure FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'ledger_seq', 'by');

ALTER TABLE suppliers_template ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_template ENABLE ALWAYS TRIGGER suppliers_in_ledger;
ALTER TABLE suppliers_sheet ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_sheet ENABLE ALWAYS TRIGGER suppliers_sheet_goes;
ALTER TABLE suppliers_link ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_link ENABLE ALWAYS TRIGGER suppliers_only_once;
ALTER TABLE suppliers_code ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_code ENABLE ALWAYS TRIGGER suppliers_only_once;
ALTER TABLE suppliers_code ENABLE ALWAYS TRIGGER suppliers_tries_grow;
ALTER TABLE suppliers_opening ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_draft ENABLE ALWAYS TRIGGER suppliers_while_open;
ALTER TABLE suppliers_evidence ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_evidence ENABLE ALWAYS TRIGGER suppliers_only_once;
ALTER TABLE suppliers_evidence ENABLE ALWAYS TRIGGER suppliers_while_open;
ALTER TABLE suppliers_delivery ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_delivery ENABLE ALWAYS TRIGGER suppliers_only_once;
ALTER TABLE suppliers_sla ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_sla ENABLE ALWAYS TRIGGER suppliers_only_once;
ALTER TABLE suppliers_sla ENABLE ALWAYS TRIGGER suppliers_in_ledger;
ALTER TABLE suppliers_sla ENABLE ALWAYS TRIGGER suppliers_end_in_ledger;
ALTER TABLE suppliers_sla_figure ENABLE ALWAYS TRIGGER suppliers_refuse;
ALTER TABLE suppliers_sla_figure ENABLE ALWAYS TRIGGER suppliers_in_ledger;

REVOKE ALL ON FUNCTION suppliers_refuse(), suppliers_sheet_goes(), suppliers_only_once(), suppliers_tries_grow(), suppliers_while_open(), suppliers_in_ledger() FROM PUBLIC;
GRANT SELECT, INSERT ON suppliers_template, suppliers_sheet, suppliers_link, suppliers_code, suppliers_session, suppliers_opening, suppliers_draft, suppliers_evidence, suppliers_reminder, suppliers_delivery, suppliers_sla, suppliers_sla_figure TO tejun_app;
GRANT UPDATE (due_on, expires_at, state, ended_at, submitted_at, submitted_via, submitted_by, answers, answers_digest, score, submitted_seq) ON suppliers_sheet TO tejun_app;
GRANT UPDATE (ended_at) ON suppliers_link TO tejun_app;
GRANT UPDATE (tries, used_at) ON suppliers_code TO tejun_app;
GRANT UPDATE (revision, answers, saved_at) ON suppliers_draft TO tejun_app;
GRANT UPDATE (taken_back_at) ON suppliers_evidence TO tejun_app;
GRANT UPDATE (acceptance) ON suppliers_delivery TO tejun_app;
GRANT UPDATE (ended_at, ended_by, ended_seq) ON suppliers_sla TO tejun_app;
GRANT DELETE ON suppliers_session TO tejun_app;
