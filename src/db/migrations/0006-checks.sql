-- Findings (所見): one row for each change of a verdict. checks_state is the newest of them, for speed.
CREATE TABLE checks_finding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  check_id text NOT NULL,
  device_id uuid NOT NULL REFERENCES devices_device,
  before text CHECK (before IN ('pass', 'fail', 'unknown')),
  verdict text NOT NULL CHECK (verdict IN ('pass', 'fail', 'unknown')),
  because jsonb NOT NULL,
  at timestamptz NOT NULL,
  observed_at timestamptz NOT NULL,
  fact_id bigint NOT NULL REFERENCES intake_fact,
  values jsonb NOT NULL,
  ledger_seq bigint NOT NULL
);
CREATE INDEX checks_finding_device ON checks_finding (device_id, at);
CREATE INDEX checks_finding_check ON checks_finding (check_id, at);

CREATE TABLE checks_state (
  check_id text NOT NULL,
  device_id uuid NOT NULL REFERENCES devices_device,
  verdict text NOT NULL CHECK (verdict IN ('pass', 'fail', 'unknown')),
  because jsonb NOT NULL,
  since timestamptz NOT NULL,
  finding_id bigint NOT NULL REFERENCES checks_finding,
  fact_id bigint NOT NULL REFERENCES intake_fact,
  kind text NOT NULL,
  stale boolean NOT NULL DEFAULT false,
  PRIMARY KEY (check_id, device_id)
) WITH (fillfactor = 80);
CREATE INDEX checks_state_device ON checks_state (device_id, verdict);
CREATE INDEX checks_state_verdict ON checks_state (check_id, verdict);

GRANT SELECT, INSERT ON checks_finding TO tejun_app;
GRANT SELECT, INSERT, UPDATE ON checks_state TO tejun_app;

-- Sums of checks_state, moved with it in the same transaction, so that ten thousand devices cost a screen nothing.
CREATE TABLE checks_count (
  check_id text NOT NULL,
  verdict text NOT NULL,
  count integer NOT NULL CHECK (count >= 0),
  PRIMARY KEY (check_id, verdict)
) WITH (fillfactor = 50);
CREATE TABLE checks_device (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  pass integer NOT NULL DEFAULT 0,
  fail integer NOT NULL DEFAULT 0,
  unknown integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
CREATE INDEX checks_device_fail ON checks_device (fail);

GRANT SELECT, INSERT, UPDATE ON checks_count, checks_device TO tejun_app;
GRANT DELETE ON checks_state, checks_device TO tejun_app;
