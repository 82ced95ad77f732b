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

/** The names of the reports of `check`, by format. */
const CHECKS = {
  pretty: 'check.txt',
  json: 'check.json',
  sarif: 'check.sarif',
  junit: 'check.junit.xml',
  github: 'check.github.txt',
  markdown: 'check.md',
};

function goldenChecks(name: string, at: string): void {
  for (const [format, file] of Object.entries(CHECKS))
    it(`${at}: check, as ${format}`, () => {
      golden(`${name}/${file}`, spaceward(['check', at, '--format', format]).out);
    });
}

describe('reports', () => {
  // The samples have no mistakes; this policy has something of each kind.
  goldenChecks('reports', 'test/fixtures/reports');
});

describe('samples', () => {
  const samples = readdirSync(join(ROOT, 'samples')).sort();

  it('there are some, and each has its explanations', () => {
    assert.deepEqual(samples, Object.keys(EXPLANATIONS).sort());
  });

  for (const sample of samples) {
    const at = `samples/${sample}`;

    goldenChecks(sample, at);

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
