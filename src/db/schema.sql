-- What the migrations amount to. Written by scripts/schema.mjs and compared by a test; change it by a new migration.

CREATE TABLE checks_count (
  check_id text NOT NULL,
  verdict text NOT NULL,
  count integer NOT NULL,
  CONSTRAINT checks_count_count_check CHECK ((count >= 0)),
  CONSTRAINT checks_count_pkey PRIMARY KEY (check_id, verdict)
) WITH (fillfactor=50);

CREATE TABLE checks_device (
  device_id uuid NOT NULL,
  pass integer DEFAULT 0 NOT NULL,
  fail integer DEFAULT 0 NOT NULL,
  unknown integer DEFAULT 0 NOT NULL,
  CONSTRAINT checks_device_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT checks_device_pkey PRIMARY KEY (device_id)
) WITH (fillfactor=70);

CREATE TABLE checks_finding (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  check_id text NOT NULL,
  device_id uuid NOT NULL,
  before text,
  verdict text NOT NULL,
  because jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  observed_at timestamp with time zone NOT NULL,
  fact_id bigint NOT NULL,
  values jsonb NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT checks_finding_before_check CHECK ((before = ANY (ARRAY['pass'::text, 'fail'::text, 'unknown'::text]))),
  CONSTRAINT checks_finding_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT checks_finding_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT checks_finding_pkey PRIMARY KEY (id),
  CONSTRAINT checks_finding_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'fail'::text, 'unknown'::text])))
);

CREATE TABLE checks_state (
  check_id text NOT NULL,
  device_id uuid NOT NULL,
  verdict text NOT NULL,
  because jsonb NOT NULL,
  since timestamp with time zone NOT NULL,
  finding_id bigint NOT NULL,
  fact_id bigint NOT NULL,
  kind text NOT NULL,
  stale boolean DEFAULT false NOT NULL,
  CONSTRAINT checks_state_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT checks_state_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT checks_state_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES checks_finding(id),
  CONSTRAINT checks_state_pkey PRIMARY KEY (check_id, device_id),
  CONSTRAINT checks_state_verdict_check CHECK ((verdict = ANY (ARRAY['pass'::text, 'fail'::text, 'unknown'::text])))
) WITH (fillfactor=80);

CREATE TABLE company_fact (
  key text NOT NULL,
  version integer NOT NULL,
  value jsonb NOT NULL,
  effective_from timestamp with time zone NOT NULL,
  set_by text NOT NULL,
  CONSTRAINT company_fact_approvals CHECK (((key <> 'approvalsNeeded'::text) OR (value = ANY (ARRAY['1'::jsonb, '2'::jsonb, '3'::jsonb])))),
  CONSTRAINT company_fact_key_check CHECK ((key ~ '^[a-z][A-Za-z0-9]{0,59}$'::text)),
  CONSTRAINT company_fact_pkey PRIMARY KEY (key, version),
  CONSTRAINT company_fact_set_by_check CHECK ((set_by <> ''::text)),
  CONSTRAINT company_fact_version_check CHECK ((version > 0))
);

CREATE TABLE company_interview (
  question text NOT NULL,
  answered_at timestamp with time zone NOT NULL,
  answered_by text NOT NULL,
  CONSTRAINT company_interview_answered_by_check CHECK ((answered_by <> ''::text)),
  CONSTRAINT company_interview_pkey PRIMARY KEY (question),
  CONSTRAINT company_interview_question_check CHECK (((length(question) >= 1) AND (length(question) <= 100)))
);

CREATE TABLE db_migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT db_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE devices_device (
  id uuid NOT NULL,
  hardware_uuid text NOT NULL,
  serial text,
  instance_id text NOT NULL,
  platform text NOT NULL,
  name text NOT NULL,
  search text NOT NULL,
  os text NOT NULL,
  agent_version text NOT NULL,
  hardware text NOT NULL,
  enrolled_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  retired_at timestamp with time zone,
  conflict jsonb,
  conflict_with uuid,
  conflict_at timestamp with time zone,
  CONSTRAINT devices_device_conflict_with_fkey FOREIGN KEY (conflict_with) REFERENCES devices_device(id),
  CONSTRAINT devices_device_pkey PRIMARY KEY (id),
  CONSTRAINT devices_device_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text])))
) WITH (fillfactor=80);

CREATE TABLE devices_enrolment_failure (
  address text NOT NULL,
  reason text NOT NULL,
  count integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT devices_enrolment_failure_pkey PRIMARY KEY (address, reason)
);

CREATE TABLE devices_node (
  key_hash bytea NOT NULL,
  device_id uuid NOT NULL,
  instance_id text NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT devices_node_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT devices_node_pkey PRIMARY KEY (key_hash)
);

CREATE TABLE devices_unanswered (
  device_id uuid NOT NULL,
  question text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  message text NOT NULL,
  misses integer NOT NULL,
  CONSTRAINT devices_unanswered_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT devices_unanswered_pkey PRIMARY KEY (device_id, question)
);

CREATE TABLE intake_counter (
  name text NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT intake_counter_pkey PRIMARY KEY (name)
);

CREATE TABLE intake_current (
  device_id uuid NOT NULL,
  kind text NOT NULL,
  fact_id bigint NOT NULL,
  last_observed_at timestamp with time zone NOT NULL,
  CONSTRAINT intake_current_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT intake_current_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT intake_current_pkey PRIMARY KEY (device_id, kind)
) WITH (fillfactor=70);

