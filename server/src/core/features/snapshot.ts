import type { Checked } from '../check.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Kept } from './kept.js';

/** What language features look at: the policies of a workspace as they are at one moment. Never changed. */
export interface Snapshot {
  readonly matrix: Matrix;
  readonly policies: readonly Checked[];
  /** What was worked out of the policies; snapshots that share policies may share it. */
  readonly kept: Kept;
}

/** The policy that a file belongs to. */
export function policyOf(
  { policies }: Pick<Snapshot, 'policies'>,
  path: string,
): Checked | undefined {
  return policies.find(
    ({ policy, config }) =>
      policy.files.some((file) => file.path === path) || config.file?.path === path,
  );
}
