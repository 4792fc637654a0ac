-- What head office and the store did in a case of the guarantee or of assistance. Rows name no person but who did it.
CREATE TABLE service_case_steps (
  step_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('accepted', 'on-its-way', 'refused', 'customer-came-back', 'device-handed-over')),
  reason text CHECK ((reason IS NOT NULL) = (step = 'refused')),
  taken_at timestamptz NOT NULL,
  taken_by text NOT NULL
);

CREATE INDEX service_case_steps_case ON service_case_steps (case_id, taken_at);

CREATE INDEX guarantee_cases_terminal ON guarantee_cases (terminal_id, opened_at);

CREATE INDEX assistance_cases_terminal ON assistance_cases (terminal_id, opened_at);
