-- What scanners of code and of systems found (診断結果): imported, judged by people, and kept. An import neither closes nor revives a finding:
-- it says what is seen and what is not, and people decide. What must never be is refused here, whatever the program above believes.

-- What is scanned. Changed by its versions alone.
CREATE TABLE scans_target (
  id uuid PRIMARY KEY,
  no integer NOT NULL CHECK (no > 0),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('repository', 'system', 'environment')),
  -- The line of a register that it belongs to: a development project, a system, an environment.
  line uuid,
  -- Accounts of those who work on it: they may import and triage here, and nowhere else.
  developers uuid[] NOT NULL,
  ended boolean NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX scans_target_name ON scans_target (name) WHERE NOT ended;
CREATE TABLE scans_target_version (
  target_id uuid NOT NULL,
  no integer NOT NULL CHECK (no > 0),
  name text NOT NULL,
  kind text NOT NULL,
  line uuid,
  developers uuid[] NOT NULL CHECK (cardinality(developers) <= 100),
  ended boolean NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (target_id, no)
);

-- A secret with which a pipeline brings reports of one target, and does nothing else. Only its hash is stored.
CREATE TABLE scans_token (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES scans_target,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
  expires_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  made_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  last_used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  revoked_seq bigint REFERENCES ledger_entry (seq),
  CHECK (num_nulls(revoked_by, revoked_at, revoked_seq) IN (0, 3))
);
CREATE INDEX scans_token_target ON scans_token (target_id, made_at);

-- What one tool said of one part of a target, once.
CREATE TABLE scans_import (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES scans_target,
  tool text NOT NULL CHECK (length(tool) BETWEEN 1 AND 100),
  tool_version text NOT NULL,
  scope text NOT NULL CHECK (length(scope) <= 200),
  format text NOT NULL CHECK (format IN ('sarif', 'cyclonedx', 'osv', 'zap-json', 'zap-xml', 'nmap')),
  -- Whether the tool looked at the whole of that part: only then is what it does not show said to be gone.
  complete boolean NOT NULL,
  file_digest bytea NOT NULL CHECK (octet_length(file_digest) = 32),
  file_name text NOT NULL CHECK (length(file_name) <= 200),
  commit_id text NOT NULL,
  scanned_at timestamptz NOT NULL,
  -- What the tool looks for, by its rules.
  covers text[] NOT NULL,
  complexity_limit integer,
  -- {results, new, gone, reappeared}
  counts jsonb NOT NULL CHECK (jsonb_typeof(counts) = 'object'),
  warnings text[] NOT NULL,
  token_id uuid REFERENCES scans_token,
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  UNIQUE (target_id, file_digest, tool, scope)
);
CREATE INDEX scans_import_newest ON scans_import (target_id, tool, scope, at DESC);
CREATE INDEX scans_import_at ON scans_import (target_id, at DESC);

CREATE TABLE scans_finding (
  id uuid PRIMARY KEY,
  target_id uuid NOT NULL REFERENCES scans_target,
  tool text NOT NULL,
  scope text NOT NULL,
  rule text NOT NULL CHECK (length(rule) BETWEEN 1 AND 200),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  -- As the newest report words and places it.
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  message text NOT NULL CHECK (length(message) <= 2000),
  place text NOT NULL CHECK (length(place) <= 500),
  line integer,
  cwes integer[] NOT NULL,
  aliases text[] NOT NULL,
  aspects text[] NOT NULL,
  claim jsonb,
  measure integer,
  search text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  first_import uuid NOT NULL REFERENCES scans_import DEFERRABLE INITIALLY DEFERRED,
  first_at timestamptz NOT NULL,
  -- Since when it is to be dealt with: found, opened again or seen again.
  opened_at timestamptz NOT NULL,
  seen boolean NOT NULL DEFAULT true,
  seen_import uuid NOT NULL REFERENCES scans_import DEFERRABLE INITIALLY DEFERRED,
  seen_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded')),
  until date,
  -- The event that proposes something and waits for somebody else; null where none does.
  proposal integer,
  proposed text,
  revision integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL,
  UNIQUE (target_id, tool, scope, rule, fingerprint)
);
CREATE INDEX scans_finding_state ON scans_finding (target_id, state, severity);
CREATE INDEX scans_finding_opened ON scans_finding (opened_at DESC, id);
CREATE INDEX scans_finding_proposed ON scans_finding (target_id) WHERE proposal IS NOT NULL;

