-- Notices (通知): what is to be sent, how each one stands, and how each way of sending is set up.
CREATE TABLE notify_notice (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('mail', 'slack', 'teams', 'chatwork', 'lineworks', 'webhook')),
  -- The address of a mail; empty for a chat room, which stands in its channel's settings.
  recipient text NOT NULL,
  recipient_name text NOT NULL,
  to_person text,
  language text NOT NULL CHECK (language IN ('ja', 'en')),
  subject text NOT NULL CHECK (subject !~ '[\x01-\x1f\x7f]'),
  body_text text NOT NULL,
  link_label text,
  link_url text,
  calendar text,
  about text NOT NULL,
  dedupe_key text NOT NULL UNIQUE,
  urgent boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'dead', 'uncertain', 'given-up')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  created_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL,
  claimed_by uuid,
  claimed_at timestamptz,
  sent_at timestamptz,
  problem text,
  last_error text,
  decided_at timestamptz,
  decided_by text,
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK (state <> 'sending' OR (claimed_by IS NOT NULL AND claimed_at IS NOT NULL)),
  CHECK (channel <> 'mail' OR recipient <> ''),
  -- A link may open a door (a leaflet's secret stands behind its #): it is kept no longer than it is needed for sending.
  CHECK (state NOT IN ('sent', 'given-up') OR link_url IS NULL)
);
CREATE INDEX notify_notice_due ON notify_notice (next_at) WHERE state IN ('queued', 'failed');
CREATE INDEX notify_notice_state ON notify_notice (state, created_at);

-- At most once: what was sent is never sent again, and what may have been sent only where a person decided so.
CREATE FUNCTION notify_at_most_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('sent', 'given-up') THEN
    RAISE EXCEPTION 'notice % was % already', OLD.id, OLD.state USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'uncertain' AND NEW.state IN ('queued', 'failed', 'sending') AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at THEN
    RAISE EXCEPTION 'notice % may have been sent: a person decides', OLD.id USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'sending' AND NEW.state = 'queued' THEN
    RAISE EXCEPTION 'notice % is under way', OLD.id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION notify_at_most_once() FROM PUBLIC;
CREATE TRIGGER notify_at_most_once BEFORE UPDATE ON notify_notice FOR EACH ROW EXECUTE FUNCTION notify_at_most_once();

-- How a way of sending is set up. Passwords, tokens and webhook addresses are in `sealed`, with a key outside the database.
CREATE TABLE notify_channel (
  channel text PRIMARY KEY CHECK (channel IN ('mail', 'slack', 'teams', 'chatwork', 'lineworks', 'webhook')),
  enabled boolean NOT NULL,
  settings jsonb NOT NULL,
  sealed bytea,
  secrets_set_at jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL CHECK (version > 0),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

GRANT SELECT, INSERT ON notify_notice TO tejun_app;
GRANT UPDATE (state, attempts, next_at, claimed_by, claimed_at, sent_at, problem, last_error, link_url, decided_at, decided_by) ON notify_notice TO tejun_app;
GRANT SELECT, INSERT, UPDATE ON notify_channel TO tejun_app;
