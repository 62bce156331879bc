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
CREATE INDEX ledger_entry_at ON public.ledger_entry USING btree (at, seq);
CREATE INDEX ledger_entry_kind ON public.ledger_entry USING btree (kind, seq);
CREATE INDEX ledger_entry_subject ON public.ledger_entry USING btree (subject text_pattern_ops, seq);
CREATE INDEX people_known_browser_account ON public.people_known_browser USING btree (account_id);
CREATE INDEX people_link_account ON public.people_link USING btree (account_id);
CREATE INDEX people_passkey_account ON public.people_passkey USING btree (account_id);
CREATE INDEX people_session_account ON public.people_session USING btree (account_id) WHERE (ended_at IS NULL);

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
CREATE CONSTRAINT TRIGGER people_account_second_factor AFTER INSERT OR UPDATE ON public.people_account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_passkey_second_factor AFTER DELETE ON public.people_passkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE CONSTRAINT TRIGGER people_totp_second_factor AFTER DELETE ON public.people_totp DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();

GRANT EXECUTE ON FUNCTION ledger_erase(bigint) TO tejun_app;
GRANT EXECUTE ON FUNCTION ledger_lock_head() TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE checks_count TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_device TO tejun_app;
GRANT INSERT, SELECT ON TABLE checks_finding TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_state TO tejun_app;
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
GRANT INSERT, SELECT ON TABLE ledger_checkpoint TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_entry TO tejun_app;
GRANT SELECT ON TABLE ledger_head TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_payload TO tejun_app;
GRANT INSERT, SELECT ON TABLE ledger_tile TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE people_account TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_attempt TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_ceremony TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_known_browser TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_link TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_passkey TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_recovery_code TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_session TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE people_totp TO tejun_app;
GRANT INSERT, SELECT ON TABLE values_value TO tejun_app;
