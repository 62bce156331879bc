-- Facts (観測): what a source saw of one device. A fact is immutable; seeing the same again only moves last_observed_at.
CREATE TABLE intake_fact (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices_device,
  kind text NOT NULL,
  source text NOT NULL,
  observed_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  body jsonb,
  unreadable jsonb,
  digest bytea NOT NULL,
  CHECK ((body IS NULL) <> (unreadable IS NULL))
);
CREATE INDEX intake_fact_device ON intake_fact (device_id, kind, observed_at);

CREATE TABLE intake_current (
  device_id uuid NOT NULL REFERENCES devices_device,
  kind text NOT NULL,
  fact_id bigint NOT NULL REFERENCES intake_fact,
  last_observed_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, kind)
) WITH (fillfactor = 70);

-- Written once, when another fact takes its place: until when the old one was confirmed.
CREATE TABLE intake_span (
  fact_id bigint PRIMARY KEY REFERENCES intake_fact,
  last_observed_at timestamptz NOT NULL
);

-- Log lines of the agent, each once: the key is a digest over what makes a line itself, because the agent sends again.
CREATE TABLE intake_line (
  key bytea PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices_device,
  type text NOT NULL CHECK (type IN ('result', 'status')),
  name text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX intake_line_device ON intake_line (device_id, type, at);
CREATE INDEX intake_line_received ON intake_line (received_at);

-- What did not parse: kept, counted and shown, never dropped.
CREATE TABLE intake_quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  device_id uuid,
  what text NOT NULL,
  reason text NOT NULL,
  content text NOT NULL
);
CREATE TABLE intake_counter (
  name text PRIMARY KEY,
  count bigint NOT NULL
);

GRANT SELECT, INSERT ON intake_fact, intake_span TO tejun_app;
GRANT SELECT, INSERT, UPDATE ON intake_current, intake_counter TO tejun_app;
GRANT SELECT, INSERT, DELETE ON intake_line, intake_quarantine TO tejun_app;
