import type { Checked, Diagnostic, FilePlace } from '../../core/check.js';
import type { Range } from '../../core/text/line-map.js';
import { jsonText } from './json.js';
import { Positions } from './positions.js';
import { countsOf, isShown } from './summary.js';

/** The report of `check --format json`: docs/language.md, "Command line". */
export function checkJson(policies: readonly Checked[]): string {
  const positions = new Positions(policies);
  const { files, summary, tests } = countsOf(policies);
  const diagnostics = policies
    .flatMap((policy) => policy.diagnostics)
    .filter(isShown)
    .map((diagnostic) => diagnosticJson(positions, diagnostic));
  return jsonText({ version: 1, files, summary, tests, diagnostics });
}

function diagnosticJson(positions: Positions, diagnostic: Diagnostic): object {
  const { severity, rule, message, related, finding } = diagnostic;
  return {
    ...place(positions, diagnostic),
    severity,
    rule,
    message,
    related: related.map((other) => ({ ...place(positions, other), message: other.message })),
    fixable: finding.fix !== undefined,
  };
}

function place(
  positions: Positions,
  at: FilePlace,
): { readonly file: string; readonly range: Range } {
  return { file: at.path, range: positions.range(at) };
}
