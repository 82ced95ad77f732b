import assert from 'node:assert/strict';
import { applyFileEdits } from '../../server/src/core/features/apply.js';
import {
  type MemberEdit,
  type MemberEdited,
  memberEdits,
} from '../../server/src/core/features/members/edit.js';
import { membersOf } from '../../server/src/core/features/members/list.js';
import type { SpaceRole } from '../../server/src/core/matrix/types.js';
import type { Place } from '../../server/src/core/model/change.js';
import { type Principal, principalText, type Space } from '../../server/src/core/model/world.js';
import type { OpenPolicy } from '../../server/src/core/check.js';
import { check, matrix } from '../support/policy.js';
import { checkedSample, SAMPLES } from '../support/samples.js';

const USERS = `spaceward: 1
users: { anna: { name: Anna Lind }, ali: {}, bob: {}, eve: {} }
groups:
  sales: { members: [ali, bob], others: unknown }
`;

const SALES = `${USERS}spaces:
  Sales:
    type: shared
    owner: anna
    # Who works here.
    members:
      # The lead.
      ali: can view, can manage, can edit # for now
      group sales:
        - can view
        - can edit
      bob: can view
    apps:
      Demo:
        owner: ali
        shares:
          # spaceward-ignore redundant-share: to show it
          anna: can view
          eve: can view
      Results: { owner: ali, shares: { anna: can view } }
`;

const user = (id: string): Principal => ({ kind: 'user', id });

function spaceOf(policy: OpenPolicy, name = 'Sales'): Space {
  const space = policy.engine.world.spaces.get(name);
  assert.ok(space);
  return space;
}

function role(title: string): SpaceRole {
  const found = matrix.spaceRole(title)?.role;
  assert.ok(found, title);
  return found;
}

/** The text after an edit, or why there is none. */
function edited(text: string, principal: Principal, edit: MemberEdit): string {
  const policy = check(text);
  const made = memberEdits(policy, spaceOf(policy), principal, edit);
  if (made.kind === 'problem') return made.message;
  const path = policy.policy.files[0]?.path ?? '';
  return applyFileEdits([{ path, text }], made.edits)[0]?.text ?? '';
}

const SPACE: Place = { space: 'Sales' };
const app = (name: string): Place => ({ space: 'Sales', item: { kind: 'app', name } });

