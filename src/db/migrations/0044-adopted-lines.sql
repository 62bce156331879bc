-- A line that was in its register before a case can become the case's line. Which line, of which register and in which state, is held
-- here: the program above may be wrong about it, or two may take one line at the same moment.

-- The register that each kind of case mirrors, and the opening steps that can name a line of it. Written from the definitions by the
-- owner of the tables when the server starts; the server itself only reads them.
CREATE TABLE cases_mirror (
  kind text PRIMARY KEY CHECK (kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  register text NOT NULL
);
CREATE TABLE cases_adoption (
  kind text NOT NULL,
  step text NOT NULL,
  -- The field of the opening step that names the line.
  field text NOT NULL,
  PRIMARY KEY (kind, step)
);

-- The revision that the line had when the case took it; null where the case made its line, or has none.
ALTER TABLE cases_case ADD COLUMN line_revision integer CHECK (line_revision IS NULL OR (line_revision > 0 AND line IS NOT NULL));

-- A line belongs to one case under way. After its end another may take the line, where that is still in force.
CREATE UNIQUE INDEX cases_case_line_once ON cases_case (line) WHERE line IS NOT NULL AND ended_at IS NULL;

-- A case's line stands in the mirrored register and is in force; it was made with the case, or has the revision that the case says.
CREATE FUNCTION cases_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  l registers_row%ROWTYPE;
BEGIN
  SELECT * INTO l FROM registers_row WHERE id = NEW.line FOR UPDATE;
  IF l.id IS NULL OR l.state <> 'current' OR NOT EXISTS (SELECT FROM cases_mirror m WHERE m.kind = NEW.kind AND m.register = l.register) THEN
    RAISE EXCEPTION 'the line of case % is none in force of the register that mirrors it', NEW.id USING ERRCODE = '42501', CONSTRAINT = 'cases_line';
  END IF;
  IF NEW.line_revision IS NULL AND l.created_at <> NEW.opened_at THEN
    RAISE EXCEPTION 'the line of case % was there before it', NEW.id USING ERRCODE = '42501', CONSTRAINT = 'cases_line';
  END IF;
  IF NEW.line_revision <> l.revision THEN
    RAISE EXCEPTION 'the line of case % has revision %, not %', NEW.id, l.revision, NEW.line_revision USING ERRCODE = '40001', CONSTRAINT = 'cases_line';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_line BEFORE INSERT ON cases_case FOR EACH ROW WHEN (NEW.line IS NOT NULL) EXECUTE FUNCTION cases_line();

-- A case takes exactly the line that its opening names, and the ledger says which, and as of which revision.
CREATE FUNCTION cases_adopts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c cases_case%ROWTYPE;
  named text;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  SELECT NEW.cells ->> a.field INTO named FROM cases_adoption a WHERE a.kind = c.kind AND a.step = NEW.step;
  IF named IS DISTINCT FROM (CASE WHEN c.line_revision IS NOT NULL THEN c.line::text END) THEN
    RAISE EXCEPTION 'the line of case % is not the one that its opening names', c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_adopts';
  END IF;
  IF named IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_payload p WHERE p.seq = NEW.ledger_seq
       AND p.body::jsonb -> 'adopts' = jsonb_build_object('row', named, 'revision', c.line_revision)) THEN
    RAISE EXCEPTION 'the line that case % takes is not in the ledger', c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_adopts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_adopts BEFORE INSERT ON cases_event FOR EACH ROW WHEN (NEW.no = 1) EXECUTE FUNCTION cases_adopts();

ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_line;
ALTER TABLE cases_event ENABLE ALWAYS TRIGGER cases_adopts;
REVOKE ALL ON FUNCTION cases_line(), cases_adopts() FROM PUBLIC;
GRANT SELECT ON cases_mirror, cases_adoption TO tejun_app;
