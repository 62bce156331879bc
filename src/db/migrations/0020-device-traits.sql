-- What a device is used as. A clause about servers judges servers only. The system's own name decides until a person does.
ALTER TABLE devices_device
  ADD COLUMN class text NOT NULL DEFAULT 'client' CHECK (class IN ('client', 'server')),
  ADD COLUMN class_by text NOT NULL DEFAULT 'rule' CHECK (class_by IN ('rule', 'person')),
  -- Where a server stands in the life of a system; null where nobody said so.
  ADD COLUMN environment text CHECK (environment IN ('production', 'verification', 'development'));

-- Windows says by its name what it is. A Linux machine in an office is a server until somebody explains that it is not.
CREATE FUNCTION devices_class_by_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.class_by = 'rule' THEN
    NEW.class := CASE WHEN NEW.platform = 'linux' OR NEW.os ILIKE '%server%' THEN 'server' ELSE 'client' END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER devices_class_by_rule BEFORE INSERT OR UPDATE OF platform, os, class_by ON devices_device
  FOR EACH ROW EXECUTE FUNCTION devices_class_by_rule();
UPDATE devices_device SET class_by = 'rule';
REVOKE ALL ON FUNCTION devices_class_by_rule() FROM PUBLIC;
