import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { loadMatrixData } from '../../server/src/core/matrix/load.js';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import { ROOT } from '../support/cli.js';

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
const CHECKED = /<!-- checked -->\s+```yaml\n(.*?)```/gsu;

/** Policies in the documentation that say so are whole, and break no rule. */
describe('policies in the documentation', () => {
  const matrix = new Matrix(loadMatrixData());
  for (const page of PAGES.filter((name) => name.endsWith('.md')))
    for (const [index, match] of [
      ...readFileSync(join(ROOT, page), 'utf8').matchAll(CHECKED),
    ].entries())
      it(`${page}, policy ${index + 1}`, () => {
        const file = { path: page, text: match[1] ?? '' };
        const { diagnostics } = checkPolicy(matrix, [readPolicyFile(file)]);
        assert.deepEqual(
          diagnostics.map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
      });
});
