-- The version of each company value by which standing verdicts were judged when it came into force; 0 is the default's. A server
-- that was stopped in the middle of judging finds here what is left to do.
CREATE TABLE checks_value (
  param text PRIMARY KEY,
  version integer NOT NULL CHECK (version >= 0)
);
GRANT SELECT, INSERT, UPDATE ON checks_value TO tejun_app;

-- What an administrator asked of devices beyond the regular questions: a query of his own, or the questions of a check or of a device at once.
CREATE TABLE live_ask (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('query', 'check', 'device')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > asked_at),
  sql text CHECK (length(sql) <= 4000),
  name text CHECK (length(name) <= 200),
  check_id text,
  device_count integer NOT NULL CHECK (device_count > 0),
  columns text[] NOT NULL DEFAULT '{}',
  row_count integer NOT NULL DEFAULT 0,
  byte_count bigint NOT NULL DEFAULT 0,
  ended_at timestamptz,
  ended text CHECK (ended IN ('complete', 'time', 'limit', 'stopped')),
  CHECK ((kind = 'query') = (sql IS NOT NULL)),
  CHECK ((ended IS NULL) = (ended_at IS NULL))
);
CREATE INDEX live_ask_at ON live_ask (asked_at DESC);

-- One device of an ask. `seq` rises with each change, so that a reader that comes back goes on where it was.
CREATE SEQUENCE live_seq;
CREATE TABLE live_target (
  ask_id uuid NOT NULL REFERENCES live_ask,
  device_id uuid NOT NULL REFERENCES devices_device,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'asked', 'answered', 'failed', 'denylisted', 'no-answer', 'offline', 'cancelled')),
  seq bigint NOT NULL DEFAULT 0,
  asked_at timestamptz,
  answered_at timestamptz,
  message text CHECK (length(message) <= 500),
  row_count integer NOT NULL DEFAULT 0,
  byte_count integer NOT NULL DEFAULT 0,
  cut boolean NOT NULL DEFAULT false,
  wall_ms integer,
  user_ms integer,
  system_ms integer,
  memory_bytes bigint,
  digest bytea,
  PRIMARY KEY (ask_id, device_id)
) WITH (fillfactor = 70);
CREATE INDEX live_target_seq ON live_target (ask_id, seq);

CREATE TABLE live_row (
  ask_id uuid NOT NULL REFERENCES live_ask,
  id bigint GENERATED ALWAYS AS IDENTITY,
  device_id uuid NOT NULL REFERENCES devices_device,
  cells jsonb NOT NULL,
  -- The values alone, in the form in which words are searched for.
  search text NOT NULL,
  PRIMARY KEY (ask_id, id)
);

-- The company's own queries, each change a version; the newest counts. Insert-only.
CREATE TABLE live_saved (
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  sql text NOT NULL CHECK (length(sql) BETWEEN 1 AND 4000),
  platforms text[] NOT NULL CHECK (platforms <@ ARRAY['windows', 'macos', 'linux'] AND cardinality(platforms) > 0),
  ended boolean NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (id, version)
);

-- An ask that has ended does not begin again, and its text stays.
CREATE FUNCTION live_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended IS NOT NULL THEN
    RAISE EXCEPTION 'an ask that has ended stays as it is' USING ERRCODE = '55000';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER live_ask_keep BEFORE UPDATE ON live_ask FOR EACH ROW EXECUTE FUNCTION live_keep();

GRANT SELECT, INSERT ON live_ask, live_saved TO tejun_app;
GRANT UPDATE (columns, row_count, byte_count, ended_at, ended) ON live_ask TO tejun_app;
GRANT SELECT, INSERT, DELETE ON live_target, live_row TO tejun_app;
GRANT UPDATE (state, seq, asked_at, answered_at, message, row_count, byte_count, cut, wall_ms, user_ms, system_ms, memory_bytes, digest) ON live_target TO tejun_app;
GRANT USAGE ON SEQUENCE live_seq TO tejun_app;
