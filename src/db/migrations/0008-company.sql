-- Facts about the company (会社の情報): every version is kept, so that a past day stays counted by the calendar of its time.
CREATE TABLE company_fact (
  key text NOT NULL CHECK (key ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  version integer NOT NULL CHECK (version > 0),
  value jsonb NOT NULL,
  effective_from timestamptz NOT NULL,
  set_by text NOT NULL CHECK (set_by <> ''),
  PRIMARY KEY (key, version),
  -- No approval by nobody, whatever a program says.
  CONSTRAINT company_fact_approvals CHECK (
    key <> 'approvalsNeeded' OR (value IN ('1'::jsonb, '2'::jsonb, '3'::jsonb))
  )
);
GRANT SELECT, INSERT ON company_fact TO tejun_app;

-- Which questions of the interview (最初の質問) a person has answered. The answers stand where they belong: in facts and in the draft.
CREATE TABLE company_interview (
  question text PRIMARY KEY CHECK (length(question) BETWEEN 1 AND 100),
  answered_at timestamptz NOT NULL,
  answered_by text NOT NULL CHECK (answered_by <> '')
);
GRANT SELECT, INSERT ON company_interview TO tejun_app;
GRANT UPDATE (answered_at, answered_by) ON company_interview TO tejun_app;
