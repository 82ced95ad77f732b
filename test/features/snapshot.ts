/** Policies as features look at them. */
import type { Checked } from '../../server/src/core/check.js';
import { Kept } from '../../server/src/core/features/kept.js';
import type { Snapshot } from '../../server/src/core/features/snapshot.js';
import { matrix } from '../core/matrix/tables.js';

/** A workspace of these policies. */
export function snapshotOf(...policies: readonly Checked[]): Snapshot<Checked> {
  return { matrix, policies, kept: new Kept() };
}
