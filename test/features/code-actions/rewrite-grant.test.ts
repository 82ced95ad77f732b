import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../server/src/core/features/apply.js';
import { actionsAt, PATH } from './mends.js';

const POLICY = `users: { anna: { groups: [] }, ali: { groups: [] }, eve: { groups: [] } }
spaces:
  Sales:
    type: shared
    owner: anna
    members:
      ali: can edit, can view
    apps:
      KPI: { owner: anna, shares: { eve: can view } }
      Plan: { owner: anna }
`;

/** The titles of what can be done at a text, and what the first of them makes of the policy. */
function at(found: string, kind: string, text = POLICY): readonly [readonly string[], string] {
  const actions = actionsAt([text.replace(found, `$0${found}`)], [kind]).filter(
    ({ title }) => !/^(?:Write a test|Expect this)/u.test(title),
  );
  const [first] = actions;
  const after =
    first === undefined ? '' : applyFileEdits([{ path: PATH, text }], first.edits)[0]?.text;
  return [actions.map(({ title }) => title), after ?? ''];
}

describe('code actions: grants', () => {
  it('a role that adds nothing is taken away, with the last one the grant', () => {
    const [titles, after] = at('can view\n', 'quickfix');
    assert.equal(titles[0], 'Take Can view away from ali: it adds nothing');
    assert.equal(after, POLICY.replace('can edit, can view', 'can edit'));
    const owner = POLICY.replace('eve: can', 'anna: can');
    const [shares, without] = at('can view } }', 'quickfix', owner);
    assert.equal(shares[0], 'Take Can view away from anna: it adds nothing');
    assert.equal(without, owner.replace(', shares: { anna: can view }', ''));
  });

  it('a share becomes a membership', () => {
    const [titles, after] = at('eve: can', 'refactor');
    assert.deepEqual(titles, ['Make eve a member of Sales instead of sharing apps']);
    assert.equal(
      after,
      POLICY.replace(', shares: { eve: can view }', '').replace(
        '    apps:',
        '      eve: can view\n    apps:',
      ),
    );
  });

  it('a membership becomes shares', () => {
    const [titles, after] = at('ali: can', 'refactor');
    assert.deepEqual(titles, [
      'Share all 2 apps with ali as Can view instead of the membership of Sales',
    ]);
    assert.match(after, /KPI: \{ owner: anna, shares: \{ eve: can view, ali: can view \} \}/u);
    assert.match(after, /Plan: \{ owner: anna, shares: \{ ali: can view \} \}/u);
    assert.doesNotMatch(after, /members/u);
  });

  it('nothing is offered where there is no grant, or nothing that it could be', () => {
    assert.deepEqual(at('owner: anna\n', 'refactor')[0], []);
    const alone = POLICY.replace(/ {4}apps:[^]*/u, '');
    assert.deepEqual(at('ali: can', 'refactor', alone)[0], []);
  });
});
