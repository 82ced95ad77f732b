import assert from 'node:assert/strict';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { afterEdits } from '../../server/src/core/features/after-edits.js';
import type { FileEdit } from '../../server/src/core/features/apply.js';
import { BlockNames, usesIn } from '../../server/src/core/features/block-names.js';
import { matrix } from '../support/policy.js';
import { checkedSample, SAMPLES } from '../support/samples.js';

/** Every name that a policy's blocks hold, with what it names. */
function namesIn(policy: Checked): readonly string[] {
  const names = new BlockNames(policy);
  return policy.policy.files.flatMap(({ path, tree }) =>
    tree.list.flatMap((block) => [
      ...[...names.of(block, path)].map(({ kind, id, text }) => `${kind} ${id ?? '?'} ${text}`),
      ...usesIn(policy, block).map(({ kind, text }) => `use ${kind} ${text}`),
    ]),
  );
}

describe('edits that are only tried', () => {
  for (const sample of SAMPLES)
    it(`leave the policy and its later states as they are: ${sample}`, () => {
      for (const policy of checkedSample(sample)) {
        const before = namesIn(policy);
        assert.ok(before.length > 0);
        const [first, ...others] = policy.policy.files;
        assert.ok(first);
        const { path, tree } = first;
        const { length } = tree.source;
        const at = (start: number, newText: string, end = start): FileEdit => ({
          path,
          span: { start, end },
          newText,
        });
        // A user more, a group more, everything gone.
        for (const edit of [
          at(length, '\nusers:\n  zoe.new: {}\n'),
          at(length, '\ngroups:\n  new ones: { members: [ali] }\n'),
          at(0, '', length),
        ])
          afterEdits(policy, [edit]);
        assert.deepEqual(namesIn(policy), before);
        const text = `${tree.text}\nusers:\n  zoe.later: {}\n`;
        const files = [readPolicyFile({ path, text }, first), ...others];
        const later = checkPolicy(matrix, files, policy.config.file, policy);
        const afresh = checkPolicy(
          matrix,
          files.map((file) => readPolicyFile({ path: file.path, text: file.tree.text })),
          policy.config.file,
        );
        assert.deepEqual(namesIn(later), namesIn(afresh));
        assert.deepEqual(
          later.diagnostics.map(({ message }) => message),
          afresh.diagnostics.map(({ message }) => message),
        );
      }
    });
});
