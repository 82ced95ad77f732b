import { ACCESS_COLUMNS, accessRows } from './access-cells.js';
import type { AccessReporter } from './access-report.js';
import { field, record } from './csv.js';

/** Effective access as CSV (RFC 4180): a record an entry, each on one line. */
export const accessCsv: AccessReporter = function* ({ policies }) {
  yield record(ACCESS_COLUMNS);
  for (const policy of policies)
    for (const row of accessRows(policy, (cells) => cells.map(field).join())) yield record(row);
};
