import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { FileDigest } from './file-digest.js';
import type { Changes } from './changes.js';
import type { KnownNames } from './known-names.js';
import type { Duplicate, NameUse } from './names.js';
import type { BuildMemo } from './units.js';
import type { Space, World } from './world.js';

/** A policy file as it was read. */
export interface PolicyFile {
  /** As the host names it; shown in diagnostics. */
  readonly path: string;
  readonly tree: SourceTree;
}

/** Every policy file of one directory tree, merged. */
export interface Policy {
  readonly files: readonly PolicyFile[];
  /** What each of the files says. */
  readonly digests: readonly FileDigest[];
  readonly world: World;
  readonly tests: readonly ReadTest[];
  /** Places outside tests where something is named that nothing is called, or that is called otherwise today, in file order. */
  readonly troubles: readonly NameUse[];
  /** The names that entries are called by. */
  readonly names: KnownNames;
  readonly duplicates: readonly Duplicate[];
  readonly problems: readonly ReadingProblem[];
  /** What isn't as it was in the state that this one was built from, or in one before that: see `buildPolicy`. */
  readonly changes: Changes;
  /** Entries by section and name, as they were built; undefined for spaces without a type. */
  readonly built: Omit<World, 'spaces'> & {
    readonly spaces: ReadonlyMap<string, Space | undefined>;
  };
  /** What a later state is built from. */
  readonly memo: BuildMemo;
}
