import { Ajv } from 'ajv';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument, stringify } from 'yaml';
import { POLICY_SCHEMA, policySchema } from '../../../scripts/generate/policy-schema.js';
import { EXAMPLE } from '../../../server/src/cli/example.js';
import { examplesIn } from '../../docs/rule-page.js';
import { openPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { check, rules } from '../../support/policy.js';
import { matrix, root } from '../matrix/tables.js';
import { mutants } from './mutants.js';

/** What the checker reports of keys, forms and words of closed lists. */
const SHAPE_RULES = ['unknown-key', 'invalid-value', 'missing-value'];
/** What it reports of a role list that is an empty text, and of a test or file without anything. */
const EMPTY_RULES = ['statement-syntax', 'empty-test', 'empty-file'];
/** The policies that are changed at every place: right ones, with every section. */
const MUTATED = ['test/fixtures/example.spaceward.yaml', ...EXAMPLE.keys()];
/** A value that the reader looks at more closely than its shape does. */
const BEYOND_SHAPE = '> email becomes "another word"';

/** Policy files that YAML reads without mistakes. */
function policies(): readonly (readonly [path: string, text: string])[] {
  const folders = ['samples', 'test/fixtures'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => path.endsWith('.spaceward.yaml')),
  );
  const texts = files.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  return [...texts, ...EXAMPLE].filter(([, text]) => parseDocument(text).errors.length === 0);
}

/** The rules that the reading of a policy breaks: its tests aren't run. */
function problemsOf(text: string): readonly string[] {
  const { policy } = openPolicy(matrix, [readPolicyFile({ path: 'mutant', text })]);
  return policy.problems.map(({ rule }) => rule);
}

function breaks(broken: readonly string[], by: readonly string[]): boolean {
  return broken.some((rule) => by.includes(rule));
}

describe('the JSON schema of policy files', () => {
  const text = policySchema();
  const accepts = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text));
  /** Whether the schema rejects a text as an editor reads it: with the usual schema of YAML 1.2. */
  const rejects = (policy: string) => !accepts(parse(policy));

  it('is as the shapes say', () => {
    assert.ok(
      readFileSync(join(root, POLICY_SCHEMA), 'utf8') === text,
      `${POLICY_SCHEMA} is stale: run npm run generate`,
    );
  });

  for (const [path, policy] of policies())
    it(`accepts ${path}, or the checker rejects it too`, () => {
      if (rejects(policy))
        assert.ok(
          breaks(rules(check(policy)), [...SHAPE_RULES, ...EMPTY_RULES]),
          JSON.stringify(accepts.errors),
        );
    });

  it('accepts what the pages of rules prefer', () => {
    const pages = readdirSync(join(root, 'docs/rules'));
    const examples = pages.flatMap((page) =>
      examplesIn(readFileSync(join(root, 'docs/rules', page), 'utf8'), 'Prefer'),
    );
    assert.ok(examples.length > 30);
    for (const { policy } of examples) assert.equal(rejects(policy), false, policy);
  });

  it('rejects nothing that the checker passes, and all unknown keys, wrong forms and wrong words', () => {
    const all = policies().filter(([path]) => MUTATED.includes(path));
    assert.equal(all.length, MUTATED.length);
    const results = all.flatMap(([path, policy]) =>
      mutants(parse(policy)).map(({ what, value }) => {
        const text = stringify(value);
        return { what: `${path}: ${what}`, isRejected: rejects(text), broken: problemsOf(text) };
      }),
    );
    assert.deepEqual(
      results.filter(
        ({ isRejected, broken }) => isRejected && !breaks(broken, [...SHAPE_RULES, ...EMPTY_RULES]),
      ),
      [],
    );
    assert.deepEqual(
      results.filter(
        ({ what, isRejected, broken }) =>
          !isRejected && breaks(broken, SHAPE_RULES) && !what.endsWith(BEYOND_SHAPE),
      ),
      [],
    );
    assert.ok(results.filter(({ isRejected }) => isRejected).length > 500);
    assert.ok(results.filter(({ isRejected }) => !isRejected).length > 300);
  });

  for (const [what, policy, isRight] of [
    ['words in any letter case', 'spaces: { A: { type: SHARED } }', true],
    ['names that other YAML takes for numbers', 'users: { 007: { name: 1e3, id: true } }', true],
    ['the version', 'spaceward: 1', true],
    ['another version', 'spaceward: 2', false],
    ['a space without its type', 'spaces: { A: {} }', false],
    ['a role list as a text', 'spaces: { A: { type: data, members: { a: can view } } }', true],
    ['a role list as a list', 'spaces: { A: { type: data, members: { a: [can view] } } }', true],
    ['a role list as a map', 'spaces: { A: { type: data, members: { a: {} } } }', false],
    ['a word with more after it', 'spaces: { A: { type: shared2 } }', false],
  ] as const)
    it(`${isRight ? 'accepts' : 'rejects'} ${what}`, () => {
      assert.equal(rejects(policy), !isRight);
    });
});
