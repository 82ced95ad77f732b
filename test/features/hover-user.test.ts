/** The hover of a user shows some of the spaces where they hold something, and counts all. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { memberRoles, reaches } from '../../server/src/core/decide/holdings.js';
import { hoverAt } from '../../server/src/core/features/hover.js';
import { shareProblem } from '../../server/src/core/model/validity.js';
import type { Space, User } from '../../server/src/core/model/world.js';
import { randomPolicy } from '../core/decide/random-policy.js';
import { matrix } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { snapshotOf } from './snapshot.js';

/** A policy with its spaces several times, under other names. */
function withMoreSpaces(text: string): string {
  const start = text.indexOf('spaces:\n') + 'spaces:\n'.length;
  const spaces = text.slice(start);
  const others = [1, 2, 3, 4].map((n) => spaces.replaceAll(/\bS(\d)\b/gu, `S${n}$1`));
  return text.slice(0, start) + [spaces, ...others].join('');
}

type Holds = (checked: Checked, user: User, space: Space) => boolean;

const holdsSomething: Holds = ({ engine }, user, space) => {
  const person = { kind: 'user', user } as const;
  const roles = memberRoles(engine, person, space).roles.filter(
    ({ via }) => via === 'owner' || space.type !== 'personal',
  );
  const isShared = space.items.some((item) =>
    item.shares.some(
      ({ principal, roles: given }) =>
        reaches(engine.people, person, principal) !== undefined &&
        given.some(
          ({ role }) => shareProblem(engine.world, space, item, principal, role) === undefined,
        ),
    ),
  );
  const ownsItem = space.items.some(
    ({ owner }) => owner !== undefined && owner !== 'gone' && owner.user === user.id,
  );
  return roles.length > 0 || isShared || ownsItem;
};

function assertCounted(text: string, holds: Holds): void {
  const checked = checkPolicy(matrix, [readPolicyFile({ path: 'p', text })]);
  const { users, spaces } = checked.engine.world;
  for (const user of users.values()) {
    const { markdown } =
      hoverAt(snapshotOf(checked), 'p', text.indexOf(`\n  ${user.id}:`) + 4) ?? {};
    const said = /^In (\d+) spaces?:$/mu.exec(markdown ?? '')?.[1] ?? '0';
    const count = [...spaces.values()].filter((space) => holds(checked, user, space)).length;
    assert.equal(said, `${count}`, `${user.id}\n${markdown ?? ''}\n${text}`);
  }
}

describe('the hover of a user', () => {
  it('counts the spaces where they hold something', () => {
    fc.assert(
      fc.property(randomPolicy, (text) => {
        assertCounted(withMoreSpaces(text), holdsSomething);
      }),
      { numRuns: runs(25), endOnFailure: true },
    );
  });

  it('and a count of the spaces that name them or a group of theirs would be found out', () => {
    const careless: Holds = ({ engine }, user, space) => {
      const grants = engine.grantsOf(space);
      const groups = engine.people.memberships({ kind: 'user', user });
      return grants.names(user.id) || groups.some(({ group }) => grants.grantsGroup(group));
    };
    assert.throws(() => {
      fc.assert(
        fc.property(randomPolicy, (text) => {
          assertCounted(withMoreSpaces(text), careless);
        }),
        { numRuns: 25, endOnFailure: true },
      );
    });
  });
});
