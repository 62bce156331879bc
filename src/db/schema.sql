-- What the migrations amount to. Written by scripts/schema.mjs and compared by a test; change it by a new migration.

CREATE TABLE acceptance_disposition (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id uuid NOT NULL,
  row_id uuid NOT NULL,
  result_id bigint NOT NULL,
  disposition text NOT NULL,
  reason text NOT NULL,
  fix_by date,
  by uuid NOT NULL,
  person uuid,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT acceptance_disposition_case_id_fkey FOREIGN KEY (case_id) REFERENCES acceptance_sheet(case_id),
  CONSTRAINT acceptance_disposition_disposition_check CHECK ((disposition = ANY (ARRAY['fixed'::text, 'accepted'::text]))),
  CONSTRAINT acceptance_disposition_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT acceptance_disposition_pkey PRIMARY KEY (id),
  CONSTRAINT acceptance_disposition_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT acceptance_disposition_result_id_fkey FOREIGN KEY (result_id) REFERENCES acceptance_result(id),
  CONSTRAINT acceptance_disposition_row_id_fkey FOREIGN KEY (row_id) REFERENCES acceptance_row(id)
);

CREATE TABLE acceptance_result (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id uuid NOT NULL,
  row_id uuid NOT NULL,
  row_revision integer NOT NULL,
  outcome text NOT NULL,
  note text NOT NULL,
  tester uuid,
  by uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  files uuid[] NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT acceptance_result_case_id_fkey FOREIGN KEY (case_id) REFERENCES acceptance_sheet(case_id),
  CONSTRAINT acceptance_result_check CHECK (((outcome = 'pass'::text) OR (length(note) > 0))),
  CONSTRAINT acceptance_result_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT acceptance_result_note_check CHECK ((length(note) <= 1000)),
  CONSTRAINT acceptance_result_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'fail'::text, 'not-done'::text]))),
  CONSTRAINT acceptance_result_pkey PRIMARY KEY (id),
  CONSTRAINT acceptance_result_row_id_fkey FOREIGN KEY (row_id) REFERENCES acceptance_row(id)
);

CREATE TABLE acceptance_row (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  number integer NOT NULL,
  place integer NOT NULL,
  what text NOT NULL,
  expected text NOT NULL,
  requirement text NOT NULL,
  revision integer NOT NULL,
  removed boolean NOT NULL,
  CONSTRAINT acceptance_row_case_id_fkey FOREIGN KEY (case_id) REFERENCES acceptance_sheet(case_id),
  CONSTRAINT acceptance_row_case_id_number_key UNIQUE (case_id, number),
  CONSTRAINT acceptance_row_expected_check CHECK (((length(expected) >= 1) AND (length(expected) <= 1000))),
  CONSTRAINT acceptance_row_number_check CHECK ((number > 0)),
  CONSTRAINT acceptance_row_pkey PRIMARY KEY (id),
  CONSTRAINT acceptance_row_place_check CHECK ((place >= 0)),
  CONSTRAINT acceptance_row_requirement_check CHECK ((length(requirement) <= 60)),
  CONSTRAINT acceptance_row_revision_check CHECK ((revision > 0)),
  CONSTRAINT acceptance_row_what_check CHECK (((length(what) >= 1) AND (length(what) <= 1000)))
);

CREATE TABLE acceptance_sheet (
  case_id uuid NOT NULL,
  developer uuid,
  tester uuid,
  committee boolean NOT NULL,
  revision integer NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  CONSTRAINT acceptance_sheet_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT acceptance_sheet_pkey PRIMARY KEY (case_id),
  CONSTRAINT acceptance_sheet_revision_check CHECK ((revision >= 0))
);

CREATE TABLE acceptance_version (
  case_id uuid NOT NULL,
  no integer NOT NULL,
  content text NOT NULL,
  digest text NOT NULL,
  row_count integer NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT acceptance_version_case_id_fkey FOREIGN KEY (case_id) REFERENCES acceptance_sheet(case_id),
  CONSTRAINT acceptance_version_check CHECK ((digest = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
  CONSTRAINT acceptance_version_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT acceptance_version_no_check CHECK ((no > 0)),
  CONSTRAINT acceptance_version_pkey PRIMARY KEY (case_id, no),
  CONSTRAINT acceptance_version_row_count_check CHECK ((row_count > 0))
);

CREATE TABLE attachments_content (
  hash bytea NOT NULL,
  media_type text NOT NULL,
  bytes integer NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT attachments_content_bytes_check CHECK (((bytes >= 1) AND (bytes <= 20971520))),
  CONSTRAINT attachments_content_check CHECK ((length(content) = bytes)),
  CONSTRAINT attachments_content_check1 CHECK ((sha256(content) = hash)),
  CONSTRAINT attachments_content_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT attachments_content_media_type_check CHECK ((media_type ~ '^[a-z]+/[a-z0-9.+-]{1,100}$'::text)),
  CONSTRAINT attachments_content_pkey PRIMARY KEY (hash)
);

CREATE TABLE attachments_file (
  id uuid NOT NULL,
  hash bytea NOT NULL,
  name text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  added_by text NOT NULL,
  subject text,
  bound_at timestamp with time zone,
  CONSTRAINT attachments_file_check CHECK (((subject IS NULL) = (bound_at IS NULL))),
  CONSTRAINT attachments_file_hash_fkey FOREIGN KEY (hash) REFERENCES attachments_content(hash),
  CONSTRAINT attachments_file_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT attachments_file_pkey PRIMARY KEY (id)
);

CREATE TABLE capacity_breach (
  id uuid NOT NULL,
  subject text NOT NULL,
  about jsonb NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  last_failed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT capacity_breach_pkey PRIMARY KEY (id),
  CONSTRAINT capacity_breach_subject_check CHECK ((length(subject) <= 200))
);

CREATE TABLE capacity_counter (
  series integer NOT NULL,
  at timestamp with time zone NOT NULL,
  busy double precision NOT NULL,
  total double precision NOT NULL,
  cores integer NOT NULL,
  CONSTRAINT capacity_counter_pkey PRIMARY KEY (series),
  CONSTRAINT capacity_counter_series_fkey FOREIGN KEY (series) REFERENCES capacity_series(id)
) WITH (fillfactor=70);

CREATE TABLE capacity_days (
  subject integer NOT NULL,
  month integer NOT NULL,
  body bytea NOT NULL,
  CONSTRAINT capacity_days_pkey PRIMARY KEY (subject, month),
  CONSTRAINT capacity_days_subject_fkey FOREIGN KEY (subject) REFERENCES capacity_subject(id)
) WITH (fillfactor=70);

CREATE TABLE capacity_forecast (
  series integer NOT NULL,
  made_on date NOT NULL,
  kind text NOT NULL,
  full_on date,
  low_on date,
  high_on date,
  warn boolean NOT NULL,
  CONSTRAINT capacity_forecast_kind_check CHECK ((kind = ANY (ARRAY['silent'::text, 'stable'::text, 'filling'::text]))),
  CONSTRAINT capacity_forecast_pkey PRIMARY KEY (series, made_on),
  CONSTRAINT capacity_forecast_series_fkey FOREIGN KEY (series) REFERENCES capacity_series(id)
);

CREATE TABLE capacity_hours (
  subject integer NOT NULL,
  day integer NOT NULL,
  body bytea NOT NULL,
  CONSTRAINT capacity_hours_pkey PRIMARY KEY (subject, day),
  CONSTRAINT capacity_hours_subject_fkey FOREIGN KEY (subject) REFERENCES capacity_subject(id)
);

CREATE TABLE capacity_outcome (
  series integer NOT NULL,
  warned_on date NOT NULL,
  predicted_on date,
  outcome text NOT NULL,
  happened_on date,
  known_on date NOT NULL,
  CONSTRAINT capacity_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['hit'::text, 'off'::text, 'averted'::text, 'false-alarm'::text, 'missed'::text]))),
  CONSTRAINT capacity_outcome_pkey PRIMARY KEY (series, warned_on, outcome),
  CONSTRAINT capacity_outcome_series_fkey FOREIGN KEY (series) REFERENCES capacity_series(id)
);

CREATE TABLE capacity_outlook (
  series integer NOT NULL,
  subject integer NOT NULL,
  on_day date NOT NULL,
  percent real NOT NULL,
  size bigint NOT NULL,
  trend real,
  kind text NOT NULL,
  because text,
  full_on date,
  low_on date,
  high_on date,
  unless text,
  warn boolean NOT NULL,
  cause text,
  CONSTRAINT capacity_outlook_check CHECK (((kind = 'filling'::text) = (full_on IS NOT NULL))),
  CONSTRAINT capacity_outlook_kind_check CHECK ((kind = ANY (ARRAY['silent'::text, 'stable'::text, 'filling'::text]))),
  CONSTRAINT capacity_outlook_pkey PRIMARY KEY (series),
  CONSTRAINT capacity_outlook_series_fkey FOREIGN KEY (series) REFERENCES capacity_series(id),
  CONSTRAINT capacity_outlook_subject_fkey FOREIGN KEY (subject) REFERENCES capacity_subject(id)
) WITH (fillfactor=80);

CREATE TABLE capacity_raw (
  subject integer NOT NULL,
  day integer NOT NULL,
  body bytea NOT NULL,
  rolled boolean DEFAULT false NOT NULL,
  CONSTRAINT capacity_raw_pkey PRIMARY KEY (subject, day),
  CONSTRAINT capacity_raw_subject_fkey FOREIGN KEY (subject) REFERENCES capacity_subject(id)
) WITH (fillfactor=60);

CREATE TABLE capacity_refused (
  reason text NOT NULL,
  name text NOT NULL,
  count bigint NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT capacity_refused_name_check CHECK ((length(name) <= 200)),
  CONSTRAINT capacity_refused_pkey PRIMARY KEY (reason, name),
  CONSTRAINT capacity_refused_reason_check CHECK ((length(reason) <= 40))
);

CREATE TABLE capacity_series (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  subject integer NOT NULL,
  metric text NOT NULL,
  item text NOT NULL,
  CONSTRAINT capacity_series_item_check CHECK ((length(item) <= 200)),
  CONSTRAINT capacity_series_metric_check CHECK ((metric = ANY (ARRAY['cpu'::text, 'memory'::text, 'disk'::text, 'inodes'::text, 'load'::text, 'response'::text, 'up'::text]))),
  CONSTRAINT capacity_series_pkey PRIMARY KEY (id),
  CONSTRAINT capacity_series_subject_fkey FOREIGN KEY (subject) REFERENCES capacity_subject(id),
  CONSTRAINT capacity_series_subject_metric_item_key UNIQUE (subject, metric, item)
);

CREATE TABLE capacity_subject (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  device_id uuid,
  target_id uuid,
  forecast_on date,
  CONSTRAINT capacity_subject_check CHECK (((device_id IS NULL) <> (target_id IS NULL))),
  CONSTRAINT capacity_subject_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT capacity_subject_device_id_key UNIQUE (device_id),
  CONSTRAINT capacity_subject_pkey PRIMARY KEY (id),
  CONSTRAINT capacity_subject_target_id_fkey FOREIGN KEY (target_id) REFERENCES capacity_target(id),
  CONSTRAINT capacity_subject_target_id_key UNIQUE (target_id)
) WITH (fillfactor=90);

CREATE TABLE capacity_target (
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  device_id uuid,
  warn_ms integer,
  revision integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT capacity_target_address_check CHECK (((length(address) >= 1) AND (length(address) <= 500))),
  CONSTRAINT capacity_target_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT capacity_target_kind_check CHECK ((kind = ANY (ARRAY['exporter'::text, 'remote'::text, 'http'::text, 'tcp'::text]))),
  CONSTRAINT capacity_target_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  CONSTRAINT capacity_target_pkey PRIMARY KEY (id),
  CONSTRAINT capacity_target_revision_check CHECK ((revision > 0)),
  CONSTRAINT capacity_target_warn_ms_check CHECK (((warn_ms >= 1) AND (warn_ms <= 600000)))
);

CREATE TABLE capacity_target_state (
  target_id uuid NOT NULL,
  looked_at timestamp with time zone NOT NULL,
  ok boolean NOT NULL,
  since timestamp with time zone NOT NULL,
  says jsonb,
  CONSTRAINT capacity_target_state_pkey PRIMARY KEY (target_id),
  CONSTRAINT capacity_target_state_target_id_fkey FOREIGN KEY (target_id) REFERENCES capacity_target(id)
) WITH (fillfactor=70);

CREATE TABLE capacity_token (
  one boolean DEFAULT true NOT NULL,
  hash bytea NOT NULL,
  previous bytea,
  previous_until timestamp with time zone,
  rotated_at timestamp with time zone NOT NULL,
  CONSTRAINT capacity_token_check CHECK (((previous IS NULL) = (previous_until IS NULL))),
  CONSTRAINT capacity_token_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT capacity_token_one_check CHECK (one),
  CONSTRAINT capacity_token_pkey PRIMARY KEY (one),
  CONSTRAINT capacity_token_previous_check CHECK ((octet_length(previous) = 32))
);

CREATE TABLE cases_adoption (
  kind text NOT NULL,
  step text NOT NULL,
  field text NOT NULL,
  CONSTRAINT cases_adoption_pkey PRIMARY KEY (kind, step)
);

CREATE TABLE cases_apart (
  kind text NOT NULL,
  step text NOT NULL,
  other text NOT NULL,
  CONSTRAINT cases_apart_pkey PRIMARY KEY (kind, step, other)
);

CREATE TABLE cases_case (
  id uuid NOT NULL,
  kind text NOT NULL,
  number integer NOT NULL,
  variant text NOT NULL,
  label text NOT NULL,
  search text NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL,
  request uuid,
  line uuid,
  opened_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  line_revision integer,
  CONSTRAINT cases_case_check CHECK (((line_revision IS NULL) OR ((line_revision > 0) AND (line IS NOT NULL)))),
  CONSTRAINT cases_case_kind_check CHECK ((kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT cases_case_kind_number_key UNIQUE (kind, number),
  CONSTRAINT cases_case_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
  CONSTRAINT cases_case_number_check CHECK ((number > 0)),
  CONSTRAINT cases_case_pkey PRIMARY KEY (id),
  CONSTRAINT cases_case_request_key UNIQUE (request),
  CONSTRAINT cases_case_revision_check CHECK ((revision >= 0))
);

CREATE TABLE cases_counter (
  kind text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT cases_counter_kind_check CHECK ((kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT cases_counter_last_check CHECK ((last >= 0)),
  CONSTRAINT cases_counter_pkey PRIMARY KEY (kind)
);

CREATE TABLE cases_device (
  case_id uuid NOT NULL,
  device_id uuid NOT NULL,
  CONSTRAINT cases_device_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT cases_device_pkey PRIMARY KEY (case_id, device_id)
);

CREATE TABLE cases_ending (
  kind text NOT NULL,
  state text NOT NULL,
  CONSTRAINT cases_ending_pkey PRIMARY KEY (kind, state)
);

CREATE TABLE cases_event (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  case_id uuid NOT NULL,
  no integer NOT NULL,
  step text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  by text NOT NULL,
  actors uuid[] NOT NULL,
  people uuid[] NOT NULL,
  at timestamp with time zone NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  cells jsonb NOT NULL,
  occurrence uuid,
  ledger_seq bigint NOT NULL,
  CONSTRAINT cases_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT cases_event_case_id_no_key UNIQUE (case_id, no),
  CONSTRAINT cases_event_cells_check CHECK ((jsonb_typeof(cells) = 'object'::text)),
  CONSTRAINT cases_event_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT cases_event_ledger_seq_key UNIQUE (ledger_seq),
  CONSTRAINT cases_event_no_check CHECK ((no > 0)),
  CONSTRAINT cases_event_occurrence_key UNIQUE (occurrence),
  CONSTRAINT cases_event_pkey PRIMARY KEY (id)
);

CREATE TABLE cases_link (
  case_id uuid NOT NULL,
  what text NOT NULL,
  ref text NOT NULL,
  label text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT cases_link_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT cases_link_label_check CHECK ((length(label) <= 300)),
  CONSTRAINT cases_link_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT cases_link_pkey PRIMARY KEY (case_id, what, ref),
  CONSTRAINT cases_link_ref_check CHECK (((length(ref) >= 1) AND (length(ref) <= 200))),
  CONSTRAINT cases_link_what_check CHECK ((what ~ '^[a-z-]+$'::text))
);

CREATE TABLE cases_mirror (
  kind text NOT NULL,
  register text NOT NULL,
  CONSTRAINT cases_mirror_kind_check CHECK ((kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT cases_mirror_pkey PRIMARY KEY (kind)
);

CREATE TABLE cases_transition (
  kind text NOT NULL,
  step text NOT NULL,
  variant text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  any_time boolean NOT NULL,
  machine boolean NOT NULL,
  duty text,
  request text,
  CONSTRAINT cases_transition_kind_check CHECK ((kind ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT cases_transition_kind_step_variant_from_state_to_state_key UNIQUE NULLS NOT DISTINCT (kind, step, variant, from_state, to_state)
);

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

CREATE TABLE checks_value (
  param text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT checks_value_pkey PRIMARY KEY (param),
  CONSTRAINT checks_value_version_check CHECK ((version >= 0))
);

CREATE TABLE clocks_day (
  device_id uuid NOT NULL,
  day date NOT NULL,
  offsets_ms bigint[] NOT NULL,
  CONSTRAINT clocks_day_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT clocks_day_offsets_ms_check CHECK (((cardinality(offsets_ms) >= 1) AND (cardinality(offsets_ms) <= 200))),
  CONSTRAINT clocks_day_pkey PRIMARY KEY (device_id, day)
) WITH (fillfactor=80);

CREATE TABLE clocks_device (
  device_id uuid NOT NULL,
  offset_ms bigint NOT NULL,
  bound_ms integer NOT NULL,
  observed_at timestamp with time zone NOT NULL,
  CONSTRAINT clocks_device_bound_ms_check CHECK ((bound_ms >= 0)),
  CONSTRAINT clocks_device_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT clocks_device_pkey PRIMARY KEY (device_id)
) WITH (fillfactor=80);

CREATE TABLE clocks_reference (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone NOT NULL,
  server text NOT NULL,
  offset_ms double precision,
  bound_ms double precision,
  delay_ms double precision,
  stratum smallint,
  refused text,
  code text,
  CONSTRAINT clocks_reference_bound_ms_check CHECK ((bound_ms >= (0)::double precision)),
  CONSTRAINT clocks_reference_check CHECK ((num_nulls(offset_ms, bound_ms, delay_ms, stratum) =
CASE
    WHEN (refused IS NULL) THEN 0
    ELSE 4
END)),
  CONSTRAINT clocks_reference_code_check CHECK ((length(code) <= 4)),
  CONSTRAINT clocks_reference_delay_ms_check CHECK ((delay_ms >= (0)::double precision)),
  CONSTRAINT clocks_reference_pkey PRIMARY KEY (id),
  CONSTRAINT clocks_reference_refused_check CHECK ((refused = ANY (ARRAY['unreachable'::text, 'timeout'::text, 'malformed'::text, 'foreign'::text, 'unsynchronised'::text, 'kiss-of-death'::text, 'implausible'::text]))),
  CONSTRAINT clocks_reference_server_check CHECK (((length(server) >= 1) AND (length(server) <= 253))),
  CONSTRAINT clocks_reference_stratum_check CHECK (((stratum >= 1) AND (stratum <= 15)))
);

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

CREATE TABLE consoles_import (
  id uuid NOT NULL,
  kind text NOT NULL,
  product text NOT NULL,
  as_of date NOT NULL,
  file_digest bytea NOT NULL,
  records jsonb NOT NULL,
  missing jsonb NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT consoles_import_file_digest_check CHECK ((octet_length(file_digest) = 32)),
  CONSTRAINT consoles_import_kind_check CHECK ((kind = ANY (ARRAY['phones'::text, 'antivirus'::text]))),
  CONSTRAINT consoles_import_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT consoles_import_missing_check CHECK ((jsonb_typeof(missing) = 'array'::text)),
  CONSTRAINT consoles_import_pkey PRIMARY KEY (id),
  CONSTRAINT consoles_import_product_check CHECK (((length(product) >= 1) AND (length(product) <= 100))),
  CONSTRAINT consoles_import_records_check CHECK ((jsonb_typeof(records) = 'array'::text))
);

CREATE TABLE db_migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT db_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE development_assessment (
  id uuid NOT NULL,
  about text NOT NULL,
  about_id uuid NOT NULL,
  answers jsonb NOT NULL,
  level text NOT NULL,
  exposed boolean NOT NULL,
  factors text[] NOT NULL,
  expert text NOT NULL,
  note text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT development_assessment_about_check CHECK ((about = ANY (ARRAY['case'::text, 'row'::text]))),
  CONSTRAINT development_assessment_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text)),
  CONSTRAINT development_assessment_expert_check CHECK ((length(expert) <= 500)),
  CONSTRAINT development_assessment_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT development_assessment_level_check CHECK ((level = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))),
  CONSTRAINT development_assessment_note_check CHECK ((length(note) <= 1000)),
  CONSTRAINT development_assessment_pkey PRIMARY KEY (id)
);

CREATE TABLE development_freeze (
  case_id uuid NOT NULL,
  no integer NOT NULL,
  content text NOT NULL,
  digest bytea NOT NULL,
  lines integer NOT NULL,
  adopted integer NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT development_freeze_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT development_freeze_check CHECK ((digest = sha256(convert_to(content, 'UTF8'::name)))),
  CONSTRAINT development_freeze_check1 CHECK (((adopted > 0) AND (adopted <= lines))),
  CONSTRAINT development_freeze_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT development_freeze_lines_check CHECK ((lines > 0)),
  CONSTRAINT development_freeze_no_check CHECK ((no > 0)),
  CONSTRAINT development_freeze_pkey PRIMARY KEY (case_id, no)
);

CREATE TABLE development_requirement (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  no integer NOT NULL,
  starter text,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT development_requirement_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT development_requirement_case_id_no_key UNIQUE (case_id, no),
  CONSTRAINT development_requirement_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT development_requirement_no_check CHECK ((no > 0)),
  CONSTRAINT development_requirement_pkey PRIMARY KEY (id),
  CONSTRAINT development_requirement_starter_check CHECK ((length(starter) <= 60))
);

CREATE TABLE development_trace (
  requirement_id uuid NOT NULL,
  revision integer NOT NULL,
  design text NOT NULL,
  test text NOT NULL,
  result text NOT NULL,
  proof text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT development_trace_design_check CHECK ((length(design) <= 500)),
  CONSTRAINT development_trace_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT development_trace_pkey PRIMARY KEY (requirement_id, revision),
  CONSTRAINT development_trace_proof_check CHECK ((length(proof) <= 500)),
  CONSTRAINT development_trace_requirement_id_fkey FOREIGN KEY (requirement_id) REFERENCES development_requirement(id),
  CONSTRAINT development_trace_result_check CHECK ((result = ANY (ARRAY['none'::text, 'met'::text, 'unmet'::text]))),
  CONSTRAINT development_trace_revision_check CHECK ((revision > 0)),
  CONSTRAINT development_trace_test_check CHECK ((length(test) <= 500))
);

CREATE TABLE development_wording (
  requirement_id uuid NOT NULL,
  revision integer NOT NULL,
  topic text NOT NULL,
  title text NOT NULL,
  prevent text NOT NULL,
  detect text NOT NULL,
  respond text NOT NULL,
  recover text NOT NULL,
  verify text NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT development_wording_check CHECK (((decision <> 'notApplicable'::text) OR (reason <> ''::text))),
  CONSTRAINT development_wording_decision_check CHECK ((decision = ANY (ARRAY['open'::text, 'adopted'::text, 'notApplicable'::text]))),
  CONSTRAINT development_wording_detect_check CHECK ((length(detect) <= 500)),
  CONSTRAINT development_wording_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT development_wording_pkey PRIMARY KEY (requirement_id, revision),
  CONSTRAINT development_wording_prevent_check CHECK ((length(prevent) <= 500)),
  CONSTRAINT development_wording_reason_check CHECK ((length(reason) <= 500)),
  CONSTRAINT development_wording_recover_check CHECK ((length(recover) <= 500)),
  CONSTRAINT development_wording_requirement_id_fkey FOREIGN KEY (requirement_id) REFERENCES development_requirement(id),
  CONSTRAINT development_wording_respond_check CHECK ((length(respond) <= 500)),
  CONSTRAINT development_wording_revision_check CHECK ((revision > 0)),
  CONSTRAINT development_wording_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  CONSTRAINT development_wording_topic_check CHECK (((length(topic) >= 1) AND (length(topic) <= 30))),
  CONSTRAINT development_wording_verify_check CHECK (((length(verify) >= 1) AND (length(verify) <= 30)))
);

CREATE TABLE devices_bundle (
  version integer NOT NULL,
  platform text NOT NULL,
  content_digest bytea NOT NULL,
  manifest_digest bytea NOT NULL,
  secret_generation integer NOT NULL,
  made_by text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT devices_bundle_content_digest_check CHECK ((octet_length(content_digest) = 32)),
  CONSTRAINT devices_bundle_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT devices_bundle_manifest_digest_check CHECK ((octet_length(manifest_digest) = 32)),
  CONSTRAINT devices_bundle_pkey PRIMARY KEY (version),
  CONSTRAINT devices_bundle_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text]))),
  CONSTRAINT devices_bundle_platform_content_digest_secret_generation_key UNIQUE (platform, content_digest, secret_generation),
  CONSTRAINT devices_bundle_secret_generation_check CHECK ((secret_generation > 0)),
  CONSTRAINT devices_bundle_version_check CHECK ((version > 0))
);

CREATE TABLE devices_definitions (
  device_id uuid NOT NULL,
  product text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT devices_definitions_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT devices_definitions_pkey PRIMARY KEY (device_id),
  CONSTRAINT devices_definitions_product_check CHECK (((length(product) >= 1) AND (length(product) <= 200)))
) WITH (fillfactor=80);

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
  class text DEFAULT 'client'::text NOT NULL,
  class_by text DEFAULT 'rule'::text NOT NULL,
  environment text,
  by_instance boolean DEFAULT false NOT NULL,
  merged_into uuid,
  secret_generation integer,
  bundle integer,
  CONSTRAINT devices_device_class_by_check CHECK ((class_by = ANY (ARRAY['rule'::text, 'person'::text]))),
  CONSTRAINT devices_device_class_check CHECK ((class = ANY (ARRAY['client'::text, 'server'::text]))),
  CONSTRAINT devices_device_conflict_with_fkey FOREIGN KEY (conflict_with) REFERENCES devices_device(id),
  CONSTRAINT devices_device_environment_check CHECK ((environment = ANY (ARRAY['production'::text, 'verification'::text, 'development'::text]))),
  CONSTRAINT devices_device_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES devices_device(id),
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

CREATE TABLE devices_group (
  id uuid NOT NULL,
  version integer NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT devices_group_id_version_fkey FOREIGN KEY (id, version) REFERENCES devices_group_version(group_id, version) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT devices_group_pkey PRIMARY KEY (id),
  CONSTRAINT devices_group_version_check CHECK ((version > 0))
);

CREATE TABLE devices_group_version (
  group_id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  platforms text[],
  class text,
  environments text[],
  name_like text,
  os_like text,
  departments uuid[],
  networks text[],
  rule jsonb NOT NULL,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT devices_group_version_check1 CHECK ((num_nonnulls(platforms, class, environments, name_like, os_like, departments, networks) > 0)),
  CONSTRAINT devices_group_version_class_check CHECK ((class = ANY (ARRAY['client'::text, 'server'::text]))),
  CONSTRAINT devices_group_version_departments_check CHECK ((cardinality(departments) > 0)),
  CONSTRAINT devices_group_version_environments_check CHECK (((environments <@ ARRAY[''::text, 'production'::text, 'verification'::text, 'development'::text]) AND (cardinality(environments) > 0))),
  CONSTRAINT devices_group_version_group_id_fkey FOREIGN KEY (group_id) REFERENCES devices_group(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT devices_group_version_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT devices_group_version_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT devices_group_version_name_like_check CHECK (((length(name_like) >= 1) AND (length(name_like) <= 400))),
  CONSTRAINT devices_group_version_networks_check CHECK ((cardinality(networks) > 0)),
  CONSTRAINT devices_group_version_os_like_check CHECK (((length(os_like) >= 1) AND (length(os_like) <= 400))),
  CONSTRAINT devices_group_version_pkey PRIMARY KEY (group_id, version),
  CONSTRAINT devices_group_version_platforms_check CHECK (((platforms <@ ARRAY['windows'::text, 'macos'::text, 'linux'::text]) AND (cardinality(platforms) > 0))),
  CONSTRAINT devices_group_version_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT devices_group_version_version_check CHECK ((version > 0))
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

CREATE TABLE devices_retirement (
  device_id uuid NOT NULL,
  reason text NOT NULL,
  note text NOT NULL,
  occurrence uuid,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT devices_retirement_check CHECK (((occurrence IS NULL) OR (reason = ANY (ARRAY['disposed'::text, 'returned'::text, 'reused'::text])))),
  CONSTRAINT devices_retirement_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT devices_retirement_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT devices_retirement_note_check CHECK ((length(note) <= 1000)),
  CONSTRAINT devices_retirement_pkey PRIMARY KEY (device_id),
  CONSTRAINT devices_retirement_reason_check CHECK ((reason = ANY (ARRAY['disposed'::text, 'returned'::text, 'reused'::text, 'lost'::text, 'mistake'::text])))
);

CREATE TABLE devices_separated (
  instance_id text NOT NULL,
  from_device uuid NOT NULL,
  device_id uuid,
  decided_at timestamp with time zone NOT NULL,
  CONSTRAINT devices_separated_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT devices_separated_from_device_fkey FOREIGN KEY (from_device) REFERENCES devices_device(id),
  CONSTRAINT devices_separated_pkey PRIMARY KEY (instance_id)
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

CREATE TABLE drift_baseline (
  id uuid NOT NULL,
  platform text NOT NULL,
  class text NOT NULL,
  environment text NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  reference uuid,
  share integer,
  devices integer NOT NULL,
  collections jsonb NOT NULL,
  items integer[] NOT NULL,
  digest bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  reason text,
  decided_by text,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT drift_baseline_check CHECK ((num_nulls(reference, share) = 1)),
  CONSTRAINT drift_baseline_check1 CHECK (((state = ANY (ARRAY['approved'::text, 'superseded'::text])) = (decided_at IS NOT NULL))),
  CONSTRAINT drift_baseline_check2 CHECK ((num_nulls(decided_by, decided_at, reason) = ANY (ARRAY[0, 3]))),
  CONSTRAINT drift_baseline_class_check CHECK ((class = ANY (ARRAY['client'::text, 'server'::text]))),
  CONSTRAINT drift_baseline_collections_check CHECK ((jsonb_typeof(collections) = 'object'::text)),
  CONSTRAINT drift_baseline_devices_check CHECK ((devices > 0)),
  CONSTRAINT drift_baseline_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT drift_baseline_environment_check CHECK ((environment = ANY (ARRAY[''::text, 'production'::text, 'verification'::text, 'development'::text]))),
  CONSTRAINT drift_baseline_pkey PRIMARY KEY (id),
  CONSTRAINT drift_baseline_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text]))),
  CONSTRAINT drift_baseline_platform_class_environment_version_key UNIQUE (platform, class, environment, version),
  CONSTRAINT drift_baseline_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT drift_baseline_reference_fkey FOREIGN KEY (reference) REFERENCES devices_device(id),
  CONSTRAINT drift_baseline_share_check CHECK (((share >= 51) AND (share <= 100))),
  CONSTRAINT drift_baseline_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'superseded'::text, 'dropped'::text]))),
  CONSTRAINT drift_baseline_version_check CHECK ((version > 0))
);

