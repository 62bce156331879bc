-- A step by duty is the record of an occurrence that was opened for this very case and is done; a step by request is that of the request
-- with which the case opened. The definitions say which, laid down by the owner of the tables beside the ways.
ALTER TABLE cases_transition ADD COLUMN duty text, ADD COLUMN request text;

CREATE FUNCTION duties_case_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  c cases_case%ROWTYPE;
  way cases_transition%ROWTYPE;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  SELECT * INTO way FROM cases_transition t WHERE t.kind = c.kind AND t.step = NEW.step AND t.variant = c.variant
    AND t.from_state IS NOT DISTINCT FROM NEW.from_state AND t.to_state = NEW.to_state;
  IF (way.duty IS NULL) <> (NEW.occurrence IS NULL) OR (way.duty IS NOT NULL AND NOT EXISTS (SELECT FROM duties_occurrence o
       WHERE o.id = NEW.occurrence AND o.duty = way.duty AND o.case_id = c.id AND o.state = 'completed')) THEN
    RAISE EXCEPTION 'the step % of case % is not the record of its duty', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  IF way.request IS NOT NULL AND NOT EXISTS (SELECT FROM requests_case r WHERE r.id = c.request AND r.kind = way.request
       AND r.state IN ('submitted', 'approved')) THEN
    RAISE EXCEPTION 'the step % of case % is not that of its request', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_case_step BEFORE INSERT ON cases_event FOR EACH ROW EXECUTE FUNCTION duties_case_step();
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER duties_case_step;
REVOKE ALL ON FUNCTION duties_case_step() FROM PUBLIC;
