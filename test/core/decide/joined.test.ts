/** Columns for two roles together: held by whoever holds both by membership, however that came about. */
import assert from 'node:assert/strict';
import { assertAnswers, open, outcome } from '../../support/policy.js';

const text = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed } }
users:
  boss: { groups: [] }
  both: { groups: [] }
  through: {}
  mixed: {}
  all: { groups: [] }
  view: { groups: [] }
  consume: { groups: [] }
  shared: { groups: [] }
  maybe: {}
  store: { groups: [] }
  an: { groups: [], entitlement: analyzer }
groups:
  viewers: { members: [through] }
  consumers: { members: [through, mixed] }
  unknown: { others: unknown }
spaces:
  Team:
    type: shared
    owner: boss
    members:
      both: can view, can consume data
      group viewers: can view
      group consumers: can consume data
      mixed: can view
      view: can view
      consume: can consume data
      shared: can consume data
      an: [can view, can consume data]
    apps: { app: { owner: boss, shares: { shared: can view } } }
    assistants: { helper: { owner: boss } }
    knowledge-bases: { base: { owner: boss } }
  Hall:
    type: shared
    owner: boss
    members: { everyone: can view, consume: can consume data }
    assistants: { helper: { owner: boss } }
  Club:
    type: shared
    owner: boss
    members: { view: can view, maybe: can view, group unknown: can consume data }
    assistants: { helper: { owner: boss } }
  Store:
    type: managed
    owner: boss
    members: { store: has restricted view, both: can view, all: [has restricted view, can consume data] }
    assistants: { helper: { owner: boss } }
`;
const policy = open(text);

describe('a pair of roles', () => {
  it('gives more than the two roles, from one line or from several', () => {
    assertAnswers(policy, [
      ['both', 'assistant.chat', 'Team/helper', 'allowed: member'],
      ['both', 'knowledge-base.view-sources', 'Team/base', 'allowed: member'],
      ['through', 'assistant.chat', 'Team/helper', 'allowed: group'],
      ['mixed', 'knowledge-base.open', 'Team/base', 'allowed: member'],
      ['all', 'assistant.chat', 'Store/helper', 'allowed: member'],
      ['consume', 'assistant.chat', 'Hall/helper', 'allowed: everyone'],
    ]);
    const [grant] = outcome(policy, 'both', 'assistant.chat', 'Team/helper').grants;
    assert.deepEqual(grant?.role, {
      id: 'consumer+dataconsumer',
      title: 'Can view and Can consume data',
    });
  });

  it('is not held with one of them', () => {
    assertAnswers(policy, [
      ['view', 'assistant.chat', 'Team/helper', 'denied: role'],
      ['consume', 'assistant.chat', 'Team/helper', 'denied: role'],
      ['view', 'assistant.chat', 'Hall/helper', 'denied: role'],
      ['boss', 'assistant.chat', 'Team/helper', 'allowed: owner'],
    ]);
  });

  it('is not held by a share and a role', () => {
    assertAnswers(policy, [
      ['shared', 'assistant.chat', 'Team/helper', 'denied: role'],
      ['shared', 'app.open', 'Team/app', 'allowed: share'],
    ]);
  });

  it('only adds: its missing cells make nothing unknown, its No nothing denied', () => {
    assertAnswers(policy, [
      ['both', 'app.open', 'Team/app', 'allowed: member'],
      ['both', 'app.binary-load', 'Team/app', 'allowed: member'],
      ['both', 'space.rename', 'Team', 'denied: role'],
      ['both', 'assistant.create', 'Team', 'denied: role'],
      ['view', 'assistant.open', 'Team/helper', 'allowed: member'],
      ['all', 'space.delete', 'Store', 'denied: role'],
      ['an', 'app.open', 'Team/app', 'allowed: member'],
      ['an', 'space.rename', 'Team', 'denied: role'],
    ]);
  });

  it("where it says yes in the other entitlement's table, an Analyzer is not known to be refused", () => {
    assertAnswers(policy, [
      ['an', 'assistant.chat', 'Team/helper', 'depends: cell'],
      ['an', 'knowledge-base.open', 'Team/base', 'depends: cell'],
      ['an', 'assistant.create', 'Team', 'denied: role'],
    ]);
    const [missing] = outcome(policy, 'an', 'assistant.chat', 'Team/helper').missing;
    const fact = /facts: \[(.*)\]$/u.exec(missing?.close ?? '')?.[1] ?? '';
    const settled = open(text, `facts: [${fact}]`);
    assertAnswers(settled, [
      ['an', 'assistant.chat', 'Team/helper', 'allowed: member'],
      ['an', 'knowledge-base.open', 'Team/base', 'depends: cell'],
    ]);
  });

  it('leaves what one of the roles alone leaves open', () => {
    assertAnswers(policy, [
      ['store', 'assistant.chat', 'Store/helper', 'depends: cell'],
      ['both', 'assistant.chat', 'Store/helper', 'depends: cell'],
    ]);
  });

  it('depends on the members of a group that gives one of them', () => {
    assertAnswers(policy, [
      ['maybe', 'assistant.chat', 'Club/helper', 'depends: group members'],
      [
        'maybe',
        'assistant.chat',
        'Club/helper',
        'allowed: member',
        { given: ['add maybe to group unknown'] },
      ],
      [
        'maybe',
        'assistant.chat',
        'Club/helper',
        'denied: role',
        { given: ['remove maybe from group unknown'] },
      ],
      ['view', 'assistant.chat', 'Club/helper', 'denied: role'],
      // neither role would be enough for that, nor both
      ['maybe', 'assistant.create', 'Club', 'denied: role'],
    ]);
  });

  it('asks for what its row asks for besides', () => {
    const given = ['give both Audit Admin'];
    assertAnswers(policy, [
      ['both', 'assistant.review-answers', 'Team/helper', 'allowed: member', { given }],
      ['both', 'assistant.review-answers', 'Team/helper', 'denied: no security role'],
    ]);
  });
});
