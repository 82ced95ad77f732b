/** What is kept of grants in a large space is that of looking at all of them anew. */
import assert from 'node:assert/strict';
import { checkPolicy, type Checked, readPolicyFile } from '../../../server/src/core/check.js';
import { matrix } from '../../support/policy.js';

/** So many that they are divided into parts: grants in parts that stay are the same objects. */
const MEMBERS = Array.from({ length: 300 }, (_, n) => n);

/** A large space, with what it grants besides. */
function policy(
  more: string,
  first = 'can view',
  groups = '{ team: { members: [u0, u1, u2] } }',
): string {
  return [
    'users:',
    ...MEMBERS.map((n) => `  u${n}: {}`),
    `groups: ${groups}`,
    'spaces:',
    '  S:',
    '    type: shared',
    '    members:',
    ...MEMBERS.map((n) => `      u${n}: ${n === 0 ? first : 'can view'}`),
    more,
    '',
  ].join('\n');
}

const read = (text: string): ReturnType<typeof readPolicyFile> =>
  readPolicyFile({ path: 'p', text });

/** Who is told to have a role that adds nothing. */
function told({ diagnostics }: Checked): readonly string[] {
  return diagnostics.filter(({ rule }) => rule === 'redundant-grant').map(({ message }) => message);
}

describe('redundant grants in a large space', () => {
  it('are found as if all were looked at anew, edit by edit', () => {
    const states = [
      policy(''),
      policy('      group team: can view'),
      policy('      group team: can view', 'can edit'),
      policy('      group team: can edit', 'can edit'),
      policy('      group team: can edit\n      everyone: can manage', 'can edit'),
      policy('      group team: can edit\n      everyone: can view', 'can edit'),
      policy('      group team: can edit\n      u0: can manage', 'can edit'),
      policy('      group team: can edit'),
      policy('      group team: can edit', 'can view', '{ team: { members: [u1, u5] } }'),
      policy('      group team: can view\n    owner: u3'),
      policy('      group team: can view'),
      policy('      group team: can view\n      user u5: can edit'),
      policy('      everyone: can view'),
      policy('    owner: u3'),
      policy('      u4: can edit'),
      policy(''),
    ];
    let before: Checked | undefined;
    // As an editor opens it.
    let file: ReturnType<typeof readPolicyFile> | undefined = readPolicyFile(
      { path: 'p', text: states[0] ?? '' },
      undefined,
      true,
    );
    const counts: number[] = [];
    for (const text of states) {
      file = readPolicyFile({ path: 'p', text }, file);
      before = checkPolicy(matrix, [file], undefined, before);
      assert.deepEqual(told(before), told(checkPolicy(matrix, [read(text)])), text);
      counts.push(told(before).length);
    }
    assert.equal(counts[0], 0);
    assert.deepEqual(counts.slice(0, 4), [0, 3, 2, 3]);
    assert.equal(counts[12], 300);
  });
});