-- When a finding came, was no longer shown, was shown again or was rated anew; only what changed, so that a scan of ten thousand old
-- findings writes nothing.
CREATE TABLE scans_presence (
  finding_id uuid NOT NULL REFERENCES scans_finding,
  import_id uuid NOT NULL REFERENCES scans_import DEFERRABLE INITIALLY DEFERRED,
  seen boolean NOT NULL,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
  at timestamptz NOT NULL,
  PRIMARY KEY (finding_id, import_id)
);
CREATE INDEX scans_presence_import ON scans_presence (import_id);

CREATE TABLE scans_event (
  finding_id uuid NOT NULL REFERENCES scans_finding,
  -- The revision that it brings.
  no integer NOT NULL CHECK (no > 0),
  step text NOT NULL CHECK (step IN ('plan', 'fix', 'verify', 'reopen', 'propose', 'agree', 'decline')),
  from_state text NOT NULL,
  to_state text NOT NULL,
  -- What is proposed or agreed to, and until when.
  wanted text CHECK (wanted IN ('accepted', 'not-affected', 'seeded')),
  until date,
  reason text NOT NULL CHECK (length(reason) <= 1000),
  -- The scan that no longer shows it.
  import_id uuid REFERENCES scans_import,
  by text NOT NULL,
  -- Who that account is on the staff list.
  person uuid,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (finding_id, no)
);
CREATE INDEX scans_event_at ON scans_event (at);

CREATE FUNCTION scans_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what scans found and people decided is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON scans_target FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON scans_target_version FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON scans_token FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON scans_import FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON scans_finding FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON scans_presence FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();
CREATE TRIGGER scans_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON scans_event FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse();

CREATE FUNCTION scans_said(seq bigint, kind text, at timestamptz, actor text, target uuid) RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.seq = scans_said.seq AND l.kind = scans_said.kind AND l.at = scans_said.at
       AND l.actor = scans_said.actor AND l.subject = 'scan-target:' || target) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', scans_said.kind, scans_said.actor USING ERRCODE = '42501';
  END IF;
END $$;

-- A version of a target is the next one, stands in the ledger, and becomes what the target is.
CREATE FUNCTION scans_retarget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last integer;
BEGIN
  SELECT no INTO last FROM scans_target WHERE id = NEW.target_id FOR UPDATE;
  IF NEW.no <> coalesce(last, 0) + 1 THEN
    RAISE EXCEPTION 'version % of target % does not follow on %', NEW.no, NEW.target_id, last USING ERRCODE = '40001';
  END IF;
  PERFORM scans_said(NEW.ledger_seq, 'scan.target', NEW.at, NEW."by", NEW.target_id);
  INSERT INTO scans_target (id, no, name, kind, line, developers, ended, changed_at)
    VALUES (NEW.target_id, NEW.no, NEW.name, NEW.kind, NEW.line, NEW.developers, NEW.ended, NEW.at)
    ON CONFLICT (id) DO UPDATE SET no = excluded.no, name = excluded.name, kind = excluded.kind, line = excluded.line,
      developers = excluded.developers, ended = excluded.ended, changed_at = excluded.changed_at;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_retarget BEFORE INSERT ON scans_target_version FOR EACH ROW EXECUTE FUNCTION scans_retarget();

