-- Drift (変更の検知): what was seen to differ on devices as events that a person reads, why each was right, which differences are noise,
-- and the approved state that a class of devices is held against.

-- How far the rows of inventory_change are grouped, and how often the rules of noise changed.
CREATE TABLE drift_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  change_id bigint NOT NULL DEFAULT 0,
  rules integer NOT NULL DEFAULT 0
);
INSERT INTO drift_state DEFAULT VALUES;

-- One spell of differences on one device. Its key is the first change of it, so that grouping twice makes nothing twice.
CREATE TABLE drift_event (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices_device,
  first_change bigint NOT NULL UNIQUE REFERENCES inventory_change,
  -- What the device was when it happened.
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  class text NOT NULL CHECK (class IN ('client', 'server')),
  environment text CHECK (environment IN ('production', 'verification', 'development')),
  -- It happened after from_at, when all was last seen as before, and by at. first_at: when the first of it was seen.
  from_at timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  collections text[] NOT NULL,
  -- By collection: how many were added, removed, changed, and the name of one.
  counts jsonb NOT NULL,
  -- Differences that want a reason: not noise, and of a collection that the company wants explained for this class.
  loud integer NOT NULL CHECK (loud >= 0),
  quiet integer NOT NULL CHECK (quiet >= 0),
  state text NOT NULL CHECK (state IN ('waiting', 'matched', 'explained', 'quiet', 'noted', 'closed')),
  -- The line of the register of changes that covers it.
  matched_row uuid,
  -- The company's day on which it began to wait.
  waits_since date NOT NULL,
  rules_seen integer NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  changed_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX drift_event_device ON drift_event (device_id, first_change DESC);
CREATE INDEX drift_event_at ON drift_event (at DESC, id);
CREATE INDEX drift_event_state ON drift_event (state, at DESC, id);
CREATE INDEX drift_event_waiting ON drift_event (device_id, waits_since) WHERE state = 'waiting';

-- Which change belongs to which event: each to exactly one.
CREATE TABLE drift_change (
  change_id bigint PRIMARY KEY REFERENCES inventory_change,
  event_id uuid NOT NULL REFERENCES drift_event,
  differences integer NOT NULL CHECK (differences > 0),
  loud integer NOT NULL CHECK (loud >= 0),
  quiet integer NOT NULL CHECK (quiet >= 0),
  -- The rules that made differences of it quiet: a rule never changes, so that it can be replayed.
  quiet_rules uuid[] NOT NULL,
  matched_row uuid
);
CREATE INDEX drift_change_event ON drift_change (event_id, change_id);

-- Why a spell of differences was right, in a person's words.
CREATE TABLE drift_explanation (
  event_id uuid PRIMARY KEY REFERENCES drift_event,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  -- The person made the change.
  own boolean NOT NULL,
  row_id uuid,
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);

-- A difference that needs no reason each time, and why. It never changes: it is ended, and another one made.
CREATE TABLE drift_rule (
  id uuid PRIMARY KEY,
  -- The name of a rule that comes with Tejun.
  builtin text,
  collection text NOT NULL,
  pattern text NOT NULL CHECK (length(pattern) BETWEEN 1 AND 200),
  -- Where it is given, only a change of nothing but this attribute is noise.
  attribute text CHECK (length(attribute) BETWEEN 1 AND 60),
  platform text CHECK (platform IN ('windows', 'macos', 'linux')),
  class text CHECK (class IN ('client', 'server')),
  -- The hours of the day in which it holds, in minutes of the company's day: a maintenance window.
  from_minute integer CHECK (from_minute BETWEEN 0 AND 1439),
  until_minute integer CHECK (until_minute BETWEEN 0 AND 1439),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  until date,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  made_seq bigint REFERENCES ledger_entry (seq),
  ended_by text,
  ended_at timestamptz,
  ended_reason text CHECK (length(ended_reason) <= 500),
  ended_seq bigint REFERENCES ledger_entry (seq),
  CHECK (num_nulls(from_minute, until_minute) IN (0, 2)),
  CHECK (num_nulls(ended_by, ended_at, ended_reason, ended_seq) IN (0, 4)),
  CHECK (builtin IS NOT NULL OR made_seq IS NOT NULL)
);
CREATE UNIQUE INDEX drift_rule_builtin ON drift_rule (builtin) WHERE ended_at IS NULL;

-- The approved state of a class of devices: a frozen set of items. Versions count by unit.
CREATE TABLE drift_baseline (
  id uuid PRIMARY KEY,
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  class text NOT NULL CHECK (class IN ('client', 'server')),
  environment text NOT NULL CHECK (environment IN ('', 'production', 'verification', 'development')),
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'superseded', 'dropped')),
  -- The device that it was taken from; null where it is what most of the class have.
  reference uuid REFERENCES devices_device,
  share integer CHECK (share BETWEEN 51 AND 100),
  devices integer NOT NULL CHECK (devices > 0),
  -- By collection: 'exact', or 'keys' where only what there is counts and not its versions.
  collections jsonb NOT NULL CHECK (jsonb_typeof(collections) = 'object'),
  items integer[] NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  decided_by text,
  decided_at timestamptz,
  ended_at timestamptz,
  UNIQUE (platform, class, environment, version),
  CHECK (num_nulls(reference, share) = 1),
  CHECK ((state IN ('approved', 'superseded')) = (decided_at IS NOT NULL)),
  CHECK (num_nulls(decided_by, decided_at, reason) IN (0, 3))
);
CREATE UNIQUE INDEX drift_baseline_approved ON drift_baseline (platform, class, environment) WHERE state = 'approved';

