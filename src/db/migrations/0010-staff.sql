-- Staff (社員名簿): who works here, in which department, with which duties, and whose device is whose. Personal data: it stands
-- here and not in the ledger, which knows a person by an opaque id only.
CREATE TABLE staff_department (
  id uuid PRIMARY KEY,
  code text CHECK (length(code) BETWEEN 1 AND 40),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- Folded (NFKC, lower case), so that 営業部 and 営業部 typed in full width are one.
  name_key text NOT NULL UNIQUE,
  parent_id uuid REFERENCES staff_department,
  manager_id uuid,
  CHECK (parent_id <> id)
);
CREATE UNIQUE INDEX staff_department_code ON staff_department (code) WHERE code IS NOT NULL;

CREATE TABLE staff_person (
  id uuid PRIMARY KEY,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
  number_key text NOT NULL UNIQUE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kana text NOT NULL CHECK (length(kana) <= 100),
  email text NOT NULL CHECK (length(email) <= 254),
  -- As logins are folded: an account belongs to the one person in service who has its address.
  email_key text NOT NULL,
  department_id uuid REFERENCES staff_department,
  title text NOT NULL CHECK (length(title) <= 100),
  duties text[] NOT NULL CHECK (duties <@ ARRAY['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer']),
  state text NOT NULL CHECK (state IN ('active', 'left')),
  joined_on date,
  left_on date,
  search text NOT NULL,
  -- Counts up at each change: who changes somebody says which revision they saw.
  revision integer NOT NULL CHECK (revision > 0),
  changed_at timestamptz NOT NULL,
  CHECK (left_on >= joined_on)
);
CREATE INDEX staff_person_email ON staff_person (email_key) WHERE email_key <> '';
CREATE INDEX staff_person_department ON staff_person (department_id);
ALTER TABLE staff_department ADD FOREIGN KEY (manager_id) REFERENCES staff_person;

-- Whose device is whose, as lists say. A device that has no agent yet may stand here; they meet by serial number or name.
CREATE TABLE staff_device_owner (
  id uuid PRIMARY KEY,
  -- s:<serial number> or, where there is none, h:<name>; folded.
  key text NOT NULL UNIQUE CHECK (key ~ '^[sh]:.'),
  serial text NOT NULL CHECK (length(serial) <= 100),
  host text NOT NULL CHECK (length(host) <= 100),
  asset text NOT NULL CHECK (length(asset) <= 100),
  person_id uuid REFERENCES staff_person,
  changed_at timestamptz NOT NULL,
  CHECK (serial <> '' OR host <> '')
);
CREATE INDEX staff_device_owner_person ON staff_device_owner (person_id);

-- How the columns of one source (給与ソフト, LANSCOPE) are read: saved once, used at every import.
CREATE TABLE staff_mapping (
  kind text NOT NULL CHECK (kind IN ('people', 'departments', 'devices')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  columns jsonb NOT NULL,
  encoding text CHECK (encoding IN ('utf-8', 'cp932', 'utf-16le')),
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (kind, name)
);

-- A file between its upload and its import. It belongs to who uploaded it and is gone after half an hour.
CREATE TABLE staff_upload (
  id uuid PRIMARY KEY,
  owner text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('people', 'departments', 'devices')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  encoding text CHECK (encoding IN ('utf-8', 'cp932', 'utf-16le')),
  digest text NOT NULL,
  bytes bytea NOT NULL CHECK (length(bytes) <= 20971520),
  uploaded_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
-- It is compressed where it can be already.
ALTER TABLE staff_upload ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE staff_import (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('people', 'departments', 'devices')),
  source text NOT NULL,
  digest text NOT NULL,
  full_list boolean NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  unchanged integer NOT NULL,
  missing integer NOT NULL,
  by text NOT NULL,
  at timestamptz NOT NULL
);

-- Every change of every row, by hand or by import, with what stood there before.
CREATE TABLE staff_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id uuid REFERENCES staff_import,
  kind text NOT NULL CHECK (kind IN ('people', 'departments', 'devices')),
  subject uuid NOT NULL,
  before jsonb,
  after jsonb,
  by text NOT NULL,
  at timestamptz NOT NULL,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX staff_change_subject ON staff_change (subject);

GRANT SELECT, INSERT, UPDATE ON staff_department, staff_person TO tejun_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_device_owner, staff_mapping TO tejun_app;
GRANT SELECT, INSERT, DELETE ON staff_upload TO tejun_app;
GRANT SELECT, INSERT ON staff_import, staff_change TO tejun_app;
