-- Groups (グループ): devices by a rule that is read each time, so that a new device is in its group from its first minute. A rule
-- never changes: another version of the group is written beside it.
CREATE TABLE devices_group (
  id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0),
  ended_at timestamptz
);
CREATE TABLE devices_group_version (
  group_id uuid NOT NULL REFERENCES devices_group DEFERRABLE INITIALLY DEFERRED,
  version integer NOT NULL CHECK (version > 0),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- Each condition that is given must hold; within a list one is enough.
  platforms text[] CHECK (platforms <@ ARRAY['windows', 'macos', 'linux'] AND cardinality(platforms) > 0),
  class text CHECK (class IN ('client', 'server')),
  -- An empty text stands for devices of which nobody said the environment.
  environments text[] CHECK (environments <@ ARRAY['', 'production', 'verification', 'development'] AND cardinality(environments) > 0),
  -- Patterns of LIKE, in small letters.
  name_like text CHECK (length(name_like) BETWEEN 1 AND 400),
  os_like text CHECK (length(os_like) BETWEEN 1 AND 400),
  -- Departments of those to whom the staff list gives the device, with all below them.
  departments uuid[] CHECK (cardinality(departments) > 0),
  -- Networks that the device told of when it last looked around.
  networks text[] CHECK (cardinality(networks) > 0),
  -- As the person wrote it, for the screen: patterns with * and not with %.
  rule jsonb NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  PRIMARY KEY (group_id, version),
  CHECK (num_nonnulls(platforms, class, environments, name_like, os_like, departments, networks) > 0)
);
ALTER TABLE devices_group ADD FOREIGN KEY (id, version) REFERENCES devices_group_version (group_id, version) DEFERRABLE INITIALLY DEFERRED;

-- The devices in use that a rule means. A condition that is null asks nothing.
CREATE FUNCTION devices_by_rule(platforms text[], class text, environments text[], name_like text, os_like text, departments uuid[], networks text[])
RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE wanted AS (
    SELECT unnest($6) AS id
    UNION
    SELECT d.id FROM staff_department d JOIN wanted w ON d.parent_id = w.id
  ), owned AS (
    SELECT o.serial, o.host FROM staff_device_owner o JOIN staff_person p ON p.id = o.person_id AND p.state = 'active'
    WHERE $6 IS NOT NULL AND p.department_id IN (SELECT id FROM wanted)
  )
  SELECT d.id FROM devices_device d
  WHERE d.retired_at IS NULL
    AND ($1 IS NULL OR d.platform = ANY ($1))
    AND ($2 IS NULL OR d.class = $2)
    AND ($3 IS NULL OR coalesce(d.environment, '') = ANY ($3))
    AND ($4 IS NULL OR lower(d.name) LIKE $4)
    AND ($5 IS NULL OR lower(d.os) LIKE $5)
    AND ($6 IS NULL OR lower(d.serial) IN (SELECT lower(serial) FROM owned WHERE serial <> '')
      OR lower(d.name) IN (SELECT lower(host) FROM owned WHERE host <> '' AND serial = ''))
    -- A notebook tells of many networks in its life: those of its last day of telling count.
    AND ($7 IS NULL OR d.id IN (
      SELECT r.device_id FROM inventory_reporter r JOIN inventory_segment s ON s.id = r.segment_id
      WHERE s.network = ANY ($7) AND r.last_at > (SELECT max(last_at) FROM inventory_reporter WHERE device_id = r.device_id) - interval '1 day'))
$$;
-- The devices of a group as it is now; nothing of a group that was ended.
CREATE FUNCTION devices_in_group(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT devices_by_rule(v.platforms, v.class, v.environments, v.name_like, v.os_like, v.departments, v.networks)
  FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id AND v.version = g.version
  WHERE g.id = $1 AND g.ended_at IS NULL
$$;

-- Bundles (配布一式): which files were handed out. The same content is the same version.
CREATE TABLE devices_bundle (
  version integer PRIMARY KEY CHECK (version > 0),
  platform text NOT NULL CHECK (platform IN ('windows', 'macos', 'linux')),
  -- Over the names and contents of the files, the secret left out, as if the version were 0.
  content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32),
  -- Of the signed list of the files, as it was handed out.
  manifest_digest bytea NOT NULL CHECK (octet_length(manifest_digest) = 32),
  -- Which secret it carries: they are counted from 1.
  secret_generation integer NOT NULL CHECK (secret_generation > 0),
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  UNIQUE (platform, content_digest, secret_generation)
);

ALTER TABLE devices_device
  -- With which secret its agent enrolled last, and which bundle's flags it says it runs; null where that is not known.
  ADD COLUMN secret_generation integer,
  ADD COLUMN bundle integer;

-- Why a device was taken out of use. What must be proven afterwards hangs on it.
CREATE TABLE devices_retirement (
  device_id uuid PRIMARY KEY REFERENCES devices_device,
  reason text NOT NULL CHECK (reason IN ('disposed', 'returned', 'reused', 'lost', 'mistake')),
  note text NOT NULL CHECK (length(note) <= 1000),
  -- The erasure that it asks for; null where nothing is to be erased.
  occurrence uuid,
  by text NOT NULL,
  at timestamptz NOT NULL,
  ledger_seq bigint NOT NULL REFERENCES ledger_entry (seq),
  CHECK (occurrence IS NULL OR reason IN ('disposed', 'returned', 'reused'))
);
CREATE INDEX devices_retirement_at ON devices_retirement (at DESC, device_id);

CREATE FUNCTION devices_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was decided of devices stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER devices_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON devices_group_version FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse();
CREATE TRIGGER devices_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON devices_bundle FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse();
CREATE TRIGGER devices_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON devices_retirement FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse();
CREATE TRIGGER devices_refuse BEFORE DELETE OR TRUNCATE ON devices_group FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse();
-- A group goes on by one version at a time, and an end is an end.
CREATE TRIGGER devices_group_moves BEFORE UPDATE ON devices_group FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.version NOT BETWEEN OLD.version AND OLD.version + 1)
  EXECUTE FUNCTION devices_refuse();
ALTER TABLE devices_group_version ENABLE ALWAYS TRIGGER devices_refuse;
ALTER TABLE devices_bundle ENABLE ALWAYS TRIGGER devices_refuse;
ALTER TABLE devices_retirement ENABLE ALWAYS TRIGGER devices_refuse;
ALTER TABLE devices_group ENABLE ALWAYS TRIGGER devices_refuse;
ALTER TABLE devices_group ENABLE ALWAYS TRIGGER devices_group_moves;
REVOKE ALL ON FUNCTION devices_refuse() FROM PUBLIC;
REVOKE ALL ON FUNCTION devices_by_rule(text[], text, text[], text, text, uuid[], text[]), devices_in_group(uuid) FROM PUBLIC;

GRANT SELECT, INSERT ON devices_group, devices_group_version, devices_bundle, devices_retirement TO tejun_app;
GRANT UPDATE (version, ended_at) ON devices_group TO tejun_app;
GRANT EXECUTE ON FUNCTION devices_by_rule(text[], text, text[], text, text, uuid[], text[]), devices_in_group(uuid) TO tejun_app;
