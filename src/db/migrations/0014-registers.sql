-- Registers (台帳): lines that people keep, with every state a line ever had. A line is ended and restored, never deleted. What must
-- never be is refused here, whatever the program above believes.

CREATE TABLE registers_row (
  id uuid PRIMARY KEY,
  register text NOT NULL CHECK (register ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('current', 'ended')),
  revision integer NOT NULL CHECK (revision > 0),
  -- By column; blanks are left out.
  cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
  -- The four that follow are made from the cells by the register's definition: the line's name, what it is found by, the digest of
  -- its key columns while it is in force, and the nearest of its deadlines.
  label text NOT NULL,
  search text NOT NULL,
  key_digest text CHECK (key_digest ~ '^[0-9a-f]{64}$'),
  due_on date,
  -- The request whose approval wrote it.
  request_id uuid,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  UNIQUE (register, number),
  CHECK ((state = 'current') = (key_digest IS NOT NULL)),
  -- No two lines in force are the same, even where two people write at once. Held at the end of a statement, so that two lines may
  -- swap their keys; those that ended have none.
  CONSTRAINT registers_row_key UNIQUE (register, key_digest) DEFERRABLE INITIALLY IMMEDIATE
);
-- Holds all that is counted of a register, so that counting does not read the lines themselves.
CREATE INDEX registers_row_state ON registers_row (register, state, due_on) INCLUDE (changed_at);
CREATE INDEX registers_row_changed ON registers_row (changed_at);

-- Every state that a line ever had.
CREATE TABLE registers_revision (
  row_id uuid NOT NULL REFERENCES registers_row,
  revision integer NOT NULL CHECK (revision > 0),
  act text NOT NULL CHECK (act IN ('added', 'changed', 'ended', 'restored', 'imported', 'approved', 'expired')),
  state text NOT NULL CHECK (state IN ('current', 'ended')),
  cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
  label text NOT NULL,
  due_on date,
  reason text NOT NULL CHECK (length(reason) <= 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (row_id, revision)
);
CREATE INDEX registers_revision_at ON registers_revision (at);

-- Its keeper says that a register is true and complete; an empty one too.
CREATE TABLE registers_confirmation (
  id uuid PRIMARY KEY,
  register text NOT NULL CHECK (register ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  rows integer NOT NULL CHECK (rows >= 0),
  note text NOT NULL CHECK (length(note) <= 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX registers_confirmation_at ON registers_confirmation (register, at);

-- A way of looking at a register: filters, order, columns.
CREATE TABLE registers_view (
  id uuid PRIMARY KEY,
  register text NOT NULL,
  owner text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  shared boolean NOT NULL,
  state jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (register, owner, name)
);

-- By which definition labels, search texts, keys and deadlines of a register's lines were made last.
CREATE TABLE registers_definition (
  register text PRIMARY KEY,
  digest text NOT NULL,
  refreshed_at timestamptz NOT NULL
);

CREATE FUNCTION registers_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'registers are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER registers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_revision FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER registers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_confirmation FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON registers_row FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();

-- A line begins in force with its first revision, and each change is the next one. Only what is made from the cells may be made anew
-- without one: a new release may name a line otherwise.
CREATE FUNCTION registers_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revision <> 1 OR NEW.state <> 'current' OR NEW.changed_at <> NEW.created_at OR NEW.changed_by <> NEW.created_by THEN
      RAISE EXCEPTION 'a line of a register begins in force, with revision 1' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.register, NEW.number, NEW.request_id, NEW.created_at, NEW.created_by)
     IS DISTINCT FROM (OLD.id, OLD.register, OLD.number, OLD.request_id, OLD.created_at, OLD.created_by) THEN
    RAISE EXCEPTION 'what a line of a register is does not change' USING ERRCODE = '42501';
  END IF;
  IF (NEW.state, NEW.revision, NEW.cells, NEW.changed_at, NEW.changed_by)
     IS NOT DISTINCT FROM (OLD.state, OLD.revision, OLD.cells, OLD.changed_at, OLD.changed_by) THEN
    RETURN NEW;
  END IF;
  IF NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'revision % of a line follows %, not %', OLD.revision + 1, OLD.revision, NEW.revision USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'ended' AND NEW.state = 'ended' THEN
    RAISE EXCEPTION 'a line that ended is restored before it changes' USING ERRCODE = '42501';
  END IF;
  IF OLD.state <> NEW.state AND NEW.state = 'ended' AND NEW.cells <> OLD.cells THEN
    RAISE EXCEPTION 'a line ends with what it said' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_step BEFORE INSERT OR UPDATE ON registers_row FOR EACH ROW EXECUTE FUNCTION registers_step();

-- The history says how one state came from the one before, and each of its lines stands in the ledger since the same moment.
CREATE FUNCTION registers_history() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  line registers_row%ROWTYPE;
  before registers_revision%ROWTYPE;
  lawful boolean;
BEGIN
  SELECT * INTO line FROM registers_row WHERE id = NEW.row_id;
  SELECT * INTO before FROM registers_revision WHERE row_id = NEW.row_id AND revision = NEW.revision - 1;
  lawful := CASE
    WHEN NEW.revision = 1 THEN
      NEW.state = 'current' AND NEW.act IN ('added', 'imported', 'approved') AND (NEW.act = 'approved') = (line.request_id IS NOT NULL)
    WHEN before.row_id IS NULL THEN false
    WHEN NEW.act = 'changed' THEN before.state = 'current' AND NEW.state = 'current'
    WHEN NEW.act IN ('ended', 'expired') THEN before.state = 'current' AND NEW.state = 'ended' AND NEW.cells = before.cells
    WHEN NEW.act = 'restored' THEN before.state = 'ended' AND NEW.state = 'current'
    WHEN NEW.act = 'imported' THEN
      NEW.state = 'current' OR (before.state = 'current' AND NEW.cells = before.cells)
    ELSE false
  END;
  IF lawful IS NOT TRUE THEN
    RAISE EXCEPTION 'a line of a register does not become % from % by %', NEW.state, coalesce(before.state, 'nothing'), NEW.act
      USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND (
       (e.kind = 'register.row' AND e.subject = 'register:' || line.register || ' row:' || line.id)
       OR (e.kind = 'register.imported' AND NEW.act = 'imported' AND e.subject LIKE 'register:' || line.register || ' import:%'))) THEN
    RAISE EXCEPTION 'revision % of a line is not in the ledger', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_history BEFORE INSERT ON registers_revision FOR EACH ROW EXECUTE FUNCTION registers_history();

-- At the end of the transaction no line has changed without its history, and no history tells of what never was.
CREATE FUNCTION registers_row_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_revision WHERE row_id = NEW.id AND revision = NEW.revision AND state = NEW.state
       AND cells = NEW.cells AND at = NEW.changed_at AND by = NEW.changed_by) THEN
    RAISE EXCEPTION 'revision % of a line has no history', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registers_row_is_kept AFTER INSERT OR UPDATE OF state, revision, cells, changed_at, changed_by ON registers_row
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_row_is_kept();
CREATE FUNCTION registers_revision_was() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_row WHERE id = NEW.row_id AND revision >= NEW.revision) THEN
    RAISE EXCEPTION 'a line of a register never had revision %', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registers_revision_was AFTER INSERT ON registers_revision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_revision_was();