CREATE TABLE drift_change (
  change_id bigint NOT NULL,
  event_id uuid NOT NULL,
  differences integer NOT NULL,
  loud integer NOT NULL,
  quiet integer NOT NULL,
  quiet_rules uuid[] NOT NULL,
  matched_row uuid,
  CONSTRAINT drift_change_change_id_fkey FOREIGN KEY (change_id) REFERENCES inventory_change(id),
  CONSTRAINT drift_change_differences_check CHECK ((differences > 0)),
  CONSTRAINT drift_change_event_id_fkey FOREIGN KEY (event_id) REFERENCES drift_event(id),
  CONSTRAINT drift_change_loud_check CHECK ((loud >= 0)),
  CONSTRAINT drift_change_pkey PRIMARY KEY (change_id),
  CONSTRAINT drift_change_quiet_check CHECK ((quiet >= 0))
);

CREATE TABLE drift_device (
  device_id uuid NOT NULL,
  news integer DEFAULT 0 NOT NULL,
  seen integer DEFAULT 0 NOT NULL,
  looked_at timestamp with time zone NOT NULL,
  told jsonb NOT NULL,
  baseline uuid,
  differs integer,
  unseen integer DEFAULT 0 NOT NULL,
  silent boolean DEFAULT false NOT NULL,
  CONSTRAINT drift_device_baseline_fkey FOREIGN KEY (baseline) REFERENCES drift_baseline(id),
  CONSTRAINT drift_device_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT drift_device_differs_check CHECK ((differs >= 0)),
  CONSTRAINT drift_device_pkey PRIMARY KEY (device_id)
) WITH (fillfactor=70);

CREATE TABLE drift_event (
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  first_change bigint NOT NULL,
  platform text NOT NULL,
  class text NOT NULL,
  environment text,
  from_at timestamp with time zone NOT NULL,
  first_at timestamp with time zone NOT NULL,
  at timestamp with time zone NOT NULL,
  collections text[] NOT NULL,
  counts jsonb NOT NULL,
  loud integer NOT NULL,
  quiet integer NOT NULL,
  state text NOT NULL,
  matched_row uuid,
  waits_since date NOT NULL,
  rules_seen integer NOT NULL,
  revision integer NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT drift_event_class_check CHECK ((class = ANY (ARRAY['client'::text, 'server'::text]))),
  CONSTRAINT drift_event_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT drift_event_environment_check CHECK ((environment = ANY (ARRAY['production'::text, 'verification'::text, 'development'::text]))),
  CONSTRAINT drift_event_first_change_fkey FOREIGN KEY (first_change) REFERENCES inventory_change(id),
  CONSTRAINT drift_event_first_change_key UNIQUE (first_change),
  CONSTRAINT drift_event_loud_check CHECK ((loud >= 0)),
  CONSTRAINT drift_event_pkey PRIMARY KEY (id),
  CONSTRAINT drift_event_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text]))),
  CONSTRAINT drift_event_quiet_check CHECK ((quiet >= 0)),
  CONSTRAINT drift_event_revision_check CHECK ((revision > 0)),
  CONSTRAINT drift_event_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'matched'::text, 'explained'::text, 'quiet'::text, 'noted'::text, 'closed'::text])))
) WITH (fillfactor=80);

CREATE TABLE drift_explanation (
  event_id uuid NOT NULL,
  reason text NOT NULL,
  own boolean NOT NULL,
  row_id uuid,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT drift_explanation_event_id_fkey FOREIGN KEY (event_id) REFERENCES drift_event(id),
  CONSTRAINT drift_explanation_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT drift_explanation_pkey PRIMARY KEY (event_id),
  CONSTRAINT drift_explanation_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)))
);

CREATE TABLE drift_rule (
  id uuid NOT NULL,
  builtin text,
  collection text NOT NULL,
  pattern text NOT NULL,
  attribute text,
  platform text,
  class text,
  from_minute integer,
  until_minute integer,
  reason text NOT NULL,
  until date,
  made_by text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_seq bigint,
  ended_by text,
  ended_at timestamp with time zone,
  ended_reason text,
  ended_seq bigint,
  CONSTRAINT drift_rule_attribute_check CHECK (((length(attribute) >= 1) AND (length(attribute) <= 60))),
  CONSTRAINT drift_rule_check CHECK ((num_nulls(from_minute, until_minute) = ANY (ARRAY[0, 2]))),
  CONSTRAINT drift_rule_check1 CHECK ((num_nulls(ended_by, ended_at, ended_reason, ended_seq) = ANY (ARRAY[0, 4]))),
  CONSTRAINT drift_rule_check2 CHECK (((builtin IS NOT NULL) OR (made_seq IS NOT NULL))),
  CONSTRAINT drift_rule_class_check CHECK ((class = ANY (ARRAY['client'::text, 'server'::text]))),
  CONSTRAINT drift_rule_ended_reason_check CHECK ((length(ended_reason) <= 500)),
  CONSTRAINT drift_rule_ended_seq_fkey FOREIGN KEY (ended_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT drift_rule_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  CONSTRAINT drift_rule_made_seq_fkey FOREIGN KEY (made_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT drift_rule_pattern_check CHECK (((length(pattern) >= 1) AND (length(pattern) <= 200))),
  CONSTRAINT drift_rule_pkey PRIMARY KEY (id),
  CONSTRAINT drift_rule_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text]))),
  CONSTRAINT drift_rule_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT drift_rule_until_minute_check CHECK (((until_minute >= 0) AND (until_minute <= 1439)))
);

CREATE TABLE drift_state (
  one boolean DEFAULT true NOT NULL,
  change_id bigint DEFAULT 0 NOT NULL,
  rules integer DEFAULT 0 NOT NULL,
  CONSTRAINT drift_state_one_check CHECK (one),
  CONSTRAINT drift_state_pkey PRIMARY KEY (one)
);

CREATE TABLE duties_event (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  occurrence uuid NOT NULL,
  act text NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  reason text DEFAULT ''::text NOT NULL,
  due_on date NOT NULL,
  due_at timestamp with time zone NOT NULL,
  ledger_seq bigint,
  CONSTRAINT duties_event_act_check CHECK ((act = ANY (ARRAY['opened'::text, 'started'::text, 'due-soon'::text, 'owner-gone'::text, 'moved'::text, 'overdue'::text, 'escalated-committee'::text, 'escalated-management'::text, 'completed'::text, 'skipped'::text]))),
  CONSTRAINT duties_event_check CHECK (((act = ANY (ARRAY['started'::text, 'due-soon'::text, 'owner-gone'::text])) OR (ledger_seq IS NOT NULL))),
  CONSTRAINT duties_event_occurrence_fkey FOREIGN KEY (occurrence) REFERENCES duties_occurrence(id),
  CONSTRAINT duties_event_pkey PRIMARY KEY (id),
  CONSTRAINT duties_event_reason_check CHECK ((length(reason) <= 500))
);

CREATE TABLE duties_feed (
  account uuid NOT NULL,
  hash bytea NOT NULL,
  set_at timestamp with time zone NOT NULL,
  CONSTRAINT duties_feed_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT duties_feed_pkey PRIMARY KEY (account)
);

CREATE TABLE duties_occurrence (
  id uuid NOT NULL,
  duty text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  title_ja text NOT NULL,
  title_en text NOT NULL,
  about_ja text NOT NULL,
  about_en text NOT NULL,
  search text NOT NULL,
  owner text,
  request uuid,
  nominal_on date NOT NULL,
  opens_on date NOT NULL,
  due_on date NOT NULL,
  due_at timestamp with time zone NOT NULL,
  moved integer DEFAULT 0 NOT NULL,
  state text NOT NULL,
  revision integer DEFAULT 1 NOT NULL,
  escalation smallint DEFAULT 0 NOT NULL,
  next_at timestamp with time zone,
  result text,
  record jsonb,
  remark text DEFAULT ''::text NOT NULL,
  sheet bytea,
  sheet_digest text,
  sheet_at timestamp with time zone,
  reason text DEFAULT ''::text NOT NULL,
  closed_at timestamp with time zone,
  closed_by text,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  case_id uuid,
  CONSTRAINT duties_occurrence_check CHECK (((state = ANY (ARRAY['completed'::text, 'skipped'::text])) = (closed_at IS NOT NULL))),
  CONSTRAINT duties_occurrence_check1 CHECK (((closed_at IS NULL) = (closed_by IS NULL))),
  CONSTRAINT duties_occurrence_check2 CHECK (((state = 'completed'::text) = (result IS NOT NULL))),
  CONSTRAINT duties_occurrence_check3 CHECK (((state = 'completed'::text) = (record IS NOT NULL))),
  CONSTRAINT duties_occurrence_check4 CHECK (((state <> 'completed'::text) OR (closed_by <> ALL (ARRAY['system'::text, 'server'::text])))),
  CONSTRAINT duties_occurrence_check5 CHECK (((state <> 'skipped'::text) OR (reason <> ''::text))),
  CONSTRAINT duties_occurrence_check6 CHECK (((state = ANY (ARRAY['overdue'::text, 'completed'::text, 'skipped'::text])) OR (escalation = 0))),
  CONSTRAINT duties_occurrence_check7 CHECK ((((state = ANY (ARRAY['completed'::text, 'skipped'::text])) = false) OR (next_at IS NULL))),
  CONSTRAINT duties_occurrence_check8 CHECK ((((sheet IS NULL) = (sheet_digest IS NULL)) AND ((sheet IS NULL) = (sheet_at IS NULL)))),
  CONSTRAINT duties_occurrence_check9 CHECK (((sheet IS NULL) OR ((state = 'completed'::text) AND (sheet_digest = encode(sha256(sheet), 'hex'::text))))),
  CONSTRAINT duties_occurrence_duty_check CHECK (((length(duty) >= 1) AND (length(duty) <= 120))),
  CONSTRAINT duties_occurrence_duty_key_key UNIQUE (duty, key),
  CONSTRAINT duties_occurrence_escalation_check CHECK (((escalation >= 0) AND (escalation <= 2))),
  CONSTRAINT duties_occurrence_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  CONSTRAINT duties_occurrence_kind_check CHECK ((kind = ANY (ARRAY['scheduled'::text, 'event'::text, 'quiet'::text]))),
  CONSTRAINT duties_occurrence_moved_check CHECK ((moved >= 0)),
  CONSTRAINT duties_occurrence_owner_check CHECK ((owner ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$'::text)),
  CONSTRAINT duties_occurrence_pkey PRIMARY KEY (id),
  CONSTRAINT duties_occurrence_reason_check CHECK ((length(reason) <= 500)),
  CONSTRAINT duties_occurrence_record_check CHECK ((jsonb_typeof(record) = 'object'::text)),
  CONSTRAINT duties_occurrence_remark_check CHECK ((length(remark) <= 2000)),
  CONSTRAINT duties_occurrence_result_check CHECK ((result = ANY (ARRAY['in-order'::text, 'problem'::text, 'no-case'::text]))),
  CONSTRAINT duties_occurrence_revision_check CHECK ((revision > 0)),
  CONSTRAINT duties_occurrence_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'overdue'::text, 'completed'::text, 'skipped'::text])))
);

CREATE TABLE duties_period (
  duty text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  nominal_on date NOT NULL,
  outcome text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT duties_period_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  CONSTRAINT duties_period_kind_check CHECK ((kind = ANY (ARRAY['scheduled'::text, 'quiet'::text]))),
  CONSTRAINT duties_period_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'not-applicable'::text]))),
  CONSTRAINT duties_period_pkey PRIMARY KEY (duty, key)
);

CREATE TABLE duties_schedule (
  duty text NOT NULL,
  known_on date NOT NULL,
  known_at timestamp with time zone NOT NULL,
  swept_at timestamp with time zone,
  CONSTRAINT duties_schedule_duty_check CHECK (((length(duty) >= 1) AND (length(duty) <= 120))),
  CONSTRAINT duties_schedule_pkey PRIMARY KEY (duty)
);

CREATE TABLE duties_setting (
  duty text NOT NULL,
  revision integer NOT NULL,
  owner text NOT NULL,
  deputy text,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT duties_setting_check CHECK (((deputy ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$'::text) AND (deputy <> owner))),
  CONSTRAINT duties_setting_owner_check CHECK ((owner ~ '^(role:[A-Za-z]+|person:[0-9a-f-]{36})$'::text)),
  CONSTRAINT duties_setting_pkey PRIMARY KEY (duty, revision),
  CONSTRAINT duties_setting_reason_check CHECK ((length(reason) <= 500)),
  CONSTRAINT duties_setting_revision_check CHECK ((revision > 0))
);

CREATE TABLE duties_shown (
  occurrence uuid NOT NULL,
  actor text NOT NULL,
  digest text NOT NULL,
  sheet bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT duties_shown_check CHECK ((digest = encode(sha256(sheet), 'hex'::text))),
  CONSTRAINT duties_shown_occurrence_fkey FOREIGN KEY (occurrence) REFERENCES duties_occurrence(id),
  CONSTRAINT duties_shown_pkey PRIMARY KEY (occurrence, actor, digest)
);

CREATE TABLE intake_clock (
  one boolean DEFAULT true NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  held_since timestamp with time zone,
  ran_ms bigint NOT NULL,
  CONSTRAINT intake_clock_check CHECK (((held_since IS NOT NULL) OR (ran_ms = 0))),
  CONSTRAINT intake_clock_one_check CHECK (one),
  CONSTRAINT intake_clock_pkey PRIMARY KEY (one),
  CONSTRAINT intake_clock_ran_ms_check CHECK ((ran_ms >= 0))
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

CREATE TABLE inventory_change (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  device_id uuid NOT NULL,
  collection text NOT NULL,
  from_at timestamp with time zone NOT NULL,
  at timestamp with time zone NOT NULL,
  added integer[] NOT NULL,
  removed integer[] NOT NULL,
  fact_id bigint NOT NULL,
  CONSTRAINT inventory_change_check CHECK (((cardinality(added) + cardinality(removed)) > 0)),
  CONSTRAINT inventory_change_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT inventory_change_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT inventory_change_pkey PRIMARY KEY (id)
);

CREATE TABLE inventory_foreign (
  id uuid NOT NULL,
  source text NOT NULL,
  source_key text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  maker text NOT NULL,
  model text NOT NULL,
  serial text NOT NULL,
  firmware text NOT NULL,
  macs text[] NOT NULL,
  addresses text[] NOT NULL,
  details jsonb NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  CONSTRAINT inventory_foreign_kind_check CHECK ((kind = ANY (ARRAY['computer'::text, 'network'::text, 'printer'::text, 'phone'::text, 'storage'::text, 'other'::text]))),
  CONSTRAINT inventory_foreign_pkey PRIMARY KEY (id),
  CONSTRAINT inventory_foreign_source_check CHECK ((source = ANY (ARRAY['glpi'::text, 'nmap'::text]))),
  CONSTRAINT inventory_foreign_source_key_check CHECK ((source_key <> ''::text)),
  CONSTRAINT inventory_foreign_source_source_key_key UNIQUE (source, source_key)
);

CREATE TABLE inventory_fresh (
  device_id uuid NOT NULL,
  day date NOT NULL,
  items integer NOT NULL,
  CONSTRAINT inventory_fresh_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT inventory_fresh_items_check CHECK ((items > 0)),
  CONSTRAINT inventory_fresh_pkey PRIMARY KEY (device_id)
);

CREATE TABLE inventory_item (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  collection text NOT NULL,
  platform text NOT NULL,
  key text NOT NULL,
  attributes jsonb NOT NULL,
  digest bytea NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  devices integer DEFAULT 0 NOT NULL,
  search text DEFAULT lower(NORMALIZE(key, NFKC)),
  CONSTRAINT inventory_item_devices_check CHECK ((devices >= 0)),
  CONSTRAINT inventory_item_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT inventory_item_digest_key UNIQUE (digest),
  CONSTRAINT inventory_item_pkey PRIMARY KEY (id),
  CONSTRAINT inventory_item_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text])))
) WITH (fillfactor=70);

CREATE TABLE inventory_neighbour (
  segment_id integer NOT NULL,
  mac text NOT NULL,
  addresses text[] NOT NULL,
  name text DEFAULT ''::text NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  seen_by uuid,
  CONSTRAINT inventory_neighbour_mac_check CHECK ((mac ~ '^([0-9a-f]{2}:){5}[0-9a-f]{2}$'::text)),
  CONSTRAINT inventory_neighbour_pkey PRIMARY KEY (segment_id, mac),
  CONSTRAINT inventory_neighbour_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES devices_device(id),
  CONSTRAINT inventory_neighbour_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES inventory_segment(id)
) WITH (fillfactor=80);

CREATE TABLE inventory_question (
  id uuid NOT NULL,
  segment_id integer NOT NULL,
  subject text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  settled_at timestamp with time zone,
  answer text,
  device_id uuid,
  note text DEFAULT ''::text NOT NULL,
  answered_by text,
  answered_at timestamp with time zone,
  CONSTRAINT inventory_question_answer_check CHECK ((answer = ANY (ARRAY['device'::text, 'gear'::text, 'guest'::text, 'forbidden'::text]))),
  CONSTRAINT inventory_question_check CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)))),
  CONSTRAINT inventory_question_check1 CHECK (((device_id IS NULL) OR (answer = 'device'::text))),
  CONSTRAINT inventory_question_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT inventory_question_pkey PRIMARY KEY (id),
  CONSTRAINT inventory_question_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES inventory_segment(id),
  CONSTRAINT inventory_question_segment_id_subject_key UNIQUE (segment_id, subject),
  CONSTRAINT inventory_question_subject_check CHECK ((subject ~ '^(mac|random):'::text))
);

CREATE TABLE inventory_reporter (
  segment_id integer NOT NULL,
  device_id uuid NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT inventory_reporter_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT inventory_reporter_pkey PRIMARY KEY (segment_id, device_id),
  CONSTRAINT inventory_reporter_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES inventory_segment(id)
);

CREATE TABLE inventory_segment (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  network text NOT NULL,
  gateway text NOT NULL,
  rule text NOT NULL,
  reason text DEFAULT ''::text NOT NULL,
  decided_by text,
  decided_at timestamp with time zone,
  first_seen_at timestamp with time zone NOT NULL,
  last_reported_at timestamp with time zone NOT NULL,
  CONSTRAINT inventory_segment_network_gateway_key UNIQUE (network, gateway),
  CONSTRAINT inventory_segment_pkey PRIMARY KEY (id),
  CONSTRAINT inventory_segment_rule_check CHECK ((rule = ANY (ARRAY['ask'::text, 'ignore'::text, 'undecided'::text])))
);

CREATE TABLE inventory_set (
  device_id uuid NOT NULL,
  collection text NOT NULL,
  token text NOT NULL,
  digest bytea NOT NULL,
  items integer[] NOT NULL,
  fact_id bigint NOT NULL,
  first_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT inventory_set_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT inventory_set_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT inventory_set_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES intake_fact(id),
  CONSTRAINT inventory_set_pkey PRIMARY KEY (device_id, collection)
) WITH (fillfactor=80);

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
  CONSTRAINT leaflets_campaign_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'developers'::text, 'managers'::text, 'operators'::text]))),
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
  CONSTRAINT leaflets_quiz_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'developers'::text, 'managers'::text, 'operators'::text]))),
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

CREATE TABLE live_ask (
  id uuid NOT NULL,
  kind text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  sql text,
  name text,
  check_id text,
  device_count integer NOT NULL,
  columns text[] DEFAULT '{}'::text[] NOT NULL,
  row_count integer DEFAULT 0 NOT NULL,
  byte_count bigint DEFAULT 0 NOT NULL,
  ended_at timestamp with time zone,
  ended text,
  CONSTRAINT live_ask_check CHECK ((ends_at > asked_at)),
  CONSTRAINT live_ask_check1 CHECK (((kind = 'query'::text) = (sql IS NOT NULL))),
  CONSTRAINT live_ask_check2 CHECK (((ended IS NULL) = (ended_at IS NULL))),
  CONSTRAINT live_ask_device_count_check CHECK ((device_count > 0)),
  CONSTRAINT live_ask_ended_check CHECK ((ended = ANY (ARRAY['complete'::text, 'time'::text, 'limit'::text, 'stopped'::text]))),
  CONSTRAINT live_ask_kind_check CHECK ((kind = ANY (ARRAY['query'::text, 'check'::text, 'device'::text]))),
  CONSTRAINT live_ask_name_check CHECK ((length(name) <= 200)),
  CONSTRAINT live_ask_pkey PRIMARY KEY (id),
  CONSTRAINT live_ask_sql_check CHECK ((length(sql) <= 4000))
);

CREATE TABLE live_row (
  ask_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  device_id uuid NOT NULL,
  cells jsonb NOT NULL,
  search text NOT NULL,
  CONSTRAINT live_row_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES live_ask(id),
  CONSTRAINT live_row_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT live_row_pkey PRIMARY KEY (ask_id, id)
);

CREATE TABLE live_saved (
  id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  sql text NOT NULL,
  platforms text[] NOT NULL,
  ended boolean NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT live_saved_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT live_saved_pkey PRIMARY KEY (id, version),
  CONSTRAINT live_saved_platforms_check CHECK (((platforms <@ ARRAY['windows'::text, 'macos'::text, 'linux'::text]) AND (cardinality(platforms) > 0))),
  CONSTRAINT live_saved_sql_check CHECK (((length(sql) >= 1) AND (length(sql) <= 4000))),
  CONSTRAINT live_saved_version_check CHECK ((version > 0))
);

CREATE TABLE live_target (
  ask_id uuid NOT NULL,
  device_id uuid NOT NULL,
  state text DEFAULT 'waiting'::text NOT NULL,
  seq bigint DEFAULT 0 NOT NULL,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  message text,
  row_count integer DEFAULT 0 NOT NULL,
  byte_count integer DEFAULT 0 NOT NULL,
  cut boolean DEFAULT false NOT NULL,
  wall_ms integer,
  user_ms integer,
  system_ms integer,
  memory_bytes bigint,
  digest bytea,
  CONSTRAINT live_target_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES live_ask(id),
  CONSTRAINT live_target_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT live_target_message_check CHECK ((length(message) <= 500)),
  CONSTRAINT live_target_pkey PRIMARY KEY (ask_id, device_id),
  CONSTRAINT live_target_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asked'::text, 'answered'::text, 'failed'::text, 'denylisted'::text, 'no-answer'::text, 'offline'::text, 'cancelled'::text])))
) WITH (fillfactor=70);

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
  opens_at timestamp with time zone,
  case_id uuid,
  CONSTRAINT people_account_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT people_account_check CHECK (((status <> 'active'::text) OR (password_hash IS NOT NULL))),
  CONSTRAINT people_account_check1 CHECK (((NOT ('auditor'::text = ANY (roles))) OR ((cardinality(roles) = 1) AND (expires_at IS NOT NULL)))),
  CONSTRAINT people_account_check2 CHECK (((NOT ('administrator'::text = ANY (roles))) OR (expires_at IS NULL))),
  CONSTRAINT people_account_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
  CONSTRAINT people_account_login_check CHECK (((length(login) >= 3) AND (length(login) <= 254))),
  CONSTRAINT people_account_login_key_key UNIQUE (login_key),
  CONSTRAINT people_account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT people_account_pkey PRIMARY KEY (id),
  CONSTRAINT people_account_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['administrator'::text, 'committee'::text, 'management'::text, 'departmentManager'::text, 'employee'::text, 'auditor'::text]))),
  CONSTRAINT people_account_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'disabled'::text]))),
  CONSTRAINT people_account_window CHECK ((((opens_at IS NULL) = (case_id IS NULL)) AND ((opens_at IS NULL) OR ((roles = ARRAY['auditor'::text]) AND (opens_at < expires_at)))))
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

CREATE TABLE registers_comparison (
  id uuid NOT NULL,
  register text NOT NULL,
  first_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  complete boolean NOT NULL,
  because jsonb NOT NULL,
  measured integer NOT NULL,
  lines integer NOT NULL,
  CONSTRAINT registers_comparison_check CHECK ((last_at >= first_at)),
  CONSTRAINT registers_comparison_lines_check CHECK ((lines >= 0)),
  CONSTRAINT registers_comparison_measured_check CHECK ((measured >= 0)),
  CONSTRAINT registers_comparison_pkey PRIMARY KEY (id),
  CONSTRAINT registers_comparison_register_check CHECK ((register ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text))
);