-- What was told of each device last, so that it is told again only where something is new.
CREATE TABLE drift_device (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  -- How often something new happened to it, and how much of that was told.
  news integer NOT NULL DEFAULT 0,
  seen integer NOT NULL DEFAULT 0,
  looked_at timestamptz NOT NULL,
  -- By kind of fact: the digest of what was told, and of when it spoke.
  told jsonb NOT NULL,
  -- The approved state that it is held against, and in how many things it differs.
  baseline uuid REFERENCES drift_baseline,
  differs integer CHECK (differs >= 0),
  -- Collections of it that the device never reported.
  unseen integer NOT NULL DEFAULT 0,
  -- It had been silent for too long to speak for itself: once it is heard again it is looked at soon.
  silent boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70);
CREATE INDEX drift_device_due ON drift_device (looked_at);
CREATE INDEX drift_device_baseline ON drift_device (baseline, differs DESC);

CREATE FUNCTION drift_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was explained, ruled and approved stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER drift_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON drift_explanation FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse();
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON drift_event FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse();
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON drift_change FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse();
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON drift_rule FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse();
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON drift_baseline FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse();
-- An end is an end.
CREATE TRIGGER drift_ended BEFORE UPDATE ON drift_rule FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION drift_refuse();
CREATE TRIGGER drift_decided BEFORE UPDATE ON drift_baseline FOR EACH ROW
  WHEN (OLD.state IN ('superseded', 'dropped') OR (OLD.state = 'approved' AND NEW.state <> 'superseded') OR (OLD.decided_at IS NOT NULL AND (NEW.decided_by, NEW.decided_at, NEW.reason) IS DISTINCT FROM (OLD.decided_by, OLD.decided_at, OLD.reason)))
  EXECUTE FUNCTION drift_refuse();
-- What a person explained nothing may join, and nobody is done with an event without an explanation.
CREATE FUNCTION drift_event_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('explained', 'closed') THEN
    RAISE EXCEPTION 'an event that is done with stays as it is' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'explained' AND NOT EXISTS (SELECT FROM drift_explanation WHERE event_id = NEW.id) THEN
    RAISE EXCEPTION 'an event is explained by an explanation' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drift_event_moves BEFORE UPDATE ON drift_event FOR EACH ROW EXECUTE FUNCTION drift_event_moves();
ALTER TABLE drift_explanation ENABLE ALWAYS TRIGGER drift_refuse;
ALTER TABLE drift_event ENABLE ALWAYS TRIGGER drift_refuse;
ALTER TABLE drift_event ENABLE ALWAYS TRIGGER drift_event_moves;
ALTER TABLE drift_change ENABLE ALWAYS TRIGGER drift_refuse;
ALTER TABLE drift_rule ENABLE ALWAYS TRIGGER drift_refuse;
ALTER TABLE drift_rule ENABLE ALWAYS TRIGGER drift_ended;
ALTER TABLE drift_baseline ENABLE ALWAYS TRIGGER drift_refuse;
ALTER TABLE drift_baseline ENABLE ALWAYS TRIGGER drift_decided;
REVOKE ALL ON FUNCTION drift_refuse(), drift_event_moves() FROM PUBLIC;

GRANT SELECT ON drift_state TO tejun_app;
GRANT UPDATE (change_id, rules) ON drift_state TO tejun_app;
GRANT SELECT, INSERT ON drift_event, drift_change, drift_explanation, drift_rule, drift_baseline, drift_device TO tejun_app;
GRANT UPDATE (from_at, at, collections, counts, loud, quiet, state, matched_row, waits_since, rules_seen, revision, changed_at) ON drift_event TO tejun_app;
GRANT UPDATE (loud, quiet, quiet_rules, matched_row) ON drift_change TO tejun_app;
GRANT UPDATE (ended_by, ended_at, ended_reason, ended_seq) ON drift_rule TO tejun_app;
GRANT UPDATE (state, reason, decided_by, decided_at, ended_at) ON drift_baseline TO tejun_app;
GRANT UPDATE (news, seen, looked_at, told, baseline, differs, unseen, silent) ON drift_device TO tejun_app;
