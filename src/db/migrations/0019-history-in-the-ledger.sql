-- What duties, requests and differences say happened stands in the ledger since the same moment, by the same person. 0014 holds this of
-- the lines of registers; here it is held of the rest, so that no decision, record or date can be made up beside the ledger.

CREATE FUNCTION requests_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN requests_case c ON c.id = NEW.request WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at
       AND e.kind = 'request.' || NEW.act AND e.actor = NEW."by" AND e.subject = 'request:' || c.kind || ' case:' || c.id) THEN
    RAISE EXCEPTION 'that a request was % is not in the ledger', NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_in_ledger BEFORE INSERT ON requests_event FOR EACH ROW WHEN (NEW.ledger_seq IS NOT NULL) EXECUTE FUNCTION requests_in_ledger();

-- Who decides in whose place: its entry comes last in the transaction.
CREATE FUNCTION requests_delegation_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  told_at timestamptz := CASE TG_OP WHEN 'INSERT' THEN NEW.at ELSE NEW.ended_at END;
  told_by text := CASE TG_OP WHEN 'INSERT' THEN NEW."by" ELSE NEW.ended_by END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.subject = 'delegation:' || NEW.id AND e.kind || '' = 'request.delegated' AND e.at = told_at
       AND e.actor = told_by) THEN
    RAISE EXCEPTION 'the delegation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER requests_delegation_in_ledger AFTER INSERT OR UPDATE ON requests_delegation DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION requests_delegation_in_ledger();

-- An approval holds no longer than was asked for and submitted.
CREATE FUNCTION requests_hold_on() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.valid_until IS NULL OR NEW.valid_until > (NEW.approved_at AT TIME ZONE 'Asia/Tokyo')::date + NEW.valid_for_days THEN
    RAISE EXCEPTION 'request % asked for % days', NEW.number, NEW.valid_for_days USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requests_hold_on BEFORE UPDATE ON requests_case FOR EACH ROW
  WHEN (OLD.state = 'submitted' AND NEW.state = 'approved' AND NEW.valid_for_days IS NOT NULL) EXECUTE FUNCTION requests_hold_on();

CREATE FUNCTION duties_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN duties_occurrence o ON o.id = NEW.occurrence WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at
       AND e.kind = CASE WHEN NEW.act LIKE 'escalated-%' THEN 'duty.escalated' ELSE 'duty.' || NEW.act END
       AND e.actor = NEW."by" AND e.subject = 'duty:' || o.duty || ' occurrence:' || o.id) THEN
    RAISE EXCEPTION 'that an occurrence was % is not in the ledger', NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_in_ledger BEFORE INSERT ON duties_event FOR EACH ROW WHEN (NEW.ledger_seq IS NOT NULL) EXECUTE FUNCTION duties_in_ledger();

CREATE FUNCTION duties_setting_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'duty.settings' AND e.actor = NEW."by"
       AND e.subject = 'duty:' || NEW.duty) THEN
    RAISE EXCEPTION 'who sees to a duty is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_setting_in_ledger BEFORE INSERT ON duties_setting FOR EACH ROW EXECUTE FUNCTION duties_setting_in_ledger();

-- A difference is found, goes and is explained with an entry of its own, which comes last in the transaction. There may be thousands in
-- one: each is looked for by its subject, and never (hence the empty text) among all entries of the kind.
CREATE FUNCTION registers_difference_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_payload p USING (seq) WHERE e.subject = 'register:' || NEW.register || ' difference:' || NEW.id
       AND e.kind || '' = 'register.difference' AND p.body::jsonb ->> 'state' = CASE TG_OP WHEN 'INSERT' THEN 'found' ELSE 'gone' END) THEN
    RAISE EXCEPTION 'the difference is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registers_difference_is_told AFTER INSERT ON registers_difference DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION registers_difference_in_ledger();
CREATE CONSTRAINT TRIGGER registers_difference_gone_is_told AFTER UPDATE OF gone_at ON registers_difference DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.gone_at IS NULL AND NEW.gone_at IS NOT NULL) EXECUTE FUNCTION registers_difference_in_ledger();

CREATE FUNCTION registers_explanation_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_difference d JOIN ledger_entry e ON e.subject = 'register:' || d.register || ' difference:' || d.id
       WHERE d.id = NEW.difference_id AND e.kind || '' = 'register.explained' AND e.at = NEW.at AND e.actor = NEW."by") THEN
    RAISE EXCEPTION 'the explanation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registers_explanation_in_ledger AFTER INSERT ON registers_explanation DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION registers_explanation_in_ledger();

ALTER TABLE requests_event ENABLE ALWAYS TRIGGER requests_in_ledger;
ALTER TABLE requests_delegation ENABLE ALWAYS TRIGGER requests_delegation_in_ledger;
ALTER TABLE requests_case ENABLE ALWAYS TRIGGER requests_hold_on;
ALTER TABLE duties_event ENABLE ALWAYS TRIGGER duties_in_ledger;
ALTER TABLE duties_setting ENABLE ALWAYS TRIGGER duties_setting_in_ledger;
ALTER TABLE registers_difference ENABLE ALWAYS TRIGGER registers_difference_is_told;
ALTER TABLE registers_difference ENABLE ALWAYS TRIGGER registers_difference_gone_is_told;
ALTER TABLE registers_explanation ENABLE ALWAYS TRIGGER registers_explanation_in_ledger;
REVOKE EXECUTE ON FUNCTION requests_in_ledger(), requests_delegation_in_ledger(), requests_hold_on(), duties_in_ledger(), duties_setting_in_ledger(),
  registers_difference_in_ledger(), registers_explanation_in_ledger() FROM PUBLIC;