CREATE TABLE intake_fact (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  device_id uuid NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  observed_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  body jsonb,
  unreadable jsonb,
  digest bytea NOT NULL,
  CONSTRAINT intake_fact_check CHECK (((body IS NULL) <> (unreadable IS NULL))),
  CONSTRAINT intake_fact_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT intake_fact_pkey PRIMARY KEY (id)
);

CREATE TABLE intake_line (
  key bytea NOT NULL,
  device_id uuid NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT intake_line_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT intake_line_pkey PRIMARY KEY (key),
  CONSTRAINT intake_line_type_check CHECK ((type = ANY (ARRAY['result'::text, 'status'::text])))
);

CREATE TABLE intake_quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone NOT NULL,
  device_id uuid,
  what text NOT NULL,
  reason text NOT NULL,
  content text NOT NULL,
  CONSTRAINT intake_quarantine_pkey PRIMARY KEY (id)
);

CREATE TABLE intake_span (
  fact_id bigint NOT NULL,
  last_observed_at timestamp with time zone NOT NULL,
  CONSTRAINT intake_span_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT intake_span_pkey PRIMARY KEY (fact_id)
);

CREATE TABLE leaflets_campaign (
  id uuid NOT NULL,
  audience text NOT NULL,
  version_id text NOT NULL,
  version_number text NOT NULL,
  company text NOT NULL,
  digest text NOT NULL,
  lines jsonb NOT NULL,
  quiz jsonb,
  sent_at timestamp with time zone NOT NULL,
  sent_by text NOT NULL,
  due_on date NOT NULL,
  replaced_at timestamp with time zone,
  CONSTRAINT leaflets_campaign_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'developers'::text, 'managers'::text]))),
  CONSTRAINT leaflets_campaign_check CHECK ((replaced_at >= sent_at)),
  CONSTRAINT leaflets_campaign_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT leaflets_campaign_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
  CONSTRAINT leaflets_campaign_pkey PRIMARY KEY (id)
);

CREATE TABLE leaflets_quiz (
  audience text NOT NULL,
  revision integer NOT NULL,
  quiz jsonb,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT leaflets_quiz_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'developers'::text, 'managers'::text]))),
  CONSTRAINT leaflets_quiz_pkey PRIMARY KEY (audience),
  CONSTRAINT leaflets_quiz_revision_check CHECK ((revision > 0))
);

CREATE TABLE leaflets_reminder (
  request_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT leaflets_reminder_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40))),
  CONSTRAINT leaflets_reminder_pkey PRIMARY KEY (request_id, kind),
  CONSTRAINT leaflets_reminder_request_id_fkey FOREIGN KEY (request_id) REFERENCES leaflets_request(id)
);

CREATE TABLE leaflets_request (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  person_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  due_on date NOT NULL,
  by_mail boolean NOT NULL,
  state text NOT NULL,
  void_reason text,
  voided_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  method text,
  acknowledged_by text,
  receipt bigint,
  carried_from uuid,
  paper_on date,
  note text,
  quiz_answer smallint,
  quiz_failures smallint DEFAULT 0 NOT NULL,
  quiz_failing_since timestamp with time zone,
  CONSTRAINT leaflets_request_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES leaflets_campaign(id),
  CONSTRAINT leaflets_request_campaign_id_person_id_key UNIQUE (campaign_id, person_id),
  CONSTRAINT leaflets_request_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES leaflets_request(id),
  CONSTRAINT leaflets_request_check CHECK (((state = 'acknowledged'::text) = (acknowledged_at IS NOT NULL))),
  CONSTRAINT leaflets_request_check1 CHECK (((state = 'acknowledged'::text) = (method IS NOT NULL))),
  CONSTRAINT leaflets_request_check2 CHECK (((state = 'acknowledged'::text) = (acknowledged_by IS NOT NULL))),
  CONSTRAINT leaflets_request_check3 CHECK (((state = 'acknowledged'::text) = (receipt IS NOT NULL))),
  CONSTRAINT leaflets_request_check4 CHECK (((state = 'void'::text) = (void_reason IS NOT NULL))),
  CONSTRAINT leaflets_request_check5 CHECK (((state = 'void'::text) = (voided_at IS NOT NULL))),
  CONSTRAINT leaflets_request_check6 CHECK (((paper_on IS NOT NULL) = ((method IS NOT NULL) AND (method = 'paper'::text)))),
  CONSTRAINT leaflets_request_method_check CHECK ((method = ANY (ARRAY['mail-link'::text, 'account'::text, 'paper'::text]))),
  CONSTRAINT leaflets_request_note_check CHECK ((length(note) <= 500)),
  CONSTRAINT leaflets_request_pkey PRIMARY KEY (id),
  CONSTRAINT leaflets_request_quiz_failures_check CHECK ((quiz_failures >= 0)),
  CONSTRAINT leaflets_request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'void'::text]))),
  CONSTRAINT leaflets_request_void_reason_check CHECK ((void_reason = ANY (ARRAY['left'::text, 'audience'::text, 'replaced'::text])))
);