-- A token is made and revoked once each, both in the ledger.
CREATE FUNCTION scans_token_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revoked_at IS NOT NULL OR NEW.last_used_at IS NOT NULL OR NEW.expires_at <= NEW.made_at OR NEW.expires_at > NEW.made_at + interval '367 days' THEN
      RAISE EXCEPTION 'a token begins unused, for a year at most' USING ERRCODE = '42501';
    END IF;
    PERFORM scans_said(NEW.made_seq, 'scan.token', NEW.made_at, NEW.made_by, NEW.target_id);
  ELSIF OLD.revoked_at IS NOT NULL AND to_jsonb(NEW) - 'last_used_at' <> to_jsonb(OLD) - 'last_used_at' THEN
    RAISE EXCEPTION 'a revoked token stays revoked' USING ERRCODE = '42501';
  ELSIF OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL THEN
    PERFORM scans_said(NEW.revoked_seq, 'scan.token', NEW.revoked_at, NEW.revoked_by, NEW.target_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_token_keep BEFORE INSERT OR UPDATE ON scans_token FOR EACH ROW EXECUTE FUNCTION scans_token_keep();

-- What an import says is written before the import itself: after it nothing can be added.
CREATE FUNCTION scans_before_import() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN scans_import i ON i.id = (to_jsonb(a) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION 'nothing is added to an import that was made' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER scans_before_import AFTER INSERT ON scans_presence REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION scans_before_import('import_id');
CREATE TRIGGER scans_before_import AFTER INSERT ON scans_finding REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION scans_before_import('first_import');

-- An import is in the ledger, is not older than what is known, and says only of its own tool and part what is seen. It changes no state.
CREATE FUNCTION scans_apply() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM scans_said(NEW.ledger_seq, 'scan.imported', NEW.at, NEW."by", NEW.target_id);
  IF (NEW.token_id IS NULL) = (NEW."by" LIKE 'scan-token:%') OR (NEW.token_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM scans_token t WHERE t.id = NEW.token_id AND t.target_id = NEW.target_id AND NEW."by" = 'scan-token:' || t.id
         AND t.revoked_at IS NULL AND t.expires_at > NEW.at)) THEN
    RAISE EXCEPTION 'a token brings reports of its own target, while it is valid' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM scans_import i WHERE i.target_id = NEW.target_id AND i.tool = NEW.tool AND i.scope = NEW.scope AND i.id <> NEW.id
       AND (i.at > NEW.at OR i.scanned_at > NEW.scanned_at)) THEN
    RAISE EXCEPTION 'a newer scan of % is there already', NEW.tool USING ERRCODE = '42501', CONSTRAINT = 'scans_order';
  END IF;
  IF EXISTS (SELECT 1 FROM scans_presence p JOIN scans_finding f ON f.id = p.finding_id WHERE p.import_id = NEW.id
       AND (f.target_id <> NEW.target_id OR f.tool <> NEW.tool OR f.scope <> NEW.scope OR (NOT p.seen AND NOT NEW.complete) OR p.at <> NEW.at))
     OR EXISTS (SELECT 1 FROM scans_finding f WHERE f.first_import = NEW.id
       AND (f.target_id <> NEW.target_id OR f.tool <> NEW.tool OR f.scope <> NEW.scope OR f.seen_import <> NEW.id OR f.first_at <> NEW.at)) THEN
    RAISE EXCEPTION 'an import speaks of its own tool and part, and of what is gone only where it is complete' USING ERRCODE = '42501';
  END IF;
  UPDATE scans_finding f SET seen = p.seen, seen_import = NEW.id, seen_at = NEW.at, severity = p.severity,
      opened_at = CASE WHEN p.seen AND NOT f.seen AND f.state = 'verified' THEN NEW.at ELSE f.opened_at END
    FROM scans_presence p WHERE p.import_id = NEW.id AND p.finding_id = f.id;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_apply BEFORE INSERT ON scans_import FOR EACH ROW EXECUTE FUNCTION scans_apply();

