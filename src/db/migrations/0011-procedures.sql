-- The company's procedures (手順書): the draft that is being written, every state it ever had, the versions that were submitted,
-- and the decisions on them. What must never be is refused here, whatever the program above believes.

CREATE TABLE procedures_draft (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
  changed_at timestamptz,
  changed_by text
);
INSERT INTO procedures_draft DEFAULT VALUES;

-- Only what a person touched has a row; everything else is the sample's.
CREATE TABLE procedures_clause (
  clause text PRIMARY KEY,
  revision integer NOT NULL CHECK (revision > 0),
  adoption text NOT NULL CHECK (adoption IN ('adopted', 'changed', 'replaced', 'not-applicable')),
  text_ja text,
  text_en text,
  reason text NOT NULL,
  owner text,
  deputy text,
  necessity text NOT NULL,
  note text NOT NULL,
  plain_ja text,
  plain_en text,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CHECK ((adoption IN ('changed', 'replaced')) = (text_ja IS NOT NULL)),
  CHECK ((text_ja IS NULL) = (text_en IS NULL)),
  CHECK ((plain_ja IS NULL) = (plain_en IS NULL)),
  CHECK (text_ja IS NULL OR text_ja <> ''),
  CHECK (adoption NOT IN ('replaced', 'not-applicable') OR reason <> '')
);
CREATE TABLE procedures_control (
  control text PRIMARY KEY,
  revision integer NOT NULL CHECK (revision > 0),
  applicable boolean NOT NULL,
  reason text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CHECK (applicable OR reason <> '')
);
-- A value that waits for an approval; `value` is null where the one in force was only confirmed.
CREATE TABLE procedures_value (
  param text PRIMARY KEY,
  revision integer NOT NULL CHECK (revision > 0),
  value jsonb,
  reason text,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
CREATE TABLE procedures_elsewhere (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision integer NOT NULL CHECK (revision > 0),
  rows jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

-- Every state that a row of the draft ever had: nobody's text is lost. The key lets one of two win who save the same revision.
CREATE TABLE procedures_edit (
  subject text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  content jsonb NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (subject, revision)
);

-- A version, frozen byte for byte when it is submitted.
CREATE TABLE procedures_version (
  id uuid PRIMARY KEY,
  major integer NOT NULL CHECK (major > 0),
  minor integer NOT NULL CHECK (minor >= 0),
  content bytea NOT NULL,
  digest text NOT NULL,
  note text NOT NULL CHECK (note <> ''),
  submitted_by text NOT NULL,
  submitted_at timestamptz NOT NULL,
  effective_on date NOT NULL,
  approvals_needed integer NOT NULL CHECK (approvals_needed BETWEEN 1 AND 9),
  state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned', 'withdrawn')),
  decided_at timestamptz,
  effective_from timestamptz,
  CHECK (digest = encode(sha256(content), 'hex')),
  CHECK ((state = 'submitted') = (decided_at IS NULL)),
  CHECK ((state = 'approved') = (effective_from IS NOT NULL)),
  CHECK (decided_at >= submitted_at),
  CHECK (effective_from >= decided_at)
);
CREATE UNIQUE INDEX procedures_version_one_submitted ON procedures_version (state) WHERE state = 'submitted';
CREATE UNIQUE INDEX procedures_version_number ON procedures_version (major, minor) WHERE state IN ('submitted', 'approved');
CREATE INDEX procedures_version_effective ON procedures_version (effective_from, major, minor) WHERE state = 'approved';

CREATE TABLE procedures_decision (
  version uuid NOT NULL REFERENCES procedures_version (id),
  account text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'return')),
  comment text NOT NULL,
  -- Of the bytes that the person read.
  digest text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (version, account),
  CHECK (decision = 'approve' OR comment <> '')
);

CREATE FUNCTION procedures_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'procedures are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER procedures_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON procedures_edit FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse();
CREATE TRIGGER procedures_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON procedures_decision FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse();
CREATE TRIGGER procedures_refuse BEFORE DELETE OR TRUNCATE ON procedures_version FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse();

