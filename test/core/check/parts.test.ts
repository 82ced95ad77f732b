/** A policy that is checked in parts, by several who opened it, is found to be what one alone finds. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { generateTenant } from '../../../bench/generate/tenant.js';
import { type Checked, type OpenPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { HelpCheck } from '../../../server/src/core/check-help.js';
import { OnceCheck } from '../../../server/src/core/check-once.js';
import { type PartDone, Parts, type PartSizes } from '../../../server/src/core/check/parts.js';
import { isNoisy, passedResult, runTest } from '../../../server/src/core/tests/run-test.js';
import { CONFIG_FILE, fileNameOf } from '../../../server/src/core/workspace/roots.js';
import { ROOT } from '../../support/cli.js';
import { edited, textEdit } from '../../support/edits.js';
import { check, matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { filesOf, SAMPLES } from '../../support/samples.js';
import { randomPolicy } from '../decide/random-policy.js';
import { EXAMPLE } from '../syntax/example.js';

interface Source {
  readonly path: string;
  readonly text: string;
}

const isConfig = ({ path }: Source): boolean => fileNameOf(path) === CONFIG_FILE;

/** Opens a policy as a thread does that shares nothing with others. */
function opened(sources: readonly Source[], how: OnceCheck | HelpCheck): OpenPolicy {
  const config = sources.find(isConfig);
  const files = sources.filter((source) => !isConfig(source)).map((source) => how.read(source));
  return how.open(files, config && readPolicyFile(config));
}

/** All that a check gives, with its objects told by their places. */
function reported({ policy, diagnostics, tests, noisyTests, locate }: Checked): unknown {
  const indexes = new Map(policy.tests.map((test, index) => [test, index]));
  const told = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(told);
    if (typeof value !== 'object' || value === null || value instanceof Set) return value;
    if ('block' in value && 'span' in value)
      return locate(value as Parameters<Checked['locate']>[0]);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, told(each)]));
  };
  return [
    diagnostics.map(told),
    tests.map(({ test, expectations }) => [indexes.get(test), told(expectations)]),
    noisyTests.map(({ test }) => indexes.get(test)),
  ];
}

/** Checks a policy as several threads do: each opens it by itself, and what others tell of is looked at again. */
function checkedBy(sources: readonly Source[], threads: number, sizes?: PartSizes): Checked {
  const own = opened(sources, new OnceCheck(matrix));
  const parts = new Parts(own, sizes);
  const helpers = Array.from({ length: threads - 1 }, () => {
    return new Parts(opened(sources, new HelpCheck(matrix)), sizes);
  });
  for (const helper of helpers) assert.equal(helper.count, parts.count);
  const done = Array.from({ length: parts.count }, (_, index): PartDone => {
    const helper = helpers[(index % threads) - 1];
    return parts.do(index, helper?.noisy(index));
  });
  return parts.finish(done.reverse());
}

const SIZES: readonly PartSizes[] = [
  { tests: 1, spaces: 1 },
  { tests: 3, spaces: 2 },
  { tests: 32, spaces: 16 },
];

function assertSame(sources: readonly Source[]): Checked {
  const alone = checkedBy(sources, 1);
  const expected = reported(alone);
  for (const sizes of SIZES)
    for (const threads of [1, 2, 3])
      assert.deepEqual(reported(checkedBy(sources, threads, sizes)), expected);
  return alone;
}

describe('a check in parts', () => {
  for (const sample of SAMPLES)
    it(`finds the same: ${sample}`, () => {
      assertSame(
        filesOf(sample).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
      );
    });

  it('finds the same in an invented tenant, and with mistakes in it', () => {
    const { files } = generateTenant({ lines: 2000, files: 3, seed: 5 });
    assertSame(files);
    const broken = files.map(({ path, text }) => ({
      path,
      text: text.replace(/ can /gu, ' cannot ').replace(/owner: .*/u, 'owner: nobody-there'),
    }));
    const { noisyTests, diagnostics } = assertSame(broken);
    assert.ok(noisyTests.length > 50 && diagnostics.length > 50);
  });

  it('finds the same in any policy with mistakes', () => {
    const texts = fc
      .tuple(
        fc.oneof(randomPolicy, fc.constant(EXAMPLE)),
        fc.array(textEdit, { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([text, edits, isConfigured]): readonly Source[] => [
        { path: 'a', text: edited(text, edits).at(-1) ?? text },
        { path: 'b', text: 'tests:\n  t:\n    - nobody can space.delete on S0\n    - x\n' },
        ...(isConfigured
          ? [{ path: CONFIG_FILE, text: 'rules: { redundant-share: warning }' }]
          : []),
      ]);
    fc.assert(
      fc.property(texts, (sources) => {
        assertSame(sources);
      }),
      { numRuns: runs(25) },
    );
  });

  it('finds the same in tests that share a block, and stand among other entries', () => {
    const { noisyTests } = assertSame([
      {
        path: 'a',
        text: 'tests: { one: [ann can x on S], two: [nobody can space.delete on S], three: y }\n',
      },
      {
        path: 'b',
        text: 'tests:\n  four:\n    given: [remove ann from S]\n    expect: [ann cannot app.open on S, 7]\n',
      },
      {
        path: 'c',
        text: 'tests: [a, b]\nspaces:\n  S: { type: shared, owner: ann }\nusers: { ann: {} }\n',
      },
    ]);
    assert.ok(noisyTests.length >= 3);
  });

  it('gives each thread its own objects', () => {
    const sources = [{ path: 'a', text: 'tests:\n  t: [nobody can space.delete on Nowhere]\n' }];
    const { noisyTests, policy, diagnostics } = checkedBy(sources, 2, { tests: 1, spaces: 1 });
    const [result] = noisyTests;
    assert.equal(result?.test, policy.tests[0]);
    assert.equal(result?.expectations[0]?.written, policy.tests[0]?.expect[0]?.written);
    const blocks = policy.files.flatMap(({ tree }) => tree.list);
    assert.ok(diagnostics.length > 0);
    for (const { finding } of diagnostics) assert.ok(blocks.includes(finding.origin.block));
  });

  it('leaves out of the results of tests only what no report of a test that passed tells', () => {
    const { files } = generateTenant({ lines: 1000, seed: 7 });
    const { policy, engine } = check(files.map(({ text }) => text));
    let quiet = 0;
    for (const test of policy.tests) {
      const result = runTest(engine, test);
      if (isNoisy(result)) continue;
      quiet += 1;
      assert.deepEqual({ ...passedResult(test), uses: result.uses, reach: result.reach }, result);
    }
    assert.ok(quiet > 10);
  });
});
