/** What would allow what is denied: each answer is tried again here, its sentences too. */
import assert from 'node:assert/strict';
import { decide } from '../../../server/src/core/decide/decide.js';
import { decideAt } from '../../../server/src/core/decide/decide-at.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { type NearestGrant, nearestGrants } from '../../../server/src/core/decide/nearest.js';
import { questionIn } from '../../../server/src/core/decide/question-in.js';
import type { ItemTarget, Question } from '../../../server/src/core/decide/types.js';
import { answer, matrix, type More, open, question } from '../../support/policy.js';

const policy = open(`
tenant: { entitlement: full, subscription: enterprise }
roles:
  User Default: { permissions-otherwise: not allowed }
users:
  ali: { groups: [] }
  "Bea B. (sales)": { groups: [] }
  only: { groups: [] }
  mia: { groups: [] }
  ned: { groups: [] }
  an: { entitlement: analyzer, groups: [] }
  nil: { entitlement: none, groups: [] }
  off: { status: disabled, groups: [] }
  boss: { groups: [] }
groups:
  Sales Team: { others: unknown }
spaces:
  Team:
    type: shared
    owner: boss
    members: { mia: can manage, ned: can edit, an: can edit, nil: can edit, group Sales Team: can consume data }
    apps: { app: { owner: boss, shares: { ali: can view } }, "it's one": { owner: boss }, old: { owner: boss, kind: qlikview } }
    data-flows: { flow: { owner: boss } }
    data-connections: { base: { owner: boss } }
    ml-experiments: { trial: { owner: boss } }
    assistants: { helper: { owner: boss } }
  "Big Store":
    type: managed
    owner: boss
    members: { mia: has restricted view }
    apps: { app: { owner: boss } }
  Mine: { type: personal, owner: boss, apps: { app: { owner: boss } } }
`);

/** The ids of the actions that are allowed at the place of a question. */
function allowedThere(engine: Engine, { who, where }: Question): ReadonlySet<string> {
  assert.ok(where.kind !== 'new-space');
  const target: ItemTarget =
    where.kind === 'item' ? { kind: 'item', item: where.item } : { kind: 'foreign' };
  const ids = matrix.actions
    .filter(({ kind }) => kind !== 'data-product')
    .filter(
      (action) =>
        decideAt({ engine, person: who, action, space: where.space, target }).verdict === 'allowed',
    )
    .map(({ id }) => id);
  return new Set(ids);
}

/** The nearest grants of a denial; fails where one of them does not do what it says. */
function nearest(
  who: string,
  action: string,
  where: string,
  more: More = {},
): readonly NearestGrant[] {
  const { engine, question: asked } = question(policy, who, action, where, more);
  assert.equal(decide(engine, asked).verdict, 'denied', `${who} ${action} ${where}`);
  const found = nearestGrants(engine, asked);
  for (const grant of found) {
    const then = questionIn(grant.world, asked);
    assert.ok(then, grant.text);
    assert.equal(decide(engine.over(grant.world), then).verdict, 'allowed', grant.text);
    // permissions are stated under roles: no sentence gives them
    if (grant.text.includes('in a custom role')) continue;
    assert.ok(grant.changes.length > 0, grant.text);
    const given = [...(more.given ?? []), ...grant.changes];
    assert.match(answer(policy, who, action, where, { ...more, given }), /^allowed/u, grant.text);
    for (const left of grant.changes.length > 1 ? grant.changes : []) {
      const fewer = given.filter((change) => change !== left);
      assert.doesNotMatch(
        answer(policy, who, action, where, { ...more, given: fewer }),
        /^allowed/u,
        left,
      );
    }
  }
  // administrators' roles are the last resort; else what allows least besides comes first
  const sizes = found.map(({ adminRoles, alsoAllows }) => adminRoles * 1000 + alsoAllows.length);
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => a - b),
  );
  return found;
}

const changes = (found: readonly NearestGrant[]): readonly (readonly string[])[] =>
  found.map((grant) => grant.changes);