CREATE TABLE leaflets_token (
  token_hash bytea NOT NULL,
  request_id uuid NOT NULL,
  address_hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT leaflets_token_address_hash_check CHECK ((octet_length(address_hash) = 32)),
  CONSTRAINT leaflets_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT leaflets_token_request_id_fkey FOREIGN KEY (request_id) REFERENCES leaflets_request(id),
  CONSTRAINT leaflets_token_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE ledger_checkpoint (
  size bigint NOT NULL,
  root bytea NOT NULL,
  note text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT ledger_checkpoint_pkey PRIMARY KEY (size),
  CONSTRAINT ledger_checkpoint_root_check CHECK ((octet_length(root) = 32)),
  CONSTRAINT ledger_checkpoint_size_check CHECK ((size > 0))
);

CREATE TABLE ledger_entry (
  seq bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL,
  subject text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT ledger_entry_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 65535))),
  CONSTRAINT ledger_entry_pkey PRIMARY KEY (seq),
  CONSTRAINT ledger_entry_seq_check CHECK ((seq >= 0))
);

CREATE TABLE ledger_head (
  one boolean DEFAULT true NOT NULL,
  next_seq bigint NOT NULL,
  CONSTRAINT ledger_head_next_seq_check CHECK ((next_seq >= 0)),
  CONSTRAINT ledger_head_one_check CHECK (one),
  CONSTRAINT ledger_head_pkey PRIMARY KEY (one)
);

CREATE TABLE ledger_payload (
  seq bigint NOT NULL,
  salt bytea NOT NULL,
  body text NOT NULL,
  CONSTRAINT ledger_payload_pkey PRIMARY KEY (seq),
  CONSTRAINT ledger_payload_salt_check CHECK ((octet_length(salt) = 32)),
  CONSTRAINT ledger_payload_seq_fkey FOREIGN KEY (seq) REFERENCES ledger_entry(seq)
);

CREATE TABLE ledger_tile (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hashes bytea NOT NULL,
  root bytea NOT NULL,
  CONSTRAINT ledger_tile_hashes_check CHECK ((octet_length(hashes) = 8192)),
  CONSTRAINT ledger_tile_index_check CHECK ((index >= 0)),
  CONSTRAINT ledger_tile_level_check CHECK (((level >= 0) AND (level <= 7))),
  CONSTRAINT ledger_tile_pkey PRIMARY KEY (level, index),
  CONSTRAINT ledger_tile_root_check CHECK ((octet_length(root) = 32))
);

CREATE TABLE notify_channel (
  channel text NOT NULL,
  enabled boolean NOT NULL,
  settings jsonb NOT NULL,
  sealed bytea,
  secrets_set_at jsonb DEFAULT '{}'::jsonb NOT NULL,
  version integer NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT notify_channel_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'slack'::text, 'teams'::text, 'chatwork'::text, 'lineworks'::text, 'webhook'::text]))),
  CONSTRAINT notify_channel_pkey PRIMARY KEY (channel),
  CONSTRAINT notify_channel_version_check CHECK ((version > 0))
);

CREATE TABLE notify_notice (
  id uuid NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  recipient_name text NOT NULL,
  to_person text,
  language text NOT NULL,
  subject text NOT NULL,
  body_text text NOT NULL,
  link_label text,
  link_url text,
  calendar text,
  about text NOT NULL,
  dedupe_key text NOT NULL,
  urgent boolean NOT NULL,
  state text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  next_at timestamp with time zone NOT NULL,
  claimed_by uuid,
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  problem text,
  last_error text,
  decided_at timestamp with time zone,
  decided_by text,
  CONSTRAINT notify_notice_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT notify_notice_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'slack'::text, 'teams'::text, 'chatwork'::text, 'lineworks'::text, 'webhook'::text]))),
  CONSTRAINT notify_notice_check CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  CONSTRAINT notify_notice_check1 CHECK (((state <> 'sending'::text) OR ((claimed_by IS NOT NULL) AND (claimed_at IS NOT NULL)))),
  CONSTRAINT notify_notice_check2 CHECK (((channel <> 'mail'::text) OR (recipient <> ''::text))),
  CONSTRAINT notify_notice_check3 CHECK (((state <> ALL (ARRAY['sent'::text, 'given-up'::text])) OR (link_url IS NULL))),
  CONSTRAINT notify_notice_dedupe_key_key UNIQUE (dedupe_key),
  CONSTRAINT notify_notice_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  CONSTRAINT notify_notice_pkey PRIMARY KEY (id),
  CONSTRAINT notify_notice_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dead'::text, 'uncertain'::text, 'given-up'::text]))),
  CONSTRAINT notify_notice_subject_check CHECK ((subject !~ '[\x01-\x1f\x7f]'::text))
);

CREATE TABLE people_account (
  id uuid NOT NULL,
  login text NOT NULL,
  login_key text NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  status text NOT NULL,
  language text NOT NULL,
  expires_at timestamp with time zone,
  password_hash text,
  password_changed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT people_account_check CHECK (((status <> 'active'::text) OR (password_hash IS NOT NULL))),
  CONSTRAINT people_account_check1 CHECK (((NOT ('auditor'::text = ANY (roles))) OR ((cardinality(roles) = 1) AND (expires_at IS NOT NULL)))),
  CONSTRAINT people_account_check2 CHECK (((NOT ('administrator'::text = ANY (roles))) OR (expires_at IS NULL))),
  CONSTRAINT people_account_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  CONSTRAINT people_account_login_check CHECK (((length(login) >= 3) AND (length(login) <= 254))),
  CONSTRAINT people_account_login_key_key UNIQUE (login_key),
  CONSTRAINT people_account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT people_account_pkey PRIMARY KEY (id),
  CONSTRAINT people_account_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['administrator'::text, 'committee'::text, 'management'::text, 'departmentManager'::text, 'employee'::text, 'auditor'::text]))),
  CONSTRAINT people_account_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'disabled'::text])))
);

