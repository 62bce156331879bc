-- Where a register and what is measured differ, how long they did, and what people said about it. All of it stays: how it stood on
-- any past day is read from these rows.

-- When a register was held against its measured list. One row for as long as the comparison says the same; it grows at its end.
CREATE TABLE registers_comparison (
  id uuid PRIMARY KEY,
  register text NOT NULL CHECK (register ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL CHECK (last_at >= first_at),
  -- False where some who should have reported did not: what is absent then proves nothing.
  complete boolean NOT NULL,
  because jsonb NOT NULL,
  measured integer NOT NULL CHECK (measured >= 0),
  lines integer NOT NULL CHECK (lines >= 0)
);
CREATE UNIQUE INDEX registers_comparison_first ON registers_comparison (register, first_at);

CREATE TABLE registers_difference (
  id uuid PRIMARY KEY,
  register text NOT NULL CHECK (register ~ '^[a-z0-9-]+/[a-z0-9-]+$'),
  -- Measured and in no line; or a line whose thing nobody measures.
  side text NOT NULL CHECK (side IN ('unregistered', 'unmeasured')),
  -- Of the measured thing, or the id of the line.
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 1000),
  label text NOT NULL CHECK (length(label) <= 1000),
  place jsonb NOT NULL,
  row_id uuid REFERENCES registers_row,
  device_id uuid,
  -- What is known of the measured thing.
  cells jsonb CHECK (jsonb_typeof(cells) = 'object'),
  found_at timestamptz NOT NULL,
  -- When the thing was last seen; null where it never was.
  last_seen_at timestamptz,
  gone_at timestamptz CHECK (gone_at >= found_at),
  CHECK ((side = 'unmeasured') = (row_id IS NOT NULL)),
  CHECK ((side = 'unregistered') = (cells IS NOT NULL))
);
CREATE UNIQUE INDEX registers_difference_open ON registers_difference (register, side, key) WHERE gone_at IS NULL;
CREATE INDEX registers_difference_found ON registers_difference (register, found_at);

-- Why a difference may stand for a while. Never changed: a newer one takes its place.
CREATE TABLE registers_explanation (
  id uuid PRIMARY KEY,
  difference_id uuid NOT NULL REFERENCES registers_difference,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  -- The last day on which it holds, and the moment after that day.
  until date NOT NULL,
  ends_at timestamptz NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  CHECK (ends_at > at AND ends_at <= at + interval '9000 hours'),
  CHECK (abs(until - (ends_at AT TIME ZONE 'UTC')::date) <= 2)
);
CREATE INDEX registers_explanation_of ON registers_explanation (difference_id, at);
CREATE INDEX registers_explanation_ends ON registers_explanation (ends_at);

-- That an explanation ran out was said once.
CREATE TABLE registers_explanation_end (
  explanation_id uuid PRIMARY KEY REFERENCES registers_explanation,
  at timestamptz NOT NULL
);

-- A file between its upload and its import. It belongs to who uploaded it and is gone after half an hour.
CREATE TABLE registers_upload (
  id uuid PRIMARY KEY,
  owner text NOT NULL,
  register text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  encoding text CHECK (encoding IN ('utf-8', 'cp932', 'utf-16le')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  bytes bytea NOT NULL CHECK (length(bytes) <= 20971520),
  uploaded_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
ALTER TABLE registers_upload ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX registers_upload_expires ON registers_upload (expires_at);

-- A difference that is gone is gone: what is found again is another one. Until then only what was seen last may be renewed.
CREATE FUNCTION registers_difference_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.gone_at IS NOT NULL THEN
      RAISE EXCEPTION 'a difference begins as an open one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.gone_at IS NOT NULL THEN
    RAISE EXCEPTION 'a difference that is gone stays as it was' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_difference_step BEFORE INSERT OR UPDATE ON registers_difference FOR EACH ROW EXECUTE FUNCTION registers_difference_step();

CREATE FUNCTION registers_comparison_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM registers_comparison WHERE register = NEW.register AND last_at >= NEW.first_at) THEN
      RAISE EXCEPTION 'a comparison comes after the ones before it' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.last_at < OLD.last_at OR EXISTS (SELECT 1 FROM registers_comparison WHERE register = NEW.register AND first_at > OLD.first_at) THEN
    RAISE EXCEPTION 'only the last comparison goes on, and only forward' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_comparison_step BEFORE INSERT OR UPDATE ON registers_comparison FOR EACH ROW EXECUTE FUNCTION registers_comparison_step();

-- Explained is what is open; an end is an end of something that ran out.
CREATE FUNCTION registers_explain_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM registers_difference WHERE id = NEW.difference_id AND gone_at IS NULL AND found_at <= NEW.at FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such difference to explain any more' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_explain_step BEFORE INSERT ON registers_explanation FOR EACH ROW EXECUTE FUNCTION registers_explain_step();
CREATE FUNCTION registers_explanation_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_explanation WHERE id = NEW.explanation_id AND ends_at <= NEW.at) THEN
    RAISE EXCEPTION 'the explanation still holds' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registers_explanation_ends BEFORE INSERT ON registers_explanation_end FOR EACH ROW EXECUTE FUNCTION registers_explanation_ends();

CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON registers_comparison FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON registers_difference FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER registers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_explanation FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
CREATE TRIGGER registers_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON registers_explanation_end FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse();
ALTER TABLE registers_comparison ENABLE ALWAYS TRIGGER registers_comparison_step;
ALTER TABLE registers_comparison ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_difference ENABLE ALWAYS TRIGGER registers_difference_step;
ALTER TABLE registers_difference ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_explanation ENABLE ALWAYS TRIGGER registers_explain_step;
ALTER TABLE registers_explanation ENABLE ALWAYS TRIGGER registers_refuse;
ALTER TABLE registers_explanation_end ENABLE ALWAYS TRIGGER registers_explanation_ends;
ALTER TABLE registers_explanation_end ENABLE ALWAYS TRIGGER registers_refuse;
REVOKE EXECUTE ON FUNCTION registers_difference_step(), registers_comparison_step(), registers_explain_step(), registers_explanation_ends() FROM PUBLIC;

GRANT SELECT, INSERT ON registers_comparison, registers_difference, registers_explanation, registers_explanation_end, registers_upload TO tejun_app;
GRANT UPDATE (last_at) ON registers_comparison TO tejun_app;
GRANT UPDATE (label, place, device_id, cells, last_seen_at, gone_at) ON registers_difference TO tejun_app;
GRANT DELETE ON registers_upload TO tejun_app;
