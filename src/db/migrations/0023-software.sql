-- Software (8.18, 8.19): titles, what the company's rules say of them, and which device has which. All of it is made from the inventory
-- and the registers and can be made again; what people decided stands in the registers, in software_link and in the ledger.

-- A program whatever its version; `trace`: an executable file that ran somewhere and was never installed.
CREATE TABLE software_title (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('installed', 'trace')),
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  name text NOT NULL,
  publisher text NOT NULL,
  -- Over kind, platform and folded name and publisher.
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  search text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  -- On how many devices in use; moved with the devices' rows in one transaction.
  devices integer NOT NULL DEFAULT 0 CHECK (devices >= 0),
  -- Since when it is on no device any more; null while it is on any, and before it ever was.
  gone_at timestamptz,
  state text NOT NULL CHECK (state IN ('new', 'asked', 'allowed', 'baseline', 'forbidden', 'seen')),
  -- Allowed on some devices, or some versions, only.
  limited boolean NOT NULL,
  -- The rule that says so, as software_rule holds it; null for what no rule speaks of.
  rule text
) WITH (fillfactor = 80);
CREATE INDEX software_title_devices ON software_title (kind, devices DESC, id);
CREATE INDEX software_title_state ON software_title (kind, state, devices DESC, id);
CREATE INDEX software_title_first ON software_title (kind, first_seen_at DESC, id);
CREATE INDEX software_title_name ON software_title (platform, lower(name));

-- An item of the inventory as a version of a title. `state` as the rules say, worst last, devices aside:
-- 0 baseline, 1 allowed, 2 allowed on some devices, 3 cannot be told, 4 asked, 5 new, 6 forbidden.
CREATE TABLE software_item (
  item_id integer PRIMARY KEY REFERENCES inventory_item,
  title_id integer NOT NULL REFERENCES software_title,
  version text NOT NULL,
  state smallint NOT NULL CHECK (state BETWEEN 0 AND 6),
  -- Among the tools of developers, which a production server must not have.
  development boolean NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX software_item_title ON software_item (title_id);
CREATE INDEX software_item_noted ON software_item (item_id) WHERE state >= 2 OR development;

-- What one device has.
CREATE TABLE software_device (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  -- Digests of the sets that `titles` was made from.
  sets text NOT NULL,
  titles integer[] NOT NULL
);
CREATE INDEX software_device_titles ON software_device USING gin (titles) WITH (fastupdate = off);

-- How it stands to the rules. A row of its own: it changes with them, and the index over titles must not be written for that.
CREATE TABLE software_standing (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  -- Titles that nobody permitted, and since when each is there so.
  unlisted integer[] NOT NULL,
  unlisted_since timestamptz[] NOT NULL,
  forbidden integer[] NOT NULL,
  -- Of the fact that was derived last; another one is a change.
  body_digest bytea NOT NULL CHECK (octet_length(body_digest) = 32),
  CHECK (cardinality(unlisted) = cardinality(unlisted_since))
) WITH (fillfactor = 70);

-- The rules as they were applied last. What differs from them is applied next, also after a restart.
CREATE TABLE software_rule (
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  rule jsonb NOT NULL
);

-- A person says that a title is what a line of the register means, though the names differ. The newest of a title and a line counts.
CREATE TABLE software_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title_id integer NOT NULL REFERENCES software_title,
  row_id uuid NOT NULL REFERENCES registers_row,
  linked boolean NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq)
);
CREATE INDEX software_link_title ON software_link (title_id, row_id, id);

CREATE FUNCTION software_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what a person linked is history: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER software_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON software_link FOR EACH STATEMENT EXECUTE FUNCTION software_refuse();
CREATE FUNCTION software_link_is_said() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.actor = NEW."by"
       AND e.kind = 'software.linked' AND e.subject = 'software:' || NEW.title_id) THEN
    RAISE EXCEPTION 'the link is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER software_link_is_said BEFORE INSERT ON software_link FOR EACH ROW EXECUTE FUNCTION software_link_is_said();
ALTER TABLE software_link ENABLE ALWAYS TRIGGER software_refuse;
ALTER TABLE software_link ENABLE ALWAYS TRIGGER software_link_is_said;
REVOKE EXECUTE ON FUNCTION software_refuse(), software_link_is_said() FROM PUBLIC;

GRANT SELECT, INSERT ON software_title, software_item, software_device, software_standing, software_rule, software_link TO tejun_app;
GRANT UPDATE (devices, gone_at, state, limited, rule) ON software_title TO tejun_app;
GRANT UPDATE (state, development) ON software_item TO tejun_app;
GRANT UPDATE (sets, titles) ON software_device TO tejun_app;
GRANT UPDATE (unlisted, unlisted_since, forbidden, body_digest) ON software_standing TO tejun_app;
GRANT DELETE ON software_device, software_standing, software_rule TO tejun_app;
