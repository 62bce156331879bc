-- Capacity (容量・能力): what was measured again and again, rolled up, forecast, and held against what came.

-- What an administrator named to be measured without an agent, or beside one. Ended, never deleted: its series name it.
CREATE TABLE capacity_target (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('exporter', 'remote', 'http', 'tcp')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- exporter, http: an address; tcp: host:port; remote: the value of the label `instance`.
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
  -- The device whose verdicts it counts to; null where it has no agent.
  device_id uuid REFERENCES devices_device,
  -- From how many milliseconds it calls for attention; null: the company's value.
  warn_ms integer CHECK (warn_ms BETWEEN 1 AND 600000),
  revision integer NOT NULL CHECK (revision > 0),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX capacity_target_name ON capacity_target (name) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX capacity_target_address ON capacity_target (kind, address) WHERE ended_at IS NULL;

-- How the last look at a target went. No evidence, and overwritten: the series hold what was measured.
CREATE TABLE capacity_target_state (
  target_id uuid PRIMARY KEY REFERENCES capacity_target,
  looked_at timestamptz NOT NULL,
  ok boolean NOT NULL,
  since timestamptz NOT NULL,
  says jsonb
) WITH (fillfactor = 70);

-- Whose series: a device or a target.
CREATE TABLE capacity_subject (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid UNIQUE REFERENCES devices_device,
  target_id uuid UNIQUE REFERENCES capacity_target,
  -- The last day on which its disks were forecast.
  forecast_on date,
  CHECK ((device_id IS NULL) <> (target_id IS NULL))
) WITH (fillfactor = 90);
CREATE INDEX capacity_subject_forecast ON capacity_subject (forecast_on NULLS FIRST);

CREATE TABLE capacity_series (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject integer NOT NULL REFERENCES capacity_subject,
  metric text NOT NULL CHECK (metric IN ('cpu', 'memory', 'disk', 'inodes', 'load', 'response', 'up')),
  item text NOT NULL CHECK (length(item) <= 200),
  UNIQUE (subject, metric, item)
);

-- Processor time as it stood at the last look: the next one is subtracted from it.
CREATE TABLE capacity_counter (
  series integer PRIMARY KEY REFERENCES capacity_series,
  at timestamptz NOT NULL,
  busy double precision NOT NULL,
  total double precision NOT NULL,
  cores integer NOT NULL
) WITH (fillfactor = 70);

-- One row for each subject and day; all its series are in `body` (src/capacity/codec.ts). Days are counted from 1970-01-01 as the
-- company counts them. `rolled`: the hours and the day were made from it as it stands.
CREATE TABLE capacity_raw (
  subject integer NOT NULL REFERENCES capacity_subject,
  day integer NOT NULL,
  body bytea NOT NULL,
  rolled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (subject, day)
) WITH (fillfactor = 60);
ALTER TABLE capacity_raw ALTER COLUMN body SET STORAGE MAIN;
CREATE INDEX capacity_raw_open ON capacity_raw (day, subject) WHERE NOT rolled;

CREATE TABLE capacity_hours (
  subject integer NOT NULL REFERENCES capacity_subject,
  day integer NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (subject, day)
);
ALTER TABLE capacity_hours ALTER COLUMN body SET STORAGE MAIN;

-- One row for each subject and month: year × 12 + month − 1.
CREATE TABLE capacity_days (
  subject integer NOT NULL REFERENCES capacity_subject,
  month integer NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (subject, month)
) WITH (fillfactor = 70);
ALTER TABLE capacity_days ALTER COLUMN body SET STORAGE MAIN;

-- How each disk stands after its last forecast: what lists read.
CREATE TABLE capacity_outlook (
  series integer PRIMARY KEY REFERENCES capacity_series,
  subject integer NOT NULL REFERENCES capacity_subject,
  on_day date NOT NULL,
  -- What was used on its last day at the highest, in percent, and what fits.
  percent real NOT NULL,
  size bigint NOT NULL,
  -- More or less than four weeks before, in points of percent; null where nothing was measured then.
  trend real,
  kind text NOT NULL CHECK (kind IN ('silent', 'stable', 'filling')),
  because text,
  full_on date,
  low_on date,
  high_on date,
  unless text,
  warn boolean NOT NULL,
  cause text,
  CHECK ((kind = 'filling') = (full_on IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX capacity_outlook_soonest ON capacity_outlook (full_on NULLS LAST, percent DESC, series);
CREATE INDEX capacity_outlook_percent ON capacity_outlook (percent DESC, series);
CREATE INDEX capacity_outlook_subject ON capacity_outlook (subject);

-- Every forecast that was made. A forecast stands until the next one; one that says the same as the day before is not written again
-- unless it names a day.
CREATE TABLE capacity_forecast (
  series integer NOT NULL REFERENCES capacity_series,
  made_on date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('silent', 'stable', 'filling')),
  full_on date,
  low_on date,
  high_on date,
  warn boolean NOT NULL,
  PRIMARY KEY (series, made_on)
);

-- What became of a warning, or of a disk that filled without one; written once it is known.
CREATE TABLE capacity_outcome (
  series integer NOT NULL REFERENCES capacity_series,
  -- When the warning began; for a miss the day on which it was full.
  warned_on date NOT NULL,
  predicted_on date,
  outcome text NOT NULL CHECK (outcome IN ('hit', 'off', 'averted', 'false-alarm', 'missed')),
  happened_on date,
  known_on date NOT NULL,
  PRIMARY KEY (series, warned_on, outcome)
);
CREATE INDEX capacity_outcome_known ON capacity_outcome (known_on);

-- A value that was reached, until it was well again for a day: one problem each.
CREATE TABLE capacity_breach (
  id uuid PRIMARY KEY,
  -- `check:capacity/disk-space device:…` or `target:…`.
  subject text NOT NULL CHECK (length(subject) <= 200),
  about jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  last_failed_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX capacity_breach_open ON capacity_breach (subject) WHERE ended_at IS NULL;
CREATE INDEX capacity_breach_opened ON capacity_breach (opened_at);

-- The secret with which Prometheus writes to us; only its hash is kept. One row.
CREATE TABLE capacity_token (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  -- The one before, while senders are being changed.
  previous bytea CHECK (octet_length(previous) = 32),
  previous_until timestamptz,
  rotated_at timestamptz NOT NULL,
  CHECK ((previous IS NULL) = (previous_until IS NULL))
);

-- What was counted and not kept: late, from the future, impossible, of senders that nobody named.
CREATE TABLE capacity_refused (
  reason text NOT NULL CHECK (length(reason) <= 40),
  -- The sender's own name of itself, where it has one.
  name text NOT NULL CHECK (length(name) <= 200),
  count bigint NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (reason, name)
);

CREATE FUNCTION capacity_history_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a forecast and what became of it stay as they are' USING ERRCODE = '42501';
END $$;
REVOKE EXECUTE ON FUNCTION capacity_history_is_final() FROM PUBLIC;
CREATE TRIGGER capacity_forecast_is_final BEFORE UPDATE OR DELETE ON capacity_forecast
  FOR EACH ROW EXECUTE FUNCTION capacity_history_is_final();
ALTER TABLE capacity_forecast ENABLE ALWAYS TRIGGER capacity_forecast_is_final;
CREATE TRIGGER capacity_outcome_is_final BEFORE UPDATE OR DELETE ON capacity_outcome
  FOR EACH ROW EXECUTE FUNCTION capacity_history_is_final();
ALTER TABLE capacity_outcome ENABLE ALWAYS TRIGGER capacity_outcome_is_final;

GRANT SELECT, INSERT ON capacity_target, capacity_subject, capacity_series, capacity_forecast, capacity_outcome, capacity_breach TO tejun_app;
GRANT UPDATE (name, address, device_id, warn_ms, revision, changed_at, ended_at) ON capacity_target TO tejun_app;
GRANT UPDATE (forecast_on) ON capacity_subject TO tejun_app;
GRANT UPDATE (last_failed_at, ended_at) ON capacity_breach TO tejun_app;
GRANT SELECT, INSERT, UPDATE ON capacity_target_state, capacity_counter, capacity_token TO tejun_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON capacity_raw, capacity_hours, capacity_days, capacity_outlook, capacity_refused TO tejun_app;
