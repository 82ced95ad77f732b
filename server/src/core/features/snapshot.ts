import type { OpenPolicy } from '../check.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Kept } from './kept.js';

/** What language features look at: the policies of a workspace as they are at one moment. Never changed. Most features need them open only, not checked. */
export interface Snapshot<P extends OpenPolicy = OpenPolicy> {
  readonly matrix: Matrix;
  readonly policies: readonly P[];
  /** What was worked out of the policies; snapshots that share policies may share it. */
  readonly kept: Kept;
}

/** What a policy file says; undefined where the policy has no such file: its configuration is none. */
export function treeOf(policy: OpenPolicy | undefined, path: string): SourceTree | undefined {
  return policy?.policy.files.find((file) => file.path === path)?.tree;
}

/** The policy that a file belongs to. */
export function policyOf<P extends OpenPolicy>(
  { policies }: { readonly policies: readonly P[] },
  path: string,
): P | undefined {
  return policies.find(
    ({ policy, config }) =>
      policy.files.some((file) => file.path === path) || config.file?.path === path,
  );
}
