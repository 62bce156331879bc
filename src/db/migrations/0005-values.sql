-- Company values (値): every version is kept, so that old evidence stays judged by the old value.
CREATE TABLE values_value (
  param text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  value jsonb NOT NULL,
  effective_from timestamptz NOT NULL,
  set_by text NOT NULL,
  reason text,
  PRIMARY KEY (param, version)
);
GRANT SELECT, INSERT ON values_value TO tejun_app;
