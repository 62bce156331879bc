-- Accounts that were made for the window of an audit: read only, used within the window only, and closed with it.

ALTER TABLE people_account ADD COLUMN opens_at timestamptz;
ALTER TABLE people_account ADD COLUMN case_id uuid REFERENCES cases_case;
ALTER TABLE people_account ADD CONSTRAINT people_account_window
  CHECK ((opens_at IS NULL) = (case_id IS NULL) AND (opens_at IS NULL OR (roles = ARRAY['auditor'] AND opens_at < expires_at)));
CREATE INDEX people_account_case ON people_account (case_id) WHERE case_id IS NOT NULL;

-- Such an account is made for an audit that both sides agreed on and whose window is not over. Afterwards its window neither moves nor
-- grows, and what was closed stays closed. No other account ever becomes one.
CREATE FUNCTION people_window_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.opens_at IS NULL THEN
    IF OLD.status <> 'invited' OR OLD.roles <> ARRAY['auditor'] OR EXISTS (SELECT 1 FROM people_session WHERE account_id = OLD.id)
       OR NOT EXISTS (SELECT 1 FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.step = 'agree'
                      WHERE c.id = NEW.case_id AND c.kind = 'audits/audit' AND c.variant = 'audit' AND c.ended_at IS NULL) THEN
      RAISE EXCEPTION 'account % is not made for an agreed audit', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.opens_at IS DISTINCT FROM OLD.opens_at OR NEW.case_id IS DISTINCT FROM OLD.case_id OR NEW.roles <> OLD.roles
     OR NEW.expires_at IS NULL OR NEW.expires_at > OLD.expires_at OR (OLD.status = 'disabled' AND NEW.status <> 'disabled') THEN
    RAISE EXCEPTION 'the window of account % stays', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_window_stays BEFORE UPDATE ON people_account FOR EACH ROW
  WHEN (OLD.opens_at IS NOT NULL OR NEW.opens_at IS NOT NULL) EXECUTE FUNCTION people_window_stays();

CREATE FUNCTION people_window_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'an account gets its window after it was made' USING ERRCODE = '42501', CONSTRAINT = 'people_window';
END $$;
CREATE TRIGGER people_window_begins BEFORE INSERT ON people_account FOR EACH ROW WHEN (NEW.opens_at IS NOT NULL)
  EXECUTE FUNCTION people_window_begins();

-- No session begins before the window, nor after it, nor of an account that was closed; and none is kept alive beyond it.
CREATE FUNCTION people_session_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM people_account a WHERE a.id = NEW.account_id AND a.opens_at IS NOT NULL
             AND (a.opens_at > NEW.last_seen_at OR a.expires_at <= NEW.last_seen_at OR a.status = 'disabled')) THEN
    RAISE EXCEPTION 'account % works within its window only', NEW.account_id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_session_within BEFORE INSERT OR UPDATE ON people_session FOR EACH ROW WHEN (NEW.ended_at IS NULL)
  EXECUTE FUNCTION people_session_within();

ALTER TABLE people_account ENABLE ALWAYS TRIGGER people_window_stays;
ALTER TABLE people_account ENABLE ALWAYS TRIGGER people_window_begins;
ALTER TABLE people_session ENABLE ALWAYS TRIGGER people_session_within;
REVOKE ALL ON FUNCTION people_window_stays() FROM PUBLIC;
REVOKE ALL ON FUNCTION people_session_within() FROM PUBLIC;