CREATE TABLE people_attempt (
  bucket bytea NOT NULL,
  attempts_left double precision NOT NULL,
  counted_at timestamp with time zone NOT NULL,
  refused_at timestamp with time zone,
  CONSTRAINT people_attempt_pkey PRIMARY KEY (bucket)
);

CREATE TABLE people_ceremony (
  key bytea NOT NULL,
  purpose text NOT NULL,
  account_id uuid,
  data jsonb NOT NULL,
  challenge text,
  failures integer DEFAULT 0 NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT people_ceremony_pkey PRIMARY KEY (key),
  CONSTRAINT people_ceremony_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'enrol'::text, 'totp'::text, 'passkey'::text, 'step-up'::text])))
);

CREATE TABLE people_known_browser (
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  last_used_at timestamp with time zone NOT NULL,
  CONSTRAINT people_known_browser_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_known_browser_pkey PRIMARY KEY (token_hash)
);

CREATE TABLE people_link (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  purpose text NOT NULL,
  account_id uuid,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  CONSTRAINT people_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_link_check CHECK (((purpose = 'invitation'::text) = (account_id IS NOT NULL))),
  CONSTRAINT people_link_check1 CHECK (((purpose = 'invitation'::text) = (expires_at IS NOT NULL))),
  CONSTRAINT people_link_pkey PRIMARY KEY (id),
  CONSTRAINT people_link_purpose_check CHECK ((purpose = ANY (ARRAY['setup'::text, 'invitation'::text]))),
  CONSTRAINT people_link_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE people_passkey (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  credential_id text NOT NULL,
  rp_id text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  label text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT people_passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_passkey_credential_id_key UNIQUE (credential_id),
  CONSTRAINT people_passkey_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60))),
  CONSTRAINT people_passkey_pkey PRIMARY KEY (id)
);

CREATE TABLE people_recovery_code (
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT people_recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_recovery_code_pkey PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE people_session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  stepped_up_at timestamp with time zone,
  factor text NOT NULL,
  address text NOT NULL,
  browser text NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT people_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_session_factor_check CHECK ((factor = ANY (ARRAY['totp'::text, 'passkey'::text, 'recovery'::text]))),
  CONSTRAINT people_session_pkey PRIMARY KEY (id),
  CONSTRAINT people_session_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE people_totp (
  account_id uuid NOT NULL,
  sealed_secret bytea NOT NULL,
  last_step bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT people_totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES people_account(id),
  CONSTRAINT people_totp_pkey PRIMARY KEY (account_id)
);

CREATE TABLE procedures_clause (
  clause text NOT NULL,
  revision integer NOT NULL,
  adoption text NOT NULL,
  text_ja text,
  text_en text,
  reason text NOT NULL,
  owner text,
  deputy text,
  necessity text NOT NULL,
  note text NOT NULL,
  plain_ja text,
  plain_en text,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT procedures_clause_adoption_check CHECK ((adoption = ANY (ARRAY['adopted'::text, 'changed'::text, 'replaced'::text, 'not-applicable'::text]))),
  CONSTRAINT procedures_clause_check CHECK (((adoption = ANY (ARRAY['changed'::text, 'replaced'::text])) = (text_ja IS NOT NULL))),
  CONSTRAINT procedures_clause_check1 CHECK (((text_ja IS NULL) = (text_en IS NULL))),
  CONSTRAINT procedures_clause_check2 CHECK (((plain_ja IS NULL) = (plain_en IS NULL))),
  CONSTRAINT procedures_clause_check3 CHECK (((adoption <> ALL (ARRAY['replaced'::text, 'not-applicable'::text])) OR (reason <> ''::text))),
  CONSTRAINT procedures_clause_pkey PRIMARY KEY (clause),
  CONSTRAINT procedures_clause_revision_check CHECK ((revision > 0)),
  CONSTRAINT procedures_clause_text_ja_check CHECK (((text_ja IS NULL) OR (text_ja <> ''::text)))
);

CREATE TABLE procedures_control (
  control text NOT NULL,
  revision integer NOT NULL,
  applicable boolean NOT NULL,
  reason text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT procedures_control_check CHECK ((applicable OR (reason <> ''::text))),
  CONSTRAINT procedures_control_pkey PRIMARY KEY (control),
  CONSTRAINT procedures_control_revision_check CHECK ((revision > 0))
);

CREATE TABLE procedures_decision (
  version uuid NOT NULL,
  account text NOT NULL,
  decision text NOT NULL,
  comment text NOT NULL,
  digest text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT procedures_decision_check CHECK (((decision = 'approve'::text) OR (comment <> ''::text))),
  CONSTRAINT procedures_decision_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'return'::text]))),
  CONSTRAINT procedures_decision_pkey PRIMARY KEY (version, account),
  CONSTRAINT procedures_decision_version_fkey FOREIGN KEY (version) REFERENCES procedures_version(id)
);

CREATE TABLE procedures_draft (
  one boolean DEFAULT true NOT NULL,
  revision integer DEFAULT 0 NOT NULL,
  changed_at timestamp with time zone,
  changed_by text,
  CONSTRAINT procedures_draft_one_check CHECK (one),
  CONSTRAINT procedures_draft_pkey PRIMARY KEY (one),
  CONSTRAINT procedures_draft_revision_check CHECK ((revision >= 0))
);

CREATE TABLE procedures_edit (
  subject text NOT NULL,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  CONSTRAINT procedures_edit_pkey PRIMARY KEY (subject, revision),
  CONSTRAINT procedures_edit_revision_check CHECK ((revision > 0))
);