-- What is confirmed is what stands there.
CREATE FUNCTION registers_confirm() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.rows <> (SELECT count(*) FROM registers_row WHERE register = NEW.register AND state = 'current') THEN
    RAISE EXCEPTION 'the register has another number of lines than %', NEW.rows USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'register.confirmed'
       AND e.subject = 'register:' || NEW.register) THEN
    RAISE EXCEPTION 'the confirmation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_confirm BEFORE INSERT ON registers_confirmation FOR EACH ROW EXECUTE FUNCTION registers_confirm();

ALTER TABLE registers_row ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_row ENABLE ALWAYS TRIGGER registers_step;
ALTER TABLE registers_row ENABLE ALWAYS TRIGGER registers_row_is_kept;
ALTER TABLE registers_revision ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_revision ENABLE ALWAYS TRIGGER registers_history;
ALTER TABLE registers_revision ENABLE ALWAYS TRIGGER registers_revision_was;
ALTER TABLE registers_confirmation ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_confirmation ENABLE ALWAYS TRIGGER registers_confirm;
REVOKE EXECUTE ON FUNCTION registers_refuse(), registers_step(), registers_history(), registers_row_is_kept(), registers_revision_was(), registers_confirm() FROM PUBLIC;

GRANT SELECT, INSERT ON registers_row, registers_revision, registers_confirmation, registers_view, registers_definition TO tejun_app;
GRANT UPDATE (state, revision, cells, label, search, key_digest, due_on, changed_at, changed_by) ON registers_row TO tejun_app;
GRANT UPDATE (name, shared, state, changed_at) ON registers_view TO tejun_app;
GRANT DELETE ON registers_view TO tejun_app;
GRANT UPDATE (digest, refreshed_at) ON registers_definition TO tejun_app;