CREATE TABLE registers_confirmation (
  id uuid NOT NULL,
  register text NOT NULL,
  rows integer NOT NULL,
  note text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT registers_confirmation_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT registers_confirmation_note_check CHECK ((length(note) <= 500)),
  CONSTRAINT registers_confirmation_pkey PRIMARY KEY (id),
  CONSTRAINT registers_confirmation_register_check CHECK ((register ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT registers_confirmation_rows_check CHECK ((rows >= 0))
);

CREATE TABLE registers_definition (
  register text NOT NULL,
  digest text NOT NULL,
  refreshed_at timestamp with time zone NOT NULL,
  CONSTRAINT registers_definition_pkey PRIMARY KEY (register)
);

CREATE TABLE registers_difference (
  id uuid NOT NULL,
  register text NOT NULL,
  side text NOT NULL,
  key text NOT NULL,
  label text NOT NULL,
  place jsonb NOT NULL,
  row_id uuid,
  device_id uuid,
  cells jsonb,
  found_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone,
  gone_at timestamp with time zone,
  CONSTRAINT registers_difference_cells_check CHECK ((jsonb_typeof(cells) = 'object'::text)),
  CONSTRAINT registers_difference_check CHECK ((gone_at >= found_at)),
  CONSTRAINT registers_difference_check1 CHECK (((side = 'unmeasured'::text) = (row_id IS NOT NULL))),
  CONSTRAINT registers_difference_check2 CHECK (((side = 'unregistered'::text) = (cells IS NOT NULL))),
  CONSTRAINT registers_difference_key_check CHECK (((length(key) >= 1) AND (length(key) <= 1000))),
  CONSTRAINT registers_difference_label_check CHECK ((length(label) <= 1000)),
  CONSTRAINT registers_difference_pkey PRIMARY KEY (id),
  CONSTRAINT registers_difference_register_check CHECK ((register ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT registers_difference_row_id_fkey FOREIGN KEY (row_id) REFERENCES registers_row(id),
  CONSTRAINT registers_difference_side_check CHECK ((side = ANY (ARRAY['unregistered'::text, 'unmeasured'::text])))
);

CREATE TABLE registers_explanation (
  id uuid NOT NULL,
  difference_id uuid NOT NULL,
  reason text NOT NULL,
  until date NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT registers_explanation_check CHECK (((ends_at > at) AND (ends_at <= (at + '9000:00:00'::interval)))),
  CONSTRAINT registers_explanation_check1 CHECK ((abs((until - ((ends_at AT TIME ZONE 'UTC'::text))::date)) <= 2)),
  CONSTRAINT registers_explanation_difference_id_fkey FOREIGN KEY (difference_id) REFERENCES registers_difference(id),
  CONSTRAINT registers_explanation_pkey PRIMARY KEY (id),
  CONSTRAINT registers_explanation_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

CREATE TABLE registers_explanation_end (
  explanation_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT registers_explanation_end_explanation_id_fkey FOREIGN KEY (explanation_id) REFERENCES registers_explanation(id),
  CONSTRAINT registers_explanation_end_pkey PRIMARY KEY (explanation_id)
);

CREATE TABLE registers_revision (
  row_id uuid NOT NULL,
  revision integer NOT NULL,
  act text NOT NULL,
  state text NOT NULL,
  cells jsonb NOT NULL,
  label text NOT NULL,
  due_on date,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT registers_revision_act_check CHECK ((act = ANY (ARRAY['added'::text, 'changed'::text, 'ended'::text, 'restored'::text, 'imported'::text, 'approved'::text, 'expired'::text]))),
  CONSTRAINT registers_revision_cells_check CHECK ((jsonb_typeof(cells) = 'object'::text)),
  CONSTRAINT registers_revision_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT registers_revision_pkey PRIMARY KEY (row_id, revision),
  CONSTRAINT registers_revision_reason_check CHECK ((length(reason) <= 500)),
  CONSTRAINT registers_revision_revision_check CHECK ((revision > 0)),
  CONSTRAINT registers_revision_row_id_fkey FOREIGN KEY (row_id) REFERENCES registers_row(id),
  CONSTRAINT registers_revision_state_check CHECK ((state = ANY (ARRAY['current'::text, 'ended'::text])))
);

CREATE TABLE registers_row (
  id uuid NOT NULL,
  register text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL,
  cells jsonb NOT NULL,
  label text NOT NULL,
  search text NOT NULL,
  key_digest text,
  due_on date,
  request_id uuid,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT registers_row_cells_check CHECK ((jsonb_typeof(cells) = 'object'::text)),
  CONSTRAINT registers_row_check CHECK (((state = 'current'::text) = (key_digest IS NOT NULL))),
  CONSTRAINT registers_row_key UNIQUE (register, key_digest) DEFERRABLE,
  CONSTRAINT registers_row_key_digest_check CHECK ((key_digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT registers_row_number_check CHECK ((number > 0)),
  CONSTRAINT registers_row_pkey PRIMARY KEY (id),
  CONSTRAINT registers_row_register_check CHECK ((register ~ '^[a-z0-9-]+/[a-z0-9-]+$'::text)),
  CONSTRAINT registers_row_register_number_key UNIQUE (register, number),
  CONSTRAINT registers_row_revision_check CHECK ((revision > 0)),
  CONSTRAINT registers_row_state_check CHECK ((state = ANY (ARRAY['current'::text, 'ended'::text])))
);

CREATE TABLE registers_upload (
  id uuid NOT NULL,
  owner text NOT NULL,
  register text NOT NULL,
  name text NOT NULL,
  encoding text,
  digest text NOT NULL,
  bytes bytea NOT NULL,
  uploaded_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT registers_upload_bytes_check CHECK ((length(bytes) <= 20971520)),
  CONSTRAINT registers_upload_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT registers_upload_encoding_check CHECK ((encoding = ANY (ARRAY['utf-8'::text, 'cp932'::text, 'utf-16le'::text]))),
  CONSTRAINT registers_upload_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT registers_upload_pkey PRIMARY KEY (id)
);

CREATE TABLE registers_view (
  id uuid NOT NULL,
  register text NOT NULL,
  owner text NOT NULL,
  name text NOT NULL,
  shared boolean NOT NULL,
  state jsonb NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT registers_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT registers_view_pkey PRIMARY KEY (id),
  CONSTRAINT registers_view_register_owner_name_key UNIQUE (register, owner, name)
);

CREATE TABLE requests_ability (
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  able boolean NOT NULL,
  because_ja text NOT NULL,
  because_en text NOT NULL,
  CONSTRAINT requests_ability_pkey PRIMARY KEY (kind, at)
);

CREATE TABLE requests_case (
  id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  applicant uuid NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL,
  round integer NOT NULL,
  place integer,
  form jsonb NOT NULL,
  valid_for_days integer,
  about text NOT NULL,
  search text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  submitted_at timestamp with time zone,
  decide_by date,
  lapses_at timestamp with time zone,
  overdue_at timestamp with time zone,
  approved_at timestamp with time zone,
  valid_until date,
  line uuid,
  occurrence uuid,
  expiring_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  closed_at timestamp with time zone,
  CONSTRAINT requests_case_check CHECK (((state = 'submitted'::text) = (place IS NOT NULL))),
  CONSTRAINT requests_case_check1 CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR ((round > 0) AND (submitted_at IS NOT NULL) AND (decide_by IS NOT NULL) AND (lapses_at IS NOT NULL)))),
  CONSTRAINT requests_case_check10 CHECK (((state <> 'withdrawn'::text) OR (ended_by = (applicant)::text))),
  CONSTRAINT requests_case_check11 CHECK (((state <> ALL (ARRAY['denied'::text, 'revoked'::text])) OR (ended_by <> (applicant)::text))),
  CONSTRAINT requests_case_check2 CHECK (((state = ANY (ARRAY['approved'::text, 'expired'::text, 'revoked'::text, 'closed'::text])) = (approved_at IS NOT NULL))),
  CONSTRAINT requests_case_check3 CHECK (((approved_at IS NULL) = (line IS NULL))),
  CONSTRAINT requests_case_check4 CHECK (((approved_at IS NOT NULL) OR ((valid_until IS NULL) AND (occurrence IS NULL) AND (expiring_at IS NULL) AND (closed_at IS NULL)))),
  CONSTRAINT requests_case_check5 CHECK (((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text])) = (ended_at IS NULL))),
  CONSTRAINT requests_case_check6 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT requests_case_check7 CHECK ((approved_at >= submitted_at)),
  CONSTRAINT requests_case_check8 CHECK (((state <> 'closed'::text) OR (closed_at IS NOT NULL))),
  CONSTRAINT requests_case_check9 CHECK (((closed_at IS NULL) OR (state = ANY (ARRAY['closed'::text, 'expired'::text, 'revoked'::text])))),
  CONSTRAINT requests_case_number_check CHECK ((number > 0)),
  CONSTRAINT requests_case_number_key UNIQUE (number),
  CONSTRAINT requests_case_pkey PRIMARY KEY (id),
  CONSTRAINT requests_case_place_check CHECK ((place >= 0)),
  CONSTRAINT requests_case_revision_check CHECK ((revision > 0)),
  CONSTRAINT requests_case_round_check CHECK ((round >= 0)),
  CONSTRAINT requests_case_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'denied'::text, 'withdrawn'::text, 'lapsed'::text, 'expired'::text, 'revoked'::text, 'closed'::text]))),
  CONSTRAINT requests_case_valid_for_days_check CHECK ((valid_for_days > 0))
);

CREATE TABLE requests_counter (
  one boolean DEFAULT true NOT NULL,
  last integer DEFAULT 0 NOT NULL,
  CONSTRAINT requests_counter_last_check CHECK ((last >= 0)),
  CONSTRAINT requests_counter_one_check CHECK (one),
  CONSTRAINT requests_counter_pkey PRIMARY KEY (one)
);

CREATE TABLE requests_decider (
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL,
  account uuid NOT NULL,
  CONSTRAINT requests_decider_pkey PRIMARY KEY (request, round, place, account),
  CONSTRAINT requests_decider_request_round_place_fkey FOREIGN KEY (request, round, place) REFERENCES requests_step(request, round, place)
);

CREATE TABLE requests_decision (
  id uuid NOT NULL,
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL,
  account uuid NOT NULL,
  in_place_of uuid,
  decision text NOT NULL,
  comment text NOT NULL,
  digest text NOT NULL,
  assessment jsonb,
  at timestamp with time zone NOT NULL,
  CONSTRAINT requests_decision_check CHECK (((decision = 'approve'::text) OR (comment <> ''::text))),
  CONSTRAINT requests_decision_check1 CHECK ((in_place_of <> account)),
  CONSTRAINT requests_decision_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'deny'::text, 'return'::text]))),
  CONSTRAINT requests_decision_pkey PRIMARY KEY (id),
  CONSTRAINT requests_decision_request_round_account_key UNIQUE (request, round, account),
  CONSTRAINT requests_decision_request_round_place_fkey FOREIGN KEY (request, round, place) REFERENCES requests_step(request, round, place)
);

CREATE TABLE requests_delegation (
  id uuid NOT NULL,
  from_account uuid NOT NULL,
  to_account uuid NOT NULL,
  since date NOT NULL,
  until date NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  ended_at timestamp with time zone,
  ended_by text,
  CONSTRAINT requests_delegation_check CHECK ((from_account <> to_account)),
  CONSTRAINT requests_delegation_check1 CHECK (((until >= since) AND ((until - since) <= 92))),
  CONSTRAINT requests_delegation_check2 CHECK ((since >= ((at AT TIME ZONE 'Asia/Tokyo'::text))::date)),
  CONSTRAINT requests_delegation_check3 CHECK ((by = (from_account)::text)),
  CONSTRAINT requests_delegation_check4 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT requests_delegation_pkey PRIMARY KEY (id),
  CONSTRAINT requests_delegation_reason_check CHECK ((reason <> ''::text))
);

CREATE TABLE requests_event (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  request uuid NOT NULL,
  kind text NOT NULL,
  round integer NOT NULL,
  act text NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  reason text NOT NULL,
  decision uuid,
  decide_by date,
  valid_until date,
  occurrence uuid,
  ledger_seq bigint,
  CONSTRAINT requests_event_act_check CHECK ((act = ANY (ARRAY['submitted'::text, 'decided'::text, 'approved'::text, 'denied'::text, 'returned'::text, 'withdrawn'::text, 'lapsed'::text, 'overdue'::text, 'expiring'::text, 'expired'::text, 'revoked'::text, 'closed'::text]))),
  CONSTRAINT requests_event_check CHECK (((act = 'expiring'::text) = (ledger_seq IS NULL))),
  CONSTRAINT requests_event_check1 CHECK (((act <> 'decided'::text) OR (decision IS NOT NULL))),
  CONSTRAINT requests_event_decision_fkey FOREIGN KEY (decision) REFERENCES requests_decision(id),
  CONSTRAINT requests_event_pkey PRIMARY KEY (id),
  CONSTRAINT requests_event_request_fkey FOREIGN KEY (request) REFERENCES requests_case(id)
);

CREATE TABLE requests_file (
  request uuid NOT NULL,
  file uuid NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  bytes bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT requests_file_pkey PRIMARY KEY (request, file),
  CONSTRAINT requests_file_request_fkey FOREIGN KEY (request) REFERENCES requests_case(id)
);

CREATE TABLE requests_step (
  request uuid NOT NULL,
  round integer NOT NULL,
  place integer NOT NULL,
  step text NOT NULL,
  title_ja text NOT NULL,
  title_en text NOT NULL,
  approvals integer NOT NULL,
  roles text[] NOT NULL,
  because_ja text,
  because_en text,
  CONSTRAINT requests_step_approvals_check CHECK (((approvals >= 1) AND (approvals <= 9))),
  CONSTRAINT requests_step_check CHECK (((because_ja IS NULL) = (because_en IS NULL))),
  CONSTRAINT requests_step_pkey PRIMARY KEY (request, round, place),
  CONSTRAINT requests_step_place_check CHECK ((place >= 0)),
  CONSTRAINT requests_step_request_round_fkey FOREIGN KEY (request, round) REFERENCES requests_submission(request, round)
);

CREATE TABLE requests_submission (
  request uuid NOT NULL,
  round integer NOT NULL,
  revision integer NOT NULL,
  content bytea NOT NULL,
  digest text NOT NULL,
  decide_by date NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT requests_submission_check CHECK ((digest = encode(sha256(content), 'hex'::text))),
  CONSTRAINT requests_submission_pkey PRIMARY KEY (request, round),
  CONSTRAINT requests_submission_request_fkey FOREIGN KEY (request) REFERENCES requests_case(id),
  CONSTRAINT requests_submission_round_check CHECK ((round > 0))
);

CREATE TABLE reviews_assignment (
  line_id uuid NOT NULL,
  no integer NOT NULL,
  account uuid,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT reviews_assignment_account_fkey FOREIGN KEY (account) REFERENCES people_account(id),
  CONSTRAINT reviews_assignment_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT reviews_assignment_line_id_fkey FOREIGN KEY (line_id) REFERENCES reviews_line(id),
  CONSTRAINT reviews_assignment_no_check CHECK ((no > 0)),
  CONSTRAINT reviews_assignment_pkey PRIMARY KEY (line_id, no),
  CONSTRAINT reviews_assignment_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

CREATE TABLE reviews_campaign (
  case_id uuid NOT NULL,
  variant text NOT NULL,
  previous uuid,
  set_off text NOT NULL,
  frozen_at timestamp with time zone NOT NULL,
  lines integer NOT NULL,
  hash text NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT reviews_campaign_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases_case(id),
  CONSTRAINT reviews_campaign_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT reviews_campaign_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT reviews_campaign_lines_check CHECK ((lines >= 0)),
  CONSTRAINT reviews_campaign_pkey PRIMARY KEY (case_id),
  CONSTRAINT reviews_campaign_previous_fkey FOREIGN KEY (previous) REFERENCES reviews_campaign(case_id),
  CONSTRAINT reviews_campaign_set_off_check CHECK ((set_off = ANY (ARRAY['calendar'::text, 'organisation'::text, 'person'::text]))),
  CONSTRAINT reviews_campaign_variant_check CHECK ((variant = ANY (ARRAY['privileges'::text, 'software'::text, 'access'::text, 'source-code'::text])))
);

CREATE TABLE reviews_decision (
  line_id uuid NOT NULL,
  no integer NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  duty boolean,
  role boolean,
  responsibility boolean,
  competence boolean,
  together boolean NOT NULL,
  account uuid NOT NULL,
  person uuid,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT reviews_decision_account_fkey FOREIGN KEY (account) REFERENCES people_account(id),
  CONSTRAINT reviews_decision_decision_check CHECK ((decision = ANY (ARRAY['keep'::text, 'reduce'::text, 'revoke'::text]))),
  CONSTRAINT reviews_decision_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT reviews_decision_line_id_fkey FOREIGN KEY (line_id) REFERENCES reviews_line(id),
  CONSTRAINT reviews_decision_no_check CHECK ((no > 0)),
  CONSTRAINT reviews_decision_pkey PRIMARY KEY (line_id, no),
  CONSTRAINT reviews_decision_reason_check CHECK ((length(reason) <= 500))
);

CREATE TABLE reviews_line (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  no integer NOT NULL,
  key text NOT NULL,
  subject uuid,
  subject_accounts uuid[] NOT NULL,
  who text NOT NULL,
  what text NOT NULL,
  level text NOT NULL,
  delta text NOT NULL,
  flags text[] NOT NULL,
  measured text NOT NULL,
  part text NOT NULL,
  register_row uuid,
  previous uuid,
  seen jsonb NOT NULL,
  CONSTRAINT reviews_line_case_id_fkey FOREIGN KEY (case_id) REFERENCES reviews_campaign(case_id),
  CONSTRAINT reviews_line_case_id_key_key UNIQUE (case_id, key),
  CONSTRAINT reviews_line_case_id_no_key UNIQUE (case_id, no),
  CONSTRAINT reviews_line_delta_check CHECK ((delta = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'removed'::text]))),
  CONSTRAINT reviews_line_key_check CHECK (((length(key) >= 1) AND (length(key) <= 700))),
  CONSTRAINT reviews_line_level_check CHECK ((length(level) <= 500)),
  CONSTRAINT reviews_line_measured_check CHECK ((measured = ANY (ARRAY['measured'::text, 'not-measured'::text, 'not-there'::text]))),
  CONSTRAINT reviews_line_no_check CHECK ((no > 0)),
  CONSTRAINT reviews_line_part_check CHECK ((part = ANY (ARRAY['administrator'::text, 'committee'::text]))),
  CONSTRAINT reviews_line_pkey PRIMARY KEY (id),
  CONSTRAINT reviews_line_previous_fkey FOREIGN KEY (previous) REFERENCES reviews_line(id),
  CONSTRAINT reviews_line_seen_check CHECK ((jsonb_typeof(seen) = 'object'::text)),
  CONSTRAINT reviews_line_what_check CHECK ((length(what) <= 500)),
  CONSTRAINT reviews_line_who_check CHECK ((length(who) <= 300))
);

CREATE TABLE reviews_list (
  id uuid NOT NULL,
  variant text NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  as_of date NOT NULL,
  file_digest text NOT NULL,
  columns jsonb NOT NULL,
  lines integer NOT NULL,
  joined integer NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT reviews_list_check CHECK (((joined >= 0) AND (joined <= lines))),
  CONSTRAINT reviews_list_columns_check CHECK ((jsonb_typeof(columns) = 'object'::text)),
  CONSTRAINT reviews_list_file_digest_check CHECK ((file_digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT reviews_list_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT reviews_list_lines_check CHECK ((lines > 0)),
  CONSTRAINT reviews_list_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT reviews_list_name_key_check CHECK (((length(name_key) >= 1) AND (length(name_key) <= 100))),
  CONSTRAINT reviews_list_pkey PRIMARY KEY (id),
  CONSTRAINT reviews_list_variant_check CHECK ((variant = ANY (ARRAY['privileges'::text, 'access'::text, 'source-code'::text])))
);

CREATE TABLE reviews_list_line (
  list_id uuid NOT NULL,
  no integer NOT NULL,
  account text NOT NULL,
  mail text NOT NULL,
  name text NOT NULL,
  number text NOT NULL,
  object text NOT NULL,
  level text NOT NULL,
  disabled boolean NOT NULL,
  guest boolean NOT NULL,
  CONSTRAINT reviews_list_line_account_check CHECK (((length(account) >= 1) AND (length(account) <= 200))),
  CONSTRAINT reviews_list_line_level_check CHECK ((length(level) <= 200)),
  CONSTRAINT reviews_list_line_list_id_fkey FOREIGN KEY (list_id) REFERENCES reviews_list(id),
  CONSTRAINT reviews_list_line_mail_check CHECK ((length(mail) <= 254)),
  CONSTRAINT reviews_list_line_name_check CHECK ((length(name) <= 200)),
  CONSTRAINT reviews_list_line_no_check CHECK ((no > 0)),
  CONSTRAINT reviews_list_line_number_check CHECK ((length(number) <= 40)),
  CONSTRAINT reviews_list_line_object_check CHECK ((length(object) <= 200)),
  CONSTRAINT reviews_list_line_pkey PRIMARY KEY (list_id, no)
);

CREATE TABLE reviews_look (
  line_id uuid NOT NULL,
  no integer NOT NULL,
  state text NOT NULL,
  because_ja text NOT NULL,
  because_en text NOT NULL,
  measured_at timestamp with time zone,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT reviews_look_check CHECK (((state <> ALL (ARRAY['gone'::text, 'reduced'::text])) OR (measured_at IS NOT NULL))),
  CONSTRAINT reviews_look_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT reviews_look_line_id_fkey FOREIGN KEY (line_id) REFERENCES reviews_remediation(line_id),
  CONSTRAINT reviews_look_no_check CHECK ((no > 0)),
  CONSTRAINT reviews_look_pkey PRIMARY KEY (line_id, no),
  CONSTRAINT reviews_look_state_check CHECK ((state = ANY (ARRAY['gone'::text, 'reduced'::text, 'still-there'::text, 'not-measured'::text])))
);

CREATE TABLE reviews_remediation (
  line_id uuid NOT NULL,
  wanted text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT reviews_remediation_line_id_fkey FOREIGN KEY (line_id) REFERENCES reviews_line(id),
  CONSTRAINT reviews_remediation_pkey PRIMARY KEY (line_id),
  CONSTRAINT reviews_remediation_wanted_check CHECK ((wanted = ANY (ARRAY['reduce'::text, 'revoke'::text])))
);

CREATE TABLE reviews_source (
  case_id uuid NOT NULL,
  source text NOT NULL,
  title_ja text NOT NULL,
  title_en text NOT NULL,
  state text NOT NULL,
  because_ja text NOT NULL,
  because_en text NOT NULL,
  as_of timestamp with time zone,
  items integer NOT NULL,
  CONSTRAINT reviews_source_case_id_fkey FOREIGN KEY (case_id) REFERENCES reviews_campaign(case_id),
  CONSTRAINT reviews_source_items_check CHECK ((items >= 0)),
  CONSTRAINT reviews_source_pkey PRIMARY KEY (case_id, source),
  CONSTRAINT reviews_source_source_check CHECK (((length(source) >= 1) AND (length(source) <= 140))),
  CONSTRAINT reviews_source_state_check CHECK ((state = ANY (ARRAY['complete'::text, 'incomplete'::text, 'stale'::text, 'failed'::text, 'missing'::text])))
);

CREATE TABLE scans_event (
  finding_id uuid NOT NULL,
  no integer NOT NULL,
  step text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  wanted text,
  until date,
  reason text NOT NULL,
  import_id uuid,
  by text NOT NULL,
  person uuid,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT scans_event_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES scans_finding(id),
  CONSTRAINT scans_event_import_id_fkey FOREIGN KEY (import_id) REFERENCES scans_import(id),
  CONSTRAINT scans_event_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT scans_event_no_check CHECK ((no > 0)),
  CONSTRAINT scans_event_pkey PRIMARY KEY (finding_id, no),
  CONSTRAINT scans_event_reason_check CHECK ((length(reason) <= 1000)),
  CONSTRAINT scans_event_step_check CHECK ((step = ANY (ARRAY['plan'::text, 'fix'::text, 'verify'::text, 'reopen'::text, 'propose'::text, 'agree'::text, 'decline'::text]))),
  CONSTRAINT scans_event_wanted_check CHECK ((wanted = ANY (ARRAY['accepted'::text, 'not-affected'::text, 'seeded'::text])))
);

CREATE TABLE scans_finding (
  id uuid NOT NULL,
  target_id uuid NOT NULL,
  tool text NOT NULL,
  scope text NOT NULL,
  rule text NOT NULL,
  fingerprint bytea NOT NULL,
  title text NOT NULL,
  message text NOT NULL,
  place text NOT NULL,
  line integer,
  cwes integer[] NOT NULL,
  aliases text[] NOT NULL,
  aspects text[] NOT NULL,
  claim jsonb,
  measure integer,
  search text NOT NULL,
  severity text NOT NULL,
  first_import uuid NOT NULL,
  first_at timestamp with time zone NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  seen boolean DEFAULT true NOT NULL,
  seen_import uuid NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  state text DEFAULT 'new'::text NOT NULL,
  until date,
  proposal integer,
  proposed text,
  revision integer DEFAULT 0 NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT scans_finding_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
  CONSTRAINT scans_finding_first_import_fkey FOREIGN KEY (first_import) REFERENCES scans_import(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT scans_finding_message_check CHECK ((length(message) <= 2000)),
  CONSTRAINT scans_finding_pkey PRIMARY KEY (id),
  CONSTRAINT scans_finding_place_check CHECK ((length(place) <= 500)),
  CONSTRAINT scans_finding_rule_check CHECK (((length(rule) >= 1) AND (length(rule) <= 200))),
  CONSTRAINT scans_finding_seen_import_fkey FOREIGN KEY (seen_import) REFERENCES scans_import(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT scans_finding_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text]))),
  CONSTRAINT scans_finding_state_check CHECK ((state = ANY (ARRAY['new'::text, 'planned'::text, 'fixed'::text, 'verified'::text, 'accepted'::text, 'not-affected'::text, 'seeded'::text]))),
  CONSTRAINT scans_finding_target_id_fkey FOREIGN KEY (target_id) REFERENCES scans_target(id),
  CONSTRAINT scans_finding_target_id_tool_scope_rule_fingerprint_key UNIQUE (target_id, tool, scope, rule, fingerprint),
  CONSTRAINT scans_finding_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300)))
);

CREATE TABLE scans_import (
  id uuid NOT NULL,
  target_id uuid NOT NULL,
  tool text NOT NULL,
  tool_version text NOT NULL,
  scope text NOT NULL,
  format text NOT NULL,
  complete boolean NOT NULL,
  file_digest bytea NOT NULL,
  file_name text NOT NULL,
  commit_id text NOT NULL,
  scanned_at timestamp with time zone NOT NULL,
  covers text[] NOT NULL,
  complexity_limit integer,
  counts jsonb NOT NULL,
  warnings text[] NOT NULL,
  token_id uuid,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT scans_import_counts_check CHECK ((jsonb_typeof(counts) = 'object'::text)),
  CONSTRAINT scans_import_file_digest_check CHECK ((octet_length(file_digest) = 32)),
  CONSTRAINT scans_import_file_name_check CHECK ((length(file_name) <= 200)),
  CONSTRAINT scans_import_format_check CHECK ((format = ANY (ARRAY['sarif'::text, 'cyclonedx'::text, 'osv'::text, 'zap-json'::text, 'zap-xml'::text, 'nmap'::text]))),
  CONSTRAINT scans_import_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT scans_import_pkey PRIMARY KEY (id),
  CONSTRAINT scans_import_scope_check CHECK ((length(scope) <= 200)),
  CONSTRAINT scans_import_target_id_file_digest_tool_scope_key UNIQUE (target_id, file_digest, tool, scope),
  CONSTRAINT scans_import_target_id_fkey FOREIGN KEY (target_id) REFERENCES scans_target(id),
  CONSTRAINT scans_import_token_id_fkey FOREIGN KEY (token_id) REFERENCES scans_token(id),
  CONSTRAINT scans_import_tool_check CHECK (((length(tool) >= 1) AND (length(tool) <= 100)))
);

CREATE TABLE scans_presence (
  finding_id uuid NOT NULL,
  import_id uuid NOT NULL,
  seen boolean NOT NULL,
  severity text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT scans_presence_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES scans_finding(id),
  CONSTRAINT scans_presence_import_id_fkey FOREIGN KEY (import_id) REFERENCES scans_import(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT scans_presence_pkey PRIMARY KEY (finding_id, import_id),
  CONSTRAINT scans_presence_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text])))
);

CREATE TABLE scans_target (
  id uuid NOT NULL,
  no integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  line uuid,
  developers uuid[] NOT NULL,
  ended boolean NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT scans_target_kind_check CHECK ((kind = ANY (ARRAY['repository'::text, 'system'::text, 'environment'::text]))),
  CONSTRAINT scans_target_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  CONSTRAINT scans_target_no_check CHECK ((no > 0)),
  CONSTRAINT scans_target_pkey PRIMARY KEY (id)
);

CREATE TABLE scans_target_version (
  target_id uuid NOT NULL,
  no integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  line uuid,
  developers uuid[] NOT NULL,
  ended boolean NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT scans_target_version_developers_check CHECK ((cardinality(developers) <= 100)),
  CONSTRAINT scans_target_version_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT scans_target_version_no_check CHECK ((no > 0)),
  CONSTRAINT scans_target_version_pkey PRIMARY KEY (target_id, no)
);

