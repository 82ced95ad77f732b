import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { CONFIG_SCHEMA, configSchema } from '../../../scripts/generate/config-schema.js';
import { loadConfig } from '../../../server/src/core/config/config.js';
import { RULE_IDS } from '../../../server/src/core/rules/ids.js';
import { readPolicyFile } from '../../../server/src/core/check.js';
import { runs } from '../../support/runs.js';
import { matrix, root } from '../matrix/tables.js';
import { mutants } from '../syntax/mutants.js';

/** A configuration with everything that there is. */
const WHOLE = `rules: { redundant-grant: error, near-limit: "off", over-limit: INFO }
fail-on: warning
limits: { shares-per-application: 10, shares-per-principal: "20", shares-per-space: 30, near: 90 }
facts:
  - { table: managed.professional, action: script.open, yes: [can view, Contributor], no: can publish, source: me }
  - { table: shared.admin, action: app.open, no: Tenant Admin, source: 2026-11-02 }
  - { table: managed.professional, action: app.open, yes: has restricted view + dataconsumer, source: me }
`;

/** What the reader finds that is no matter of form: a table that lacks the role, or doesn't read it, a role that is named twice. */
const BEYOND_SHAPE = /has no column for|roles of the tenant alone|is named twice/u;

/** What the reader finds in a configuration. */
function problemsOf(text: string): readonly string[] {
  const file = readPolicyFile({ path: 'spaceward.config.yaml', text });
  const broken = file.tree.blocks.flatMap(({ block }) => block.problems);
  const { problems } = loadConfig(matrix, file);
  return [...broken, ...problems].map(({ message }) => message);
}

describe('the JSON schema of configurations', () => {
  const text = configSchema(matrix.data);
  const accepts = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text));
  /** Whether the schema rejects a text as an editor reads it: with the usual schema of YAML 1.2. */
  const rejects = (config: string) => !accepts(parse(config));

  /** Whether schema and reader agree on a text; what is beyond the form is the reader's alone. */
  function agree(config: string): boolean {
    const problems = problemsOf(config);
    const ofForm = problems.filter((message) => !BEYOND_SHAPE.test(message));
    return rejects(config) === ofForm.length > 0;
  }

  it('is as the shape says', () => {
    assert.ok(
      readFileSync(join(root, CONFIG_SCHEMA), 'utf8') === text,
      `${CONFIG_SCHEMA} is stale: run npm run generate`,
    );
  });

  it('accepts a configuration with everything that there is', () => {
    assert.deepEqual(problemsOf(WHOLE), []);
    assert.equal(rejects(WHOLE), false, JSON.stringify(accepts.errors));
  });

  it('agrees with the reader wherever a mistake is put in', () => {
    const all = mutants(parse(WHOLE)).map(({ what, value }) => ({ what, text: stringify(value) }));
    assert.ok(all.length > 150);
    assert.deepEqual(
      all.filter((mutant) => !agree(mutant.text)),
      [],
    );
    const rejected = all.filter((mutant) => rejects(mutant.text)).length;
    assert.ok(rejected > 100 && rejected < all.length - 10, String(rejected));
  });

  it('agrees with the reader on any configuration', () => {
    const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 });
    /** One of the right values, now and then a wrong one. */
    const mostly = <T>(right: readonly T[], ...wrong: readonly T[]) =>
      fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(...right) },
        { weight: 1, arbitrary: fc.constantFrom(...wrong) },
      );
    const severity = mostly<unknown>(['error', 'Warning', 'info', 'off'], 'loud', 3, 'on');
    const number = mostly<unknown>([1, 100, '7', 42], 101, 0, -1, 1.5, '0', 'ten');
    const role = mostly(['can view', 'Can Publish', 'TenantAdmin', 'Owner + can consume'], 'x', '');
    const fact = fc.record(
      {
        table: mostly(['shared.professional', 'Shared.Admin'], 'shared', ''),
        action: mostly<unknown>(['app.open', 'App.Export'], 'app.opne', 5),
        yes: fc.oneof(role, fc.array(role, { minLength: 1, maxLength: 3 })),
        no: fc.oneof(role, some(role)),
        source: mostly<unknown>(['me', 7, true], ' '),
      },
      { requiredKeys: ['table', 'action', 'yes', 'source'] },
    );
    const config = fc.record(
      {
        rules: fc.dictionary(mostly(RULE_IDS, 'nonsense'), severity, { maxKeys: 4 }),
        'fail-on': mostly<unknown>(['error', 'Info'], 'off'),
        limits: fc.dictionary(mostly(['near', 'shares-per-space'], 'far'), number),
        facts: some(fact),
      },
      { requiredKeys: [] },
    );
    const counts = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(config, (value) => {
        const yaml = stringify(value);
        counts[rejects(yaml) ? 'wrong' : 'right'] += 1;
        assert.ok(agree(yaml), `${yaml}\n${problemsOf(yaml).join('\n')}`);
      }),
      { numRuns: runs(300) },
    );
    assert.ok(counts.right > 30 && counts.wrong > 30, JSON.stringify(counts));
  });

  for (const [what, config, isRight] of [
    ['nothing', '', true],
    ['comments alone', '# nothing yet\n', true],
    ['an unknown key', 'rule: {}', false],
    ['a section of a policy', 'tests: {}', false],
    ['a section of a policy without a value', 'users:\n', false],
    ['entries of a policy', 'users: { anna: {} }', false],
    ['each rule', `rules: { ${RULE_IDS.map((id) => `${id}: off`).join(', ')} }`, true],
    ['an unknown rule', 'rules: { redundant-grnt: off }', false],
    ['a rule without a severity', 'rules: { redundant-grant: }', false],
    ['rules without any', 'rules:', true],
    ['a level that switches off', 'fail-on: off', false],
    ['a limit of none', 'limits: { shares-per-space: 0 }', false],
    ['more than all of a limit', 'limits: { near: 101 }', false],
    ['facts that are not a list', 'facts: { table: personal }', false],
    ['a fact without a role', 'facts: [{ table: personal, action: app.open, source: me }]', false],
    [
      'a fact with an empty list of roles',
      'facts: [{ table: personal, action: app.open, yes: [], no: owner, source: me }]',
      false,
    ],
    [
      'names with other blanks and letter case',
      'facts: [{ table: Shared.Professional, action: APP.OPEN, yes: CAN  View, source: me }]',
      true,
    ],
  ] as const)
    it(`and the reader ${isRight ? 'accept' : 'reject'} ${what}`, () => {
      assert.equal(rejects(config), !isRight, JSON.stringify(accepts.errors));
      assert.equal(problemsOf(config).length > 0, !isRight, problemsOf(config).join('\n'));
    });
});
