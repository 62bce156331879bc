-- What the first guards of cases left to the program above: who an account is on the staff list, devices that a case is about, and the
-- window of an auditor's account. Each is worked out here, so that leaving it out gains nothing.

-- Who accounts are on the staff list: as the program reads it, by the address of the one person in service who has it.
CREATE FUNCTION cases_people_of(accounts uuid[]) RETURNS uuid[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(p.id), '{}') FROM people_account a
    JOIN staff_person p ON p.email_key <> '' AND p.email_key = a.login_key AND p.state = 'active'
  WHERE a.id = ANY (accounts)
    AND NOT EXISTS (SELECT 1 FROM staff_person o WHERE o.email_key = p.email_key AND o.state = 'active' AND o.id <> p.id)
$$;

-- Whoever did a step did it as the person that they are, said or not: the triggers after this one compare people. Its name comes first.
CREATE FUNCTION cases_are() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.people := NEW.people || ARRAY(SELECT p FROM unnest(cases_people_of(NEW.actors)) p WHERE NOT EXISTS (SELECT 1 FROM unnest(NEW.people) q WHERE q = p));
  RETURN NEW;
END $$;
CREATE TRIGGER cases_are BEFORE INSERT ON cases_event FOR EACH ROW EXECUTE FUNCTION cases_are();

-- The same where one person alone writes: decisions on findings, and on what did not pass.
CREATE FUNCTION cases_is() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."by"::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    NEW.person := coalesce((cases_people_of(ARRAY[NEW."by"::text::uuid]))[1], NEW.person);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER acceptance_are BEFORE INSERT ON acceptance_disposition FOR EACH ROW EXECUTE FUNCTION cases_is();
CREATE TRIGGER scans_are BEFORE INSERT ON scans_event FOR EACH ROW EXECUTE FUNCTION cases_is();

-- What is seen on a device is explained by the change that is about it: no device is added to one afterwards.
CREATE FUNCTION cases_device_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT revision FROM cases_case WHERE id = NEW.case_id) <> 0 THEN
    RAISE EXCEPTION 'case % says what it is about when it is opened', NEW.case_id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_device_begins BEFORE INSERT ON cases_device FOR EACH ROW EXECUTE FUNCTION cases_device_begins();

-- The window of an account lies within the one to which both sides agreed.
CREATE FUNCTION people_window_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = NEW.case_id AND e.step = 'apply'
       AND NEW.opens_at >= ((e.cells ->> 'windowFrom') || ':00+09:00')::timestamptz
       AND NEW.expires_at <= ((e.cells ->> 'windowTo') || ':00+09:00')::timestamptz) THEN
    RAISE EXCEPTION 'the window of account % is not the one that was agreed', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_window_within BEFORE UPDATE ON people_account FOR EACH ROW WHEN (OLD.opens_at IS NULL AND NEW.opens_at IS NOT NULL)
  EXECUTE FUNCTION people_window_within();

ALTER TABLE cases_event ENABLE ALWAYS TRIGGER cases_are;
ALTER TABLE acceptance_disposition ENABLE ALWAYS TRIGGER acceptance_are;
ALTER TABLE scans_event ENABLE ALWAYS TRIGGER scans_are;
ALTER TABLE cases_device ENABLE ALWAYS TRIGGER cases_device_begins;
ALTER TABLE people_account ENABLE ALWAYS TRIGGER people_window_within;
ALTER TABLE duties_occurrence ENABLE ALWAYS TRIGGER duties_case_stays;

REVOKE ALL ON FUNCTION cases_people_of(uuid[]), cases_are(), cases_is(), cases_device_begins(), people_window_within() FROM PUBLIC;