CREATE TABLE scans_token (
  id uuid NOT NULL,
  target_id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  made_by text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_seq bigint NOT NULL,
  last_used_at timestamp with time zone,
  revoked_by text,
  revoked_at timestamp with time zone,
  revoked_seq bigint,
  CONSTRAINT scans_token_check CHECK ((num_nulls(revoked_by, revoked_at, revoked_seq) = ANY (ARRAY[0, 3]))),
  CONSTRAINT scans_token_made_seq_fkey FOREIGN KEY (made_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT scans_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  CONSTRAINT scans_token_pkey PRIMARY KEY (id),
  CONSTRAINT scans_token_revoked_seq_fkey FOREIGN KEY (revoked_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT scans_token_secret_hash_check CHECK ((octet_length(secret_hash) = 32)),
  CONSTRAINT scans_token_secret_hash_key UNIQUE (secret_hash),
  CONSTRAINT scans_token_target_id_fkey FOREIGN KEY (target_id) REFERENCES scans_target(id)
);

CREATE TABLE software_device (
  device_id uuid NOT NULL,
  sets text NOT NULL,
  titles integer[] NOT NULL,
  CONSTRAINT software_device_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT software_device_pkey PRIMARY KEY (device_id)
);

CREATE TABLE software_item (
  item_id integer NOT NULL,
  title_id integer NOT NULL,
  version text NOT NULL,
  state smallint NOT NULL,
  development boolean NOT NULL,
  CONSTRAINT software_item_item_id_fkey FOREIGN KEY (item_id) REFERENCES inventory_item(id),
  CONSTRAINT software_item_pkey PRIMARY KEY (item_id),
  CONSTRAINT software_item_state_check CHECK (((state >= 0) AND (state <= 6))),
  CONSTRAINT software_item_title_id_fkey FOREIGN KEY (title_id) REFERENCES software_title(id)
) WITH (fillfactor=80);

CREATE TABLE software_link (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  title_id integer NOT NULL,
  row_id uuid NOT NULL,
  linked boolean NOT NULL,
  reason text NOT NULL,
  by text NOT NULL,
  at timestamp with time zone NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT software_link_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT software_link_pkey PRIMARY KEY (id),
  CONSTRAINT software_link_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT software_link_row_id_fkey FOREIGN KEY (row_id) REFERENCES registers_row(id),
  CONSTRAINT software_link_title_id_fkey FOREIGN KEY (title_id) REFERENCES software_title(id)
);

CREATE TABLE software_rule (
  digest text NOT NULL,
  rule jsonb NOT NULL,
  CONSTRAINT software_rule_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT software_rule_pkey PRIMARY KEY (digest)
);

CREATE TABLE software_standing (
  device_id uuid NOT NULL,
  unlisted integer[] NOT NULL,
  unlisted_since timestamp with time zone[] NOT NULL,
  forbidden integer[] NOT NULL,
  body_digest bytea NOT NULL,
  under bytea,
  CONSTRAINT software_standing_body_digest_check CHECK ((octet_length(body_digest) = 32)),
  CONSTRAINT software_standing_check CHECK ((cardinality(unlisted) = cardinality(unlisted_since))),
  CONSTRAINT software_standing_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices_device(id),
  CONSTRAINT software_standing_pkey PRIMARY KEY (device_id),
  CONSTRAINT software_standing_under_check CHECK ((octet_length(under) = 32))
) WITH (fillfactor=70);

CREATE TABLE software_title (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  platform text NOT NULL,
  name text NOT NULL,
  publisher text NOT NULL,
  digest bytea NOT NULL,
  search text NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  devices integer DEFAULT 0 NOT NULL,
  gone_at timestamp with time zone,
  state text NOT NULL,
  limited boolean NOT NULL,
  rule text,
  CONSTRAINT software_title_devices_check CHECK ((devices >= 0)),
  CONSTRAINT software_title_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT software_title_digest_key UNIQUE (digest),
  CONSTRAINT software_title_kind_check CHECK ((kind = ANY (ARRAY['installed'::text, 'trace'::text]))),
  CONSTRAINT software_title_pkey PRIMARY KEY (id),
  CONSTRAINT software_title_platform_check CHECK ((platform = ANY (ARRAY['windows'::text, 'macos'::text, 'linux'::text]))),
  CONSTRAINT software_title_state_check CHECK ((state = ANY (ARRAY['new'::text, 'asked'::text, 'allowed'::text, 'baseline'::text, 'forbidden'::text, 'seen'::text])))
) WITH (fillfactor=80);

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

CREATE TABLE suppliers_code (
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  code_hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries smallint DEFAULT 0 NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT suppliers_code_code_hash_check CHECK ((octet_length(code_hash) = 32)),
  CONSTRAINT suppliers_code_pkey PRIMARY KEY (id),
  CONSTRAINT suppliers_code_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id),
  CONSTRAINT suppliers_code_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES suppliers_link(token_hash),
  CONSTRAINT suppliers_code_tries_check CHECK (((tries >= 0) AND (tries <= 5)))
);

CREATE TABLE suppliers_delivery (
  case_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  what text NOT NULL,
  delivered_on date NOT NULL,
  acceptance uuid,
  CONSTRAINT suppliers_delivery_pkey PRIMARY KEY (case_id, at),
  CONSTRAINT suppliers_delivery_what_check CHECK (((length(what) >= 1) AND (length(what) <= 200)))
);

CREATE TABLE suppliers_draft (
  sheet_id uuid NOT NULL,
  revision integer NOT NULL,
  answers jsonb NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT suppliers_draft_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text)),
  CONSTRAINT suppliers_draft_pkey PRIMARY KEY (sheet_id),
  CONSTRAINT suppliers_draft_revision_check CHECK ((revision > 0)),
  CONSTRAINT suppliers_draft_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id)
);

CREATE TABLE suppliers_evidence (
  file_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  question text NOT NULL,
  at timestamp with time zone NOT NULL,
  taken_back_at timestamp with time zone,
  CONSTRAINT suppliers_evidence_pkey PRIMARY KEY (file_id),
  CONSTRAINT suppliers_evidence_question_check CHECK ((question ~ '^[a-z]+-[0-9]+$'::text)),
  CONSTRAINT suppliers_evidence_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id)
);

CREATE TABLE suppliers_link (
  token_hash bytea NOT NULL,
  sheet_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT suppliers_link_pkey PRIMARY KEY (token_hash),
  CONSTRAINT suppliers_link_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id),
  CONSTRAINT suppliers_link_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE suppliers_opening (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  sheet_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  act text NOT NULL,
  address text NOT NULL,
  CONSTRAINT suppliers_opening_act_check CHECK ((act = ANY (ARRAY['opened'::text, 'code-sent'::text, 'code-wrong'::text, 'confirmed'::text, 'read'::text, 'excel-in'::text, 'submitted'::text, 'again'::text]))),
  CONSTRAINT suppliers_opening_address_check CHECK ((length(address) <= 60)),
  CONSTRAINT suppliers_opening_pkey PRIMARY KEY (id),
  CONSTRAINT suppliers_opening_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id)
);

CREATE TABLE suppliers_reminder (
  sheet_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT suppliers_reminder_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40))),
  CONSTRAINT suppliers_reminder_pkey PRIMARY KEY (sheet_id, kind),
  CONSTRAINT suppliers_reminder_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id)
);

CREATE TABLE suppliers_session (
  hash bytea NOT NULL,
  sheet_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT suppliers_session_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT suppliers_session_pkey PRIMARY KEY (hash),
  CONSTRAINT suppliers_session_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES suppliers_sheet(id),
  CONSTRAINT suppliers_session_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES suppliers_link(token_hash)
);

CREATE TABLE suppliers_sheet (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  again boolean NOT NULL,
  way text NOT NULL,
  company text NOT NULL,
  content bytea NOT NULL,
  digest text NOT NULL,
  contact_name text NOT NULL,
  contact_mail text,
  sent_at timestamp with time zone NOT NULL,
  sent_by text NOT NULL,
  due_on date NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  ended_at timestamp with time zone,
  submitted_at timestamp with time zone,
  submitted_via text,
  submitted_by text,
  answers bytea,
  answers_digest text,
  score jsonb,
  sent_seq bigint NOT NULL,
  submitted_seq bigint,
  CONSTRAINT suppliers_sheet_answers_check CHECK (((length(answers) >= 2) AND (length(answers) <= 1000000))),
  CONSTRAINT suppliers_sheet_answers_digest_check CHECK ((answers_digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT suppliers_sheet_case_number_check CHECK (((length(case_number) >= 1) AND (length(case_number) <= 40))),
  CONSTRAINT suppliers_sheet_check CHECK ((expires_at > sent_at)),
  CONSTRAINT suppliers_sheet_check1 CHECK ((encode(sha256(content), 'hex'::text) = digest)),
  CONSTRAINT suppliers_sheet_check2 CHECK (((answers IS NULL) OR (encode(sha256(answers), 'hex'::text) = answers_digest))),
  CONSTRAINT suppliers_sheet_check3 CHECK (((way = 'link'::text) = (contact_mail IS NOT NULL))),
  CONSTRAINT suppliers_sheet_check4 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT suppliers_sheet_check5 CHECK (((state = 'submitted'::text) = (submitted_at IS NOT NULL))),
  CONSTRAINT suppliers_sheet_check6 CHECK ((((submitted_at IS NULL) = (submitted_via IS NULL)) AND ((submitted_at IS NULL) = (submitted_by IS NULL)))),
  CONSTRAINT suppliers_sheet_check7 CHECK ((((submitted_at IS NULL) = (answers IS NULL)) AND ((submitted_at IS NULL) = (score IS NULL)))),
  CONSTRAINT suppliers_sheet_check8 CHECK ((((submitted_at IS NULL) = (submitted_seq IS NULL)) AND ((submitted_at IS NULL) = (answers_digest IS NULL)))),
  CONSTRAINT suppliers_sheet_check9 CHECK (((submitted_at IS NULL) OR (submitted_at < expires_at) OR (submitted_via = 'company'::text))),
  CONSTRAINT suppliers_sheet_contact_mail_check CHECK (((length(contact_mail) >= 3) AND (length(contact_mail) <= 254))),
  CONSTRAINT suppliers_sheet_contact_name_check CHECK (((length(contact_name) >= 1) AND (length(contact_name) <= 200))),
  CONSTRAINT suppliers_sheet_content_check CHECK (((length(content) >= 2) AND (length(content) <= 400000))),
  CONSTRAINT suppliers_sheet_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT suppliers_sheet_pkey PRIMARY KEY (id),
  CONSTRAINT suppliers_sheet_sent_seq_fkey FOREIGN KEY (sent_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_sheet_state_check CHECK ((state = ANY (ARRAY['open'::text, 'submitted'::text, 'ended'::text]))),
  CONSTRAINT suppliers_sheet_submitted_by_check CHECK (((length(submitted_by) >= 1) AND (length(submitted_by) <= 200))),
  CONSTRAINT suppliers_sheet_submitted_seq_fkey FOREIGN KEY (submitted_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_sheet_submitted_via_check CHECK ((submitted_via = ANY (ARRAY['link'::text, 'company'::text]))),
  CONSTRAINT suppliers_sheet_way_check CHECK ((way = ANY (ARRAY['link'::text, 'excel'::text])))
);

CREATE TABLE suppliers_sla (
  id uuid NOT NULL,
  service uuid NOT NULL,
  what text NOT NULL,
  unit text NOT NULL,
  sense text NOT NULL,
  agreed numeric(14,4) NOT NULL,
  since date NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_by text NOT NULL,
  made_seq bigint NOT NULL,
  ended_at timestamp with time zone,
  ended_by text,
  ended_seq bigint,
  CONSTRAINT suppliers_sla_check CHECK ((((ended_at IS NULL) = (ended_seq IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
  CONSTRAINT suppliers_sla_ended_seq_fkey FOREIGN KEY (ended_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_sla_made_seq_fkey FOREIGN KEY (made_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_sla_pkey PRIMARY KEY (id),
  CONSTRAINT suppliers_sla_sense_check CHECK ((sense = ANY (ARRAY['at-least'::text, 'at-most'::text]))),
  CONSTRAINT suppliers_sla_unit_check CHECK ((length(unit) <= 20)),
  CONSTRAINT suppliers_sla_what_check CHECK (((length(what) >= 1) AND (length(what) <= 80)))
);

CREATE TABLE suppliers_sla_figure (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  sla uuid NOT NULL,
  month date NOT NULL,
  value numeric(14,4) NOT NULL,
  source text NOT NULL,
  note text NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT suppliers_sla_figure_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_sla_figure_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  CONSTRAINT suppliers_sla_figure_note_check CHECK ((length(note) <= 500)),
  CONSTRAINT suppliers_sla_figure_pkey PRIMARY KEY (id),
  CONSTRAINT suppliers_sla_figure_sla_fkey FOREIGN KEY (sla) REFERENCES suppliers_sla(id),
  CONSTRAINT suppliers_sla_figure_source_check CHECK ((source = ANY (ARRAY['reported'::text, 'own'::text])))
);

CREATE TABLE suppliers_template (
  revision integer NOT NULL,
  groups text[] NOT NULL,
  left_out text[] NOT NULL,
  at timestamp with time zone NOT NULL,
  by text NOT NULL,
  ledger_seq bigint NOT NULL,
  CONSTRAINT suppliers_template_groups_check CHECK (((cardinality(groups) >= 1) AND (cardinality(groups) <= 50))),
  CONSTRAINT suppliers_template_ledger_seq_fkey FOREIGN KEY (ledger_seq) REFERENCES ledger_entry(seq),
  CONSTRAINT suppliers_template_left_out_check CHECK ((cardinality(left_out) <= 200)),
  CONSTRAINT suppliers_template_pkey PRIMARY KEY (revision),
  CONSTRAINT suppliers_template_revision_check CHECK ((revision > 0))
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

CREATE TABLE websites_current (
  host text NOT NULL,
  look_id bigint NOT NULL,
  confirmed_at timestamp with time zone NOT NULL,
  CONSTRAINT websites_current_look_id_fkey FOREIGN KEY (look_id) REFERENCES websites_look(id),
  CONSTRAINT websites_current_pkey PRIMARY KEY (host)
) WITH (fillfactor=80);

CREATE TABLE websites_look (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  host text NOT NULL,
  looked_at timestamp with time zone NOT NULL,
  seen jsonb NOT NULL,
  CONSTRAINT websites_look_host_check CHECK (((length(host) >= 1) AND (length(host) <= 260))),
  CONSTRAINT websites_look_pkey PRIMARY KEY (id)
);

CREATE INDEX acceptance_disposition_case ON public.acceptance_disposition USING btree (case_id, by);
CREATE INDEX acceptance_disposition_result ON public.acceptance_disposition USING btree (result_id);
CREATE INDEX acceptance_result_case ON public.acceptance_result USING btree (case_id, by);
CREATE INDEX acceptance_result_row ON public.acceptance_result USING btree (row_id, id DESC);
CREATE INDEX acceptance_row_place ON public.acceptance_row USING btree (case_id, place) WHERE (NOT removed);
CREATE INDEX attachments_file_hash ON public.attachments_file USING btree (hash);
CREATE INDEX attachments_file_loose ON public.attachments_file USING btree (added_at) WHERE (subject IS NULL);
CREATE INDEX attachments_file_subject ON public.attachments_file USING btree (subject) WHERE (subject IS NOT NULL);
CREATE UNIQUE INDEX capacity_breach_open ON public.capacity_breach USING btree (subject) WHERE (ended_at IS NULL);
CREATE INDEX capacity_breach_opened ON public.capacity_breach USING btree (opened_at);
CREATE INDEX capacity_outcome_known ON public.capacity_outcome USING btree (known_on);
CREATE INDEX capacity_outlook_percent ON public.capacity_outlook USING btree (percent DESC, series);
CREATE INDEX capacity_outlook_soonest ON public.capacity_outlook USING btree (full_on, percent DESC, series);
CREATE INDEX capacity_outlook_subject ON public.capacity_outlook USING btree (subject);
CREATE INDEX capacity_raw_open ON public.capacity_raw USING btree (day, subject) WHERE (NOT rolled);
CREATE INDEX capacity_subject_forecast ON public.capacity_subject USING btree (forecast_on NULLS FIRST);
CREATE UNIQUE INDEX capacity_target_address ON public.capacity_target USING btree (kind, address) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX capacity_target_name ON public.capacity_target USING btree (name) WHERE (ended_at IS NULL);
CREATE INDEX cases_case_changed ON public.cases_case USING btree (kind, changed_at);
CREATE INDEX cases_case_line ON public.cases_case USING btree (line) WHERE (line IS NOT NULL);
CREATE UNIQUE INDEX cases_case_line_once ON public.cases_case USING btree (line) WHERE ((line IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX cases_case_open ON public.cases_case USING btree (kind, changed_at) WHERE (ended_at IS NULL);
CREATE INDEX cases_case_state ON public.cases_case USING btree (kind, state, number);
CREATE INDEX cases_device_device ON public.cases_device USING btree (device_id);
CREATE INDEX cases_event_actors ON public.cases_event USING gin (actors);
CREATE INDEX cases_event_at ON public.cases_event USING btree (at);
CREATE INDEX cases_link_ref ON public.cases_link USING btree (what, ref);
CREATE INDEX checks_device_fail ON public.checks_device USING btree (fail);
CREATE INDEX checks_finding_check ON public.checks_finding USING btree (check_id, at);
CREATE INDEX checks_finding_device ON public.checks_finding USING btree (device_id, at);
CREATE INDEX checks_state_device ON public.checks_state USING btree (device_id, verdict);
CREATE INDEX checks_state_verdict ON public.checks_state USING btree (check_id, verdict);
CREATE INDEX clocks_day_old ON public.clocks_day USING btree (day);
CREATE INDEX clocks_device_worst ON public.clocks_device USING btree (abs(offset_ms) DESC, device_id);
CREATE INDEX clocks_reference_newest ON public.clocks_reference USING btree (server, at DESC);
CREATE INDEX consoles_import_newest ON public.consoles_import USING btree (kind, ledger_seq DESC);
CREATE INDEX development_assessment_about ON public.development_assessment USING btree (about, about_id, ledger_seq DESC);
CREATE UNIQUE INDEX development_requirement_starter ON public.development_requirement USING btree (case_id, starter) WHERE (starter IS NOT NULL);
CREATE INDEX devices_definitions_age ON public.devices_definitions USING btree (updated_at, device_id);
CREATE INDEX devices_device_hardware ON public.devices_device USING btree (hardware_uuid);
CREATE INDEX devices_device_name ON public.devices_device USING btree (lower(name), id) WHERE (retired_at IS NULL);
CREATE INDEX devices_device_serial ON public.devices_device USING btree (serial) WHERE (serial IS NOT NULL);
CREATE INDEX devices_node_device ON public.devices_node USING btree (device_id);
CREATE INDEX devices_retirement_at ON public.devices_retirement USING btree (at DESC, device_id);
CREATE UNIQUE INDEX drift_baseline_approved ON public.drift_baseline USING btree (platform, class, environment) WHERE (state = 'approved'::text);
CREATE INDEX drift_change_event ON public.drift_change USING btree (event_id, change_id);
CREATE INDEX drift_device_baseline ON public.drift_device USING btree (baseline, differs DESC);
CREATE INDEX drift_device_due ON public.drift_device USING btree (looked_at);
CREATE INDEX drift_event_at ON public.drift_event USING btree (at DESC, id);
CREATE INDEX drift_event_device ON public.drift_event USING btree (device_id, first_change DESC);
CREATE INDEX drift_event_state ON public.drift_event USING btree (state, at DESC, id);
CREATE INDEX drift_event_waiting ON public.drift_event USING btree (device_id, waits_since) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX drift_rule_builtin ON public.drift_rule USING btree (builtin) WHERE (ended_at IS NULL);
CREATE INDEX duties_event_occurrence ON public.duties_event USING btree (occurrence, id);
CREATE UNIQUE INDEX duties_event_once ON public.duties_event USING btree (occurrence, act) WHERE (act <> 'moved'::text);
CREATE INDEX duties_occurrence_case ON public.duties_occurrence USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX duties_occurrence_closed ON public.duties_occurrence USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX duties_occurrence_due ON public.duties_occurrence USING btree (state, due_at);
CREATE INDEX duties_occurrence_duty ON public.duties_occurrence USING btree (duty, nominal_on);
CREATE INDEX duties_occurrence_next ON public.duties_occurrence USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX duties_period_chain ON public.duties_period USING btree (duty, kind, nominal_on);
CREATE INDEX duties_shown_at ON public.duties_shown USING btree (at);
CREATE INDEX intake_fact_device ON public.intake_fact USING btree (device_id, kind, observed_at);
CREATE INDEX intake_line_device ON public.intake_line USING btree (device_id, type, at);
CREATE INDEX intake_line_received ON public.intake_line USING btree (received_at);
CREATE INDEX inventory_change_at ON public.inventory_change USING btree (collection, at);
CREATE INDEX inventory_change_device ON public.inventory_change USING btree (device_id, at);
CREATE INDEX inventory_foreign_macs ON public.inventory_foreign USING gin (macs);
CREATE INDEX inventory_item_key ON public.inventory_item USING btree (collection, key);
CREATE INDEX inventory_item_mac ON public.inventory_item USING btree (((attributes ->> 'mac'::text))) WHERE (collection = 'interfaces'::text);
CREATE INDEX inventory_neighbour_mac ON public.inventory_neighbour USING btree (mac);
CREATE INDEX inventory_question_open ON public.inventory_question USING btree (opened_at) WHERE ((answer IS NULL) AND (settled_at IS NULL));
CREATE INDEX inventory_question_subject ON public.inventory_question USING btree (subject);
CREATE INDEX inventory_reporter_device ON public.inventory_reporter USING btree (device_id, last_at);
CREATE INDEX inventory_set_collection ON public.inventory_set USING btree (collection, changed_at);
CREATE INDEX inventory_set_items ON public.inventory_set USING gin (items);
CREATE UNIQUE INDEX leaflets_campaign_current ON public.leaflets_campaign USING btree (audience) WHERE (replaced_at IS NULL);
CREATE INDEX leaflets_campaign_sent ON public.leaflets_campaign USING btree (audience, sent_at);
CREATE INDEX leaflets_request_open ON public.leaflets_request USING btree (campaign_id) WHERE (state = 'open'::text);
CREATE INDEX leaflets_request_person ON public.leaflets_request USING btree (person_id, acknowledged_at);
CREATE INDEX leaflets_token_expires ON public.leaflets_token USING btree (expires_at);
CREATE INDEX ledger_entry_at ON public.ledger_entry USING btree (at, seq);
CREATE INDEX ledger_entry_kind ON public.ledger_entry USING btree (kind, seq);
CREATE INDEX ledger_entry_subject ON public.ledger_entry USING btree (subject text_pattern_ops, seq);
CREATE INDEX live_ask_at ON public.live_ask USING btree (asked_at DESC);
CREATE INDEX live_target_seq ON public.live_target USING btree (ask_id, seq);
CREATE INDEX notify_notice_due ON public.notify_notice USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'failed'::text]));
CREATE INDEX notify_notice_state ON public.notify_notice USING btree (state, created_at);
CREATE INDEX people_account_case ON public.people_account USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX people_known_browser_account ON public.people_known_browser USING btree (account_id);
CREATE INDEX people_link_account ON public.people_link USING btree (account_id);
CREATE INDEX people_passkey_account ON public.people_passkey USING btree (account_id);
CREATE INDEX people_session_account ON public.people_session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX procedures_version_effective ON public.procedures_version USING btree (effective_from, major, minor) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX procedures_version_number ON public.procedures_version USING btree (major, minor) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text]));
CREATE UNIQUE INDEX procedures_version_one_submitted ON public.procedures_version USING btree (state) WHERE (state = 'submitted'::text);
CREATE UNIQUE INDEX registers_comparison_first ON public.registers_comparison USING btree (register, first_at);
CREATE INDEX registers_confirmation_at ON public.registers_confirmation USING btree (register, at);
CREATE INDEX registers_difference_found ON public.registers_difference USING btree (register, found_at);
CREATE UNIQUE INDEX registers_difference_open ON public.registers_difference USING btree (register, side, key) WHERE (gone_at IS NULL);
CREATE INDEX registers_explanation_ends ON public.registers_explanation USING btree (ends_at);
CREATE INDEX registers_explanation_of ON public.registers_explanation USING btree (difference_id, at);
CREATE INDEX registers_revision_at ON public.registers_revision USING btree (at);
CREATE INDEX registers_row_changed ON public.registers_row USING btree (changed_at);
CREATE INDEX registers_row_state ON public.registers_row USING btree (register, state, due_on) INCLUDE (changed_at);
CREATE INDEX registers_upload_expires ON public.registers_upload USING btree (expires_at);
CREATE INDEX requests_case_applicant ON public.requests_case USING btree (applicant, number);
CREATE INDEX requests_case_due ON public.requests_case USING btree (decide_by) WHERE (state = 'submitted'::text);
CREATE INDEX requests_case_kind ON public.requests_case USING btree (kind, number);
CREATE INDEX requests_case_occurrence ON public.requests_case USING btree (occurrence) WHERE (occurrence IS NOT NULL);
CREATE INDEX requests_case_state ON public.requests_case USING btree (state, number);
CREATE INDEX requests_case_valid ON public.requests_case USING btree (valid_until) WHERE (state = 'approved'::text);
CREATE INDEX requests_decider_account ON public.requests_decider USING btree (account, request, round, place);
CREATE INDEX requests_decision_account ON public.requests_decision USING btree (account, request);
CREATE INDEX requests_delegation_from ON public.requests_delegation USING btree (from_account);
CREATE INDEX requests_delegation_to ON public.requests_delegation USING btree (to_account);
CREATE UNIQUE INDEX requests_event_decided ON public.requests_event USING btree (decision) WHERE (act = 'decided'::text);
CREATE INDEX requests_event_kind ON public.requests_event USING btree (kind, at);
CREATE UNIQUE INDEX requests_event_once ON public.requests_event USING btree (request, round, act) WHERE (act <> 'decided'::text);
CREATE INDEX requests_event_request ON public.requests_event USING btree (request, id);
CREATE INDEX reviews_assignment_account ON public.reviews_assignment USING btree (account) WHERE (account IS NOT NULL);
CREATE INDEX reviews_campaign_newest ON public.reviews_campaign USING btree (variant, frozen_at DESC);
CREATE INDEX reviews_list_newest ON public.reviews_list USING btree (variant, name_key, at DESC);
CREATE INDEX scans_event_at ON public.scans_event USING btree (at);
CREATE INDEX scans_finding_first ON public.scans_finding USING btree (first_import);
CREATE INDEX scans_finding_opened ON public.scans_finding USING btree (opened_at DESC, id);
CREATE INDEX scans_finding_proposed ON public.scans_finding USING btree (target_id) WHERE (proposal IS NOT NULL);
CREATE INDEX scans_finding_state ON public.scans_finding USING btree (target_id, state, severity);
CREATE INDEX scans_import_at ON public.scans_import USING btree (target_id, at DESC);
CREATE INDEX scans_import_newest ON public.scans_import USING btree (target_id, tool, scope, at DESC);
CREATE UNIQUE INDEX scans_import_told ON public.scans_import USING btree (ledger_seq);
CREATE INDEX scans_presence_import ON public.scans_presence USING btree (import_id);
CREATE UNIQUE INDEX scans_target_name ON public.scans_target USING btree (name) WHERE (NOT ended);
CREATE INDEX scans_token_target ON public.scans_token USING btree (target_id, made_at);
CREATE INDEX software_device_titles ON public.software_device USING gin (titles) WITH (fastupdate=off);
CREATE INDEX software_item_noted ON public.software_item USING btree (item_id) WHERE ((state >= 2) OR development);
CREATE INDEX software_item_title ON public.software_item USING btree (title_id);
CREATE INDEX software_link_title ON public.software_link USING btree (title_id, row_id, id);
CREATE INDEX software_title_devices ON public.software_title USING btree (kind, devices DESC, id);
CREATE INDEX software_title_first ON public.software_title USING btree (kind, first_seen_at DESC, id);
CREATE INDEX software_title_name ON public.software_title USING btree (platform, lower(name));
CREATE INDEX software_title_state ON public.software_title USING btree (kind, state, devices DESC, id);
CREATE INDEX staff_change_subject ON public.staff_change USING btree (subject);
CREATE UNIQUE INDEX staff_department_code ON public.staff_department USING btree (code) WHERE (code IS NOT NULL);
CREATE INDEX staff_device_owner_person ON public.staff_device_owner USING btree (person_id);
CREATE INDEX staff_person_department ON public.staff_person USING btree (department_id);
CREATE INDEX staff_person_email ON public.staff_person USING btree (email_key) WHERE (email_key <> ''::text);
CREATE INDEX suppliers_code_sheet ON public.suppliers_code USING btree (sheet_id, made_at);
CREATE INDEX suppliers_delivery_acceptance ON public.suppliers_delivery USING btree (acceptance) WHERE (acceptance IS NOT NULL);
CREATE INDEX suppliers_evidence_sheet ON public.suppliers_evidence USING btree (sheet_id);
CREATE INDEX suppliers_link_sheet ON public.suppliers_link USING btree (sheet_id);
CREATE INDEX suppliers_opening_sheet ON public.suppliers_opening USING btree (sheet_id, at);
CREATE INDEX suppliers_session_sheet ON public.suppliers_session USING btree (sheet_id);
CREATE INDEX suppliers_sheet_case ON public.suppliers_sheet USING btree (case_id, sent_at);
CREATE UNIQUE INDEX suppliers_sheet_open ON public.suppliers_sheet USING btree (case_id) WHERE (state = 'open'::text);
CREATE INDEX suppliers_sla_figure_month ON public.suppliers_sla_figure USING btree (sla, month, id);
CREATE INDEX suppliers_sla_service ON public.suppliers_sla USING btree (service) WHERE (ended_at IS NULL);
CREATE INDEX websites_look_host ON public.websites_look USING btree (host, looked_at DESC, id DESC);

CREATE OR REPLACE FUNCTION public.acceptance_committee_approved(one uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = one AND e.step = 'approve-committee'
    AND e.no > (SELECT max(t.no) FROM cases_event t WHERE t.case_id = one AND t.step = 'tested'))
$function$;

CREATE OR REPLACE FUNCTION public.acceptance_disposition_write()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  r acceptance_result%ROWTYPE;
  made uuid;
BEGIN
  IF coalesce(acceptance_state(NEW.case_id), '') NOT IN ('testing', 'tested') THEN
    RAISE EXCEPTION 'nothing is tested in acceptance % now', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  SELECT * INTO r FROM acceptance_result x WHERE x.row_id = NEW.row_id ORDER BY x.id DESC LIMIT 1;
  IF r.id IS DISTINCT FROM NEW.result_id OR r.case_id <> NEW.case_id OR r.outcome = 'pass' THEN
    RAISE EXCEPTION 'a disposition is about the newest result of its case, which did not pass' USING ERRCODE = '42501';
  END IF;
  IF NEW.disposition = 'accepted' THEN
    SELECT s.developer INTO made FROM acceptance_sheet s WHERE s.case_id = NEW.case_id;
    IF EXISTS (SELECT 1 FROM acceptance_result x WHERE x.row_id = NEW.row_id AND (x.by = NEW."by" OR x.tester = NEW.person)) OR made = NEW.person THEN
      RAISE EXCEPTION 'what did not pass is accepted by somebody else than who tested or made it' USING ERRCODE = '42501', CONSTRAINT = 'acceptance_apart';
    END IF;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at AND l.kind = TG_ARGV[0]
       AND l.actor = NEW."by"::text AND l.subject = 'case:development/acceptance case:' || NEW.case_id) THEN
    RAISE EXCEPTION '% is not in the ledger', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_open(one uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT count(*)::integer FROM acceptance_row r
  LEFT JOIN LATERAL (SELECT x.id, x.outcome FROM acceptance_result x WHERE x.row_id = r.id AND x.row_revision = r.revision
                     ORDER BY x.id DESC LIMIT 1) l ON true
  WHERE r.case_id = one AND NOT r.removed AND l.outcome IS DISTINCT FROM 'pass'
    AND NOT EXISTS (SELECT 1 FROM acceptance_disposition d WHERE d.result_id = l.id AND d.disposition = 'accepted')
$function$;

CREATE OR REPLACE FUNCTION public.acceptance_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what was specified and tested is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_result_write()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF coalesce(acceptance_state(NEW.case_id), '') NOT IN ('testing', 'tested') THEN
    RAISE EXCEPTION 'nothing is tested in acceptance % now', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM acceptance_row r WHERE r.id = NEW.row_id AND r.case_id = NEW.case_id AND r.revision = NEW.row_revision AND NOT r.removed) THEN
    RAISE EXCEPTION 'a result is that of a case of the specification' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_row_write()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF acceptance_state(NEW.case_id) IS DISTINCT FROM 'specification' THEN
    RAISE EXCEPTION 'the specification of % does not change while it is tested', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_frozen';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.number <> OLD.number THEN
      RAISE EXCEPTION 'a case of a specification stays what it is' USING ERRCODE = '42501';
    END IF;
    IF NEW.revision <> OLD.revision + ((NEW.what, NEW.expected) IS DISTINCT FROM (OLD.what, OLD.expected))::integer THEN
      RAISE EXCEPTION 'a change of the text is counted' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_sheet_write()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event e JOIN cases_case c ON c.id = e.case_id WHERE c.id = NEW.case_id AND c.kind = 'development/acceptance'
       AND e.no = 1 AND e.at = NEW.opened_at AND (e.cells ->> 'developer') IS NOT DISTINCT FROM NEW.developer::text
       AND (e.cells ->> 'tester') IS NOT DISTINCT FROM NEW.tester::text) THEN
    RAISE EXCEPTION 'a sheet says what its acceptance was opened with' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_state(one uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  found text;
BEGIN
  SELECT state INTO found FROM cases_case WHERE id = one AND kind = 'development/acceptance' FOR UPDATE;
  RETURN found;
END $function$;

CREATE OR REPLACE FUNCTION public.acceptance_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  c cases_case%ROWTYPE;
  s acceptance_sheet%ROWTYPE;
  tested date;
  last_result date;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  IF c.kind <> 'development/acceptance' THEN
    RETURN NULL;
  END IF;
  SELECT * INTO s FROM acceptance_sheet WHERE case_id = c.id;
  IF c.variant = 'specified' AND s.case_id IS NULL THEN
    RAISE EXCEPTION 'acceptance % has no sheet', c.id USING ERRCODE = '42501';
  END IF;
  IF NEW.step = 'begin-testing' AND NOT EXISTS (SELECT 1 FROM acceptance_version v WHERE v.case_id = c.id AND v.at = NEW.at
       AND v.row_count = (SELECT count(*) FROM acceptance_row r WHERE r.case_id = c.id AND NOT r.removed)) THEN
    RAISE EXCEPTION 'acceptance % is tested without its specification', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_specified';
  END IF;
  IF c.variant = 'specified' AND NEW.step LIKE 'approve-%' THEN
    IF acceptance_open(c.id) > 0 THEN
      RAISE EXCEPTION 'acceptance % has open cases', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_open';
    END IF;
    IF s.developer = ANY (NEW.people)
       OR EXISTS (SELECT 1 FROM acceptance_result x WHERE x.case_id = c.id AND (x.by = ANY (NEW.actors) OR x.tester = ANY (NEW.people)))
       OR EXISTS (SELECT 1 FROM acceptance_disposition d WHERE d.case_id = c.id AND d.disposition = 'fixed'
                  AND (d.by = ANY (NEW.actors) OR d.person = ANY (NEW.people)))
       OR EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.step = 'tested' AND (e.cells ->> 'tester') = ANY (NEW.people::text[])) THEN
      RAISE EXCEPTION 'whoever tested or made it does not approve it: case %', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_apart';
    END IF;
  END IF;
  IF c.variant = 'documented' AND NEW.step = 'approve-request' AND NOT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = c.id AND e.step = 'apply'
       AND ((e.cells ->> 'failed')::numeric = 0 OR (e.cells ->> 'result' = 'conditional' AND length(coalesce(e.cells ->> 'defects', '')) > 0))) THEN
    RAISE EXCEPTION 'acceptance % has failed cases without a reason', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_open';
  END IF;
  IF NEW.step = 'live' THEN
    SELECT (e.cells ->> 'testedOn')::date INTO tested FROM cases_event e WHERE e.case_id = c.id AND e.step IN ('tested', 'apply') ORDER BY e.no DESC LIMIT 1;
    SELECT max((x.at AT TIME ZONE 'Asia/Tokyo')::date) INTO last_result FROM acceptance_result x WHERE x.case_id = c.id;
    IF tested IS NULL OR (NEW.happened_at AT TIME ZONE 'Asia/Tokyo')::date < greatest(tested, last_result) THEN
      RAISE EXCEPTION 'acceptance % goes live before it was tested', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_before_test';
    END IF;
    IF c.variant = 'specified' AND (acceptance_open(c.id) > 0 OR s.committee AND NOT acceptance_committee_approved(c.id)) THEN
      RAISE EXCEPTION 'acceptance % is not approved by all', c.id USING ERRCODE = '42501', CONSTRAINT = 'acceptance_approved';
    END IF;
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.attachments_bound_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a file that is part of a record stays as it is' USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.capacity_history_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a forecast and what became of it stay as they are' USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.cases_adopts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  c cases_case%ROWTYPE;
  named text;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  SELECT NEW.cells ->> a.field INTO named FROM cases_adoption a WHERE a.kind = c.kind AND a.step = NEW.step;
  IF named IS DISTINCT FROM (CASE WHEN c.line_revision IS NOT NULL THEN c.line::text END) THEN
    RAISE EXCEPTION 'the line of case % is not the one that its opening names', c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_adopts';
  END IF;
  IF named IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_payload p WHERE p.seq = NEW.ledger_seq
       AND p.body::jsonb -> 'adopts' = jsonb_build_object('row', named, 'revision', c.line_revision)) THEN
    RAISE EXCEPTION 'the line that case % takes is not in the ledger', c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_adopts';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_are()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  NEW.people := NEW.people || ARRAY(SELECT p FROM unnest(cases_people_of(NEW.actors)) p WHERE NOT EXISTS (SELECT 1 FROM unnest(NEW.people) q WHERE q = p));
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.state <> '' OR NEW.revision <> 0 OR NEW.ended_at IS NOT NULL OR NEW.changed_at <> NEW.opened_at THEN
    RAISE EXCEPTION 'a case begins with its first event' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_begun()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event WHERE case_id = NEW.id AND no = 1) THEN
    RAISE EXCEPTION 'case % has no beginning', NEW.id USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_device_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF (SELECT revision FROM cases_case WHERE id = NEW.case_id) <> 0 THEN
    RAISE EXCEPTION 'case % says what it is about when it is opened', NEW.case_id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_go()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  c cases_case%ROWTYPE;
  way cases_transition%ROWTYPE;
  last_on date;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id FOR UPDATE;
  IF NEW.no <> c.revision + 1 OR NEW.from_state IS DISTINCT FROM nullif(c.state, '') THEN
    RAISE EXCEPTION 'event % of case % does not follow on revision %, state %', NEW.no, c.id, c.revision, c.state USING ERRCODE = '40001';
  END IF;
  SELECT * INTO way FROM cases_transition t WHERE t.kind = c.kind AND t.step = NEW.step AND t.variant = c.variant
    AND t.from_state IS NOT DISTINCT FROM NEW.from_state AND t.to_state = NEW.to_state;
  IF way.kind IS NULL THEN
    RAISE EXCEPTION 'a case of % (%) does not go from % to % by %', c.kind, c.variant, NEW.from_state, NEW.to_state, NEW.step USING ERRCODE = '42501';
  END IF;
  IF (NEW."by" = 'system') <> way.machine OR way.machine <> (cardinality(NEW.actors) = 0) OR (NEW."by" <> 'system' AND NOT NEW."by" = ANY (NEW.actors::text[])) THEN
    RAISE EXCEPTION 'whoever writes an event is among those who did it' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(NEW.actors) a WHERE NOT EXISTS (SELECT 1 FROM people_account p WHERE p.id = a)) THEN
    RAISE EXCEPTION 'an event is done by accounts that there are' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM cases_event e JOIN cases_apart x ON x.kind = c.kind AND x.step = NEW.step AND x.other = e.step
             WHERE e.case_id = c.id AND (e.actors && NEW.actors OR e.people && NEW.people)) THEN
    RAISE EXCEPTION 'one person in two roles that must be apart: % of case %', NEW.step, c.id USING ERRCODE = '42501', CONSTRAINT = 'cases_apart';
  END IF;
  SELECT max((e.happened_at AT TIME ZONE 'Asia/Tokyo')::date) INTO last_on FROM cases_event e WHERE e.case_id = c.id;
  IF NEW.happened_at > NEW.at OR (NOT way.any_time AND (NEW.happened_at AT TIME ZONE 'Asia/Tokyo')::date < last_on) THEN
    RAISE EXCEPTION '% of case % happened at %, out of order', NEW.step, c.id, NEW.happened_at USING ERRCODE = '42501', CONSTRAINT = 'cases_order';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = CASE WHEN NEW.no = 1 THEN 'case.opened' ELSE 'case.step' END AND l.actor = NEW."by"
       AND l.subject = 'case:' || c.kind || ' case:' || c.id
       AND p.body::jsonb ->> 'step' = NEW.step AND p.body::jsonb ->> 'to' = NEW.to_state) THEN
    RAISE EXCEPTION 'the step % of case % is not in the ledger', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  UPDATE cases_case SET state = NEW.to_state, revision = NEW.no, changed_at = NEW.at,
    ended_at = CASE WHEN EXISTS (SELECT 1 FROM cases_ending x WHERE x.kind = c.kind AND x.state = NEW.to_state) THEN NEW.at END
    WHERE id = c.id;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_is()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW."by"::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
    NEW.person := coalesce((cases_people_of(ARRAY[NEW."by"::text::uuid]))[1], NEW.person);
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  l registers_row%ROWTYPE;
BEGIN
  SELECT * INTO l FROM registers_row WHERE id = NEW.line FOR UPDATE;
  IF l.id IS NULL OR l.state <> 'current' OR NOT EXISTS (SELECT FROM cases_mirror m WHERE m.kind = NEW.kind AND m.register = l.register) THEN
    RAISE EXCEPTION 'the line of case % is none in force of the register that mirrors it', NEW.id USING ERRCODE = '42501', CONSTRAINT = 'cases_line';
  END IF;
  IF NEW.line_revision IS NULL AND l.created_at <> NEW.opened_at THEN
    RAISE EXCEPTION 'the line of case % was there before it', NEW.id USING ERRCODE = '42501', CONSTRAINT = 'cases_line';
  END IF;
  IF NEW.line_revision <> l.revision THEN
    RAISE EXCEPTION 'the line of case % has revision %, not %', NEW.id, l.revision, NEW.line_revision USING ERRCODE = '40001', CONSTRAINT = 'cases_line';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_link_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN cases_case c ON c.id = NEW.case_id WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = 'case.linked' AND l.actor = NEW."by" AND l.subject = 'case:' || c.kind || ' case:' || c.id) THEN
    RAISE EXCEPTION 'the link is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.cases_people_of(accounts uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT coalesce(array_agg(p.id), '{}') FROM people_account a
    JOIN staff_person p ON p.email_key <> '' AND p.email_key = a.login_key AND p.state = 'active'
  WHERE a.id = ANY (accounts)
    AND NOT EXISTS (SELECT 1 FROM staff_person o WHERE o.email_key = p.email_key AND o.state = 'active' AND o.id <> p.id)
