-- Attachments (添付ファイル): what people add to a line, a duty's record or a request. The content stands once, under its SHA-256;
-- who added it to what stands beside it. A file belongs to nobody's act for a day at most; what became part of one stays.

CREATE TABLE attachments_content (
  hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
  media_type text NOT NULL CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]{1,100}$'),
  bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 20971520),
  content bytea NOT NULL,
  CHECK (length(content) = bytes),
  CHECK (sha256(content) = hash)
);
-- Pictures, PDF and Office files are packed already.
ALTER TABLE attachments_content ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE attachments_file (
  id uuid PRIMARY KEY,
  hash bytea NOT NULL REFERENCES attachments_content,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  added_at timestamptz NOT NULL,
  -- Account id, or cli.
  added_by text NOT NULL,
  -- `register:… row:…`, `duty:… occurrence:…`, `request:… case:…`; null while it is part of nothing.
  subject text,
  bound_at timestamptz,
  CHECK ((subject IS NULL) = (bound_at IS NULL))
);
CREATE INDEX attachments_file_subject ON attachments_file (subject) WHERE subject IS NOT NULL;
CREATE INDEX attachments_file_loose ON attachments_file (added_at) WHERE subject IS NULL;
CREATE INDEX attachments_file_hash ON attachments_file (hash);

-- What is part of an act is evidence: it is neither changed nor taken away again.
CREATE FUNCTION attachments_bound_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a file that is part of a record stays as it is' USING ERRCODE = '42501';
END $$;
REVOKE EXECUTE ON FUNCTION attachments_bound_is_final() FROM PUBLIC;
CREATE TRIGGER attachments_bound_is_final BEFORE UPDATE OR DELETE ON attachments_file
  FOR EACH ROW WHEN (OLD.subject IS NOT NULL) EXECUTE FUNCTION attachments_bound_is_final();
ALTER TABLE attachments_file ENABLE ALWAYS TRIGGER attachments_bound_is_final;

GRANT SELECT, INSERT, DELETE ON attachments_content, attachments_file TO tejun_app;
GRANT UPDATE (subject, bound_at) ON attachments_file TO tejun_app;