describe('nearest grants', () => {
  it('of somebody without a role: a share first, then the roles that may', () => {
    const found = nearest('only', 'app.open', 'Team/app');
    assert.deepEqual(changes(found)[0], ['add "only" to "Team/app" as can view']);
    assert.deepEqual(changes(found)[1], ['add "only" to Team as can view']);
    assert.deepEqual(
      found.slice(0, 2).map(({ kind }) => kind),
      ['share', 'role'],
    );
  });

  it('of a lesser role: the least that may', () => {
    assert.deepEqual(changes(nearest('ned', 'space.rename', 'Team')), [
      ['add ned to Team as can manage'],
    ]);
  });

  it('names are written so that they can be read', () => {
    assert.deepEqual(changes(nearest('Bea B. (sales)', 'app.open', "Team/it's one"))[0], [
      `add "Bea B. (sales)" to "Team/it's one" as can view`,
    ]);
  });

  it('of a group: for its unnamed member', () => {
    const [first] = nearest('group Sales Team', 'app.delete', 'Team/app');
    assert.match(first?.changes.join() ?? '', /^add group "Sales Team" to Team as can edit/u);
  });

  it('what cannot be shared is not shared', () => {
    const found = nearest('only', 'app.open', 'Team/old');
    assert.ok(found.length > 0 && found.every(({ kind }) => kind === 'role'));
  });

  it('say what else they would allow at that place', () => {
    const questions = [
      ['only', 'app.open', 'Team/app'],
      ['mia', 'data-flow.edit', 'Team/flow'],
    ] as const;
    for (const [who, action, where] of questions) {
      const { engine, question: asked } = question(policy, who, action, where);
      const before = allowedThere(engine, asked);
      const found = nearestGrants(engine, asked);
      assert.ok(found.length > 0);
      for (const { world, alsoAllows, text } of found) {
        const then = questionIn(world, asked);
        assert.ok(then);
        const gained = [...allowedThere(engine.over(world), then)].filter((id) => !before.has(id));
        assert.deepEqual(
          alsoAllows,
          gained.filter((id) => id !== action),
          text,
        );
        assert.ok(gained.includes(action), text);
      }
    }
  });

  it('of content that is not their own: ownership, or a role for which it does not matter', () => {
    const found = nearest('mia', 'data-flow.edit', 'Team/flow');
    const kinds = found.map(({ kind }) => kind);
    assert.ok(kinds.includes('ownership') && kinds.includes('role'));
    assert.ok(
      changes(found).some(([change]) => change === 'make mia owner of "Team/data-flow:flow"'),
    );
  });

  it('of a permission or a security role', () => {
    const permission = nearest('ned', 'data-connection.create', 'Team');
    assert.deepEqual(
      permission.map(({ kind, changes: sentences }) => [kind, sentences]),
      [['permission', []]],
    );
    assert.match(permission[0]?.text ?? '', /Data connections \(allowed\)/u);
    const trial = nearest('ned', 'ml-experiment.edit', 'Team/trial');
    assert.deepEqual(trial.map(({ kind }) => kind).sort(), ['permission', 'security role']);
    assert.deepEqual(
      changes(trial).filter((each) => each.length > 0),
      [['give ned Automl Experiment Contributor']],
    );
  });

  it('of an entitlement', () => {
    assert.ok(
      changes(nearest('an', 'app.paste-sheets', 'Team/app')).some(
        ([change]) => change === 'make an full',
      ),
    );
    assert.ok(
      changes(nearest('nil', 'app.open', 'Team/app')).some(
        ([change]) => change === 'make nil full',
      ),
    );
  });

  it('of the other space', () => {
    const half = nearest('ned', 'app.publish-from-space', 'Team/app', { to: 'Big Store' });
    assert.deepEqual(changes(half), [['add ned to "Big Store" as can publish']]);
    const whole = nearest('ali', 'app.publish', 'Team/app', { to: 'Big Store' });
    assert.ok(whole.length > 0 && whole.every(({ changes: sentences }) => sentences.length === 2));
    assert.ok(
      whole.every(
        ({ changes: sentences }) => sentences[1] === 'add ali to "Big Store" as can publish',
      ),
    );
  });

  it('several steps, where none is enough alone', () => {
    const found = nearest('only', 'ml-experiment.edit', 'Team/trial');
    assert.ok(
      changes(found).some(
        (each) =>
          each.join('; ') ===
          'add "only" to Team as can edit; give "only" Automl Experiment Contributor',
      ),
    );
  });

  it('of a space that is to be created', () => {
    const found = nearest('ali', 'space.create', 'a new shared space');
    assert.ok(changes(found).some(([change]) => change === 'give ali Shared Space Creator'));
  });

  it('there are none for whom nothing can be granted', () => {
    assert.deepEqual(nearest('off', 'app.open', 'Team/app'), []);
    assert.deepEqual(nearest('ali', 'app.open', 'Mine/app'), []);
    assert.deepEqual(nearest('everyone', 'app.open', 'Team/app'), []);
    assert.deepEqual(nearest('boss', 'app.edit-data-model', 'Big Store/app'), []);
  });
});