CREATE TABLE procedures_elsewhere (
  one boolean DEFAULT true NOT NULL,
  revision integer NOT NULL,
  rows jsonb NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT procedures_elsewhere_one_check CHECK (one),
  CONSTRAINT procedures_elsewhere_pkey PRIMARY KEY (one),
  CONSTRAINT procedures_elsewhere_revision_check CHECK ((revision > 0))
);

CREATE TABLE procedures_value (
  param text NOT NULL,
  revision integer NOT NULL,
  value jsonb,
  reason text,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT procedures_value_pkey PRIMARY KEY (param),
  CONSTRAINT procedures_value_revision_check CHECK ((revision > 0))
);

CREATE TABLE procedures_version (
  id uuid NOT NULL,
  major integer NOT NULL,
  minor integer NOT NULL,
  content bytea NOT NULL,
  digest text NOT NULL,
  note text NOT NULL,
  submitted_by text NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  effective_on date NOT NULL,
  approvals_needed integer NOT NULL,
  state text NOT NULL,
  decided_at timestamp with time zone,
  effective_from timestamp with time zone,
  CONSTRAINT procedures_version_approvals_needed_check CHECK (((approvals_needed >= 1) AND (approvals_needed <= 9))),
  CONSTRAINT procedures_version_check CHECK ((digest = encode(sha256(content), 'hex'::text))),
  CONSTRAINT procedures_version_check1 CHECK (((state = 'submitted'::text) = (decided_at IS NULL))),
  CONSTRAINT procedures_version_check2 CHECK (((state = 'approved'::text) = (effective_from IS NOT NULL))),
  CONSTRAINT procedures_version_check3 CHECK ((decided_at >= submitted_at)),
  CONSTRAINT procedures_version_check4 CHECK ((effective_from >= decided_at)),
  CONSTRAINT procedures_version_major_check CHECK ((major > 0)),
  CONSTRAINT procedures_version_minor_check CHECK ((minor >= 0)),
  CONSTRAINT procedures_version_note_check CHECK ((note <> ''::text)),
  CONSTRAINT procedures_version_pkey PRIMARY KEY (id),
  CONSTRAINT procedures_version_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'returned'::text, 'withdrawn'::text])))
);

CREATE TABLE staff_change (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  import_id uuid,
  kind text NOT NULL,
  subject uuid NOT NULL,
  before jsonb,
  after jsonb,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT staff_change_check CHECK (((before IS NOT NULL) OR (after IS NOT NULL))),
  CONSTRAINT staff_change_import_id_fkey FOREIGN KEY (import_id) REFERENCES staff_import(id),
  CONSTRAINT staff_change_kind_check CHECK ((kind = ANY (ARRAY['people'::text, 'departments'::text, 'devices'::text]))),
  CONSTRAINT staff_change_pkey PRIMARY KEY (id)
);

CREATE TABLE staff_department (
  id uuid NOT NULL,
  code text,
  name text NOT NULL,
  name_key text NOT NULL,
  parent_id uuid,
  manager_id uuid,
  CONSTRAINT staff_department_check CHECK ((parent_id <> id)),
  CONSTRAINT staff_department_code_check CHECK (((length(code) >= 1) AND (length(code) <= 40))),
  CONSTRAINT staff_department_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES staff_person(id),
  CONSTRAINT staff_department_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT staff_department_name_key_key UNIQUE (name_key),
  CONSTRAINT staff_department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES staff_department(id),
  CONSTRAINT staff_department_pkey PRIMARY KEY (id)
);

CREATE TABLE staff_device_owner (
  id uuid NOT NULL,
  key text NOT NULL,
  serial text NOT NULL,
  host text NOT NULL,
  asset text NOT NULL,
  person_id uuid,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT staff_device_owner_asset_check CHECK ((length(asset) <= 100)),
  CONSTRAINT staff_device_owner_check CHECK (((serial <> ''::text) OR (host <> ''::text))),
  CONSTRAINT staff_device_owner_host_check CHECK ((length(host) <= 100)),
  CONSTRAINT staff_device_owner_key_check CHECK ((key ~ '^[sh]:.'::text)),
  CONSTRAINT staff_device_owner_key_key UNIQUE (key),
  CONSTRAINT staff_device_owner_person_id_fkey FOREIGN KEY (person_id) REFERENCES staff_person(id),
  CONSTRAINT staff_device_owner_pkey PRIMARY KEY (id),
  CONSTRAINT staff_device_owner_serial_check CHECK ((length(serial) <= 100))
);

CREATE TABLE staff_import (
  id uuid NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  digest text NOT NULL,
  full_list boolean NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  unchanged integer NOT NULL,
  missing integer NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT staff_import_kind_check CHECK ((kind = ANY (ARRAY['people'::text, 'departments'::text, 'devices'::text]))),
  CONSTRAINT staff_import_pkey PRIMARY KEY (id)
);

CREATE TABLE staff_mapping (
  kind text NOT NULL,
  name text NOT NULL,
  columns jsonb NOT NULL,
  encoding text,
  saved_by text NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT staff_mapping_encoding_check CHECK ((encoding = ANY (ARRAY['utf-8'::text, 'cp932'::text, 'utf-16le'::text]))),
  CONSTRAINT staff_mapping_kind_check CHECK ((kind = ANY (ARRAY['people'::text, 'departments'::text, 'devices'::text]))),
  CONSTRAINT staff_mapping_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT staff_mapping_pkey PRIMARY KEY (kind, name)
);

