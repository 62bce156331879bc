-- Leaflets (しおり): what each audience was sent, and who confirmed having read it. The text that was sent is never changed again,
-- and a confirmation is final: both are what an auditor is shown.

CREATE TABLE leaflets_campaign (
  id uuid PRIMARY KEY,
  audience text NOT NULL CHECK (audience IN ('everyone', 'developers', 'managers')),
  version_id text NOT NULL,
  version_number text NOT NULL,
  company text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
  quiz jsonb,
  sent_at timestamptz NOT NULL,
  sent_by text NOT NULL,
  due_on date NOT NULL,
  -- When a newer one took its place: its links are void from then on.
  replaced_at timestamptz CHECK (replaced_at >= sent_at)
);
CREATE UNIQUE INDEX leaflets_campaign_current ON leaflets_campaign (audience) WHERE replaced_at IS NULL;
CREATE INDEX leaflets_campaign_sent ON leaflets_campaign (audience, sent_at);

CREATE TABLE leaflets_request (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES leaflets_campaign,
  person_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  due_on date NOT NULL,
  by_mail boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'void')),
  void_reason text CHECK (void_reason IN ('left', 'audience', 'replaced')),
  voided_at timestamptz,
  acknowledged_at timestamptz,
  method text CHECK (method IN ('mail-link', 'account', 'paper')),
  -- Who recorded it: the person, an account, or the administrator who holds the paper.
  acknowledged_by text,
  -- The number of its entry in the ledger.
  receipt bigint,
  -- The confirmation of the very same content that counts for this request too.
  carried_from uuid REFERENCES leaflets_request,
  paper_on date,
  note text CHECK (length(note) <= 500),
  quiz_answer smallint,
  quiz_failures smallint NOT NULL DEFAULT 0 CHECK (quiz_failures >= 0),
  quiz_failing_since timestamptz,
  UNIQUE (campaign_id, person_id),
  CHECK ((state = 'acknowledged') = (acknowledged_at IS NOT NULL)),
  CHECK ((state = 'acknowledged') = (method IS NOT NULL)),
  CHECK ((state = 'acknowledged') = (acknowledged_by IS NOT NULL)),
  CHECK ((state = 'acknowledged') = (receipt IS NOT NULL)),
  CHECK ((state = 'void') = (void_reason IS NOT NULL)),
  CHECK ((state = 'void') = (voided_at IS NOT NULL)),
  CHECK ((paper_on IS NOT NULL) = (method IS NOT NULL AND method = 'paper'))
);
CREATE INDEX leaflets_request_person ON leaflets_request (person_id, acknowledged_at);
CREATE INDEX leaflets_request_open ON leaflets_request (campaign_id) WHERE state = 'open';

-- SHA-256 of the 256 random bits in a mail's link. Each mail has its own, because nobody can read an older one out of its hash.
CREATE TABLE leaflets_token (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  request_id uuid NOT NULL REFERENCES leaflets_request,
  -- SHA-256 of the address it was sent to: once a person's address is corrected, what went to the wrong one opens nothing.
  address_hash bytea NOT NULL CHECK (octet_length(address_hash) = 32),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX leaflets_token_expires ON leaflets_token (expires_at);

-- One row for each reminder, so that no sweep, however often it runs, reminds twice.
CREATE TABLE leaflets_reminder (
  request_id uuid NOT NULL REFERENCES leaflets_request,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  at timestamptz NOT NULL,
  PRIMARY KEY (request_id, kind)
);

CREATE TABLE leaflets_quiz (
  audience text PRIMARY KEY CHECK (audience IN ('everyone', 'developers', 'managers')),
  revision integer NOT NULL CHECK (revision > 0),
  quiz jsonb,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

CREATE FUNCTION leaflets_confirmed_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a confirmation of a leaflet is final' USING ERRCODE = '42501';
END $$;
REVOKE EXECUTE ON FUNCTION leaflets_confirmed_is_final() FROM PUBLIC;
CREATE TRIGGER leaflets_confirmed_is_final BEFORE UPDATE OR DELETE ON leaflets_request
  FOR EACH ROW WHEN (OLD.state = 'acknowledged') EXECUTE FUNCTION leaflets_confirmed_is_final();
ALTER TABLE leaflets_request ENABLE ALWAYS TRIGGER leaflets_confirmed_is_final;

GRANT SELECT, INSERT ON leaflets_campaign, leaflets_request, leaflets_token, leaflets_reminder, leaflets_quiz TO tejun_app;
GRANT UPDATE (replaced_at) ON leaflets_campaign TO tejun_app;
GRANT UPDATE (asked_at, due_on, by_mail, state, void_reason, voided_at, acknowledged_at, method, acknowledged_by, receipt, paper_on, note, quiz_answer, quiz_failures, quiz_failing_since) ON leaflets_request TO tejun_app;
GRANT DELETE ON leaflets_token TO tejun_app;
GRANT UPDATE (revision, quiz, changed_at, changed_by) ON leaflets_quiz TO tejun_app;
