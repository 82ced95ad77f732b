import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../../server/src/core/rules/ids.js';
import { checkJson } from '../../server/src/cli/report/check-json.js';
import { ROOT, spaceward } from '../support/cli.js';
import { checkedSample, SAMPLES } from '../support/samples.js';

const GOLDEN = join(ROOT, 'test/golden');
/** `UPDATE_GOLDEN=1 npm test` writes the files anew; read the difference before you commit it. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';

const EXPLANATIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  broken: [['gus', 'app.open', 'Production/Orders', 'samples/broken/enterprise']],
  company: [
    ['zoe.ricci', 'app.open', 'Sales Dev/Price list'],
    ['lena.holm', 'app.publish', 'Finance Dev/Budget', '--to', 'Finance'],
    ['mia.lund', 'app.export', 'Stores/Store of the day'],
    ['jan.krogh', 'app.open', 'Sales Dev/Pipeline'],
  ],
  limits: [['u001', 'app.open', 'One app over the limit/Figures']],
  'members-list': [
    ['anna', 'app.export', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.open', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.export', "Sales Development/Demo App - Beginner's tutorial"],
    ['anna2', 'app.open', 'Sales Development'],
    ['ali', 'app.see-all', 'Sales Development'],
    ['admin', 'app.share', 'Sales Development'],
  ],
};

/** Questions about the access of everybody, by the name of their report. */
const ACCESS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  company: { 'access-open.csv': ['--action', 'app.open', '--where', 'Sales Dev'] },
  'members-list': {
    'access.csv': [],
    'access.json': [
      '--format',
      'json',
      '--by',
      'app',
      '--verdict',
      'allowed',
      '--verdict',
      'depends',
    ],
    'access.md': ['--format', 'markdown', '--by', 'user'],
  },
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
      const { out } = spaceward(['check', at, '--format', format]);
      golden(`${name}/${file}`, format === 'sarif' ? withoutRules(out) : out);
    });
}

/** The rules' pages are in every SARIF log, and tested in formats/sarif.test.ts: here they would change with each word. */
function withoutRules(sarif: string): string {
  const rules = /^ {10}"rules": \[\n[^]*?^ {10}\]\n/mu;
  assert.match(sarif, rules);
  return sarif.replace(rules, '          "rules": []\n');
}

describe('reports', () => {
  // Expectations that hold, fail, are undecided, silenced or can't be asked, and diagnostics of each severity.
  goldenChecks('reports', 'test/fixtures/reports');
});

describe('samples', () => {
  it('each has its explanations', () => {
    assert.deepEqual(SAMPLES, Object.keys(EXPLANATIONS).sort());
  });

  it('one breaks every rule', () => {
    const broken = checkedSample('broken').flatMap(({ diagnostics }) => diagnostics);
    const rules = new Set(broken.map(({ rule }) => rule));
    assert.deepEqual(
      RULE_IDS.filter((rule) => !rules.has(rule)),
      [],
    );
  });

  for (const sample of SAMPLES) {
    const at = `samples/${sample}`;

    goldenChecks(sample, at);

    it(`${at}: the command line and the engine say the same`, () => {
      const checked = checkedSample(sample);
      assert.equal(checkJson(checked), spaceward(['check', at, '--format', 'json']).out);
    });

    for (const [name, options] of Object.entries(ACCESS[sample] ?? {}))
      it(`${at}: access ${options.join(' ')}`, () => {
        golden(`${sample}/${name}`, spaceward(['access', at, ...options]).out);
      });

    for (const [index, question] of (EXPLANATIONS[sample] ?? []).entries())
      it(`${at}: explain ${question.join(' ')}`, () => {
        const name = `${sample}/explain-${index + 1}-${question.slice(0, 2).join('-')}`;
        const place = question.some((word) => word.startsWith('samples/')) ? [] : [at];
        const explained = (format: readonly string[]): string =>
          spaceward(['explain', ...question, ...place, ...format]).out;
        golden(`${name}.txt`, explained([]));
        golden(`${name}.json`, explained(['--format', 'json']));
      });
  }
});