CREATE TABLE staff_person (
  id uuid NOT NULL,
  number text NOT NULL,
  number_key text NOT NULL,
  name text NOT NULL,
  kana text NOT NULL,
  email text NOT NULL,
  email_key text NOT NULL,
  department_id uuid,
  title text NOT NULL,
  duties text[] NOT NULL,
  state text NOT NULL,
  joined_on date,
  left_on date,
  search text NOT NULL,
  revision integer NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT staff_person_check CHECK ((left_on >= joined_on)),
  CONSTRAINT staff_person_department_id_fkey FOREIGN KEY (department_id) REFERENCES staff_department(id),
  CONSTRAINT staff_person_duties_check CHECK ((duties <@ ARRAY['administrator'::text, 'committee'::text, 'management'::text, 'departmentManager'::text, 'operator'::text, 'developer'::text])),
  CONSTRAINT staff_person_email_check CHECK ((length(email) <= 254)),
  CONSTRAINT staff_person_kana_check CHECK ((length(kana) <= 100)),
  CONSTRAINT staff_person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT staff_person_number_check CHECK (((length(number) >= 1) AND (length(number) <= 40))),
  CONSTRAINT staff_person_number_key_key UNIQUE (number_key),
  CONSTRAINT staff_person_pkey PRIMARY KEY (id),
  CONSTRAINT staff_person_revision_check CHECK ((revision > 0)),
  CONSTRAINT staff_person_state_check CHECK ((state = ANY (ARRAY['active'::text, 'left'::text]))),
  CONSTRAINT staff_person_title_check CHECK ((length(title) <= 100))
);

CREATE TABLE staff_upload (
  id uuid NOT NULL,
  owner text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  encoding text,
  digest text NOT NULL,
  bytes bytea NOT NULL,
  uploaded_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT staff_upload_bytes_check CHECK ((length(bytes) <= 20971520)),
  CONSTRAINT staff_upload_encoding_check CHECK ((encoding = ANY (ARRAY['utf-8'::text, 'cp932'::text, 'utf-16le'::text]))),
  CONSTRAINT staff_upload_kind_check CHECK ((kind = ANY (ARRAY['people'::text, 'departments'::text, 'devices'::text]))),
  CONSTRAINT staff_upload_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT staff_upload_pkey PRIMARY KEY (id)
);

CREATE TABLE values_value (
  param text NOT NULL,
  version integer NOT NULL,
  value jsonb NOT NULL,
  effective_from timestamp with time zone NOT NULL,
  set_by text NOT NULL,
  reason text,
  CONSTRAINT values_value_pkey PRIMARY KEY (param, version),
  CONSTRAINT values_value_version_check CHECK ((version > 0))
);

CREATE INDEX checks_device_fail ON public.checks_device USING btree (fail);
CREATE INDEX checks_finding_check ON public.checks_finding USING btree (check_id, at);
CREATE INDEX checks_finding_device ON public.checks_finding USING btree (device_id, at);
CREATE INDEX checks_state_device ON public.checks_state USING btree (device_id, verdict);
CREATE INDEX checks_state_verdict ON public.checks_state USING btree (check_id, verdict);
CREATE INDEX devices_device_hardware ON public.devices_device USING btree (hardware_uuid);
CREATE INDEX devices_device_serial ON public.devices_device USING btree (serial) WHERE (serial IS NOT NULL);
CREATE INDEX devices_node_device ON public.devices_node USING btree (device_id);
CREATE INDEX intake_fact_device ON public.intake_fact USING btree (device_id, kind, observed_at);
CREATE INDEX intake_line_device ON public.intake_line USING btree (device_id, type, at);
CREATE INDEX intake_line_received ON public.intake_line USING btree (received_at);
CREATE UNIQUE INDEX leaflets_campaign_current ON public.leaflets_campaign USING btree (audience) WHERE (replaced_at IS NULL);
CREATE INDEX leaflets_campaign_sent ON public.leaflets_campaign USING btree (audience, sent_at);
CREATE INDEX leaflets_request_open ON public.leaflets_request USING btree (campaign_id) WHERE (state = 'open'::text);
CREATE INDEX leaflets_request_person ON public.leaflets_request USING btree (person_id, acknowledged_at);
CREATE INDEX leaflets_token_expires ON public.leaflets_token USING btree (expires_at);
CREATE INDEX ledger_entry_at ON public.ledger_entry USING btree (at, seq);
CREATE INDEX ledger_entry_kind ON public.ledger_entry USING btree (kind, seq);
CREATE INDEX ledger_entry_subject ON public.ledger_entry USING btree (subject text_pattern_ops, seq);
CREATE INDEX notify_notice_due ON public.notify_notice USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'failed'::text]));
CREATE INDEX notify_notice_state ON public.notify_notice USING btree (state, created_at);
CREATE INDEX people_known_browser_account ON public.people_known_browser USING btree (account_id);
CREATE INDEX people_link_account ON public.people_link USING btree (account_id);
CREATE INDEX people_passkey_account ON public.people_passkey USING btree (account_id);
CREATE INDEX people_session_account ON public.people_session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX procedures_version_effective ON public.procedures_version USING btree (effective_from, major, minor) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX procedures_version_number ON public.procedures_version USING btree (major, minor) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text]));
CREATE UNIQUE INDEX procedures_version_one_submitted ON public.procedures_version USING btree (state) WHERE (state = 'submitted'::text);
CREATE INDEX staff_change_subject ON public.staff_change USING btree (subject);
CREATE UNIQUE INDEX staff_department_code ON public.staff_department USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX staff_device_owner_person ON public.staff_device_owner USING btree (person_id);
CREATE INDEX staff_person_department ON public.staff_person USING btree (department_id);
CREATE INDEX staff_person_email ON public.staff_person USING btree (email_key) WHERE (email_key <> ''::text);

