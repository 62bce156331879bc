-- Reading the inventory: what a person types is looked for in the key as it sounds, whatever its width and case.
ALTER TABLE inventory_item ADD COLUMN search text GENERATED ALWAYS AS (lower(normalize(key, NFKC))) STORED;
CREATE INDEX inventory_item_mac ON inventory_item ((attributes ->> 'mac')) WHERE collection = 'interfaces';

-- Who has this? By the index where few have it; where nearly all do, down the list of names until a page is full.
CREATE INDEX inventory_set_items ON inventory_set USING gin (items);
CREATE INDEX devices_device_name ON devices_device (lower(name), id) WHERE retired_at IS NULL;

-- How many items a device told today that nobody had told before. A device that lies must not fill the dictionary.
CREATE TABLE inventory_fresh (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  day date NOT NULL,
  items integer NOT NULL CHECK (items > 0)
);

-- Machines that no agent runs on, as another inventory tells of them. One line for each machine and source.
CREATE TABLE inventory_foreign (
  id uuid PRIMARY KEY,
  source text NOT NULL CHECK (source IN ('glpi', 'nmap')),
  -- What the source calls it by; the same again is the same machine.
  source_key text NOT NULL CHECK (source_key <> ''),
  kind text NOT NULL CHECK (kind IN ('computer', 'network', 'printer', 'phone', 'storage', 'other')),
  name text NOT NULL,
  maker text NOT NULL,
  model text NOT NULL,
  serial text NOT NULL,
  firmware text NOT NULL,
  macs text[] NOT NULL,
  addresses text[] NOT NULL,
  details jsonb NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  UNIQUE (source, source_key)
);
CREATE INDEX inventory_foreign_macs ON inventory_foreign USING gin (macs);

-- A network of the company's list behind one router. Whether strangers in it are asked about is a person's rule.
CREATE TABLE inventory_segment (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  network text NOT NULL,
  -- The MAC of its router; empty where no device could tell.
  gateway text NOT NULL,
  rule text NOT NULL CHECK (rule IN ('ask', 'ignore', 'undecided')),
  reason text NOT NULL DEFAULT '',
  decided_by text,
  decided_at timestamptz,
  first_seen_at timestamptz NOT NULL,
  last_reported_at timestamptz NOT NULL,
  UNIQUE (network, gateway)
);

-- Which devices tell of a segment, and when last.
CREATE TABLE inventory_reporter (
  segment_id integer NOT NULL REFERENCES inventory_segment,
  device_id uuid NOT NULL REFERENCES devices_device,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (segment_id, device_id)
);

-- The machines in a segment, as the tables of its devices show them.
CREATE TABLE inventory_neighbour (
  segment_id integer NOT NULL REFERENCES inventory_segment,
  mac text NOT NULL CHECK (mac ~ '^([0-9a-f]{2}:){5}[0-9a-f]{2}$'),
  addresses text[] NOT NULL,
  name text NOT NULL DEFAULT '',
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  seen_by uuid REFERENCES devices_device,
  PRIMARY KEY (segment_id, mac)
) WITH (fillfactor = 80);
CREATE INDEX inventory_neighbour_mac ON inventory_neighbour (mac);

-- One question to a person about something unknown in a segment: an address, or a name whose address is another one each time.
CREATE TABLE inventory_question (
  id uuid PRIMARY KEY,
  segment_id integer NOT NULL REFERENCES inventory_segment,
  subject text NOT NULL CHECK (subject ~ '^(mac|random):'),
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  -- Not a person's answer: the machine became known (an agent, a register, another inventory).
  settled_at timestamptz,
  answer text CHECK (answer IN ('device', 'gear', 'guest', 'forbidden')),
  device_id uuid REFERENCES devices_device,
  note text NOT NULL DEFAULT '',
  answered_by text,
  answered_at timestamptz,
  UNIQUE (segment_id, subject),
  CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)),
  CHECK (device_id IS NULL OR answer = 'device')
);
CREATE INDEX inventory_question_open ON inventory_question (opened_at) WHERE answer IS NULL AND settled_at IS NULL;
CREATE INDEX inventory_question_subject ON inventory_question (subject);

-- Identities that a person told apart or joined. An agent's instance here is a device of its own, whatever its hardware says.
ALTER TABLE devices_device
  ADD COLUMN by_instance boolean NOT NULL DEFAULT false,
  ADD COLUMN merged_into uuid REFERENCES devices_device;
CREATE TABLE devices_separated (
  instance_id text PRIMARY KEY,
  from_device uuid NOT NULL REFERENCES devices_device,
  -- Null until its agent calls again.
  device_id uuid REFERENCES devices_device,
  decided_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON inventory_fresh, inventory_foreign, inventory_segment, inventory_reporter, inventory_neighbour, inventory_question TO tejun_app;
GRANT UPDATE (day, items) ON inventory_fresh TO tejun_app;
GRANT UPDATE (kind, name, maker, model, serial, firmware, macs, addresses, details, last_seen_at) ON inventory_foreign TO tejun_app;
GRANT UPDATE (gateway, rule, reason, decided_by, decided_at, last_reported_at) ON inventory_segment TO tejun_app;
GRANT UPDATE (last_at) ON inventory_reporter TO tejun_app;
GRANT UPDATE (addresses, name, last_seen_at, seen_by) ON inventory_neighbour TO tejun_app;
GRANT DELETE ON inventory_neighbour TO tejun_app;
GRANT UPDATE (opened_at, last_at, settled_at, answer, device_id, note, answered_by, answered_at) ON inventory_question TO tejun_app;
GRANT SELECT, INSERT ON devices_separated TO tejun_app;
GRANT UPDATE (device_id) ON devices_separated TO tejun_app;
