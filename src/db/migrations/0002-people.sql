-- People: accounts, their factors, links, sessions, limits. Secrets are stored as SHA-256 of 256-bit random values, one-time
-- password seeds sealed with a key that is not in the database, passwords as Argon2id.

CREATE TABLE people_account (
  id uuid PRIMARY KEY,
  login text NOT NULL CHECK (length(login) BETWEEN 3 AND 254),
  login_key text NOT NULL UNIQUE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['administrator', 'committee', 'management', 'departmentManager', 'employee', 'auditor']),
  status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
  language text NOT NULL CHECK (language IN ('ja', 'en')),
  expires_at timestamptz,
  password_hash text,
  password_changed_at timestamptz,
  created_at timestamptz NOT NULL,
  CHECK (status <> 'active' OR password_hash IS NOT NULL),
  CHECK (NOT ('auditor' = ANY (roles)) OR (cardinality(roles) = 1 AND expires_at IS NOT NULL)),
  CHECK (NOT ('administrator' = ANY (roles)) OR expires_at IS NULL)
);

CREATE TABLE people_totp (
  account_id uuid PRIMARY KEY REFERENCES people_account (id),
  sealed_secret bytea NOT NULL,
  -- The time step of the last accepted code: the same step is never accepted twice.
  last_step bigint NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE people_passkey (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES people_account (id),
  credential_id text NOT NULL UNIQUE,
  rp_id text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX people_passkey_account ON people_passkey (account_id);

CREATE TABLE people_recovery_code (
  account_id uuid NOT NULL REFERENCES people_account (id),
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE people_link (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  purpose text NOT NULL CHECK (purpose IN ('setup', 'invitation')),
  account_id uuid REFERENCES people_account (id),
  made_at timestamptz NOT NULL,
  -- A set-up link has no date: it ends when the first administrator exists, or when the next start makes another.
  expires_at timestamptz,
  used_at timestamptz,
  CHECK ((purpose = 'invitation') = (account_id IS NOT NULL)),
  CHECK ((purpose = 'invitation') = (expires_at IS NOT NULL))
);
CREATE INDEX people_link_account ON people_link (account_id);

CREATE TABLE people_session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES people_account (id),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  stepped_up_at timestamptz,
  factor text NOT NULL CHECK (factor IN ('totp', 'passkey', 'recovery')),
  address text NOT NULL,
  browser text NOT NULL,
  ended_at timestamptz
);
CREATE INDEX people_session_account ON people_session (account_id) WHERE ended_at IS NULL;

-- A browser that once signed in. It has limits of its own, so that a stranger who guesses cannot lock its person out.
CREATE TABLE people_known_browser (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES people_account (id),
  last_used_at timestamptz NOT NULL
);
CREATE INDEX people_known_browser_account ON people_known_browser (account_id);

-- A bucket of attempts: it refills with time, and an empty one refuses.
CREATE TABLE people_attempt (
  bucket bytea PRIMARY KEY,
  attempts_left double precision NOT NULL,
  counted_at timestamptz NOT NULL,
  refused_at timestamptz
);

-- What is half done: a sign-in between password and second factor, an enrolment between seed and first code.
CREATE TABLE people_ceremony (
  key bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'enrol', 'totp', 'passkey', 'step-up')),
  account_id uuid,
  data jsonb NOT NULL,
  challenge text,
  failures integer NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL
);

-- No account is ever active without a second factor, whatever the program above believes. Deferred: the account and its
-- factor are made, and exchanged, within one transaction.
CREATE FUNCTION people_second_factor_remains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid;
BEGIN
  IF TG_TABLE_NAME = 'people_account' THEN
    concerned := NEW.id;
  ELSE
    concerned := OLD.account_id;
  END IF;
  IF EXISTS (SELECT 1 FROM people_account WHERE id = concerned AND status = 'active')
     AND NOT EXISTS (SELECT 1 FROM people_totp WHERE account_id = concerned)
     AND NOT EXISTS (SELECT 1 FROM people_passkey WHERE account_id = concerned) THEN
    RAISE EXCEPTION 'account % would be active without a second factor', concerned USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER people_account_second_factor AFTER INSERT OR UPDATE ON people_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_totp_second_factor AFTER DELETE ON people_totp
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_passkey_second_factor AFTER DELETE ON people_passkey
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();

GRANT SELECT, INSERT, UPDATE ON people_account TO tejun_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people_totp, people_passkey, people_recovery_code, people_link, people_session,
  people_known_browser, people_attempt, people_ceremony TO tejun_app;