-- An event is the next one of its finding, takes a way that there is, and stands in the ledger since the same moment. Who proposes that a
-- finding is left does not agree to it; and that it is gone is said by a scan of the same tool, later than the repair.
CREATE FUNCTION scans_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f scans_finding%ROWTYPE;
  p scans_event%ROWTYPE;
  today date := (NEW.at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  SELECT * INTO f FROM scans_finding WHERE id = NEW.finding_id FOR UPDATE;
  IF NEW.no <> f.revision + 1 OR NEW.from_state <> f.state THEN
    RAISE EXCEPTION 'event % of finding % does not follow on revision %, state %', NEW.no, f.id, f.revision, f.state USING ERRCODE = '40001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM people_account a WHERE a.id::text = NEW."by" AND a.status = 'active') THEN
    RAISE EXCEPTION 'a finding is decided by somebody who has an account' USING ERRCODE = '42501';
  END IF;
  IF NOT coalesce(CASE NEW.step
      WHEN 'plan' THEN f.state IN ('new', 'fixed') AND NEW.to_state = 'planned'
      WHEN 'fix' THEN f.state IN ('new', 'planned') AND NEW.to_state = 'fixed'
      WHEN 'verify' THEN f.state IN ('new', 'planned', 'fixed') AND NEW.to_state = 'verified'
      WHEN 'reopen' THEN f.state <> 'new' AND NEW.to_state = 'new' AND NEW.reason <> ''
      WHEN 'propose' THEN f.state NOT IN ('verified') AND NEW.to_state = f.state AND NEW.reason <> '' AND NEW.wanted IS NOT NULL AND f.proposal IS NULL
      WHEN 'agree' THEN f.proposal IS NOT NULL AND NEW.to_state = f.proposed
      WHEN 'decline' THEN f.proposal IS NOT NULL AND NEW.to_state = f.state
    END, false) THEN
    RAISE EXCEPTION 'a finding does not go from % to % by %', f.state, NEW.to_state, NEW.step USING ERRCODE = '42501';
  END IF;
  IF (NEW.step IN ('propose', 'agree')) <> (NEW.wanted IS NOT NULL) OR (NEW.wanted IN ('accepted', 'not-affected')) <> (NEW.until IS NOT NULL)
     OR (NEW.wanted IS NULL AND NEW.until IS NOT NULL) OR (NEW.step = 'verify') <> (NEW.import_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the event % does not say what it must', NEW.step USING ERRCODE = '42501';
  END IF;
  IF NEW.until IS NOT NULL AND (NEW.until < today OR NEW.until > today + 366) THEN
    RAISE EXCEPTION 'until % is past, or more than a year from now', NEW.until USING ERRCODE = '42501', CONSTRAINT = 'scans_until';
  END IF;
  IF NEW.step = 'agree' THEN
    SELECT * INTO p FROM scans_event e WHERE e.finding_id = f.id AND e.no = f.proposal;
    IF p."by" = NEW."by" OR p.person = NEW.person THEN
      RAISE EXCEPTION 'who proposed it does not agree to it: finding %', f.id USING ERRCODE = '42501', CONSTRAINT = 'scans_apart';
    END IF;
    IF p.wanted <> NEW.wanted OR p.until IS DISTINCT FROM NEW.until THEN
      RAISE EXCEPTION 'agreed is what was proposed: finding %', f.id USING ERRCODE = '42501';
    END IF;
  END IF;
  IF NEW.step = 'verify' AND (f.seen OR NOT EXISTS (SELECT 1 FROM scans_import i WHERE i.id = NEW.import_id AND i.target_id = f.target_id
       AND i.tool = f.tool AND i.scope = f.scope AND i.complete AND i.at >= f.seen_at AND i.at <= NEW.at
       AND i.scanned_at > coalesce((SELECT max(e.at) FROM scans_event e WHERE e.finding_id = f.id AND e.step IN ('fix', 'reopen')), '-infinity'))) THEN
    RAISE EXCEPTION 'no later scan shows that finding % is gone', f.id USING ERRCODE = '42501', CONSTRAINT = 'scans_proof';
  END IF;
  PERFORM scans_said(NEW.ledger_seq, 'scan.decided', NEW.at, NEW."by", f.target_id);
  IF NOT EXISTS (SELECT 1 FROM ledger_payload l WHERE l.seq = NEW.ledger_seq AND l.body::jsonb ->> 'step' = NEW.step AND l.body::jsonb -> 'findings' ? f.id::text) THEN
    RAISE EXCEPTION 'the step % of finding % is not in the ledger', NEW.step, f.id USING ERRCODE = '42501';
  END IF;
  UPDATE scans_finding SET state = NEW.to_state, revision = NEW.no, changed_at = NEW.at,
    until = CASE WHEN NEW.step = 'agree' THEN NEW.until WHEN NEW.to_state = f.state THEN f.until END,
    proposal = CASE WHEN NEW.step = 'propose' THEN NEW.no END, proposed = CASE WHEN NEW.step = 'propose' THEN NEW.wanted END,
    opened_at = CASE WHEN NEW.step = 'reopen' THEN NEW.at ELSE f.opened_at END
    WHERE id = f.id;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_go BEFORE INSERT ON scans_event FOR EACH ROW EXECUTE FUNCTION scans_go();

ALTER TABLE scans_target ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_target_version ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_target_version ENABLE ALWAYS TRIGGER scans_retarget;
ALTER TABLE scans_token ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_token ENABLE ALWAYS TRIGGER scans_token_keep;
ALTER TABLE scans_import ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_import ENABLE ALWAYS TRIGGER scans_apply;
ALTER TABLE scans_finding ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_finding ENABLE ALWAYS TRIGGER scans_before_import;
ALTER TABLE scans_presence ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_presence ENABLE ALWAYS TRIGGER scans_before_import;
ALTER TABLE scans_event ENABLE ALWAYS TRIGGER scans_refuse;
ALTER TABLE scans_event ENABLE ALWAYS TRIGGER scans_go;

REVOKE ALL ON FUNCTION scans_refuse(), scans_retarget(), scans_token_keep(), scans_before_import(), scans_apply(), scans_go() FROM PUBLIC;
REVOKE ALL ON FUNCTION scans_said(bigint, text, timestamptz, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scans_said(bigint, text, timestamptz, text, uuid) TO tejun_app;
GRANT SELECT ON scans_target, scans_target_version, scans_token, scans_import, scans_finding, scans_presence, scans_event TO tejun_app;
GRANT INSERT ON scans_target_version, scans_token, scans_import, scans_presence, scans_event TO tejun_app;
GRANT INSERT (id, target_id, tool, scope, rule, fingerprint, title, message, place, line, cwes, aliases, aspects, claim, measure, search, severity, first_import, first_at, opened_at, seen_import, seen_at, changed_at) ON scans_finding TO tejun_app;
GRANT UPDATE (title, message, place, line, cwes, aliases, aspects, claim, measure, search) ON scans_finding TO tejun_app;
GRANT UPDATE (last_used_at, revoked_by, revoked_at, revoked_seq) ON scans_token TO tejun_app;