CREATE OR REPLACE FUNCTION public.leaflets_confirmed_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a confirmation of a leaflet is final' USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_advance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  head bigint;
  lowest bigint;
  highest bigint;
  many bigint;
BEGIN
  SELECT next_seq INTO head FROM ledger_head FOR UPDATE;
  SELECT min(seq), max(seq), count(*) INTO lowest, highest, many FROM added;
  IF many = 0 THEN
    RETURN NULL;
  END IF;
  IF lowest <> head OR highest <> head + many - 1 THEN
    RAISE EXCEPTION 'the ledger expects number %, not %', head, lowest USING ERRCODE = '42501';
  END IF;
  UPDATE ledger_head SET next_seq = head + many;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_erase(erased bigint)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  WITH gone AS (DELETE FROM ledger_payload WHERE seq = erased RETURNING 1) SELECT EXISTS (SELECT 1 FROM gone)
$function$;

CREATE OR REPLACE FUNCTION public.ledger_grow()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.size > (SELECT next_seq FROM ledger_head) THEN
    RAISE EXCEPTION 'the ledger has no % entries yet', NEW.size USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_checkpoint WHERE size >= NEW.size) THEN
    RAISE EXCEPTION 'the ledger has a checkpoint of size % or more already', NEW.size USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_lock_head()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT next_seq FROM ledger_head FOR UPDATE
$function$;

CREATE OR REPLACE FUNCTION public.ledger_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_refuse_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE subject = 'entry:' || OLD.seq AND kind = 'payload.erased') THEN
    RAISE EXCEPTION 'the ledger is append-only: payload % has no entry that erases it', OLD.seq USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE seq = OLD.seq AND kind IN ('ledger.created', 'payload.erased', 'pack.built')) THEN
    RAISE EXCEPTION 'the ledger is append-only: payload % is of a kind that is never erased', OLD.seq USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_refuse_head()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.ledger_tile_is_full()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.index + 1)::numeric * power(256::numeric, NEW.level + 1) > (SELECT next_seq FROM ledger_head) THEN
    RAISE EXCEPTION 'the ledger has no full tile % of level % yet', NEW.index, NEW.level USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.notify_at_most_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.people_second_factor_remains()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.procedures_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.state <> 'submitted' THEN
    RAISE EXCEPTION 'a version of the procedures begins as submitted' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM procedures_version WHERE state = 'approved' AND (major, minor) >= (NEW.major, NEW.minor)) THEN
    RAISE EXCEPTION 'a version %.% or a newer one is approved already', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.procedures_decide()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  decided procedures_version%ROWTYPE;
BEGIN
  SELECT * INTO decided FROM procedures_version WHERE id = NEW.version FOR UPDATE;
  IF decided.state IS DISTINCT FROM 'submitted' THEN
    RAISE EXCEPTION 'only a submitted version is decided on' USING ERRCODE = '42501';
  END IF;
  IF NEW.account = decided.submitted_by THEN
    RAISE EXCEPTION 'nobody decides on a version of their own' USING ERRCODE = '42501';
  END IF;
  IF NEW.digest <> decided.digest THEN
    RAISE EXCEPTION 'the decision is about other bytes' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.procedures_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'procedures are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.procedures_settle()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.id, NEW.major, NEW.minor, NEW.content, NEW.digest, NEW.note, NEW.submitted_by, NEW.submitted_at, NEW.effective_on, NEW.approvals_needed)
     IS DISTINCT FROM
     (OLD.id, OLD.major, OLD.minor, OLD.content, OLD.digest, OLD.note, OLD.submitted_by, OLD.submitted_at, OLD.effective_on, OLD.approvals_needed) THEN
    RAISE EXCEPTION 'a submitted version of the procedures is frozen' USING ERRCODE = '42501';
  END IF;
  IF OLD.state <> 'submitted' OR NEW.state = 'submitted' THEN
    RAISE EXCEPTION 'a version goes from submitted to approved, returned or withdrawn, once' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'approved' AND (
       (SELECT count(*) FROM procedures_decision WHERE version = NEW.id AND decision = 'approve') < NEW.approvals_needed
       OR EXISTS (SELECT 1 FROM procedures_decision WHERE version = NEW.id AND decision = 'return')) THEN
    RAISE EXCEPTION 'version %.% lacks approvals', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'approved' AND EXISTS (SELECT 1 FROM procedures_version WHERE state = 'approved' AND effective_from > NEW.effective_from) THEN
    RAISE EXCEPTION 'an approved version comes into force later than %.%', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'returned' AND NOT EXISTS (SELECT 1 FROM procedures_decision WHERE version = NEW.id AND decision = 'return') THEN
    RAISE EXCEPTION 'nobody returned version %.%', NEW.major, NEW.minor USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE TRIGGER leaflets_confirmed_is_final BEFORE DELETE OR UPDATE ON public.leaflets_request FOR EACH ROW WHEN ((old.state = 'acknowledged'::text)) EXECUTE FUNCTION leaflets_confirmed_is_final(); -- always
