import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import type { SourceTree } from '../syntax/tree.js';
import type { Duplicate, NameUse } from './names.js';
import type { World } from './world.js';

/** A policy file as it was read. */
export interface PolicyFile {
  /** As the host names it; shown in diagnostics. */
  readonly path: string;
  readonly tree: SourceTree;
}

/** Every policy file of one directory tree, merged. */
export interface Policy {
  readonly files: readonly PolicyFile[];
  readonly world: World;
  readonly tests: readonly ReadTest[];
  /** Every place where something is named outside tests, in file order. */
  readonly uses: readonly NameUse[];
  readonly duplicates: readonly Duplicate[];
  readonly problems: readonly ReadingProblem[];
}
