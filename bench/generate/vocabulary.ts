/** Words that names are made of: several scripts, apostrophes, and what YAML needs quotes for. */
export const FIRST_NAMES = [
  'Anna',
  'Ali',
  'Zoë',
  'Jürgen',
  'Mary',
  'Chloé',
  'Olga',
  'Kenji',
  'Þóra',
  'Ravi',
  'Søren',
  'Łukasz',
  'Mei',
  'João',
  'Fatima',
  'Иван',
] as const;

export const LAST_NAMES = [
  'Lind',
  "O'Neill",
  'Müller',
  'García',
  'Tanaka',
  'Smith',
  'Öberg',
  'Novák',
  "D'Angelo",
  'van der Berg',
  'Petrov',
  'Şahin',
  'Jones',
  'Dupont',
] as const;

export const DEPARTMENTS = [
  'Finance',
  'Sales',
  'Claims',
  'HR',
  'R&D',
  'Marketing',
  'Supply Chain',
  'Controlling',
  'IT Operations',
  'Zürich Branch',
  '東京',
  'Key Accounts',
] as const;

export const GROUP_KINDS = [
  'Team',
  'EMEA',
  'APAC',
  'Managers',
  '(external)',
  'Leads: regional',
  'Night Shift',
] as const;

export const SPACE_KINDS = [
  'Development',
  'Reporting',
  'Self-Service',
  'Q&A',
  'Pilot: phase 2',
  'Archive',
  'Data',
  "Director's View",
] as const;

export const APP_NAMES = [
  'KPI Overview',
  'Quarterly results',
  'Margin analysis',
  'Forecast 2027',
  "Beginner's tutorial",
  'Churn, by region',
  'Stock levels',
  'Cash flow (draft)',
  'Übersicht',
  'Customer 360',
] as const;

export const COMMENTS = [
  'reviewed with the department',
  'asked for by the auditors; ticket 4711',
  'TODO: move to the managed space',
  'keep in step with the directory',
  "don't rename: linked from the intranet",
  'temporary, until the end of the quarter',
] as const;

export const DESCRIPTIONS = [
  'What the board looks at before its meetings',
  'Source of the monthly report: do not delete',
  'Prototypes. Nothing here is official, and nothing is kept for longer than a quarter',
  'Shared with partners #1 and #2 only',
  'Übersicht für die Niederlassungen',
] as const;