CREATE TRIGGER ledger_grow BEFORE INSERT ON public.ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_grow(); -- always
CREATE TRIGGER ledger_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse(); -- always
CREATE TRIGGER ledger_advance AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_advance(); -- always
CREATE TRIGGER ledger_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse(); -- always
CREATE TRIGGER ledger_refuse BEFORE DELETE OR TRUNCATE ON public.ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse(); -- always
CREATE TRIGGER ledger_refuse_head BEFORE UPDATE ON public.ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_head(); -- always
CREATE TRIGGER ledger_refuse BEFORE UPDATE OR TRUNCATE ON public.ledger_payload FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse(); -- always
CREATE TRIGGER ledger_refuse_erasure BEFORE DELETE ON public.ledger_payload FOR EACH ROW EXECUTE FUNCTION ledger_refuse_erasure(); -- always
CREATE TRIGGER ledger_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_tile FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse(); -- always
CREATE TRIGGER ledger_tile_is_full BEFORE INSERT ON public.ledger_tile FOR EACH ROW EXECUTE FUNCTION ledger_tile_is_full(); -- always
CREATE TRIGGER notify_at_most_once BEFORE UPDATE ON public.notify_notice FOR EACH ROW EXECUTE FUNCTION notify_at_most_once();
CREATE CONSTRAINT TRIGGER people_account_second_factor AFTER INSERT OR UPDATE ON public.people_account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_passkey_second_factor AFTER DELETE ON public.people_passkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_totp_second_factor AFTER DELETE ON public.people_totp DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE TRIGGER procedures_decide BEFORE INSERT ON public.procedures_decision FOR EACH ROW EXECUTE FUNCTION procedures_decide(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.procedures_decision FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.procedures_edit FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_begin BEFORE INSERT ON public.procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_begin(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR TRUNCATE ON public.procedures_version FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_settle BEFORE UPDATE ON public.procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_settle(); -- always

GRANT EXECUTE ON FUNCTION ledger_erase(bigint) TO tejun_app;
GRANT EXECUTE ON FUNCTION ledger_lock_head() TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE checks_count TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_device TO tejun_app;
GRANT INSERT, SELECT ON TABLE checks_finding TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_state TO tejun_app;
GRANT INSERT, SELECT ON TABLE company_fact TO tejun_app;
GRANT INSERT, SELECT ON TABLE company_interview TO tejun_app;
GRANT UPDATE ON TABLE company_interview (answered_at) TO tejun_app;
GRANT UPDATE ON TABLE company_interview (answered_by) TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE devices_device TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE devices_enrolment_failure TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE devices_node TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE devices_unanswered TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE intake_counter TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE intake_current TO tejun_app;
GRANT INSERT, SELECT ON TABLE intake_fact TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE intake_line TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE intake_quarantine TO tejun_app;
GRANT INSERT, SELECT ON TABLE intake_span TO tejun_app;
GRANT INSERT, SELECT ON TABLE leaflets_campaign TO tejun_app;
GRANT UPDATE ON TABLE leaflets_campaign (replaced_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE leaflets_quiz TO tejun_app;
GRANT UPDATE ON TABLE leaflets_quiz (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_quiz (changed_by) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_quiz (quiz) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_quiz (revision) TO tejun_app;
GRANT INSERT, SELECT ON TABLE leaflets_reminder TO tejun_app;
GRANT INSERT, SELECT ON TABLE leaflets_request TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (acknowledged_at) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (acknowledged_by) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (asked_at) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (by_mail) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (due_on) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (method) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (note) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (paper_on) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (quiz_answer) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (quiz_failing_since) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (quiz_failures) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (receipt) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (state) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (void_reason) TO tejun_app;
GRANT UPDATE ON TABLE leaflets_request (voided_at) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE leaflets_token TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_checkpoint TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_entry TO tejun_app;
GRANT SELECT ON TABLE ledger_head TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_payload TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_tile TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE notify_channel TO tejun_app;
GRANT INSERT, SELECT ON TABLE notify_notice TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (attempts) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (claimed_at) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (claimed_by) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (decided_at) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (decided_by) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (last_error) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (link_url) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (next_at) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (problem) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (sent_at) TO tejun_app;
GRANT UPDATE ON TABLE notify_notice (state) TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE people_account TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_attempt TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_ceremony TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_known_browser TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_link TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_passkey TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_recovery_code TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_session TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_totp TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE procedures_clause TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE procedures_control TO tejun_app;
GRANT INSERT, SELECT ON TABLE procedures_decision TO tejun_app;
GRANT SELECT ON TABLE procedures_draft TO tejun_app;
GRANT UPDATE ON TABLE procedures_draft (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE procedures_draft (changed_by) TO tejun_app;
GRANT UPDATE ON TABLE procedures_draft (revision) TO tejun_app;
GRANT INSERT, SELECT ON TABLE procedures_edit TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE procedures_elsewhere TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE procedures_value TO tejun_app;
GRANT INSERT, SELECT ON TABLE procedures_version TO tejun_app;
GRANT UPDATE ON TABLE procedures_version (decided_at) TO tejun_app;
GRANT UPDATE ON TABLE procedures_version (effective_from) TO tejun_app;
GRANT UPDATE ON TABLE procedures_version (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE staff_change TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE staff_department TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE staff_device_owner TO tejun_app;
GRANT INSERT, SELECT ON TABLE staff_import TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE staff_mapping TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE staff_person TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE staff_upload TO tejun_app;
GRANT INSERT, SELECT ON TABLE values_value TO tejun_app;
