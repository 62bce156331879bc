-- What consoles of mobile device management and of virus protection wrote out: of machines that the agent cannot see, or cannot see whole.
-- An import is the whole list of its kind as of a day; the newest counts, and every older one stays as it was.
CREATE TABLE consoles_import (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('phones', 'antivirus')),
  product text NOT NULL CHECK (length(product) BETWEEN 1 AND 100),
  -- The day of which the console wrote it.
  as_of date NOT NULL,
  file_digest bytea NOT NULL CHECK (octet_length(file_digest) = 32),
  -- [{label, serial, subject, …what was said}]; subject: the line of the register or the device that it means, or null.
  records jsonb NOT NULL CHECK (jsonb_typeof(records) = 'array'),
  -- What the company has and the console did not name, as it was then.
  missing jsonb NOT NULL CHECK (jsonb_typeof(missing) = 'array'),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX consoles_import_newest ON consoles_import (kind, ledger_seq DESC);
CREATE FUNCTION consoles_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was imported stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER consoles_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON consoles_import FOR EACH STATEMENT EXECUTE FUNCTION consoles_refuse();
ALTER TABLE consoles_import ENABLE ALWAYS TRIGGER consoles_refuse;
REVOKE ALL ON FUNCTION consoles_refuse() FROM PUBLIC;

GRANT SELECT, INSERT ON consoles_import TO tejun_app;
