import assert from 'node:assert/strict';
import { checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { RULES } from '../../../server/src/core/rules/index.js';
import { answer, check, matrix, open, rules } from '../../support/policy.js';

const PEOPLE = 'tenant: { entitlement: full }\nusers: { bo: { groups: [] }, al: { groups: [] } }\n';
const SPACE = `${PEOPLE}spaces:\n  F: { type: shared, owner: al, apps: { K: { owner: al } } }\n  G: { type: shared, owner: al }\n`;

/** Names that every object inherits. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

describe('what is wrong is never passed over', () => {
  it('keys that every object inherits are keys like others', () => {
    for (const name of INHERITED) {
      assert.ok(rules(check(`${SPACE}${name}: {}\n`)).includes('unknown-key'), name);
      assert.ok(rules(check(`users: { bo: { ${name}: x } }\n`)).includes('unknown-key'), name);
      assert.ok(rules(check(SPACE, `${name}: info\n`)).includes('unknown-key'), name);
      assert.equal(check(SPACE, `${name}: info\n`).config.failOn, undefined);
      assert.deepEqual(rules(check(`users: { ${name}: {} }\n`)), []);
    }
  });

  it('of a member stated twice the first statement counts', () => {
    const text = SPACE.replace(
      'owner: al,',
      'owner: al, members: { bo: can view, user bo: can manage },',
    );
    assert.deepEqual(rules(check(text)), ['duplicate-entry']);
    assert.equal(answer(check(text), 'bo', 'space.delete', 'F'), 'denied: role');
  });

  it('a link is no member', () => {
    const text = SPACE.replace(
      'owner: al,',
      'owner: al, members: { anyone with the link: can manage },',
    );
    assert.deepEqual(rules(check(text)), ['statement-syntax']);
  });

  it('a permission under two of its names is stated twice', () => {
    const text = `roles: { User Default: { permissions: { manage links: allowed, Manage Links: not allowed } } }\n`;
    assert.deepEqual(rules(check(text)), ['duplicate-entry']);
  });

  it('an address names one user', () => {
    assert.deepEqual(
      rules(check('users: { a: { email: x@y.z }, b: { email: X@Y.Z }, c: { email: x } }\n')),
      ['duplicate-entry', 'invalid-value'],
    );
  });

  it('groups without a value are not stated', () => {
    assert.deepEqual(rules(check('users: { a: { groups: } }\n')), ['missing-value']);
  });

  it('changes that would give nothing cannot be made', () => {
    for (const change of [
      'add bo to F as can publish',
      'add bo to F as owner',
      'add bo to F/K as can manage',
      'add anyone with the link to F as can view',
      'move F/K to G/x',
      'move F to G',
      'give everyone Steward',
    ]) {
      const checked = check(
        `${SPACE}tests:\n  t:\n    given: [${change}]\n    expect: [bo cannot app.open on F]\n`,
      );
      assert.deepEqual([...new Set(rules(checked))], ['impossible-change'], change);
      assert.equal(checked.tests[0]?.expectations[0]?.state, 'broken', change);
    }
  });

  it('what is no sentence fails the test, and does not make it empty', () => {
    for (const test of [
      '{ given: { bo: b }, expect: [bo cannot app.open on F] }',
      '[[a]]',
      'bo cannot app.open on F',
      '{ expect: x }',
    ]) {
      const { tests, diagnostics } = check(`${SPACE}tests:\n  t: ${test}\n`);
      assert.ok(
        diagnostics.length > 0 && !diagnostics.some(({ rule }) => rule === 'empty-test'),
        test,
      );
      const passed = tests.flatMap(({ expectations }) =>
        expectations.filter(({ state }) => state === 'passed'),
      );
      assert.deepEqual(passed, [], test);
    }
  });

  it('a question about what a change took away is denied', () => {
    const policy = open(SPACE);
    for (const [action, where, given] of [
      ['space.delete', 'F', 'delete F'],
      ['app.open', 'F/K', 'delete F/K'],
      ['app.open', 'F/K', 'move F/K to G'],
      ['space.delete', 'F', 'remove al'],
    ] as const)
      assert.equal(
        answer(policy, 'al', action, where, { given: [given] }),
        'denied: no role',
        given,
      );
  });

  it('a rule that throws is reported, and the others go on', () => {
    const rule = RULES.find(({ id }) => id === 'unknown-user');
    assert.ok(rule && 'check' in rule);
    const { check: before } = rule;
    const breakable = rule as { check: typeof before };
    breakable.check = () => {
      throw new Error('defect');
    };
    try {
      const file = readPolicyFile({ path: 'a', text: 'users: { a: { rols: x } }\n' });
      assert.deepEqual(rules(checkPolicy(matrix, [file])), ['internal-error', 'unknown-key']);
    } finally {
      breakable.check = before;
    }
  });

  it('several suppressions stand above one another', () => {
    const text = `${PEOPLE}spaces:\n  # spaceward-ignore redundant-grant: one reason\n  # spaceward-ignore older-name: another\n  F: { type: shared, owner: al, members: { bo: "producer, can view" } }\n`;
    const { diagnostics } = check(text);
    assert.deepEqual(
      diagnostics.map(({ rule, suppressed }) => [rule, suppressed]),
      [
        ['older-name', 'another'],
        ['redundant-grant', 'one reason'],
      ],
    );
  });
});