$function$;

CREATE OR REPLACE FUNCTION public.cases_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'cases are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.clocks_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION '% is history and stays as it is', TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.consoles_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what was imported stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.development_assessed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.kind = 'development.assessed' AND e.actor = NEW."by" AND e.at = NEW.at
       AND e.subject = CASE NEW.about WHEN 'case' THEN 'case:development/project case:' ELSE 'register:systems/systems row:' END || NEW.about_id) THEN
    RAISE EXCEPTION 'the assessment is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.development_froze()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.no = c.revision
       WHERE c.id = NEW.case_id AND c.kind = 'development/project' AND e.step = 'submitRequirements' AND e.at = NEW.at AND e.by = NEW."by") THEN
    RAISE EXCEPTION 'a list is frozen when it is handed over' USING ERRCODE = '42501';
  END IF;
  IF NEW.lines <> (SELECT count(*) FROM development_requirement r WHERE r.case_id = NEW.case_id)
     OR NEW.no <> coalesce((SELECT max(f.no) FROM development_freeze f WHERE f.case_id = NEW.case_id), 0) + 1 THEN
    RAISE EXCEPTION 'the frozen list is not that of the project' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_payload p USING (seq) WHERE e.seq = NEW.ledger_seq AND e.kind = 'development.frozen'
       AND e.actor = NEW."by" AND e.at = NEW.at AND e.subject = 'case:development/project case:' || NEW.case_id
       AND p.body::jsonb ->> 'digest' = encode(NEW.digest, 'hex')) THEN
    RAISE EXCEPTION 'the frozen list is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.development_next()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  last integer;
BEGIN
  IF TG_TABLE_NAME = 'development_wording' THEN
    SELECT max(w.revision) INTO last FROM development_wording w WHERE w.requirement_id = NEW.requirement_id;
  ELSE
    SELECT max(t.revision) INTO last FROM development_trace t WHERE t.requirement_id = NEW.requirement_id;
  END IF;
  IF NEW.revision <> coalesce(last, 0) + 1 THEN
    RAISE EXCEPTION 'revision % does not follow on %', NEW.revision, last USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.development_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  owner uuid;
  state text;
  kind text;
BEGIN
  owner := CASE TG_TABLE_NAME WHEN 'development_requirement' THEN (to_jsonb(NEW) ->> 'case_id')::uuid
    ELSE (SELECT r.case_id FROM development_requirement r WHERE r.id = (to_jsonb(NEW) ->> 'requirement_id')::uuid) END;
  PERFORM pg_advisory_xact_lock(8034051, hashtext(owner::text));
  SELECT c.state, c.kind INTO state, kind FROM cases_case c WHERE c.id = owner;
  IF kind IS DISTINCT FROM 'development/project' OR state IS DISTINCT FROM 'requirements' THEN
    RAISE EXCEPTION 'the requirements of case % are frozen', owner USING ERRCODE = '42501', CONSTRAINT = 'development_frozen';
  END IF;
  IF NOT development_said('development.requirements', owner, NEW.ledger_seq, NEW."by", NEW.at) THEN
    RAISE EXCEPTION 'the requirements are not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.development_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'requirements are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.development_said(wanted text, case_id uuid, seq bigint, by text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = $3 AND e.kind = wanted AND e.actor = $4 AND e.at = $5
    AND e.subject = 'case:development/project case:' || case_id)
$function$;

CREATE OR REPLACE FUNCTION public.development_traced()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  owner uuid;
BEGIN
  SELECT r.case_id INTO owner FROM development_requirement r WHERE r.id = NEW.requirement_id;
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = owner AND c.ended_at IS NULL) THEN
    RAISE EXCEPTION 'the project has ended' USING ERRCODE = '42501';
  END IF;
  IF NOT development_said('development.traced', owner, NEW.ledger_seq, NEW."by", NEW.at) THEN
    RAISE EXCEPTION 'the trace is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.development_worded()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM development_wording WHERE requirement_id = NEW.id) THEN
    RAISE EXCEPTION 'requirement % says nothing', NEW.id USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.devices_by_rule(platforms text[], class text, environments text[], name_like text, os_like text, departments uuid[], networks text[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.devices_class_by_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.class_by = 'rule' THEN
    NEW.class := CASE WHEN NEW.platform = 'linux' OR NEW.os ILIKE '%server%' THEN 'server' ELSE 'client' END;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.devices_in_group(wanted uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT devices_by_rule(v.platforms, v.class, v.environments, v.name_like, v.os_like, v.departments, v.networks)
  FROM devices_group g JOIN devices_group_version v ON v.group_id = g.id AND v.version = g.version
  WHERE g.id = $1 AND g.ended_at IS NULL
$function$;

CREATE OR REPLACE FUNCTION public.devices_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what was decided of devices stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.devices_said_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  line jsonb := to_jsonb(NEW);
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry e WHERE e.seq = (line ->> TG_ARGV[1])::bigint AND e.kind = TG_ARGV[0] AND e.actor = line ->> TG_ARGV[2]) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', TG_ARGV[0], line ->> TG_ARGV[2] USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.drift_event_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state IN ('explained', 'closed') THEN
    RAISE EXCEPTION 'an event that is done with stays as it is' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'explained' AND NOT EXISTS (SELECT FROM drift_explanation WHERE event_id = NEW.id) THEN
    RAISE EXCEPTION 'an event is explained by an explanation' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.drift_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what was explained, ruled and approved stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.duties_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.state NOT IN ('waiting', 'open') OR NEW.revision <> 1 OR NEW.moved <> 0 OR NEW.escalation <> 0 THEN
    RAISE EXCEPTION 'an occurrence begins as waiting or open' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_case_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.case_id IS NULL AND OLD.state IN ('waiting', 'open', 'overdue') AND OLD.request IS NULL
     AND EXISTS (SELECT 1 FROM reviews_campaign c JOIN cases_case k ON k.id = c.case_id WHERE c.case_id = NEW.case_id AND k.state = 'frozen') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the case of an occurrence does not change' USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.duties_case_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  c cases_case%ROWTYPE;
  way cases_transition%ROWTYPE;
BEGIN
  SELECT * INTO c FROM cases_case WHERE id = NEW.case_id;
  SELECT * INTO way FROM cases_transition t WHERE t.kind = c.kind AND t.step = NEW.step AND t.variant = c.variant
    AND t.from_state IS NOT DISTINCT FROM NEW.from_state AND t.to_state = NEW.to_state;
  IF (way.duty IS NULL) <> (NEW.occurrence IS NULL) OR (way.duty IS NOT NULL AND NOT EXISTS (SELECT FROM duties_occurrence o
       WHERE o.id = NEW.occurrence AND o.duty = way.duty AND o.state = 'completed' AND o.closed_by = NEW."by"
         AND o.case_id IS NOT DISTINCT FROM CASE WHEN NEW.from_state IS NOT NULL THEN c.id END
         AND (NEW.from_state IS NOT NULL OR o.closed_at = NEW.at))) THEN
    RAISE EXCEPTION 'the step % of case % is not the record of its duty', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  IF way.request IS NOT NULL AND NOT EXISTS (SELECT FROM requests_case r WHERE r.id = c.request AND r.kind = way.request
       AND r.state IN ('submitted', 'approved')) THEN
    RAISE EXCEPTION 'the step % of case % is not that of its request', NEW.step, c.id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_happen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  o duties_occurrence%ROWTYPE;
BEGIN
  SELECT * INTO o FROM duties_occurrence WHERE id = NEW.occurrence;
  IF EXISTS (SELECT 1 FROM duties_event WHERE occurrence = NEW.occurrence AND act IN ('completed', 'skipped')) THEN
    RAISE EXCEPTION 'the history of occurrence % is closed', NEW.occurrence USING ERRCODE = '42501';
  END IF;
  IF NEW.act IN ('completed', 'skipped') AND NEW.act <> o.state THEN
    RAISE EXCEPTION 'occurrence % is %, not %', NEW.occurrence, o.state, NEW.act USING ERRCODE = '42501';
  END IF;
  IF (NEW.act = 'started' AND o.state = 'waiting')
     OR (NEW.act = 'overdue' AND o.state IN ('waiting', 'open'))
     OR (NEW.act = 'escalated-committee' AND o.escalation < 1)
     OR (NEW.act = 'escalated-management' AND o.escalation < 2)
     OR (NEW.act = 'moved' AND o.moved <= (SELECT count(*) FROM duties_event WHERE occurrence = NEW.occurrence AND act = 'moved')) THEN
    RAISE EXCEPTION 'occurrence % has not come to %', NEW.occurrence, NEW.act USING ERRCODE = '42501';
  END IF;
  IF (NEW.due_on, NEW.due_at) IS DISTINCT FROM (o.due_on, o.due_at) THEN
    RAISE EXCEPTION 'the history says another date than occurrence %', NEW.occurrence USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN duties_occurrence o ON o.id = NEW.occurrence WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at
       AND e.kind = CASE WHEN NEW.act LIKE 'escalated-%' THEN 'duty.escalated' ELSE 'duty.' || NEW.act END
       AND e.actor = NEW."by" AND e.subject = 'duty:' || o.duty || ' occurrence:' || o.id) THEN
    RAISE EXCEPTION 'that an occurrence was % is not in the ledger', NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'duties are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.duties_setting_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'duty.settings' AND e.actor = NEW."by"
       AND e.subject = 'duty:' || NEW.duty) THEN
    RAISE EXCEPTION 'who sees to a duty is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.state IN ('completed', 'skipped') THEN
    RAISE EXCEPTION 'occurrence % was % already', OLD.id, OLD.state USING ERRCODE = '42501';
  END IF;
  IF (NEW.id, NEW.duty, NEW.key, NEW.kind, NEW.title_ja, NEW.title_en, NEW.about_ja, NEW.about_en, NEW.search, NEW.owner, NEW.request, NEW.nominal_on, NEW.opens_on, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.duty, OLD.key, OLD.kind, OLD.title_ja, OLD.title_en, OLD.about_ja, OLD.about_en, OLD.search, OLD.owner, OLD.request, OLD.nominal_on, OLD.opens_on, OLD.created_at) THEN
    RAISE EXCEPTION 'what an occurrence is about does not change' USING ERRCODE = '42501';
  END IF;
  IF NOT (NEW.state = OLD.state
       OR (OLD.state = 'waiting' AND NEW.state IN ('open', 'skipped'))
       OR (OLD.state = 'open' AND NEW.state IN ('overdue', 'completed', 'skipped'))
       OR (OLD.state = 'overdue' AND NEW.state IN ('completed', 'skipped'))) THEN
    RAISE EXCEPTION 'an occurrence does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  IF NEW.revision NOT IN (OLD.revision, OLD.revision + 1) OR NEW.escalation NOT IN (OLD.escalation, OLD.escalation + 1)
     OR NEW.moved NOT IN (OLD.moved, OLD.moved + 1) THEN
    RAISE EXCEPTION 'an occurrence goes on one step at a time' USING ERRCODE = '42501';
  END IF;
  -- What is overdue stays overdue: a new date would hide it.
  IF (NEW.due_on, NEW.due_at) IS DISTINCT FROM (OLD.due_on, OLD.due_at)
     AND NOT (OLD.state IN ('waiting', 'open') AND NEW.state = OLD.state AND NEW.moved = OLD.moved + 1 AND NEW.revision = OLD.revision + 1) THEN
    RAISE EXCEPTION 'a due date is moved before it is reached, and counted' USING ERRCODE = '42501';
  END IF;
  IF NEW.escalation > OLD.escalation AND NOT (OLD.state = 'overdue' AND NEW.state = 'overdue') THEN
    RAISE EXCEPTION 'only what is overdue goes up' USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('completed', 'skipped') AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'closing is a revision' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.duties_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  acts text[];
  lacks text;
BEGIN
  SELECT array_agg(act) INTO acts FROM duties_event WHERE occurrence = NEW.id;
  lacks := CASE
    WHEN acts IS NULL OR NOT 'opened' = ANY (acts) THEN 'opened'
    WHEN NEW.state IN ('overdue', 'completed', 'skipped') AND NOT NEW.state = ANY (acts) THEN NEW.state
    WHEN NEW.escalation >= 1 AND NOT 'escalated-committee' = ANY (acts) THEN 'escalated-committee'
    WHEN NEW.escalation >= 2 AND NOT 'escalated-management' = ANY (acts) THEN 'escalated-management'
    WHEN NEW.moved > cardinality(array_positions(acts, 'moved')) THEN 'moved'
  END;
  IF lacks IS NOT NULL THEN
    RAISE EXCEPTION 'occurrence % lacks % in its history', NEW.id, lacks USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.inventory_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what changed on a device is never rewritten: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

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

CREATE OR REPLACE FUNCTION public.live_keep()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.ended IS NOT NULL THEN
    RAISE EXCEPTION 'an ask that has ended stays as it is' USING ERRCODE = '55000';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.live_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a query that was kept stays as it is: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
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

CREATE OR REPLACE FUNCTION public.people_session_within()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM people_account a WHERE a.id = NEW.account_id AND a.opens_at IS NOT NULL
             AND (a.opens_at > NEW.last_seen_at OR a.expires_at <= NEW.last_seen_at OR a.status = 'disabled')) THEN
    RAISE EXCEPTION 'account % works within its window only', NEW.account_id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.people_window_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'an account gets its window after it was made' USING ERRCODE = '42501', CONSTRAINT = 'people_window';
END $function$;