-- A version begins as submitted, above the newest approved one; there is no way in beside the front door.
CREATE FUNCTION procedures_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'submitted' THEN
    RAISE EXCEPTION 'a version of the procedures begins as submitted' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM procedures_version WHERE state = 'approved' AND (major, minor) >= (NEW.major, NEW.minor)) THEN
    RAISE EXCEPTION 'a version %.% or a newer one is approved already', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedures_begin BEFORE INSERT ON procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_begin();

-- The one change a version ever sees: from submitted to what was decided, and only where the decisions say so.
CREATE FUNCTION procedures_settle() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.major, NEW.minor, NEW.content, NEW.digest, NEW.note, NEW.submitted_by, NEW.submitted_at, NEW.effective_on, NEW.approvals_needed)
     IS DISTINCT FROM
     (OLD.id, OLD.major, OLD.minor, OLD.content, OLD.digest, OLD.note, OLD.submitted_by, OLD.submitted_at, OLD.effective_on, OLD.approvals_needed) THEN
    RAISE EXCEPTION 'a submitted version of the procedures is frozen' USING ERRCODE = '42501';
  END IF;
  IF OLD.state <> 'submitted' OR NEW.state = 'submitted' THEN
    RAISE EXCEPTION 'a version goes from submitted to approved, returned or withdrawn, once' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'approved' AND (
       (SELECT count(*) FROM procedures_decision WHERE version = NEW.id AND decision = 'approve') < NEW.approvals_needed
       OR EXISTS (SELECT 1 FROM procedures_decision WHERE version = NEW.id AND decision = 'return')) THEN
    RAISE EXCEPTION 'version %.% lacks approvals', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'approved' AND EXISTS (SELECT 1 FROM procedures_version WHERE state = 'approved' AND effective_from > NEW.effective_from) THEN
    RAISE EXCEPTION 'an approved version comes into force later than %.%', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'returned' AND NOT EXISTS (SELECT 1 FROM procedures_decision WHERE version = NEW.id AND decision = 'return') THEN
    RAISE EXCEPTION 'nobody returned version %.%', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedures_settle BEFORE UPDATE ON procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_settle();

-- Whoever submitted does not decide; a decision counts for exactly the bytes that were read. The lock lets no decision slip in
-- while the version is being settled.
CREATE FUNCTION procedures_decide() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  decided procedures_version%ROWTYPE;
BEGIN
  SELECT * INTO decided FROM procedures_version WHERE id = NEW.version FOR UPDATE;
  IF decided.state IS DISTINCT FROM 'submitted' THEN
    RAISE EXCEPTION 'only a submitted version is decided on' USING ERRCODE = '42501';
  END IF;
  IF NEW.account = decided.submitted_by THEN
    RAISE EXCEPTION 'nobody decides on a version of their own' USING ERRCODE = '42501';
  END IF;
  IF NEW.digest <> decided.digest THEN
    RAISE EXCEPTION 'the decision is about other bytes' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedures_decide BEFORE INSERT ON procedures_decision FOR EACH ROW EXECUTE FUNCTION procedures_decide();

ALTER TABLE procedures_edit ENABLE ALWAYS TRIGGER procedures_refuse;
ALTER TABLE procedures_decision ENABLE ALWAYS TRIGGER procedures_refuse;
ALTER TABLE procedures_decision ENABLE ALWAYS TRIGGER procedures_decide;
ALTER TABLE procedures_version ENABLE ALWAYS TRIGGER procedures_refuse;
ALTER TABLE procedures_version ENABLE ALWAYS TRIGGER procedures_begin;
ALTER TABLE procedures_version ENABLE ALWAYS TRIGGER procedures_settle;
REVOKE EXECUTE ON FUNCTION procedures_refuse(), procedures_begin(), procedures_settle(), procedures_decide() FROM PUBLIC;

GRANT SELECT ON procedures_draft, procedures_clause, procedures_control, procedures_value, procedures_elsewhere TO tejun_app;
GRANT UPDATE (revision, changed_at, changed_by) ON procedures_draft TO tejun_app;
GRANT INSERT, UPDATE ON procedures_clause, procedures_control, procedures_value, procedures_elsewhere TO tejun_app;
GRANT SELECT, INSERT ON procedures_edit, procedures_version, procedures_decision TO tejun_app;
GRANT UPDATE (state, decided_at, effective_from) ON procedures_version TO tejun_app;