/** What differs: lines that are gone, and lines that came. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe('the members list of a space', () => {
  it('has members and users of shared apps, with their roles, the highest first', () => {
    const policy = check(SALES);
    assert.deepEqual(
      membersOf(policy, spaceOf(policy)).map(({ principal, detail, isOwner, roles, shares }) => [
        principalText(principal),
        detail ?? '',
        isOwner,
        roles.map((each) => each.role.title),
        shares.map(({ item }) => item.name),
      ]),
      [
        ['anna', 'Anna Lind', true, [], ['Demo', 'Results']],
        ['ali', '', false, ['Can manage', 'Can edit', 'Can view'], []],
        ['group sales', '2 members and others not stated', false, ['Can edit', 'Can view'], []],
        ['bob', '', false, ['Can view'], []],
        ['eve', '', false, [], ['Demo']],
      ],
    );
  });

  it('counts the members of a group, on whichever side they are stated', () => {
    const policy = check(`users: { anna: {}, ali: { groups: [ops] }, bob: {} }
groups: { ops: { members: [bob] } }
spaces: { Sales: { type: shared, owner: anna, members: { group ops: can view } } }
`);
    const details = membersOf(policy, spaceOf(policy)).map(({ detail }) => detail);
    assert.deepEqual(details, [undefined, '2 members']);
  });

  it('offers the roles that the type of the space has, for members and for shares', () => {
    const policy = check(SALES);
    const titles = (isShare: boolean): readonly string[] =>
      matrix.rolesIn(spaceOf(policy).type, isShare).map(({ title }) => title);
    assert.deepEqual(titles(true), ['Can view']);
    assert.ok(titles(false).includes('Can manage'));
    assert.ok(!titles(false).includes('Owner'));
  });
});

describe('editing the members list', () => {
  it('adds a member, and a user of an app', () => {
    const add = (of: Place): MemberEdit => ({ kind: 'add', of, roles: [role('Can view')] });
    assert.match(
      edited(SALES, user('eve'), add(SPACE)),
      /bob: can view\n {6}eve: can view\n {4}apps:/u,
    );
    assert.deepEqual(difference(SALES, edited(SALES, user('bob'), add(app('Results')))), [
      '-      Results: { owner: ali, shares: { anna: can view } }',
      '+      Results: { owner: ali, shares: { anna: can view, bob: can view } }',
    ]);
  });

  it('removes one with its lines; the comment that silences a rule goes too, others stay', () => {
    const remove = (of: Place): MemberEdit => ({ kind: 'remove', of });
    assert.deepEqual(
      difference(SALES, edited(SALES, { kind: 'group', id: 'sales' }, remove(SPACE))),
      ['-      group sales:', '-        - can view', '-        - can edit'],
    );
    assert.deepEqual(
      difference(SALES, edited(SALES, user('anna'), remove(app('Demo')))),
      [
        '-          # spaceward-ignore redundant-share: to show it',
        '-          anna: can view',
      ].slice(0, 2),
    );
    // The last one goes with the key above.
    assert.deepEqual(difference(SALES, edited(SALES, user('anna'), remove(app('Results')))), [
      '-      Results: { owner: ali, shares: { anna: can view } }',
      '+      Results: { owner: ali }',
    ]);
  });

  it('keeps the comment above the last one, and refuses what would lose one between braces', () => {
    const one = `${USERS}spaces:
  Sales:
    type: shared
    owner: anna
    members:
      # The lead.
      ali: can view # for now
`;
    const remove: MemberEdit = { kind: 'remove', of: SPACE };
    assert.equal(
      edited(one, user('ali'), remove),
      one.replace('    members:\n', '').replace('      ali: can view # for now\n', ''),
    );
    const braces = one.replace(
      / {4}members:\n[^]*/u,
      '    members: { bob: can view, # why\n        ali: can view }\n',
    );
    assert.match(
      edited(braces, user('ali'), remove),
      /^the text of Sales cannot be changed safely for ali/u,
    );
  });

  it('puts other roles in the place of those that are written', () => {
    const roles = [role('Can edit'), role('Can consume data')];
    const set = (principal: Principal): readonly string[] =>
      difference(SALES, edited(SALES, principal, { kind: 'set-roles', of: SPACE, roles }));
    assert.deepEqual(set(user('ali')), [
      '-      ali: can view, can manage, can edit # for now',
      '+      ali: can edit, can consume data # for now',
    ]);
    assert.deepEqual(set({ kind: 'group', id: 'sales' }), [
      '-        - can view',
      '+        - can consume data',
    ]);
    assert.deepEqual(set(user('bob')), [
      '-      bob: can view',
      '+      bob: can edit, can consume data',
    ]);
  });

  it('makes a member of a user of apps, and a user of apps of a member', () => {
    const member = edited(SALES, user('eve'), { kind: 'to-member', roles: [role('Can view')] });
    assert.match(member, /bob: can view\n {6}eve: can view\n/u);
    assert.doesNotMatch(member, /^ {10}eve/mu);
    const shares = edited(SALES, user('bob'), {
      kind: 'to-shares',
      roles: [role('Can view')],
      apps: ['Demo', 'Results'],
    });
    assert.doesNotMatch(shares, /^ {6}bob/mu);
    assert.match(shares, /eve: can view\n {10}bob: can view\n/u);
    assert.match(shares, /anna: can view, bob: can view/u);
  });

  it('is undone by the opposite', () => {
    const shared = edited(SALES, user('bob'), {
      kind: 'to-shares',
      roles: [role('Can view')],
      apps: ['Demo'],
    });
    const back = edited(shared, user('bob'), { kind: 'to-member', roles: [role('Can view')] });
    assert.equal(back, SALES);
  });

  for (const sample of SAMPLES)
    it(`changes in the sample ${sample} what is meant and nothing else, or says that it can't`, () => {
      let [made, refused] = [0, 0];
      for (const policy of checkedSample(sample)) {
        const texts = policy.policy.files.map(({ path, tree }) => ({
          path,
          text: tree.source.toString(),
        }));
        const comments = commentsOf(texts.map(({ text }) => text));
        const tell = (result: MemberEdited): void => {
          if (result.kind === 'problem') refused += 1;
          else {
            made += 1;
            const after = applyFileEdits(texts, result.edits).map(({ text }) => text);
            assert.deepEqual(commentsOf(after), comments);
          }
        };
        for (const space of [...policy.engine.world.spaces.values()].slice(0, 12))
          for (const { principal, roles, shares } of membersOf(policy, space).slice(0, 12)) {
            const at: Place = { space: space.name };
            if (roles.length > 0) {
              tell(memberEdits(policy, space, principal, { kind: 'remove', of: at }));
              const [first] = matrix.rolesIn(space.type, false);
              if (first === undefined) continue;
              tell(
                memberEdits(policy, space, principal, {
                  kind: 'set-roles',
                  of: at,
                  roles: [first],
                }),
              );
            } else if (shares.length > 0)
              tell(
                memberEdits(policy, space, principal, {
                  kind: 'to-member',
                  roles: [role('Can view')],
                }),
              );
          }
      }
      assert.ok(made > 0);
      assert.ok(refused * 3 <= made, `${made} made, ${refused} refused`);
    }).timeout(60_000);
});

/** The comments on lines of their own, but for those that silence rules. */
function commentsOf(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.match(/^\s*#.*$/gmu) ?? [])
    .filter((comment) => !/^\s*#\s*spaceward-ignore/u.test(comment));
}