CREATE OR REPLACE FUNCTION public.people_window_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.opens_at IS NULL THEN
    IF OLD.status <> 'invited' OR OLD.roles <> ARRAY['auditor'] OR EXISTS (SELECT 1 FROM people_session WHERE account_id = OLD.id)
       OR NOT EXISTS (SELECT 1 FROM cases_case c JOIN cases_event e ON e.case_id = c.id AND e.step = 'agree'
                      WHERE c.id = NEW.case_id AND c.kind = 'audits/audit' AND c.variant = 'audit' AND c.ended_at IS NULL) THEN
      RAISE EXCEPTION 'account % is not made for an agreed audit', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.opens_at IS DISTINCT FROM OLD.opens_at OR NEW.case_id IS DISTINCT FROM OLD.case_id OR NEW.roles <> OLD.roles
     OR NEW.expires_at IS NULL OR NEW.expires_at > OLD.expires_at OR (OLD.status = 'disabled' AND NEW.status <> 'disabled') THEN
    RAISE EXCEPTION 'the window of account % stays', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.people_window_within()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_event e WHERE e.case_id = NEW.case_id AND e.step = 'apply'
       AND NEW.opens_at >= ((e.cells ->> 'windowFrom') || ':00+09:00')::timestamptz
       AND NEW.expires_at <= ((e.cells ->> 'windowTo') || ':00+09:00')::timestamptz) THEN
    RAISE EXCEPTION 'the window of account % is not the one that was agreed', OLD.id USING ERRCODE = '42501', CONSTRAINT = 'people_window';
  END IF;
  RETURN NEW;
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

CREATE OR REPLACE FUNCTION public.registers_comparison_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM registers_comparison WHERE register = NEW.register AND last_at >= NEW.first_at) THEN
      RAISE EXCEPTION 'a comparison comes after the ones before it' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.last_at < OLD.last_at OR EXISTS (SELECT 1 FROM registers_comparison WHERE register = NEW.register AND first_at > OLD.first_at) THEN
    RAISE EXCEPTION 'only the last comparison goes on, and only forward' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_confirm()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.rows <> (SELECT count(*) FROM registers_row WHERE register = NEW.register AND state = 'current') THEN
    RAISE EXCEPTION 'the register has another number of lines than %', NEW.rows USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'register.confirmed'
       AND e.subject = 'register:' || NEW.register) THEN
    RAISE EXCEPTION 'the confirmation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_difference_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_payload p USING (seq) WHERE e.subject = 'register:' || NEW.register || ' difference:' || NEW.id
       AND e.kind || '' = 'register.difference' AND p.body::jsonb ->> 'state' = CASE TG_OP WHEN 'INSERT' THEN 'found' ELSE 'gone' END) THEN
    RAISE EXCEPTION 'the difference is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_difference_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.gone_at IS NOT NULL THEN
      RAISE EXCEPTION 'a difference begins as an open one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.gone_at IS NOT NULL THEN
    RAISE EXCEPTION 'a difference that is gone stays as it was' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_explain_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM 1 FROM registers_difference WHERE id = NEW.difference_id AND gone_at IS NULL AND found_at <= NEW.at FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such difference to explain any more' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_explanation_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_explanation WHERE id = NEW.explanation_id AND ends_at <= NEW.at) THEN
    RAISE EXCEPTION 'the explanation still holds' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_explanation_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_difference d JOIN ledger_entry e ON e.subject = 'register:' || d.register || ' difference:' || d.id
       WHERE d.id = NEW.difference_id AND e.kind || '' = 'register.explained' AND e.at = NEW.at AND e.actor = NEW."by") THEN
    RAISE EXCEPTION 'the explanation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  line registers_row%ROWTYPE;
  before registers_revision%ROWTYPE;
  lawful boolean;
BEGIN
  SELECT * INTO line FROM registers_row WHERE id = NEW.row_id;
  SELECT * INTO before FROM registers_revision WHERE row_id = NEW.row_id AND revision = NEW.revision - 1;
  lawful := CASE
    WHEN NEW.revision = 1 THEN
      NEW.state = 'current' AND NEW.act IN ('added', 'imported', 'approved') AND (NEW.act = 'approved') = (line.request_id IS NOT NULL)
    WHEN before.row_id IS NULL THEN false
    WHEN NEW.act = 'changed' THEN before.state = 'current' AND NEW.state = 'current'
    WHEN NEW.act IN ('ended', 'expired') THEN before.state = 'current' AND NEW.state = 'ended' AND NEW.cells = before.cells
    WHEN NEW.act = 'restored' THEN before.state = 'ended' AND NEW.state = 'current'
    WHEN NEW.act = 'imported' THEN
      NEW.state = 'current' OR (before.state = 'current' AND NEW.cells = before.cells)
    ELSE false
  END;
  IF lawful IS NOT TRUE THEN
    RAISE EXCEPTION 'a line of a register does not become % from % by %', NEW.state, coalesce(before.state, 'nothing'), NEW.act
      USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND (
       (e.kind = 'register.row' AND e.subject = 'register:' || line.register || ' row:' || line.id)
       OR (e.kind = 'register.imported' AND NEW.act = 'imported' AND e.subject LIKE 'register:' || line.register || ' import:%'))) THEN
    RAISE EXCEPTION 'revision % of a line is not in the ledger', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'registers are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.registers_revision_was()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_row WHERE id = NEW.row_id AND revision >= NEW.revision) THEN
    RAISE EXCEPTION 'a line of a register never had revision %', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_row_is_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM registers_revision WHERE row_id = NEW.id AND revision = NEW.revision AND state = NEW.state
       AND cells = NEW.cells AND at = NEW.changed_at AND by = NEW.changed_by) THEN
    RAISE EXCEPTION 'revision % of a line has no history', NEW.revision USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.registers_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revision <> 1 OR NEW.state <> 'current' OR NEW.changed_at <> NEW.created_at OR NEW.changed_by <> NEW.created_by THEN
      RAISE EXCEPTION 'a line of a register begins in force, with revision 1' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.register, NEW.number, NEW.request_id, NEW.created_at, NEW.created_by)
     IS DISTINCT FROM (OLD.id, OLD.register, OLD.number, OLD.request_id, OLD.created_at, OLD.created_by) THEN
    RAISE EXCEPTION 'what a line of a register is does not change' USING ERRCODE = '42501';
  END IF;
  IF (NEW.state, NEW.revision, NEW.cells, NEW.changed_at, NEW.changed_by)
     IS NOT DISTINCT FROM (OLD.state, OLD.revision, OLD.cells, OLD.changed_at, OLD.changed_by) THEN
    RETURN NEW;
  END IF;
  IF NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'revision % of a line follows %, not %', OLD.revision + 1, OLD.revision, NEW.revision USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'ended' AND NEW.state = 'ended' THEN
    RAISE EXCEPTION 'a line that ended is restored before it changes' USING ERRCODE = '42501';
  END IF;
  IF OLD.state <> NEW.state AND NEW.state = 'ended' AND NEW.cells <> OLD.cells THEN
    RAISE EXCEPTION 'a line ends with what it said' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_add_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF (SELECT state FROM requests_case WHERE id = NEW.request FOR UPDATE) IS DISTINCT FROM 'draft' THEN
    RAISE EXCEPTION 'a submitted request takes no more files' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.state <> 'draft' OR NEW.round <> 0 OR NEW.revision <> 1 THEN
    RAISE EXCEPTION 'a request begins as a draft' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_check_route(request_id uuid, expected integer, round_now integer, place_now integer, submitted timestamp with time zone, due date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF round_now <> expected OR place_now <> 0 OR NOT EXISTS (
       SELECT 1 FROM requests_submission WHERE request = request_id AND round = expected AND at = submitted AND decide_by = due) THEN
    RAISE EXCEPTION 'nothing was submitted' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM requests_step WHERE request = request_id AND round = expected AND place = 0)
     OR (SELECT count(*) <> max(place) + 1 FROM requests_step WHERE request = request_id AND round = expected)
     OR EXISTS (SELECT 1 FROM requests_step s WHERE s.request = request_id AND s.round = expected AND s.approvals >
          (SELECT count(*) FROM requests_decider d WHERE d.request = s.request AND d.round = s.round AND d.place = s.place)) THEN
    RAISE EXCEPTION 'a step of the route has too few people' USING ERRCODE = '42501';
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_decide()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  decided requests_case%ROWTYPE;
  today date := (NEW.at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  SELECT * INTO decided FROM requests_case WHERE id = NEW.request FOR UPDATE;
  IF decided.state IS DISTINCT FROM 'submitted' OR NEW.round <> decided.round OR NEW.place IS DISTINCT FROM decided.place THEN
    RAISE EXCEPTION 'a decision is made on the step of a submitted request that is asked now' USING ERRCODE = '42501';
  END IF;
  IF NEW.at < decided.submitted_at OR NEW.at >= decided.lapses_at THEN
    RAISE EXCEPTION 'a decision is made between the submission and the lapse' USING ERRCODE = '42501';
  END IF;
  IF NEW.account = decided.applicant OR NEW.in_place_of = decided.applicant THEN
    RAISE EXCEPTION 'nobody decides on a request of their own' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM requests_delegation WHERE from_account = decided.applicant AND to_account = NEW.account
             AND ended_at IS NULL AND today BETWEEN since AND until) THEN
    RAISE EXCEPTION 'the applicant''s delegate does not decide' USING ERRCODE = '42501';
  END IF;
  IF NEW.digest IS DISTINCT FROM (SELECT digest FROM requests_submission WHERE request = NEW.request AND round = NEW.round) THEN
    RAISE EXCEPTION 'the decision is about other bytes' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM requests_decider WHERE request = NEW.request AND round = NEW.round AND place = NEW.place
                 AND account = coalesce(NEW.in_place_of, NEW.account)) THEN
    RAISE EXCEPTION 'the route names somebody else' USING ERRCODE = '42501';
  END IF;
  IF NEW.in_place_of IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM requests_delegation WHERE from_account = NEW.in_place_of AND to_account = NEW.account
       AND ended_at IS NULL AND today BETWEEN since AND until) THEN
    RAISE EXCEPTION 'nobody decides in another''s place without a delegation' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM requests_decision WHERE request = NEW.request AND round = NEW.round
             AND (account IN (NEW.account, NEW.in_place_of) OR in_place_of IN (NEW.account, NEW.in_place_of))) THEN
    RAISE EXCEPTION 'nobody decides twice, nor beside their own delegate' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_delegation_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  told_at timestamptz := CASE TG_OP WHEN 'INSERT' THEN NEW.at ELSE NEW.ended_at END;
  told_by text := CASE TG_OP WHEN 'INSERT' THEN NEW."by" ELSE NEW.ended_by END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.subject = 'delegation:' || NEW.id AND e.kind || '' = 'request.delegated' AND e.at = told_at
       AND e.actor = told_by) THEN
    RAISE EXCEPTION 'the delegation is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_end_delegation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
     OR (to_jsonb(NEW) - ARRAY['ended_at', 'ended_by']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['ended_at', 'ended_by']) THEN
    RAISE EXCEPTION 'a delegation is ended once and not changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_hold_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.valid_until IS NULL OR NEW.valid_until > (NEW.approved_at AT TIME ZONE 'Asia/Tokyo')::date + NEW.valid_for_days THEN
    RAISE EXCEPTION 'request % asked for % days', NEW.number, NEW.valid_for_days USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e JOIN requests_case c ON c.id = NEW.request WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at
       AND e.kind = 'request.' || NEW.act AND e.actor = NEW."by" AND e.subject = 'request:' || c.kind || ' case:' || c.id) THEN
    RAISE EXCEPTION 'that a request was % is not in the ledger', NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_lacking(uuid, integer, integer)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT s.approvals - (SELECT count(*) FROM requests_decision d WHERE d.request = s.request AND d.round = s.round AND d.place = s.place
                        AND d.decision = 'approve')
  FROM requests_step s WHERE s.request = $1 AND s.round = $2 AND s.place = $3
$function$;

CREATE OR REPLACE FUNCTION public.requests_lay_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  laid requests_case%ROWTYPE;
BEGIN
  SELECT * INTO laid FROM requests_case WHERE id = NEW.request FOR UPDATE;
  IF laid.state IS DISTINCT FROM 'draft' OR NEW.round <> laid.round + 1 THEN
    RAISE EXCEPTION 'a route is laid out when a draft is submitted, for that round' USING ERRCODE = '42501';
  END IF;
  IF TG_TABLE_NAME = 'requests_submission' THEN
    IF NEW.revision <> laid.revision OR (convert_from(NEW.content, 'UTF8')::jsonb -> 'form') IS DISTINCT FROM laid.form THEN
      RAISE EXCEPTION 'what is submitted is the draft as it stands' USING ERRCODE = '42501';
    END IF;
  ELSIF TG_TABLE_NAME = 'requests_decider' THEN
    IF NEW.account = laid.applicant THEN
      RAISE EXCEPTION 'nobody decides on a request of their own' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  written text[] := ARRAY['form', 'valid_for_days', 'about', 'search', 'changed_at', 'revision'];
  asked text[] := ARRAY['state', 'round', 'place', 'submitted_at', 'decide_by', 'lapses_at', 'overdue_at'];
  settled text[] := ARRAY['state', 'place', 'ended_at', 'ended_by'];
  may text[];
BEGIN
  may := CASE
    WHEN OLD.state = 'draft' AND NEW.state = 'draft' THEN written
    WHEN OLD.state = 'draft' AND NEW.state = 'submitted' THEN asked
    WHEN OLD.state IN ('draft', 'submitted') AND NEW.state = 'withdrawn' THEN settled
    WHEN OLD.state = 'submitted' AND NEW.state = 'submitted' THEN ARRAY['place', 'overdue_at']
    WHEN OLD.state = 'submitted' AND NEW.state = 'draft' THEN ARRAY['state', 'place', 'revision', 'overdue_at']
    WHEN OLD.state = 'submitted' AND NEW.state = 'approved' THEN ARRAY['state', 'place', 'approved_at', 'valid_until', 'line', 'occurrence']
    WHEN OLD.state = 'submitted' AND NEW.state IN ('denied', 'lapsed') THEN settled
    -- The duty whose record closes it opens with the approval, or later, once.
    WHEN OLD.state = NEW.state AND OLD.approved_at IS NOT NULL AND OLD.state <> 'closed' AND OLD.occurrence IS NULL
      AND NEW.occurrence IS NOT NULL THEN ARRAY['occurrence']
    WHEN OLD.state = 'approved' AND NEW.state = 'approved' THEN ARRAY['expiring_at']
    WHEN OLD.state = 'approved' AND NEW.state IN ('expired', 'revoked') THEN settled
    WHEN OLD.state = 'approved' AND NEW.state = 'closed' THEN settled || ARRAY['closed_at']
    WHEN OLD.state IN ('expired', 'revoked') AND NEW.state = OLD.state AND OLD.closed_at IS NULL AND OLD.occurrence IS NOT NULL
      THEN ARRAY['closed_at']
  END;
  IF may IS NULL THEN
    RAISE EXCEPTION 'a request does not go from % to %', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  IF (to_jsonb(NEW) - may) IS DISTINCT FROM (to_jsonb(OLD) - may) THEN
    RAISE EXCEPTION 'of a request that goes from % to % the rest is frozen', OLD.state, NEW.state USING ERRCODE = '42501';
  END IF;
  -- What was told once is told once: it stays as it is, or begins anew with the next round.
  IF NEW.overdue_at <> OLD.overdue_at OR NEW.expiring_at <> OLD.expiring_at OR (NEW.expiring_at IS NULL AND OLD.expiring_at IS NOT NULL)
     OR (NEW.overdue_at IS NULL AND OLD.overdue_at IS NOT NULL AND NEW.state = OLD.state) THEN
    RAISE EXCEPTION 'of request % that was told already', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'draft' AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'each change is a revision' USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'submitted' THEN
    PERFORM requests_check_route(NEW.id, OLD.round + 1, NEW.round, NEW.place, NEW.submitted_at, NEW.decide_by);
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'submitted' AND NEW.place <> OLD.place
     AND (NEW.place <> OLD.place + 1 OR coalesce(requests_lacking(OLD.id, OLD.round, OLD.place), 1) > 0
          OR requests_lacking(OLD.id, OLD.round, NEW.place) IS NULL) THEN
    RAISE EXCEPTION 'a step is left when it has its approvals, for the next one' USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'draft' AND (NEW.revision <> OLD.revision + 1 OR NOT EXISTS (
       SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision = 'return')) THEN
    RAISE EXCEPTION 'nobody returned request %', OLD.number USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'denied' AND NOT EXISTS (
       SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision = 'deny') THEN
    RAISE EXCEPTION 'nobody denied request %', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'submitted' AND NEW.state = 'approved' AND (
       EXISTS (SELECT 1 FROM requests_step s WHERE s.request = OLD.id AND s.round = OLD.round
               AND requests_lacking(s.request, s.round, s.place) > 0)
       OR EXISTS (SELECT 1 FROM requests_decision WHERE request = OLD.id AND round = OLD.round AND decision <> 'approve')) THEN
    RAISE EXCEPTION 'request % lacks approvals', OLD.number USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'lapsed' AND NEW.ended_at < OLD.lapses_at THEN
    RAISE EXCEPTION 'request % can still be decided', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'approved' AND NEW.state = 'expired'
     AND (OLD.valid_until IS NULL OR (NEW.ended_at AT TIME ZONE 'Asia/Tokyo')::date <= OLD.valid_until) THEN
    RAISE EXCEPTION 'the approval of request % still holds', OLD.number USING ERRCODE = '42501';
  END IF;
  IF OLD.state = 'approved' AND NEW.state = 'closed' AND OLD.occurrence IS NULL THEN
    RAISE EXCEPTION 'no report closes request %', OLD.number USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'requests are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.requests_tell()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  told requests_case%ROWTYPE;
BEGIN
  SELECT * INTO told FROM requests_case WHERE id = NEW.request;
  IF NEW.kind <> told.kind OR NEW.round <> told.round OR NOT coalesce(CASE NEW.act
       WHEN 'submitted' THEN told.state = 'submitted' AND NEW.at = told.submitted_at AND NEW.decide_by = told.decide_by AND NEW."by" = told.applicant::text
       WHEN 'decided' THEN EXISTS (SELECT 1 FROM requests_decision d WHERE d.id = NEW.decision AND d.request = NEW.request AND d.round = NEW.round
                                   AND d.account::text = NEW."by" AND d.at = NEW.at)
       WHEN 'approved' THEN told.state = 'approved' AND NEW.at = told.approved_at AND NEW.valid_until IS NOT DISTINCT FROM told.valid_until
       WHEN 'returned' THEN told.state = 'draft' AND EXISTS (SELECT 1 FROM requests_decision d WHERE d.request = NEW.request
         AND d.round = NEW.round AND d.decision = 'return')
       WHEN 'closed' THEN NEW.at = told.closed_at
       WHEN 'overdue' THEN NEW.at = told.overdue_at
       WHEN 'expiring' THEN NEW.at = told.expiring_at
       ELSE told.state = NEW.act AND NEW.at = told.ended_at AND NEW."by" = told.ended_by END, false) THEN
    RAISE EXCEPTION 'of request % something else happened than %', told.number, NEW.act USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.requests_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  wanted text[] := '{}';
  act_of text;
BEGIN
  IF TG_TABLE_NAME = 'requests_decision' THEN
    IF NOT EXISTS (SELECT 1 FROM requests_event WHERE decision = NEW.id AND act = 'decided') THEN
      RAISE EXCEPTION 'a decision is told' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.state <> OLD.state THEN
    wanted := wanted || CASE WHEN NEW.state = 'draft' THEN 'returned' ELSE NEW.state END;
  END IF;
  IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL THEN wanted := wanted || 'closed'::text; END IF;
  IF NEW.overdue_at IS NOT NULL AND OLD.overdue_at IS NULL THEN wanted := wanted || 'overdue'::text; END IF;
  FOREACH act_of IN ARRAY wanted LOOP
    IF NOT EXISTS (SELECT 1 FROM requests_event WHERE request = NEW.id AND round = NEW.round AND act = act_of) THEN
      RAISE EXCEPTION 'request %: % is told', NEW.number, act_of USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_assign()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  l reviews_line%ROWTYPE;
BEGIN
  SELECT * INTO l FROM reviews_line WHERE id = NEW.line_id;
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = l.case_id AND reviews_part_open(c.state, l.part)) THEN
    RAISE EXCEPTION 'line % is not to be decided now', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_part_open';
  END IF;
  IF NEW.no <> 1 + (SELECT coalesce(max(no), 0) FROM reviews_assignment WHERE line_id = l.id) THEN
    RAISE EXCEPTION 'line % was handed on meanwhile', l.id USING ERRCODE = '40001';
  END IF;
  -- What the committee has to look at is handed out by nobody else; anything comes back by itself where its reviewer is gone.
  IF l.part = 'committee' AND NEW.account IS NOT NULL THEN
    RAISE EXCEPTION 'line % stays with the committee', l.id USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.assigned'
       AND e.actor = NEW."by" AND e.subject = 'case:reviews/campaign case:' || l.case_id) THEN
    RAISE EXCEPTION 'the assignment is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_campaign_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.kind = 'reviews/campaign' AND c.variant = NEW.variant AND c.state = 'frozen') THEN
    RAISE EXCEPTION 'a population is frozen when its review begins' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.frozen_at
       AND l.kind = 'review.frozen' AND l.subject = 'case:reviews/campaign case:' || NEW.case_id
       AND p.body::jsonb ->> 'hash' = NEW.hash AND (p.body::jsonb ->> 'lines')::int = NEW.lines) THEN
    RAISE EXCEPTION 'the population is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_decide()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  l reviews_line%ROWTYPE;
  c cases_case%ROWTYPE;
  before integer;
  handed uuid;
BEGIN
  SELECT * INTO l FROM reviews_line WHERE id = NEW.line_id;
  SELECT * INTO c FROM cases_case WHERE id = l.case_id FOR SHARE;
  IF l.delta = 'removed' OR reviews_part_open(c.state, l.part) IS NOT TRUE THEN
    RAISE EXCEPTION 'line % is not to be decided now (%)', l.id, c.state USING ERRCODE = '42501', CONSTRAINT = 'reviews_part_open';
  END IF;
  IF NEW.account = ANY (l.subject_accounts) OR NEW.person = l.subject OR EXISTS (
       SELECT 1 FROM staff_person s JOIN people_account a ON a.login_key = s.email_key WHERE s.id = l.subject AND a.id = NEW.account) THEN
    RAISE EXCEPTION 'nobody reviews a right of his or her own: line %', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_not_own';
  END IF;
  SELECT a.account INTO handed FROM reviews_assignment a WHERE a.line_id = l.id ORDER BY a.no DESC LIMIT 1;
  IF NOT EXISTS (SELECT 1 FROM people_account a WHERE a.id = NEW.account AND a.status = 'active' AND NOT 'auditor' = ANY (a.roles)
       AND (l.part = ANY (a.roles) OR a.id = handed)) THEN
    RAISE EXCEPTION 'line % is reviewed by %', l.id, l.part USING ERRCODE = '42501', CONSTRAINT = 'reviews_part';
  END IF;
  SELECT coalesce(max(no), 0) INTO before FROM reviews_decision WHERE line_id = l.id;
  IF NEW.no <> before + 1 THEN
    RAISE EXCEPTION 'decision % of line % does not follow on %', NEW.no, l.id, before USING ERRCODE = '40001';
  END IF;
  IF btrim(NEW.reason) = '' AND (NEW.decision <> 'keep' OR cardinality(l.flags) > 0 OR NEW.no > 1) THEN
    RAISE EXCEPTION 'decision on line % without a reason', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_reason';
  END IF;
  IF (c.variant = 'software') <> (NEW.duty IS NULL OR NEW.role IS NULL OR NEW.responsibility IS NULL OR NEW.competence IS NULL) THEN
    RAISE EXCEPTION 'the four questions of line %', l.id USING ERRCODE = '42501', CONSTRAINT = 'reviews_answers';
  END IF;
  IF NEW.together AND NOT (NEW.decision = 'keep' AND l.delta = 'unchanged' AND cardinality(l.flags) = 0) THEN
    RAISE EXCEPTION 'line % is looked at by itself', l.id USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.decided'
       AND e.actor = NEW.account::text AND e.subject = 'case:reviews/campaign case:' || l.case_id) THEN
    RAISE EXCEPTION 'the decision is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_go()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  wanted bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.kind = 'reviews/campaign') THEN
    RETURN NEW;
  END IF;
  -- Holds the case before it counts: a decision of the same moment is either counted or refused.
  PERFORM 1 FROM cases_case c WHERE c.id = NEW.case_id FOR UPDATE;
  IF NEW.step LIKE '%review%' AND EXISTS (SELECT 1 FROM reviews_line l WHERE l.case_id = NEW.case_id AND l.delta <> 'removed'
       AND l.part = CASE WHEN NEW.step LIKE '%own-review%' THEN 'committee' ELSE 'administrator' END
       AND NOT EXISTS (SELECT 1 FROM reviews_decision d WHERE d.line_id = l.id)) THEN
    RAISE EXCEPTION 'lines of review % are undecided', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'reviews_undecided';
  END IF;
  IF NEW.step = 'begin' AND NOT EXISTS (SELECT 1 FROM reviews_campaign x WHERE x.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'review % has no population', NEW.case_id USING ERRCODE = '42501';
  END IF;
  IF NEW.step = 'settle' THEN
    SELECT count(*) INTO wanted FROM reviews_line l JOIN LATERAL (SELECT d.decision FROM reviews_decision d WHERE d.line_id = l.id ORDER BY d.no DESC LIMIT 1) d ON true
      WHERE l.case_id = NEW.case_id AND d.decision <> 'keep';
    IF wanted <> (SELECT count(*) FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id WHERE l.case_id = NEW.case_id)
       OR (wanted = 0) <> (NEW.to_state = 'closed') THEN
      RAISE EXCEPTION 'review % is not settled: % to take away', NEW.case_id, wanted USING ERRCODE = '42501';
    END IF;
  END IF;
  IF NEW.step IN ('verify', 'close') AND EXISTS (SELECT 1 FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id
       WHERE l.case_id = NEW.case_id AND coalesce((SELECT k.state FROM reviews_look k WHERE k.line_id = m.line_id ORDER BY k.no DESC LIMIT 1), '') NOT IN ('gone', 'reduced')) THEN
    RAISE EXCEPTION 'review %: something is still there', NEW.case_id USING ERRCODE = '42501', CONSTRAINT = 'reviews_still_there';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_list_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.ledger_seq AND l.at = NEW.at
       AND l.kind = 'review.list' AND l.actor = NEW."by" AND l.subject = 'review-list:' || NEW.id
       AND p.body::jsonb ->> 'file' = NEW.file_digest AND (p.body::jsonb ->> 'lines')::int = NEW.lines) THEN
    RAISE EXCEPTION 'the list is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_looked()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  r record;
BEGIN
  SELECT m.at AS decided, c.frozen_at, c.case_id INTO r FROM reviews_remediation m JOIN reviews_line l ON l.id = m.line_id
    JOIN reviews_campaign c ON c.case_id = l.case_id WHERE m.line_id = NEW.line_id;
  IF NEW.at < r.decided OR NEW.measured_at > NEW.at OR (NEW.state IN ('gone', 'reduced') AND NEW.measured_at <= r.decided) THEN
    RAISE EXCEPTION 'a later measurement shows what is gone' USING ERRCODE = '42501', CONSTRAINT = 'reviews_later';
  END IF;
  IF NEW.no <> 1 + (SELECT coalesce(max(no), 0) FROM reviews_look WHERE line_id = NEW.line_id) THEN
    RAISE EXCEPTION 'somebody looked meanwhile' USING ERRCODE = '40001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.kind = 'review.looked'
       AND e.actor = 'system' AND e.subject = 'case:reviews/campaign case:' || r.case_id) THEN
    RAISE EXCEPTION 'the look is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_no_more()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_TABLE_NAME = 'reviews_list_line' THEN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT list_id FROM added) a JOIN reviews_list l ON l.id = a.list_id
               WHERE (SELECT count(*) FROM reviews_list_line x WHERE x.list_id = a.list_id) > l.lines) THEN
      RAISE EXCEPTION 'nothing is added to a list' USING ERRCODE = '42501';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM (SELECT DISTINCT case_id FROM added) a JOIN reviews_campaign c USING (case_id)
             WHERE (SELECT count(*) FROM reviews_line x WHERE x.case_id = a.case_id) > c.lines) THEN
    RAISE EXCEPTION 'nothing is added to a population' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_part_open(state text, part text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  SELECT state = 'under-review' OR state = part || '-left'
$function$;

CREATE OR REPLACE FUNCTION public.reviews_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'reviews are kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_remedy()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.wanted IS DISTINCT FROM (SELECT d.decision FROM reviews_decision d WHERE d.line_id = NEW.line_id ORDER BY d.no DESC LIMIT 1)
     OR NOT EXISTS (SELECT 1 FROM reviews_line l JOIN cases_case c ON c.id = l.case_id WHERE l.id = NEW.line_id AND c.state = 'decided') THEN
    RAISE EXCEPTION 'what is taken away was decided' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_source_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.state = 'frozen') THEN
    RAISE EXCEPTION 'nothing is added to a population' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.reviews_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  have bigint;
