-- Changes seen on devices are tied to the case whose line covers them, and cases that moved are looked at again.
CREATE INDEX cases_case_line ON cases_case (line) WHERE line IS NOT NULL;
CREATE INDEX cases_case_changed ON cases_case (kind, changed_at);
