/** Actions on items, asked of a space: of every item of the kind there, and of one that nobody has named. */
import assert from 'node:assert/strict';
import { assertAnswers, check, expectations, open, outcome } from '../../support/policy.js';

const text = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: allowed } }
users:
  boss: {}
  ned: {}
  mia: {}
  dev: {}
  ali: {}
spaces:
  Team:
    type: shared
    owner: boss
    members: { ned: can edit, mia: can manage, dev: can edit data in applications }
    apps:
      of-ned: { owner: ned, shares: { ali: can view } }
      of-boss: { owner: boss }
    data-flows: { of-mia: { owner: mia }, of-boss: { owner: boss } }
    data-files: { of-ned: { owner: ned } }
    notes: { of-ned: { owner: ned } }
  Unsaid:
    type: shared
    owner: boss
    members: { ned: can edit, mia: can manage }
    apps: { app: {} }
    data-flows: { flow: {} }
  Bare: { type: shared, owner: boss, members: { ned: can edit, mia: can manage } }
`;
const policy = open(text);

/** What holds of each item. */
function labels(who: string, action: string, where: string): readonly string[] {
  const { items } = outcome(policy, who, action, where);
  return (items ?? []).map(({ label, outcome: { verdict } }) => `${label}: ${verdict}`);
}

describe('an item action asked of a space', () => {
  it('is asked of each item of that kind and of one of somebody else', () => {
    assert.deepEqual(labels('ali', 'app.open', 'Team'), [
      'any item of somebody else: denied',
      'of-ned: allowed',
      'of-boss: denied',
    ]);
    assert.deepEqual(labels('mia', 'data-flow.edit', 'Team'), [
      'any item of somebody else: denied',
      'of-mia: allowed',
      'of-boss: denied',
    ]);
    assert.deepEqual(labels('ned', 'data-source.profile', 'Team'), [
      'any item of somebody else: allowed',
      'of-ned: allowed',
    ]);
    assert.deepEqual(labels('ned', 'script.open', 'Team'), ['any item of somebody else: allowed']);
    assert.equal(outcome(policy, 'ali', 'app.open', 'Team/of-ned').items, undefined);
  });

  it('own: of their own items, and of one more that is theirs; others: of the rest', () => {
    assert.deepEqual(labels('ned', 'app.edit-data-model-own', 'Team'), [
      'an item of their own: allowed',
      'of-ned: allowed',
    ]);
    assert.deepEqual(labels('dev', 'app.edit-data-model-others', 'Team'), [
      'any item of somebody else: allowed',
      'of-ned: allowed',
      'of-boss: allowed',
    ]);
    assert.deepEqual(labels('ned', 'app.edit-data-model-others', 'Team'), [
      'any item of somebody else: denied',
      'of-boss: denied',
    ]);
    assert.deepEqual(labels('ned', 'app.edit-data-model', 'Team'), [
      'any item of somebody else: denied',
      'of-ned: allowed',
      'of-boss: denied',
    ]);
  });

  it('is allowed or denied where every item agrees', () => {
    assertAnswers(policy, [
      ['ned', 'app.open', 'Team', 'allowed: member'],
      ['boss', 'data-flow.edit', 'Team', 'allowed: owner'],
      ['ned', 'app.edit-data-model-own', 'Team', 'allowed: member'],
      ['ned', 'app.edit-data-model-others', 'Team', 'denied: role'],
      ['ned', 'app.open', 'Bare', 'allowed: member'],
      ['ali', 'app.open', 'Bare', 'denied: no role'],
      // a note of one's own may be deleted, others not
      ['ned', 'note.delete', 'Bare', 'denied: role'],
    ]);
  });

  it('is never allowed where one item is not', () => {
    assertAnswers(policy, [
      ['ali', 'app.open', 'Team', 'denied: no role'],
      ['mia', 'data-flow.edit', 'Team', 'denied: not owner'],
      ['mia', 'data-flow.edit', 'Unsaid', 'denied: not owner'],
      ['ned', 'app.edit-data-model-own', 'Unsaid', 'depends: item owner'],
    ]);
  });

  it('can and only need all of them, cannot and nobody hold of each', () => {
    const checked = check(`${text}
tests:
  every item:
    - ned can app.open in Team
    - ali can app.open in Team
    - ali cannot app.open in Team
    - mia can data-flow.edit in Team
    - mia cannot data-flow.edit in Team
    - mia cannot data-flow.edit in Bare
    - only boss and ned can data-flow.edit in Bare
    - only boss can data-flow.edit in Bare
    - nobody except boss, ned, dev can data-flow.edit in Team
    - nobody except boss, ned, mia, dev can data-flow.edit in Team
    - ned can app.edit-data-model-own in Unsaid
    - mia can data-flow.edit in Unsaid
    - mia cannot data-flow.edit in Unsaid
`);
    const results = expectations(checked);
    assert.deepEqual(
      results.map(({ state }) => state),
      [
        'passed',
        'failed',
        'failed',
        'failed',
        'failed',
        'passed',
        'failed',
        'passed',
        'failed',
        'passed',
        'undecided',
        'failed',
        'undecided',
      ],
    );
    assert.match(
      results[1]?.message ?? '',
      /ali can app\.open on .*for any item of somebody else/u,
    );
    assert.match(results[2]?.message ?? '', /ali cannot app\.open on .*for of-ned/u);
    assert.match(results[4]?.message ?? '', /for of-mia/u);
  });
});
