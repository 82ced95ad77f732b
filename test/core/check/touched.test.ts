/** Edits that reach far although they are small: what they change is checked again. */
import assert from 'node:assert/strict';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { matrix } from '../../support/policy.js';

const BASE = `
tenant: { entitlement: full }
roles:
  User Default: { permissions-otherwise: allowed }
  Keeper: { permissions-otherwise: not allowed }
users:
  ali: {}
  bea: { email: bea@x.example }
  cem: { groups: [open] }
groups:
  staff: { members: [cem] }
  open: { members: [bea] }
spaces:
  S:
    type: shared
    owner: cem
    members: { group staff: can view, bea: can edit }
    apps: { App: { owner: cem } }
  T: { type: shared, owner: cem }
tests:
  ali: [ali cannot app.open on S]
  bea: ["bea@x.example can app.open on S"]
  staff: [group staff can app.open on S]
  others: [nobody except members of S can app.open on S/App]
  cem: [cem can space.delete on T]
  creating: [nobody can space.create on a new shared space]
`;

/** What is shown of a policy's tests and its diagnostics. */
function shown({ tests, diagnostics }: Checked): unknown {
  return [
    tests.map(({ expectations }) => expectations.map(({ state, message }) => [state, message])),
    diagnostics.map(({ rule, message, span, related }) => [rule, message, span, related]),
  ];
}

/** Checks one edit, and its undoing, after the policy as it is. */
function assertChecked(from: string, to: string): void {
  assert.ok(BASE.includes(from), from);
  const edited = BASE.replace(from, to);
  let file: PolicyFile | undefined;
  let checked: Checked | undefined;
  for (const text of [BASE, edited, BASE]) {
    file = readPolicyFile({ path: 'p', text }, file);
    checked = checkPolicy(matrix, [file], undefined, checked);
    const fresh = checkPolicy(matrix, [readPolicyFile({ path: 'p', text })]);
    assert.deepEqual(shown(checked), shown(fresh), `${from} → ${to}`);
  }
}

/** How many expectations don't hold after an edit. */
function failures(from: string, to: string): number {
  const file = readPolicyFile({ path: 'p', text: BASE.replace(from, to) });
  return checkPolicy(matrix, [file])
    .tests.flatMap(({ expectations }) => expectations)
    .filter(({ state }) => state !== 'passed').length;
}

describe('checking again what a small edit reaches', () => {
  const edits = [
    ['staff: { members: [cem] }', 'staff: { members: [cem], others: unknown }'],
    [
      'open: { members: [bea] }',
      'open: { members: [bea], others: unknown, roles: [Tenant Admin] }',
    ],
    ['staff: { members: [cem] }', 'staff: { members: [cem], roles: [Tenant Admin] }'],
    ['staff: { members: [cem] }', 'staff: { members: [ali, cem] }'],
    ['staff: { members: [cem] }', 'staff: { members: [cem, dan] }'],
    ['  staff: { members: [cem] }\n', ''],
    ['ali: {}', 'ali: { email: bea@x.example }'],
    ['ali: {}', 'ali: { groups: [staff] }'],
    ['ali: {}', 'ali: { roles: [Tenant Admin] }'],
    ['email: bea@x.example', 'email: bee@x.example'],
    ['bea: { email', 'bea: { status: disabled, email'],
    ['bea: can edit', 'everyone: can edit'],
    ['type: shared, owner: cem }', 'type: managed, owner: cem }'],
    ['entitlement: full', 'entitlement: none'],
    ['entitlement: full', 'entitlement: full, groups: disabled'],
    ['permissions-otherwise: allowed', 'permissions-otherwise: not allowed'],
    ['  Keeper: { permissions-otherwise: not allowed }\n', ''],
  ] as const;
  for (const [from, to] of edits)
    it(`${from.trim()} → ${to === '' ? 'nothing' : to}`, () => {
      assertChecked(from, to);
    });

  it('and most of these edits break an expectation', () => {
    assert.equal(failures('tenant', 'tenant'), 0);
    assert.ok(edits.filter(([from, to]) => failures(from, to) > 0).length > edits.length / 2);
  });
});
