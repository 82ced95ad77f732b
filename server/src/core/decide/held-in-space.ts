import type { TableId } from '../matrix/types.js';
import type { Holding, Holdings, ReachingShare } from './holdings.js';

/** What was found of one person in one space, or of several who hold the same there; each part when it was first asked for. */
export class HeldInSpace {
  member: Holdings | undefined;
  shares: readonly ReachingShare[] | undefined;
  /** What is held besides by holding several roles, by table. */
  joined: Map<TableId, readonly Holding[]> | undefined;
}
