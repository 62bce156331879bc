-- Devices (端末) and the agents that speak for them.
CREATE TABLE devices_device (
  id uuid PRIMARY KEY,
  hardware_uuid text NOT NULL,
  serial text,
  instance_id text NOT NULL,
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  name text NOT NULL,
  search text NOT NULL,
  os text NOT NULL,
  agent_version text NOT NULL,
  hardware text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  retired_at timestamptz,
  conflict jsonb,
  conflict_with uuid REFERENCES devices_device,
  conflict_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX devices_device_hardware ON devices_device (hardware_uuid);
CREATE INDEX devices_device_serial ON devices_device (serial) WHERE serial IS NOT NULL;

-- A node key is a secret of the agent: only its hash is kept. Older keys stay good for requests under way.
CREATE TABLE devices_node (
  key_hash bytea PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices_device,
  instance_id text NOT NULL,
  issued_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX devices_node_device ON devices_node (device_id);

CREATE TABLE devices_enrolment_failure (
  address text NOT NULL,
  reason text NOT NULL,
  count integer NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (address, reason)
);

-- Asked, and no answer or a refusal: kept so that a failing question is not asked at every poll and a person can see it.
CREATE TABLE devices_unanswered (
  device_id uuid NOT NULL REFERENCES devices_device,
  question text NOT NULL,
  asked_at timestamptz NOT NULL,
  message text NOT NULL,
  misses integer NOT NULL,
  PRIMARY KEY (device_id, question)
);

GRANT SELECT, INSERT, UPDATE ON devices_device, devices_node TO tejun_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON devices_enrolment_failure, devices_unanswered TO tejun_app;
