import type { Checked } from '../../../core/check.js';
import { RULE_PAGES_URL, VERSION } from '../../version.js';
import { jsonText } from '../json.js';
import { Positions } from '../positions.js';
import type { CheckResult } from '../report.js';
import { ruleDescriptors } from './rules.js';
import { BASE, plainMessage, resultsOf } from './results.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report of `check --format sarif`: a log of the Static Analysis Results Interchange Format, 2.1.0. */
export function checkSarif(policies: readonly Checked[], { unreadable }: CheckResult): string {
  const positions = new Positions(policies);
  const driver = {
    name: 'Spaceward',
    version: VERSION,
    semanticVersion: VERSION,
    rules: ruleDescriptors(RULE_PAGES_URL),
  };
  const run = {
    tool: { driver },
    invocations: [
      {
        executionSuccessful: unreadable.length === 0,
        toolExecutionNotifications: unreadable.map((message) => ({
          level: 'error',
          message: plainMessage(message),
        })),
      },
    ],
    originalUriBaseIds: {
      [BASE]: { description: { text: 'The directory in which the check was run.' } },
    },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: policies.flatMap((policy) => resultsOf(policy, positions)),
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}
