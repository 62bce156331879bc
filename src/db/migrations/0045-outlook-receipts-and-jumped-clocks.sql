-- A case can begin with the record of a duty that belongs to no case: whoever recorded it opens the case, at that moment. And a step by duty
-- is done by nobody but the person who closed the occurrence: so that steps that must be apart are held against who really recorded them.
CREATE OR REPLACE FUNCTION duties_case_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  c cases_case%ROWTYPE;
  way cases_transition%ROWTYPE;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  SELECT * INTO way FROM cases_transition t WHERE t.kind = c.kind AND t.step = NEW.step AND t.variant = c.variant
    AND t.from_state IS NOT DISTINCT FROM NEW.from_state AND t.to_state = NEW.to_state;
  IF (way.duty IS NULL) <> (NEW.occurrence IS NULL) OR (way.duty IS NOT NULL AND NOT EXISTS (SELECT FROM duties_occurrence o
       WHERE o.id = NEW.occurrence AND o.duty = way.duty AND o.state = 'completed' AND o.closed_by = NEW."by"
         AND o.case_id IS NOT DISTINCT FROM CASE WHEN NEW.from_state IS NOT NULL THEN c.id END
         AND (NEW.from_state IS NOT NULL OR o.closed_at = NEW.at))) THEN
    RAISE EXCEPTION 'the step % of case % is not the record of its duty', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  IF way.request IS NOT NULL AND NOT EXISTS (SELECT FROM requests_case r WHERE r.id = c.request AND r.kind = way.request
       AND r.state IN ('submitted', 'approved')) THEN
    RAISE EXCEPTION 'the step % of case % is not that of its request', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- When the server last ran, by its own clock, so that a clock that jumped is known from one that went on: what is old by it is not deleted
-- until it has run on for a day. One row.
CREATE TABLE intake_clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seen_at timestamptz NOT NULL,
  -- Since when nothing is deleted; null where all is as usual.
  held_since timestamptz,
  -- How long the server ran since, while its clock went on as a clock does.
  ran_ms bigint NOT NULL CHECK (ran_ms >= 0),
  CHECK (held_since IS NOT NULL OR ran_ms = 0)
);
GRANT SELECT, INSERT ON intake_clock TO tejun_app;
GRANT UPDATE (seen_at, held_since, ran_ms) ON intake_clock TO tejun_app;
