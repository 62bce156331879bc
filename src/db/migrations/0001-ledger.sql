-- The ledger (証跡原簿). docs/formats/ledger.md explains every byte. What is inserted here is never changed again; the one
-- thing that may go is a payload, and only when the ledger itself says so in an entry (erasure under 8.10).

-- The next free number. Its row is the lock that makes numbers gapless and the order of numbers the order of commits.
CREATE TABLE ledger_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  next_seq bigint NOT NULL CHECK (next_seq >= 0)
);
INSERT INTO ledger_head (next_seq) VALUES (0);

-- `bytes` is the truth. The other columns repeat what stands in it, so that it can be searched; the verifier compares them.
CREATE TABLE ledger_entry (
  seq bigint PRIMARY KEY CHECK (seq >= 0),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL,
  subject text NOT NULL,
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 65535)
);
CREATE INDEX ledger_entry_at ON ledger_entry (at, seq);
CREATE INDEX ledger_entry_kind ON ledger_entry (kind, seq);
CREATE INDEX ledger_entry_subject ON ledger_entry (subject text_pattern_ops, seq);

-- What an entry's digest stands for. Salt and body go together when they go, so that the digest tells nothing any more.
CREATE TABLE ledger_payload (
  seq bigint PRIMARY KEY REFERENCES ledger_entry (seq),
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  body text NOT NULL
);

-- Full tiles of 256 hashes only. A partial tile is read from the roots of the tiles below it, or from the entries.
CREATE TABLE ledger_tile (
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
  index bigint NOT NULL CHECK (index >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (level, index)
);

-- Every checkpoint that was ever published.
CREATE TABLE ledger_checkpoint (
  size bigint PRIMARY KEY CHECK (size > 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL,
  at timestamptz NOT NULL
);

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE TRIGGER ledger_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tile FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_refuse BEFORE UPDATE OR TRUNCATE ON ledger_payload FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_refuse BEFORE DELETE OR TRUNCATE ON ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

-- A payload may go only where an entry says that it went. No flag or setting to forge: the permission is the entry itself.
CREATE FUNCTION ledger_refuse_erasure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE subject = 'entry:' || OLD.seq AND kind = 'payload.erased') THEN
    RAISE EXCEPTION 'the ledger is append-only: payload % has no entry that erases it', OLD.seq USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE seq = OLD.seq AND kind IN ('ledger.created', 'payload.erased', 'pack.built')) THEN
    RAISE EXCEPTION 'the ledger is append-only: payload % is of a kind that is never erased', OLD.seq USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER ledger_refuse_erasure BEFORE DELETE ON ledger_payload FOR EACH ROW EXECUTE FUNCTION ledger_refuse_erasure();

-- The head moves only from within the trigger that has just seen the new entries (depth 2), never by a statement of its own.
CREATE FUNCTION ledger_refuse_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_refuse_head BEFORE UPDATE ON ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_head();

-- New entries carry the next numbers without a gap, or the statement fails.
CREATE FUNCTION ledger_advance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head bigint;
  lowest bigint;
  highest bigint;
  many bigint;
BEGIN
  SELECT next_seq INTO head FROM ledger_head FOR UPDATE;
  SELECT min(seq), max(seq), count(*) INTO lowest, highest, many FROM added;
  IF many = 0 THEN
    RETURN NULL;
  END IF;
  IF lowest <> head OR highest <> head + many - 1 THEN
    RAISE EXCEPTION 'the ledger expects number %, not %', head, lowest USING ERRCODE = '42501';
  END IF;
  UPDATE ledger_head SET next_seq = head + many;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_advance AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_advance();

-- Checkpoints only grow.
CREATE FUNCTION ledger_grow() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_checkpoint WHERE size >= NEW.size) THEN
    RAISE EXCEPTION 'the ledger has a checkpoint of size % or more already', NEW.size USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_grow BEFORE INSERT ON ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_grow();

-- ALWAYS: not even a session that plays a replica (session_replication_role) passes them.
ALTER TABLE ledger_head ENABLE ALWAYS TRIGGER ledger_refuse, ENABLE ALWAYS TRIGGER ledger_refuse_head;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_refuse, ENABLE ALWAYS TRIGGER ledger_advance;
ALTER TABLE ledger_payload ENABLE ALWAYS TRIGGER ledger_refuse, ENABLE ALWAYS TRIGGER ledger_refuse_erasure;
ALTER TABLE ledger_tile ENABLE ALWAYS TRIGGER ledger_refuse;
ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER ledger_refuse, ENABLE ALWAYS TRIGGER ledger_grow;

-- Takes the lock on the head for the rest of the transaction and says the next number.
CREATE FUNCTION ledger_lock_head() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT next_seq FROM ledger_head FOR UPDATE
$$;

-- Erases one payload; true where there was one. The trigger above asks for the entry that says so.
CREATE FUNCTION ledger_erase(erased bigint) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM ledger_payload WHERE seq = erased RETURNING 1) SELECT EXISTS (SELECT 1 FROM gone)
$$;

REVOKE ALL ON ledger_head, ledger_entry, ledger_payload, ledger_tile, ledger_checkpoint FROM PUBLIC, tejun_app;
REVOKE ALL ON FUNCTION ledger_lock_head(), ledger_erase(bigint) FROM PUBLIC;
GRANT SELECT ON ledger_head TO tejun_app;
GRANT SELECT, INSERT ON ledger_entry, ledger_payload, ledger_tile, ledger_checkpoint TO tejun_app;
GRANT EXECUTE ON FUNCTION ledger_lock_head(), ledger_erase(bigint) TO tejun_app;