BEGIN
  IF TG_TABLE_NAME = 'reviews_list' THEN
    SELECT count(*) INTO have FROM reviews_list_line WHERE list_id = NEW.id;
  ELSE
    SELECT count(*) INTO have FROM reviews_line WHERE case_id = NEW.case_id;
  END IF;
  IF have <> NEW.lines THEN
    RAISE EXCEPTION '% lines were promised, % are there', NEW.lines, have USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_adds_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.scanned_at > NEW.at THEN
    RAISE EXCEPTION 'a scan of % is from the future', NEW.tool USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM scans_finding f WHERE f.first_import = NEW.id
       AND NOT EXISTS (SELECT FROM scans_presence p WHERE p.finding_id = f.id AND p.import_id = NEW.id AND p.seen))
     OR EXISTS (SELECT FROM scans_presence p JOIN scans_finding f ON f.id = p.finding_id WHERE p.import_id = NEW.id AND NOT p.seen AND p.severity <> f.severity) THEN
    RAISE EXCEPTION 'an import shows what it found, and rates only what it shows' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_apply()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM scans_said(NEW.ledger_seq, 'scan.imported', NEW.at, NEW."by", NEW.target_id);
  IF (NEW.token_id IS NULL) = (NEW."by" LIKE 'scan-token:%') OR (NEW.token_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM scans_token t WHERE t.id = NEW.token_id AND t.target_id = NEW.target_id AND NEW."by" = 'scan-token:' || t.id
         AND t.revoked_at IS NULL AND t.expires_at > NEW.at)) THEN
    RAISE EXCEPTION 'a token brings reports of its own target, while it is valid' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM scans_import i WHERE i.target_id = NEW.target_id AND i.tool = NEW.tool AND i.scope = NEW.scope AND i.id <> NEW.id
       AND (i.at > NEW.at OR i.scanned_at > NEW.scanned_at)) THEN
    RAISE EXCEPTION 'a newer scan of % is there already', NEW.tool USING ERRCODE = '42501', CONSTRAINT = 'scans_order';
  END IF;
  IF EXISTS (SELECT 1 FROM scans_presence p JOIN scans_finding f ON f.id = p.finding_id WHERE p.import_id = NEW.id
       AND (f.target_id <> NEW.target_id OR f.tool <> NEW.tool OR f.scope <> NEW.scope OR (NOT p.seen AND NOT NEW.complete) OR p.at <> NEW.at))
     OR EXISTS (SELECT 1 FROM scans_finding f WHERE f.first_import = NEW.id
       AND (f.target_id <> NEW.target_id OR f.tool <> NEW.tool OR f.scope <> NEW.scope OR f.seen_import <> NEW.id OR f.first_at <> NEW.at)) THEN
    RAISE EXCEPTION 'an import speaks of its own tool and part, and of what is gone only where it is complete' USING ERRCODE = '42501';
  END IF;
  UPDATE scans_finding f SET seen = p.seen, seen_import = NEW.id, seen_at = NEW.at, severity = p.severity,
      opened_at = CASE WHEN p.seen AND NOT f.seen AND f.state = 'verified' THEN NEW.at ELSE f.opened_at END
    FROM scans_presence p WHERE p.import_id = NEW.id AND p.finding_id = f.id;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_before_import()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN scans_import i ON i.id = (to_jsonb(a) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION 'nothing is added to an import that was made' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_go()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  f scans_finding%ROWTYPE;
  p scans_event%ROWTYPE;
  today date := (NEW.at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  SELECT * INTO f FROM scans_finding WHERE id = NEW.finding_id FOR UPDATE;
  IF NEW.no <> f.revision + 1 OR NEW.from_state <> f.state THEN
    RAISE EXCEPTION 'event % of finding % does not follow on revision %, state %', NEW.no, f.id, f.revision, f.state USING ERRCODE = '40001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM people_account a WHERE a.id::text = NEW."by" AND a.status = 'active') THEN
    RAISE EXCEPTION 'a finding is decided by somebody who has an account' USING ERRCODE = '42501';
  END IF;
  IF NOT coalesce(CASE NEW.step
      WHEN 'plan' THEN f.state IN ('new', 'fixed') AND NEW.to_state = 'planned'
      WHEN 'fix' THEN f.state IN ('new', 'planned') AND NEW.to_state = 'fixed'
      WHEN 'verify' THEN f.state IN ('new', 'planned', 'fixed') AND NEW.to_state = 'verified'
      WHEN 'reopen' THEN f.state <> 'new' AND NEW.to_state = 'new' AND NEW.reason <> ''
      WHEN 'propose' THEN f.state NOT IN ('verified') AND NEW.to_state = f.state AND NEW.reason <> '' AND NEW.wanted IS NOT NULL AND f.proposal IS NULL
      WHEN 'agree' THEN f.proposal IS NOT NULL AND NEW.to_state = f.proposed
      WHEN 'decline' THEN f.proposal IS NOT NULL AND NEW.to_state = f.state
    END, false) THEN
    RAISE EXCEPTION 'a finding does not go from % to % by %', f.state, NEW.to_state, NEW.step USING ERRCODE = '42501';
  END IF;
  IF (NEW.step IN ('propose', 'agree')) <> (NEW.wanted IS NOT NULL) OR (NEW.wanted IN ('accepted', 'not-affected')) <> (NEW.until IS NOT NULL)
     OR (NEW.wanted IS NULL AND NEW.until IS NOT NULL) OR (NEW.step = 'verify') <> (NEW.import_id IS NOT NULL) THEN
    RAISE EXCEPTION 'the event % does not say what it must', NEW.step USING ERRCODE = '42501';
  END IF;
  IF NEW.until IS NOT NULL AND (NEW.until < today OR NEW.until > today + 366) THEN
    RAISE EXCEPTION 'until % is past, or more than a year from now', NEW.until USING ERRCODE = '42501', CONSTRAINT = 'scans_until';
  END IF;
  IF NEW.step = 'agree' THEN
    SELECT * INTO p FROM scans_event e WHERE e.finding_id = f.id AND e.no = f.proposal;
    IF p."by" = NEW."by" OR p.person = NEW.person THEN
      RAISE EXCEPTION 'who proposed it does not agree to it: finding %', f.id USING ERRCODE = '42501', CONSTRAINT = 'scans_apart';
    END IF;
    IF p.wanted <> NEW.wanted OR p.until IS DISTINCT FROM NEW.until THEN
      RAISE EXCEPTION 'agreed is what was proposed: finding %', f.id USING ERRCODE = '42501';
    END IF;
  END IF;
  IF NEW.step = 'verify' AND (f.seen OR NOT EXISTS (SELECT 1 FROM scans_import i WHERE i.id = NEW.import_id AND i.target_id = f.target_id
       AND i.tool = f.tool AND i.scope = f.scope AND i.complete AND i.at >= f.seen_at AND i.at <= NEW.at
       AND i.scanned_at > coalesce((SELECT max(e.at) FROM scans_event e WHERE e.finding_id = f.id AND e.step IN ('fix', 'reopen')), '-infinity'))) THEN
    RAISE EXCEPTION 'no later scan shows that finding % is gone', f.id USING ERRCODE = '42501', CONSTRAINT = 'scans_proof';
  END IF;
  PERFORM scans_said(NEW.ledger_seq, 'scan.decided', NEW.at, NEW."by", f.target_id);
  IF NOT EXISTS (SELECT 1 FROM ledger_payload l WHERE l.seq = NEW.ledger_seq AND l.body::jsonb ->> 'step' = NEW.step AND l.body::jsonb -> 'findings' ? f.id::text) THEN
    RAISE EXCEPTION 'the step % of finding % is not in the ledger', NEW.step, f.id USING ERRCODE = '42501';
  END IF;
  UPDATE scans_finding SET state = NEW.to_state, revision = NEW.no, changed_at = NEW.at,
    until = CASE WHEN NEW.step = 'agree' THEN NEW.until WHEN NEW.to_state = f.state THEN f.until END,
    proposal = CASE WHEN NEW.step = 'propose' THEN NEW.no END, proposed = CASE WHEN NEW.step = 'propose' THEN NEW.wanted END,
    opened_at = CASE WHEN NEW.step = 'reopen' THEN NEW.at ELSE f.opened_at END
    WHERE id = f.id;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_may()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM scans_finding f JOIN scans_target t ON t.id = f.target_id JOIN people_account a ON a.id::text = NEW."by"
       WHERE f.id = NEW.finding_id AND NOT 'auditor' = ANY (a.roles) AND ('administrator' = ANY (a.roles)
         OR CASE NEW.step WHEN 'agree' THEN 'committee' = ANY (a.roles) ELSE a.id = ANY (t.developers) END)) THEN
    RAISE EXCEPTION 'the step % of finding % is not for account %', NEW.step, NEW.finding_id, NEW."by" USING ERRCODE = '42501', CONSTRAINT = 'scans_role';
  END IF;
  IF NEW.at < (SELECT f.first_at FROM scans_finding f WHERE f.id = NEW.finding_id)
     OR NEW.at < (SELECT e.at FROM scans_event e WHERE e.finding_id = NEW.finding_id AND e.no = NEW.no - 1) THEN
    RAISE EXCEPTION 'the step % of finding % comes before what was', NEW.step, NEW.finding_id USING ERRCODE = '42501', CONSTRAINT = 'scans_past';
  END IF;
  IF NEW.step IN ('propose', 'reopen') AND btrim(NEW.reason) = '' THEN
    RAISE EXCEPTION 'the step % of finding % has no reason', NEW.step, NEW.finding_id USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what scans found and people decided is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.scans_retarget()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  last integer;
BEGIN
  SELECT no INTO last FROM scans_target WHERE id = NEW.target_id FOR UPDATE;
  IF NEW.no <> coalesce(last, 0) + 1 THEN
    RAISE EXCEPTION 'version % of target % does not follow on %', NEW.no, NEW.target_id, last USING ERRCODE = '40001';
  END IF;
  PERFORM scans_said(NEW.ledger_seq, 'scan.target', NEW.at, NEW."by", NEW.target_id);
  INSERT INTO scans_target (id, no, name, kind, line, developers, ended, changed_at)
    VALUES (NEW.target_id, NEW.no, NEW.name, NEW.kind, NEW.line, NEW.developers, NEW.ended, NEW.at)
    ON CONFLICT (id) DO UPDATE SET no = excluded.no, name = excluded.name, kind = excluded.kind, line = excluded.line,
      developers = excluded.developers, ended = excluded.ended, changed_at = excluded.changed_at;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_said(seq bigint, kind text, at timestamp with time zone, actor text, target uuid)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.seq = scans_said.seq AND l.kind = scans_said.kind AND l.at = scans_said.at
       AND l.actor = scans_said.actor AND l.subject = 'scan-target:' || target) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', scans_said.kind, scans_said.actor USING ERRCODE = '42501';
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION public.scans_token_keep()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.revoked_at IS NOT NULL OR NEW.last_used_at IS NOT NULL OR NEW.expires_at <= NEW.made_at OR NEW.expires_at > NEW.made_at + interval '367 days' THEN
      RAISE EXCEPTION 'a token begins unused, for a year at most' USING ERRCODE = '42501';
    END IF;
    PERFORM scans_said(NEW.made_seq, 'scan.token', NEW.made_at, NEW.made_by, NEW.target_id);
  ELSIF OLD.revoked_at IS NOT NULL AND to_jsonb(NEW) - 'last_used_at' <> to_jsonb(OLD) - 'last_used_at' THEN
    RAISE EXCEPTION 'a revoked token stays revoked' USING ERRCODE = '42501';
  ELSIF OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL THEN
    PERFORM scans_said(NEW.revoked_seq, 'scan.token', NEW.revoked_at, NEW.revoked_by, NEW.target_id);
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.software_link_is_said()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.ledger_seq AND e.at = NEW.at AND e.actor = NEW."by"
       AND e.kind = 'software.linked' AND e.subject = 'software:' || NEW.title_id) THEN
    RAISE EXCEPTION 'the link is not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.software_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what a person linked is history: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_in_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  line jsonb := to_jsonb(NEW);
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entry e WHERE e.seq = (line ->> TG_ARGV[1])::bigint AND e.kind = TG_ARGV[0] AND e.actor = line ->> TG_ARGV[2]) THEN
    RAISE EXCEPTION 'it is not in the ledger: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_only_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  was jsonb := to_jsonb(OLD);
BEGIN
  IF was ->> TG_ARGV[0] IS NOT NULL THEN
    RAISE EXCEPTION 'it ended before: % of %', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'what was asked of suppliers and answered is kept: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_sheet_goes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' THEN
      RAISE EXCEPTION 'a sheet begins open' USING ERRCODE = '42501';
    END IF;
    IF NOT EXISTS (SELECT FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.sent_seq AND l.at = NEW.sent_at
         AND l.kind = 'supplier.sheet-sent' AND l.actor = NEW.sent_by AND l.subject = 'supplier:' || NEW.case_id || ' sheet:' || NEW.id
         AND p.body::jsonb ->> 'digest' = NEW.digest) THEN
      RAISE EXCEPTION 'the sheet is not in the ledger' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'a sheet that was handed in or ended is final' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'submitted' AND NOT EXISTS (SELECT FROM ledger_entry l JOIN ledger_payload p USING (seq) WHERE l.seq = NEW.submitted_seq
       AND l.at = NEW.submitted_at AND l.kind = 'supplier.sheet-submitted' AND l.subject = 'supplier:' || NEW.case_id || ' sheet:' || NEW.id
       AND p.body::jsonb ->> 'answers' = NEW.answers_digest AND p.body::jsonb ->> 'via' = NEW.submitted_via) THEN
    RAISE EXCEPTION 'the answers are not in the ledger' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_tries_grow()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'tries of a code only grow' USING ERRCODE = '42501';
END $function$;

CREATE OR REPLACE FUNCTION public.suppliers_while_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM suppliers_sheet s WHERE s.id = NEW.sheet_id AND s.state = 'open') THEN
    RAISE EXCEPTION 'the sheet is not open any more' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.websites_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION '% is history and stays as it is', TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

