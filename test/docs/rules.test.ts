import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../server/src/core/rules/index.js';
import { SUPPRESSION_RULES } from '../../server/src/core/rules/suppressions.js';
import { ROOT } from '../support/cli.js';

/** The cells of the rows of a document's table whose first cell is a rule. */
function ruleRows(file: string): readonly (readonly string[])[] {
  return readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(
      (cells) =>
        /^`[a-z-]+`$/u.test(cells[1] ?? '') && /^(error|warning|info)$/u.test(cells[2] ?? ''),
    )
    .map((cells) => [(cells[1] ?? '').replaceAll('`', ''), cells[2] ?? '', cells[3] ?? '']);
}

describe('the documented rules', () => {
  const rules = [...RULES, ...SUPPRESSION_RULES];

  it('README: every rule with its severity and summary, in the order of the rules', () => {
    const rows = rules.map(({ id, severity, summary }) => [id, severity, summary]);
    assert.deepEqual(ruleRows('README.md'), rows);
  });

  it('language reference: every rule with its severity, in the order of the rules', () => {
    const rows = ruleRows('docs/language.md').map(([id, severity]) => [id, severity]);
    assert.deepEqual(
      rows,
      rules.map(({ id, severity }) => [id, severity]),
    );
  });
});
