/** What a space with many members grants after an edit is what it grants by itself. */
import assert from 'node:assert/strict';
import { openPolicy, type OpenPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import {
  type GrantsByPrincipal,
  SpaceGrants,
} from '../../../server/src/core/decide/space-grants.js';
import { memberParts } from '../../../server/src/core/model/member-parts.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { matrix } from '../../support/policy.js';

const PEOPLE = Array.from({ length: 300 }, (_, n) => `u${n}`);

interface Written {
  /** The members, a line each, instead of all people with `can view`. */
  readonly members?: readonly string[];
  readonly owner?: string;
  readonly shares?: string;
}

function policy({ members = VIEWERS, owner = 'u1', shares = '{}' }: Written): string {
  return [
    'users:',
    ...PEOPLE.map((id) => `  ${id}: {}`),
    'groups: { g: {}, h: {} }',
    'spaces:',
    '  S:',
    '    type: shared',
    `    owner: ${owner}`,
    `    apps: { A: { shares: ${shares} } }`,
    '    members:',
    ...members.map((line) => `      ${line}`),
    '',
  ].join('\n');
}

const VIEWERS = [
  ...PEOPLE.map((id) => `${id}: can view`),
  'group g: can edit',
  'everyone: can view',
];

function other(index: number, line: string): readonly string[] {
  return VIEWERS.map((each, at) => (at === index ? line : each));
}

const STATES: readonly Written[] = [
  {},
  { members: other(7, 'u7: can edit') },
  { members: other(7, 'u7: [can edit, can publish]') },
  { members: other(200, 'u200: can edit') },
  { members: other(200, 'u200: can edit'), owner: 'u2' },
  { members: other(200, 'u200: nothing'), owner: 'u2' },
  { members: VIEWERS.filter((line) => line !== 'u9: can view') },
  { members: other(300, 'group h: can edit') },
  { members: other(301, 'everyone: can edit') },
  { members: other(301, 'everyone: can edit'), shares: '{ u5: can view, group h: can view }' },
  { members: other(301, 'everyone: can edit'), shares: '{ stranger: can view }' },
  { members: other(3, 'stranger: can edit') },
  {},
];

function told(grants: SpaceGrants): unknown {
  const all = (list: GrantsByPrincipal): unknown => ({
    users: [...list.userIds].map((id) => [id, list.user(id)]),
    groups: [...list.groupIds].map((id) => [id, list.group(id)]),
    everyone: list.everyone,
    link: list.link,
  });
  return {
    members: all(grants.members),
    shares: all(grants.shares),
    named: grants.named,
    isWide: [grants.grants('everyone'), grants.grants('link')],
  };
}

describe('what a space with many members grants', () => {
  it('is the same, edit by edit, as by itself', () => {
    let file: PolicyFile | undefined;
    let open: OpenPolicy | undefined;
    let before: SpaceGrants | undefined;
    let kept = 0;
    for (const state of STATES) {
      file = readPolicyFile({ path: 'p', text: policy(state) }, file, true);
      open = openPolicy(matrix, [file], undefined, open);
      const space = open.engine.world.spaces.get('S');
      assert.ok(space && memberParts(space.members));
      const grants = open.engine.grantsOf(space);
      const alone = new SpaceGrants(space);
      assert.deepEqual(told(grants), told(alone), JSON.stringify(state));
      if (grants.named === before?.named) kept += 1;
      before = grants;
    }
    // Where only roles of users are others, the same are named.
    assert.equal(kept, 3);
  });
});
