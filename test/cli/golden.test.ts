import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { loadMatrixData } from '../../server/src/core/matrix/load.js';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import { checkJson } from '../../server/src/cli/report/check-json.js';
import { ROOT, spaceward } from '../support/cli.js';

const GOLDEN = join(ROOT, 'test/golden');
/** `UPDATE_GOLDEN=1 npm test` writes the files anew; read the difference before you commit it. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';

const EXPLANATIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'members-list': [
    ['anna', 'app.export', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.open', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.export', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.open', 'Sales Development'],
    ['ali', 'app.see-all', 'Sales Development'],
    ['admin', 'app.share', 'Sales Development'],
  ],
};

function golden(name: string, actual: string): void {
  const path = join(GOLDEN, name);
  if (UPDATE) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, actual);
  }
  assert.ok(existsSync(path), `${name} is missing: run UPDATE_GOLDEN=1 npm test`);
  assert.equal(actual, readFileSync(path, 'utf8'), `${name} differs`);
}

describe('samples', () => {
  const samples = readdirSync(join(ROOT, 'samples')).sort();

  it('there are some, and each has its explanations', () => {
    assert.deepEqual(samples, Object.keys(EXPLANATIONS).sort());
  });

  for (const sample of samples) {
    const at = `samples/${sample}`;

    it(`${at}: check, as people and as programs read it`, () => {
      golden(`${sample}/check.txt`, spaceward(['check', at]).out);
      golden(`${sample}/check.json`, spaceward(['check', at, '--format', 'json']).out);
    });

    it(`${at}: the command line and the engine say the same`, () => {
      const names = readdirSync(join(ROOT, at)).filter((name) => name.endsWith('.spaceward.yaml'));
      const files = names.sort().map((name) => ({
        path: `${at}/${name}`,
        text: readFileSync(join(ROOT, at, name), 'utf8'),
      }));
      const checked = checkPolicy(
        new Matrix(loadMatrixData()),
        files.map((file) => readPolicyFile(file)),
      );
      assert.equal(checkJson([checked]), spaceward(['check', at, '--format', 'json']).out);
    });

    for (const [index, question] of (EXPLANATIONS[sample] ?? []).entries())
      it(`${at}: explain ${question.join(' ')}`, () => {
        const name = `${sample}/explain-${index + 1}-${question.slice(0, 2).join('-')}`;
        golden(`${name}.txt`, spaceward(['explain', ...question, at]).out);
        golden(`${name}.json`, spaceward(['explain', ...question, at, '--format', 'json']).out);
      });
  }
});