CREATE TRIGGER acceptance_are BEFORE INSERT ON public.acceptance_disposition FOR EACH ROW EXECUTE FUNCTION cases_is(); -- always
CREATE TRIGGER acceptance_disposition_write BEFORE INSERT ON public.acceptance_disposition FOR EACH ROW EXECUTE FUNCTION acceptance_disposition_write(); -- always
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON public.acceptance_disposition FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.disposed'); -- always
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.acceptance_disposition FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse(); -- always
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON public.acceptance_result FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.result'); -- always
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.acceptance_result FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse(); -- always
CREATE TRIGGER acceptance_result_write BEFORE INSERT ON public.acceptance_result FOR EACH ROW EXECUTE FUNCTION acceptance_result_write(); -- always
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR TRUNCATE ON public.acceptance_row FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse(); -- always
CREATE TRIGGER acceptance_row_write BEFORE INSERT OR UPDATE ON public.acceptance_row FOR EACH ROW EXECUTE FUNCTION acceptance_row_write(); -- always
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR TRUNCATE ON public.acceptance_sheet FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse(); -- always
CREATE TRIGGER acceptance_sheet_write BEFORE INSERT ON public.acceptance_sheet FOR EACH ROW EXECUTE FUNCTION acceptance_sheet_write(); -- always
CREATE TRIGGER acceptance_in_ledger BEFORE INSERT ON public.acceptance_version FOR EACH ROW EXECUTE FUNCTION acceptance_in_ledger('acceptance.frozen'); -- always
CREATE TRIGGER acceptance_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.acceptance_version FOR EACH STATEMENT EXECUTE FUNCTION acceptance_refuse(); -- always
CREATE TRIGGER attachments_bound_is_final BEFORE DELETE OR UPDATE ON public.attachments_file FOR EACH ROW WHEN ((old.subject IS NOT NULL)) EXECUTE FUNCTION attachments_bound_is_final(); -- always
CREATE TRIGGER capacity_forecast_is_final BEFORE DELETE OR UPDATE ON public.capacity_forecast FOR EACH ROW EXECUTE FUNCTION capacity_history_is_final(); -- always
CREATE TRIGGER capacity_outcome_is_final BEFORE DELETE OR UPDATE ON public.capacity_outcome FOR EACH ROW EXECUTE FUNCTION capacity_history_is_final(); -- always
CREATE TRIGGER cases_begin BEFORE INSERT ON public.cases_case FOR EACH ROW EXECUTE FUNCTION cases_begin(); -- always
CREATE CONSTRAINT TRIGGER cases_begun AFTER INSERT ON public.cases_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases_begun();
CREATE TRIGGER cases_line BEFORE INSERT ON public.cases_case FOR EACH ROW WHEN ((new.line IS NOT NULL)) EXECUTE FUNCTION cases_line(); -- always
CREATE TRIGGER cases_refuse BEFORE DELETE OR TRUNCATE ON public.cases_case FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse(); -- always
CREATE TRIGGER cases_device_begins BEFORE INSERT ON public.cases_device FOR EACH ROW EXECUTE FUNCTION cases_device_begins(); -- always
CREATE TRIGGER cases_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cases_device FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse(); -- always
CREATE CONSTRAINT TRIGGER acceptance_step AFTER INSERT ON public.cases_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acceptance_step(); -- always
CREATE TRIGGER cases_adopts BEFORE INSERT ON public.cases_event FOR EACH ROW WHEN ((new.no = 1)) EXECUTE FUNCTION cases_adopts(); -- always
CREATE TRIGGER cases_are BEFORE INSERT ON public.cases_event FOR EACH ROW EXECUTE FUNCTION cases_are(); -- always
CREATE TRIGGER cases_go BEFORE INSERT ON public.cases_event FOR EACH ROW EXECUTE FUNCTION cases_go(); -- always
CREATE TRIGGER cases_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cases_event FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse(); -- always
CREATE TRIGGER duties_case_step BEFORE INSERT ON public.cases_event FOR EACH ROW EXECUTE FUNCTION duties_case_step(); -- always
CREATE TRIGGER reviews_go BEFORE INSERT ON public.cases_event FOR EACH ROW EXECUTE FUNCTION reviews_go(); -- always
CREATE TRIGGER cases_link_in_ledger BEFORE INSERT ON public.cases_link FOR EACH ROW EXECUTE FUNCTION cases_link_in_ledger();
CREATE TRIGGER cases_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cases_link FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse(); -- always
CREATE TRIGGER clocks_day_grows BEFORE UPDATE ON public.clocks_day FOR EACH ROW WHEN (((new.device_id <> old.device_id) OR (new.day <> old.day) OR (new.offsets_ms[1:cardinality(old.offsets_ms)] <> old.offsets_ms))) EXECUTE FUNCTION clocks_refuse(); -- always
CREATE TRIGGER clocks_reference_is_not_emptied BEFORE TRUNCATE ON public.clocks_reference FOR EACH STATEMENT EXECUTE FUNCTION clocks_refuse(); -- always
CREATE TRIGGER clocks_reference_stays BEFORE DELETE OR UPDATE ON public.clocks_reference FOR EACH ROW EXECUTE FUNCTION clocks_refuse(); -- always
CREATE TRIGGER consoles_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.consoles_import FOR EACH STATEMENT EXECUTE FUNCTION consoles_refuse(); -- always
CREATE TRIGGER development_assessed BEFORE INSERT ON public.development_assessment FOR EACH ROW EXECUTE FUNCTION development_assessed(); -- always
CREATE TRIGGER development_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.development_assessment FOR EACH STATEMENT EXECUTE FUNCTION development_refuse(); -- always
CREATE TRIGGER development_froze BEFORE INSERT ON public.development_freeze FOR EACH ROW EXECUTE FUNCTION development_froze(); -- always
CREATE TRIGGER development_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.development_freeze FOR EACH STATEMENT EXECUTE FUNCTION development_refuse(); -- always
CREATE TRIGGER development_open BEFORE INSERT ON public.development_requirement FOR EACH ROW EXECUTE FUNCTION development_open(); -- always
CREATE TRIGGER development_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.development_requirement FOR EACH STATEMENT EXECUTE FUNCTION development_refuse(); -- always
CREATE CONSTRAINT TRIGGER development_worded AFTER INSERT ON public.development_requirement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION development_worded();
CREATE TRIGGER development_next BEFORE INSERT ON public.development_trace FOR EACH ROW EXECUTE FUNCTION development_next(); -- always
CREATE TRIGGER development_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.development_trace FOR EACH STATEMENT EXECUTE FUNCTION development_refuse(); -- always
CREATE TRIGGER development_traced BEFORE INSERT ON public.development_trace FOR EACH ROW EXECUTE FUNCTION development_traced(); -- always
CREATE TRIGGER development_next BEFORE INSERT ON public.development_wording FOR EACH ROW EXECUTE FUNCTION development_next(); -- always
CREATE TRIGGER development_open BEFORE INSERT ON public.development_wording FOR EACH ROW EXECUTE FUNCTION development_open(); -- always
CREATE TRIGGER development_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.development_wording FOR EACH STATEMENT EXECUTE FUNCTION development_refuse(); -- always
CREATE TRIGGER devices_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.devices_bundle FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse(); -- always
CREATE TRIGGER devices_class_by_rule BEFORE INSERT OR UPDATE OF platform, os, class_by ON public.devices_device FOR EACH ROW EXECUTE FUNCTION devices_class_by_rule();
CREATE TRIGGER devices_group_moves BEFORE UPDATE ON public.devices_group FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) OR (new.id <> old.id) OR ((new.version < old.version) OR (new.version > (old.version + 1))))) EXECUTE FUNCTION devices_refuse(); -- always
CREATE TRIGGER devices_refuse BEFORE DELETE OR TRUNCATE ON public.devices_group FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse(); -- always
CREATE TRIGGER devices_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.devices_group_version FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse(); -- always
CREATE TRIGGER devices_said BEFORE INSERT ON public.devices_group_version FOR EACH ROW EXECUTE FUNCTION devices_said_in_ledger('device.group', 'ledger_seq', 'by'); -- always
CREATE TRIGGER devices_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.devices_retirement FOR EACH STATEMENT EXECUTE FUNCTION devices_refuse(); -- always
CREATE TRIGGER drift_decided BEFORE UPDATE ON public.drift_baseline FOR EACH ROW WHEN (((old.state = ANY (ARRAY['superseded'::text, 'dropped'::text])) OR ((old.state = 'approved'::text) AND (new.state <> 'superseded'::text)) OR ((old.decided_at IS NOT NULL) AND (((new.decided_by IS DISTINCT FROM old.decided_by) OR (new.decided_at IS DISTINCT FROM old.decided_at)) OR (new.reason IS DISTINCT FROM old.reason))))) EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON public.drift_baseline FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON public.drift_change FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_event_moves BEFORE UPDATE ON public.drift_event FOR EACH ROW EXECUTE FUNCTION drift_event_moves(); -- always
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON public.drift_event FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.drift_explanation FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_said BEFORE INSERT ON public.drift_explanation FOR EACH ROW EXECUTE FUNCTION devices_said_in_ledger('drift.explained', 'ledger_seq', 'by'); -- always
CREATE TRIGGER drift_end_said BEFORE UPDATE ON public.drift_rule FOR EACH ROW WHEN ((new.ended_seq IS NOT NULL)) EXECUTE FUNCTION devices_said_in_ledger('drift.rule', 'ended_seq', 'ended_by'); -- always
CREATE TRIGGER drift_ended BEFORE UPDATE ON public.drift_rule FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_refuse BEFORE DELETE OR TRUNCATE ON public.drift_rule FOR EACH STATEMENT EXECUTE FUNCTION drift_refuse(); -- always
CREATE TRIGGER drift_said BEFORE INSERT ON public.drift_rule FOR EACH ROW WHEN ((new.made_seq IS NOT NULL)) EXECUTE FUNCTION devices_said_in_ledger('drift.rule', 'made_seq', 'made_by'); -- always
CREATE TRIGGER duties_happen BEFORE INSERT ON public.duties_event FOR EACH ROW EXECUTE FUNCTION duties_happen(); -- always
CREATE TRIGGER duties_in_ledger BEFORE INSERT ON public.duties_event FOR EACH ROW WHEN ((new.ledger_seq IS NOT NULL)) EXECUTE FUNCTION duties_in_ledger(); -- always
CREATE TRIGGER duties_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.duties_event FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse(); -- always
CREATE TRIGGER duties_begin BEFORE INSERT ON public.duties_occurrence FOR EACH ROW EXECUTE FUNCTION duties_begin(); -- always
CREATE TRIGGER duties_case_stays BEFORE UPDATE ON public.duties_occurrence FOR EACH ROW WHEN ((old.case_id IS DISTINCT FROM new.case_id)) EXECUTE FUNCTION duties_case_stays(); -- always
CREATE TRIGGER duties_refuse BEFORE DELETE OR TRUNCATE ON public.duties_occurrence FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse(); -- always
CREATE TRIGGER duties_step BEFORE UPDATE ON public.duties_occurrence FOR EACH ROW EXECUTE FUNCTION duties_step(); -- always
CREATE CONSTRAINT TRIGGER duties_told AFTER INSERT OR UPDATE ON public.duties_occurrence DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duties_told(); -- always
CREATE TRIGGER duties_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.duties_period FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse(); -- always
CREATE TRIGGER duties_refuse BEFORE DELETE OR TRUNCATE ON public.duties_schedule FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse(); -- always
CREATE TRIGGER duties_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.duties_setting FOR EACH STATEMENT EXECUTE FUNCTION duties_refuse(); -- always
CREATE TRIGGER duties_setting_in_ledger BEFORE INSERT ON public.duties_setting FOR EACH ROW EXECUTE FUNCTION duties_setting_in_ledger(); -- always
CREATE TRIGGER inventory_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inventory_change FOR EACH STATEMENT EXECUTE FUNCTION inventory_refuse(); -- always
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
CREATE TRIGGER live_ask_keep BEFORE UPDATE ON public.live_ask FOR EACH ROW EXECUTE FUNCTION live_keep(); -- always
CREATE TRIGGER live_refuse BEFORE DELETE OR TRUNCATE ON public.live_ask FOR EACH STATEMENT EXECUTE FUNCTION live_refuse(); -- always
CREATE TRIGGER live_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.live_saved FOR EACH STATEMENT EXECUTE FUNCTION live_refuse(); -- always
CREATE TRIGGER notify_at_most_once BEFORE UPDATE ON public.notify_notice FOR EACH ROW EXECUTE FUNCTION notify_at_most_once();
CREATE CONSTRAINT TRIGGER people_account_second_factor AFTER INSERT OR UPDATE ON public.people_account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE TRIGGER people_window_begins BEFORE INSERT ON public.people_account FOR EACH ROW WHEN ((new.opens_at IS NOT NULL)) EXECUTE FUNCTION people_window_begins(); -- always
CREATE TRIGGER people_window_stays BEFORE UPDATE ON public.people_account FOR EACH ROW WHEN (((old.opens_at IS NOT NULL) OR (new.opens_at IS NOT NULL))) EXECUTE FUNCTION people_window_stays(); -- always
CREATE TRIGGER people_window_within BEFORE UPDATE ON public.people_account FOR EACH ROW WHEN (((old.opens_at IS NULL) AND (new.opens_at IS NOT NULL))) EXECUTE FUNCTION people_window_within(); -- always
CREATE CONSTRAINT TRIGGER people_passkey_second_factor AFTER DELETE ON public.people_passkey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE TRIGGER people_session_within BEFORE INSERT OR UPDATE ON public.people_session FOR EACH ROW WHEN ((new.ended_at IS NULL)) EXECUTE FUNCTION people_session_within(); -- always
CREATE CONSTRAINT TRIGGER people_totp_second_factor AFTER DELETE ON public.people_totp DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_second_factor_remains();
CREATE TRIGGER procedures_decide BEFORE INSERT ON public.procedures_decision FOR EACH ROW EXECUTE FUNCTION procedures_decide(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.procedures_decision FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.procedures_edit FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_begin BEFORE INSERT ON public.procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_begin(); -- always
CREATE TRIGGER procedures_refuse BEFORE DELETE OR TRUNCATE ON public.procedures_version FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse(); -- always
CREATE TRIGGER procedures_settle BEFORE UPDATE ON public.procedures_version FOR EACH ROW EXECUTE FUNCTION procedures_settle(); -- always
CREATE TRIGGER registers_comparison_step BEFORE INSERT OR UPDATE ON public.registers_comparison FOR EACH ROW EXECUTE FUNCTION registers_comparison_step(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON public.registers_comparison FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE TRIGGER registers_confirm BEFORE INSERT ON public.registers_confirmation FOR EACH ROW EXECUTE FUNCTION registers_confirm(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.registers_confirmation FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE CONSTRAINT TRIGGER registers_difference_gone_is_told AFTER UPDATE OF gone_at ON public.registers_difference DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.gone_at IS NULL) AND (new.gone_at IS NOT NULL))) EXECUTE FUNCTION registers_difference_in_ledger(); -- always
CREATE CONSTRAINT TRIGGER registers_difference_is_told AFTER INSERT ON public.registers_difference DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_difference_in_ledger(); -- always
CREATE TRIGGER registers_difference_step BEFORE INSERT OR UPDATE ON public.registers_difference FOR EACH ROW EXECUTE FUNCTION registers_difference_step(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON public.registers_difference FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE TRIGGER registers_explain_step BEFORE INSERT ON public.registers_explanation FOR EACH ROW EXECUTE FUNCTION registers_explain_step(); -- always
CREATE CONSTRAINT TRIGGER registers_explanation_in_ledger AFTER INSERT ON public.registers_explanation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_explanation_in_ledger(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.registers_explanation FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE TRIGGER registers_explanation_ends BEFORE INSERT ON public.registers_explanation_end FOR EACH ROW EXECUTE FUNCTION registers_explanation_ends(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.registers_explanation_end FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE TRIGGER registers_history BEFORE INSERT ON public.registers_revision FOR EACH ROW EXECUTE FUNCTION registers_history(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.registers_revision FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE CONSTRAINT TRIGGER registers_revision_was AFTER INSERT ON public.registers_revision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_revision_was(); -- always
CREATE TRIGGER registers_refuse BEFORE DELETE OR TRUNCATE ON public.registers_row FOR EACH STATEMENT EXECUTE FUNCTION registers_refuse(); -- always
CREATE CONSTRAINT TRIGGER registers_row_is_kept AFTER INSERT OR UPDATE OF state, revision, cells, changed_at, changed_by ON public.registers_row DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registers_row_is_kept(); -- always
CREATE TRIGGER registers_step BEFORE INSERT OR UPDATE ON public.registers_row FOR EACH ROW EXECUTE FUNCTION registers_step(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_ability FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_begin BEFORE INSERT ON public.requests_case FOR EACH ROW EXECUTE FUNCTION requests_begin(); -- always
CREATE TRIGGER requests_hold_on BEFORE UPDATE ON public.requests_case FOR EACH ROW WHEN (((old.state = 'submitted'::text) AND (new.state = 'approved'::text) AND (new.valid_for_days IS NOT NULL))) EXECUTE FUNCTION requests_hold_on(); -- always
CREATE TRIGGER requests_move BEFORE UPDATE ON public.requests_case FOR EACH ROW EXECUTE FUNCTION requests_move(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR TRUNCATE ON public.requests_case FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE CONSTRAINT TRIGGER requests_told AFTER UPDATE ON public.requests_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION requests_told(); -- always
CREATE TRIGGER requests_lay_out BEFORE INSERT ON public.requests_decider FOR EACH ROW EXECUTE FUNCTION requests_lay_out(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_decider FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_decide BEFORE INSERT ON public.requests_decision FOR EACH ROW EXECUTE FUNCTION requests_decide(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_decision FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE CONSTRAINT TRIGGER requests_told AFTER INSERT ON public.requests_decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION requests_told(); -- always
CREATE CONSTRAINT TRIGGER requests_delegation_in_ledger AFTER INSERT OR UPDATE ON public.requests_delegation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION requests_delegation_in_ledger(); -- always
CREATE TRIGGER requests_end_delegation BEFORE UPDATE ON public.requests_delegation FOR EACH ROW EXECUTE FUNCTION requests_end_delegation(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR TRUNCATE ON public.requests_delegation FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_in_ledger BEFORE INSERT ON public.requests_event FOR EACH ROW WHEN ((new.ledger_seq IS NOT NULL)) EXECUTE FUNCTION requests_in_ledger(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_event FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_tell BEFORE INSERT ON public.requests_event FOR EACH ROW EXECUTE FUNCTION requests_tell(); -- always
CREATE TRIGGER requests_add_file BEFORE INSERT ON public.requests_file FOR EACH ROW EXECUTE FUNCTION requests_add_file(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_file FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_lay_out BEFORE INSERT ON public.requests_step FOR EACH ROW EXECUTE FUNCTION requests_lay_out(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_step FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER requests_lay_out BEFORE INSERT ON public.requests_submission FOR EACH ROW EXECUTE FUNCTION requests_lay_out(); -- always
CREATE TRIGGER requests_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.requests_submission FOR EACH STATEMENT EXECUTE FUNCTION requests_refuse(); -- always
CREATE TRIGGER reviews_assign BEFORE INSERT ON public.reviews_assignment FOR EACH ROW EXECUTE FUNCTION reviews_assign(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_assignment FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_campaign_begin BEFORE INSERT ON public.reviews_campaign FOR EACH ROW EXECUTE FUNCTION reviews_campaign_begin(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_campaign FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE CONSTRAINT TRIGGER reviews_whole AFTER INSERT ON public.reviews_campaign DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reviews_whole(); -- always
CREATE TRIGGER reviews_decide BEFORE INSERT ON public.reviews_decision FOR EACH ROW EXECUTE FUNCTION reviews_decide(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_decision FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_no_more AFTER INSERT ON public.reviews_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reviews_no_more(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_line FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_list_begin BEFORE INSERT ON public.reviews_list FOR EACH ROW EXECUTE FUNCTION reviews_list_begin(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_list FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE CONSTRAINT TRIGGER reviews_whole AFTER INSERT ON public.reviews_list DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reviews_whole(); -- always
CREATE TRIGGER reviews_no_more AFTER INSERT ON public.reviews_list_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION reviews_no_more(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_list_line FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_looked BEFORE INSERT ON public.reviews_look FOR EACH ROW EXECUTE FUNCTION reviews_looked(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_look FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_remediation FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_remedy BEFORE INSERT ON public.reviews_remediation FOR EACH ROW EXECUTE FUNCTION reviews_remedy(); -- always
CREATE TRIGGER reviews_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reviews_source FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse(); -- always
CREATE TRIGGER reviews_source_begin BEFORE INSERT ON public.reviews_source FOR EACH ROW EXECUTE FUNCTION reviews_source_begin(); -- always
CREATE TRIGGER scans_are BEFORE INSERT ON public.scans_event FOR EACH ROW EXECUTE FUNCTION cases_is(); -- always
CREATE TRIGGER scans_go BEFORE INSERT ON public.scans_event FOR EACH ROW EXECUTE FUNCTION scans_go(); -- always
CREATE TRIGGER scans_may BEFORE INSERT ON public.scans_event FOR EACH ROW EXECUTE FUNCTION scans_may(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.scans_event FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_before_import AFTER INSERT ON public.scans_finding REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION scans_before_import('first_import'); -- always
CREATE TRIGGER scans_due BEFORE INSERT ON public.scans_finding FOR EACH ROW WHEN ((new.opened_at <> new.first_at)) EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON public.scans_finding FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_adds_up BEFORE INSERT ON public.scans_import FOR EACH ROW EXECUTE FUNCTION scans_adds_up(); -- always
CREATE TRIGGER scans_apply BEFORE INSERT ON public.scans_import FOR EACH ROW EXECUTE FUNCTION scans_apply(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.scans_import FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_before_import AFTER INSERT ON public.scans_presence REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION scans_before_import('import_id'); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.scans_presence FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON public.scans_target FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.scans_target_version FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_retarget BEFORE INSERT ON public.scans_target_version FOR EACH ROW EXECUTE FUNCTION scans_retarget(); -- always
CREATE TRIGGER scans_refuse BEFORE DELETE OR TRUNCATE ON public.scans_token FOR EACH STATEMENT EXECUTE FUNCTION scans_refuse(); -- always
CREATE TRIGGER scans_token_keep BEFORE INSERT OR UPDATE ON public.scans_token FOR EACH ROW EXECUTE FUNCTION scans_token_keep(); -- always
CREATE TRIGGER software_link_is_said BEFORE INSERT ON public.software_link FOR EACH ROW EXECUTE FUNCTION software_link_is_said(); -- always
CREATE TRIGGER software_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.software_link FOR EACH STATEMENT EXECUTE FUNCTION software_refuse(); -- always
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON public.suppliers_code FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('used_at'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_code FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_tries_grow BEFORE UPDATE ON public.suppliers_code FOR EACH ROW WHEN ((new.tries < old.tries)) EXECUTE FUNCTION suppliers_tries_grow(); -- always
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON public.suppliers_delivery FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('acceptance'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_delivery FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_while_open BEFORE INSERT OR UPDATE ON public.suppliers_draft FOR EACH ROW EXECUTE FUNCTION suppliers_while_open(); -- always
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON public.suppliers_evidence FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('taken_back_at'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_evidence FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_while_open BEFORE INSERT OR UPDATE ON public.suppliers_evidence FOR EACH ROW EXECUTE FUNCTION suppliers_while_open(); -- always
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON public.suppliers_link FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('ended_at'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_link FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.suppliers_opening FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_sheet FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_sheet_goes BEFORE INSERT OR UPDATE ON public.suppliers_sheet FOR EACH ROW EXECUTE FUNCTION suppliers_sheet_goes(); -- always
CREATE TRIGGER suppliers_end_in_ledger BEFORE UPDATE ON public.suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'ended_seq', 'ended_by'); -- always
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON public.suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'made_seq', 'made_by'); -- always
CREATE TRIGGER suppliers_only_once BEFORE UPDATE ON public.suppliers_sla FOR EACH ROW EXECUTE FUNCTION suppliers_only_once('ended_at'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR TRUNCATE ON public.suppliers_sla FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON public.suppliers_sla_figure FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.sla', 'ledger_seq', 'by'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.suppliers_sla_figure FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER suppliers_in_ledger BEFORE INSERT ON public.suppliers_template FOR EACH ROW EXECUTE FUNCTION suppliers_in_ledger('supplier.template', 'ledger_seq', 'by'); -- always
CREATE TRIGGER suppliers_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.suppliers_template FOR EACH STATEMENT EXECUTE FUNCTION suppliers_refuse(); -- always
CREATE TRIGGER websites_look_is_not_emptied BEFORE TRUNCATE ON public.websites_look FOR EACH STATEMENT EXECUTE FUNCTION websites_refuse(); -- always
CREATE TRIGGER websites_look_stays BEFORE DELETE OR UPDATE ON public.websites_look FOR EACH ROW EXECUTE FUNCTION websites_refuse(); -- always

GRANT EXECUTE ON FUNCTION acceptance_state(uuid) TO tejun_app;
GRANT EXECUTE ON FUNCTION development_said(text,uuid,bigint,text,timestamp with time zone) TO tejun_app;
GRANT EXECUTE ON FUNCTION devices_by_rule(text[],text,text[],text,text,uuid[],text[]) TO tejun_app;
GRANT EXECUTE ON FUNCTION devices_in_group(uuid) TO tejun_app;
GRANT EXECUTE ON FUNCTION ledger_erase(bigint) TO tejun_app;
GRANT EXECUTE ON FUNCTION ledger_lock_head() TO tejun_app;
GRANT EXECUTE ON FUNCTION requests_check_route(uuid,integer,integer,integer,timestamp with time zone,date) TO tejun_app;
GRANT EXECUTE ON FUNCTION requests_lacking(uuid,integer,integer) TO tejun_app;
GRANT EXECUTE ON FUNCTION reviews_part_open(text,text) TO tejun_app;
GRANT EXECUTE ON FUNCTION scans_said(bigint,text,timestamp with time zone,text,uuid) TO tejun_app;
GRANT INSERT, SELECT ON TABLE acceptance_disposition TO tejun_app;
GRANT INSERT, SELECT ON TABLE acceptance_result TO tejun_app;
GRANT INSERT, SELECT ON TABLE acceptance_row TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (expected) TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (place) TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (removed) TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (requirement) TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (revision) TO tejun_app;
GRANT UPDATE ON TABLE acceptance_row (what) TO tejun_app;
GRANT INSERT, SELECT ON TABLE acceptance_sheet TO tejun_app;
GRANT UPDATE ON TABLE acceptance_sheet (revision) TO tejun_app;
GRANT INSERT, SELECT ON TABLE acceptance_version TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE attachments_content TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE attachments_file TO tejun_app;
GRANT UPDATE ON TABLE attachments_file (bound_at) TO tejun_app;
GRANT UPDATE ON TABLE attachments_file (subject) TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_breach TO tejun_app;
GRANT UPDATE ON TABLE capacity_breach (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE capacity_breach (last_failed_at) TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE capacity_counter TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE capacity_days TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_forecast TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE capacity_hours TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_outcome TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE capacity_outlook TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE capacity_raw TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE capacity_refused TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_series TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_subject TO tejun_app;
GRANT UPDATE ON TABLE capacity_subject (forecast_on) TO tejun_app;
GRANT INSERT, SELECT ON TABLE capacity_target TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (address) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (device_id) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (name) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (revision) TO tejun_app;
GRANT UPDATE ON TABLE capacity_target (warn_ms) TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE capacity_target_state TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE capacity_token TO tejun_app;
GRANT SELECT ON TABLE cases_adoption TO tejun_app;
GRANT SELECT ON TABLE cases_apart TO tejun_app;
GRANT INSERT, SELECT ON TABLE cases_case TO tejun_app;
GRANT INSERT, SELECT ON TABLE cases_counter TO tejun_app;
GRANT UPDATE ON TABLE cases_counter (last) TO tejun_app;
GRANT INSERT, SELECT ON TABLE cases_device TO tejun_app;
GRANT SELECT ON TABLE cases_ending TO tejun_app;
GRANT INSERT, SELECT ON TABLE cases_event TO tejun_app;
GRANT INSERT, SELECT ON TABLE cases_link TO tejun_app;
GRANT SELECT ON TABLE cases_mirror TO tejun_app;
GRANT SELECT ON TABLE cases_transition TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE checks_count TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_device TO tejun_app;
GRANT INSERT, SELECT ON TABLE checks_finding TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE checks_state TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE checks_value TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE clocks_day TO tejun_app;
GRANT UPDATE ON TABLE clocks_day (offsets_ms) TO tejun_app;
GRANT INSERT, SELECT ON TABLE clocks_device TO tejun_app;
GRANT UPDATE ON TABLE clocks_device (bound_ms) TO tejun_app;
GRANT UPDATE ON TABLE clocks_device (observed_at) TO tejun_app;
GRANT UPDATE ON TABLE clocks_device (offset_ms) TO tejun_app;
GRANT INSERT, SELECT ON TABLE clocks_reference TO tejun_app;
GRANT INSERT, SELECT ON TABLE company_fact TO tejun_app;
GRANT INSERT, SELECT ON TABLE company_interview TO tejun_app;
GRANT UPDATE ON TABLE company_interview (answered_at) TO tejun_app;
GRANT UPDATE ON TABLE company_interview (answered_by) TO tejun_app;
GRANT INSERT, SELECT ON TABLE consoles_import TO tejun_app;
GRANT INSERT, SELECT ON TABLE development_assessment TO tejun_app;
GRANT INSERT, SELECT ON TABLE development_freeze TO tejun_app;
GRANT INSERT, SELECT ON TABLE development_requirement TO tejun_app;
GRANT INSERT, SELECT ON TABLE development_trace TO tejun_app;
GRANT INSERT, SELECT ON TABLE development_wording TO tejun_app;
GRANT INSERT, SELECT ON TABLE devices_bundle TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE devices_definitions TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE devices_device TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE devices_enrolment_failure TO tejun_app;
GRANT INSERT, SELECT ON TABLE devices_group TO tejun_app;
GRANT UPDATE ON TABLE devices_group (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE devices_group (version) TO tejun_app;
GRANT INSERT, SELECT ON TABLE devices_group_version TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE devices_node TO tejun_app;
GRANT INSERT, SELECT ON TABLE devices_retirement TO tejun_app;
GRANT INSERT, SELECT ON TABLE devices_separated TO tejun_app;
GRANT UPDATE ON TABLE devices_separated (device_id) TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE devices_unanswered TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_baseline TO tejun_app;
GRANT UPDATE ON TABLE drift_baseline (decided_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_baseline (decided_by) TO tejun_app;
GRANT UPDATE ON TABLE drift_baseline (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_baseline (reason) TO tejun_app;
GRANT UPDATE ON TABLE drift_baseline (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_change TO tejun_app;
GRANT UPDATE ON TABLE drift_change (loud) TO tejun_app;
GRANT UPDATE ON TABLE drift_change (matched_row) TO tejun_app;
GRANT UPDATE ON TABLE drift_change (quiet) TO tejun_app;
GRANT UPDATE ON TABLE drift_change (quiet_rules) TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_device TO tejun_app;
GRANT UPDATE ON TABLE drift_device (baseline) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (differs) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (looked_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (news) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (seen) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (silent) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (told) TO tejun_app;
GRANT UPDATE ON TABLE drift_device (unseen) TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_event TO tejun_app;
GRANT UPDATE ON TABLE drift_event (at) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (collections) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (counts) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (from_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (loud) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (matched_row) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (quiet) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (revision) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (rules_seen) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (state) TO tejun_app;
GRANT UPDATE ON TABLE drift_event (waits_since) TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_explanation TO tejun_app;
GRANT INSERT, SELECT ON TABLE drift_rule TO tejun_app;
GRANT UPDATE ON TABLE drift_rule (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE drift_rule (ended_by) TO tejun_app;
GRANT UPDATE ON TABLE drift_rule (ended_reason) TO tejun_app;
GRANT UPDATE ON TABLE drift_rule (ended_seq) TO tejun_app;
GRANT SELECT ON TABLE drift_state TO tejun_app;
GRANT UPDATE ON TABLE drift_state (change_id) TO tejun_app;
GRANT UPDATE ON TABLE drift_state (rules) TO tejun_app;
GRANT INSERT, SELECT ON TABLE duties_event TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE duties_feed TO tejun_app;
GRANT UPDATE ON TABLE duties_feed (hash) TO tejun_app;
GRANT UPDATE ON TABLE duties_feed (set_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE duties_occurrence TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (case_id) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (closed_at) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (closed_by) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (due_at) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (due_on) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (escalation) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (moved) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (next_at) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (reason) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (record) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (remark) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (result) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (revision) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (sheet) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (sheet_at) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (sheet_digest) TO tejun_app;
GRANT UPDATE ON TABLE duties_occurrence (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE duties_period TO tejun_app;
GRANT INSERT, SELECT ON TABLE duties_schedule TO tejun_app;
GRANT UPDATE ON TABLE duties_schedule (swept_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE duties_setting TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE duties_shown TO tejun_app;
GRANT UPDATE ON TABLE duties_shown (at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE intake_clock TO tejun_app;
GRANT UPDATE ON TABLE intake_clock (held_since) TO tejun_app;
GRANT UPDATE ON TABLE intake_clock (ran_ms) TO tejun_app;
GRANT UPDATE ON TABLE intake_clock (seen_at) TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE intake_counter TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE intake_current TO tejun_app;
GRANT INSERT, SELECT ON TABLE intake_fact TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE intake_line TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE intake_quarantine TO tejun_app;
GRANT INSERT, SELECT ON TABLE intake_span TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_change TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_foreign TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (addresses) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (details) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (firmware) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (kind) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (last_seen_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (macs) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (maker) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (model) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (name) TO tejun_app;
GRANT UPDATE ON TABLE inventory_foreign (serial) TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_fresh TO tejun_app;
GRANT UPDATE ON TABLE inventory_fresh (day) TO tejun_app;
GRANT UPDATE ON TABLE inventory_fresh (items) TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_item TO tejun_app;
GRANT UPDATE ON TABLE inventory_item (devices) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE inventory_neighbour TO tejun_app;
GRANT UPDATE ON TABLE inventory_neighbour (addresses) TO tejun_app;
GRANT UPDATE ON TABLE inventory_neighbour (last_seen_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_neighbour (name) TO tejun_app;
GRANT UPDATE ON TABLE inventory_neighbour (seen_by) TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_question TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (answer) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (answered_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (answered_by) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (device_id) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (last_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (note) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (opened_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_question (settled_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_reporter TO tejun_app;
GRANT UPDATE ON TABLE inventory_reporter (last_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE inventory_segment TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (decided_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (decided_by) TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (gateway) TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (last_reported_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (reason) TO tejun_app;
GRANT UPDATE ON TABLE inventory_segment (rule) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE inventory_set TO tejun_app;
GRANT UPDATE ON TABLE inventory_set (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE inventory_set (digest) TO tejun_app;
GRANT UPDATE ON TABLE inventory_set (fact_id) TO tejun_app;
GRANT UPDATE ON TABLE inventory_set (items) TO tejun_app;
GRANT UPDATE ON TABLE inventory_set (token) TO tejun_app;
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
GRANT INSERT, SELECT ON TABLE live_ask TO tejun_app;
GRANT UPDATE ON TABLE live_ask (byte_count) TO tejun_app;
GRANT UPDATE ON TABLE live_ask (columns) TO tejun_app;
GRANT UPDATE ON TABLE live_ask (ended) TO tejun_app;
GRANT UPDATE ON TABLE live_ask (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE live_ask (row_count) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE live_row TO tejun_app;
GRANT INSERT, SELECT ON TABLE live_saved TO tejun_app;
GRANT USAGE ON TABLE live_seq TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE live_target TO tejun_app;
GRANT UPDATE ON TABLE live_target (answered_at) TO tejun_app;
GRANT UPDATE ON TABLE live_target (asked_at) TO tejun_app;
GRANT UPDATE ON TABLE live_target (byte_count) TO tejun_app;
GRANT UPDATE ON TABLE live_target (cut) TO tejun_app;
GRANT UPDATE ON TABLE live_target (digest) TO tejun_app;
GRANT UPDATE ON TABLE live_target (memory_bytes) TO tejun_app;
GRANT UPDATE ON TABLE live_target (message) TO tejun_app;
GRANT UPDATE ON TABLE live_target (row_count) TO tejun_app;
GRANT UPDATE ON TABLE live_target (seq) TO tejun_app;
GRANT UPDATE ON TABLE live_target (state) TO tejun_app;
GRANT UPDATE ON TABLE live_target (system_ms) TO tejun_app;
GRANT UPDATE ON TABLE live_target (user_ms) TO tejun_app;
GRANT UPDATE ON TABLE live_target (wall_ms) TO tejun_app;
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
GRANT INSERT, SELECT ON TABLE registers_comparison TO tejun_app;
GRANT UPDATE ON TABLE registers_comparison (last_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_confirmation TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_definition TO tejun_app;
GRANT UPDATE ON TABLE registers_definition (digest) TO tejun_app;
GRANT UPDATE ON TABLE registers_definition (refreshed_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_difference TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (cells) TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (device_id) TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (gone_at) TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (label) TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (last_seen_at) TO tejun_app;
GRANT UPDATE ON TABLE registers_difference (place) TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_explanation TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_explanation_end TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_revision TO tejun_app;
GRANT INSERT, SELECT ON TABLE registers_row TO tejun_app;
GRANT UPDATE ON TABLE registers_row (cells) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (changed_by) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (due_on) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (key_digest) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (label) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (revision) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (search) TO tejun_app;
GRANT UPDATE ON TABLE registers_row (state) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE registers_upload TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE registers_view TO tejun_app;
GRANT UPDATE ON TABLE registers_view (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE registers_view (name) TO tejun_app;
GRANT UPDATE ON TABLE registers_view (shared) TO tejun_app;
GRANT UPDATE ON TABLE registers_view (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_ability TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_case TO tejun_app;
GRANT UPDATE ON TABLE requests_case (about) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (approved_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (changed_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (closed_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (decide_by) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (ended_by) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (expiring_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (form) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (lapses_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (line) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (occurrence) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (overdue_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (place) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (revision) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (round) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (search) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (state) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (submitted_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (valid_for_days) TO tejun_app;
GRANT UPDATE ON TABLE requests_case (valid_until) TO tejun_app;
GRANT SELECT ON TABLE requests_counter TO tejun_app;
GRANT UPDATE ON TABLE requests_counter (last) TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_decider TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_decision TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_delegation TO tejun_app;
GRANT UPDATE ON TABLE requests_delegation (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE requests_delegation (ended_by) TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_event TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_file TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_step TO tejun_app;
GRANT INSERT, SELECT ON TABLE requests_submission TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_assignment TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_campaign TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_decision TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_line TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_list TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_list_line TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_look TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_remediation TO tejun_app;
GRANT INSERT, SELECT ON TABLE reviews_source TO tejun_app;
GRANT INSERT, SELECT ON TABLE scans_event TO tejun_app;
GRANT SELECT ON TABLE scans_finding TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (aliases) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (aspects) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (changed_at) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (claim) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (cwes) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (fingerprint) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (first_at) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (first_import) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (id) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (line) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (measure) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (message) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (opened_at) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (place) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (rule) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (scope) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (search) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (seen_at) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (seen_import) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (severity) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (target_id) TO tejun_app;
GRANT INSERT, UPDATE ON TABLE scans_finding (title) TO tejun_app;
GRANT INSERT ON TABLE scans_finding (tool) TO tejun_app;
GRANT INSERT, SELECT ON TABLE scans_import TO tejun_app;
GRANT INSERT, SELECT ON TABLE scans_presence TO tejun_app;
GRANT SELECT ON TABLE scans_target TO tejun_app;
GRANT INSERT, SELECT ON TABLE scans_target_version TO tejun_app;
GRANT INSERT, SELECT ON TABLE scans_token TO tejun_app;
GRANT UPDATE ON TABLE scans_token (last_used_at) TO tejun_app;
GRANT UPDATE ON TABLE scans_token (revoked_at) TO tejun_app;
GRANT UPDATE ON TABLE scans_token (revoked_by) TO tejun_app;
GRANT UPDATE ON TABLE scans_token (revoked_seq) TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE software_device TO tejun_app;
GRANT UPDATE ON TABLE software_device (sets) TO tejun_app;
GRANT UPDATE ON TABLE software_device (titles) TO tejun_app;
GRANT INSERT, SELECT ON TABLE software_item TO tejun_app;
GRANT UPDATE ON TABLE software_item (development) TO tejun_app;
GRANT UPDATE ON TABLE software_item (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE software_link TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE software_rule TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE software_standing TO tejun_app;
GRANT UPDATE ON TABLE software_standing (body_digest) TO tejun_app;
GRANT UPDATE ON TABLE software_standing (forbidden) TO tejun_app;
GRANT UPDATE ON TABLE software_standing (under) TO tejun_app;
GRANT UPDATE ON TABLE software_standing (unlisted) TO tejun_app;
GRANT UPDATE ON TABLE software_standing (unlisted_since) TO tejun_app;
GRANT INSERT, SELECT ON TABLE software_title TO tejun_app;
GRANT UPDATE ON TABLE software_title (devices) TO tejun_app;
GRANT UPDATE ON TABLE software_title (gone_at) TO tejun_app;
GRANT UPDATE ON TABLE software_title (limited) TO tejun_app;
GRANT UPDATE ON TABLE software_title (rule) TO tejun_app;
GRANT UPDATE ON TABLE software_title (state) TO tejun_app;
GRANT INSERT, SELECT ON TABLE staff_change TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE staff_department TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE staff_device_owner TO tejun_app;
GRANT INSERT, SELECT ON TABLE staff_import TO tejun_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE staff_mapping TO tejun_app;
GRANT INSERT, SELECT, UPDATE ON TABLE staff_person TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE staff_upload TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_code TO tejun_app;
GRANT UPDATE ON TABLE suppliers_code (tries) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_code (used_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_delivery TO tejun_app;
GRANT UPDATE ON TABLE suppliers_delivery (acceptance) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_draft TO tejun_app;
GRANT UPDATE ON TABLE suppliers_draft (answers) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_draft (revision) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_draft (saved_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_evidence TO tejun_app;
GRANT UPDATE ON TABLE suppliers_evidence (taken_back_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_link TO tejun_app;
GRANT UPDATE ON TABLE suppliers_link (ended_at) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_opening TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_reminder TO tejun_app;
GRANT DELETE, INSERT, SELECT ON TABLE suppliers_session TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_sheet TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (answers) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (answers_digest) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (due_on) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (expires_at) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (score) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (state) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (submitted_at) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (submitted_by) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (submitted_seq) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sheet (submitted_via) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_sla TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sla (ended_at) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sla (ended_by) TO tejun_app;
GRANT UPDATE ON TABLE suppliers_sla (ended_seq) TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_sla_figure TO tejun_app;
GRANT INSERT, SELECT ON TABLE suppliers_template TO tejun_app;
GRANT INSERT, SELECT ON TABLE values_value TO tejun_app;
GRANT INSERT, SELECT ON TABLE websites_current TO tejun_app;
GRANT UPDATE ON TABLE websites_current (confirmed_at) TO tejun_app;
GRANT UPDATE ON TABLE websites_current (look_id) TO tejun_app;
GRANT INSERT, SELECT ON TABLE websites_look TO tejun_app;
