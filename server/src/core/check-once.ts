import { type Checked, type OpenPolicy, withEngine } from './check.js';
import { Parts } from './check/parts.js';
import type { SourceText } from './check.js';
import { loadConfig } from './config/config.js';
import type { Matrix } from './matrix/matrix.js';
import { buildOnce } from './model/build.js';
import { type FileDigest, isSilencing, Listing } from './model/file-digest.js';
import { readBlockEntries } from './model/file-reading.js';
import { asLastState } from './model/last-state.js';
import type { PolicyFile } from './model/policy.js';
import { releaseContent } from './syntax/read-block.js';
import { readSourceOnce } from './syntax/read-source.js';
import type { SourceTree } from './syntax/source-tree.js';

/**
 * Checks one policy of which no other state will be asked for, in about half the memory. It finds what `checkPolicy` finds,
 * but the result is no state to go on from, and its files hold no nodes to look at.
 */
export class OnceCheck {
  private digests = new Map<SourceTree, FileDigest>();

  constructor(private readonly matrix: Matrix) {}

  /**
   * Reads a file of the policy, and takes from each block at once what it says. Then the nodes are given up, except where
   * comments silence rules: there it must be known what they stand above.
   */
  read({ path, text }: SourceText): PolicyFile {
    const listing = new Listing();
    const tree = readSourceOnce(text, (block) => {
      listing.add(readBlockEntries(block));
      listing.note(block);
      if (!isSilencing(block)) releaseContent(block);
    });
    this.digests.set(tree, listing.digest);
    return { path, tree };
  }

  /**
   * Checks the files that were read.
   *
   * @param progress is told from time to time how many parts of the check are done, of how many
   */
  check(
    files: readonly PolicyFile[],
    configFile: PolicyFile | undefined,
    progress: (done: number, of: number) => void = () => undefined,
  ): Checked {
    const parts = new Parts(this.open(files, configFile));
    const done = parts.doAll((count) => {
      progress(count, parts.count);
    });
    return parts.finish(done);
  }

  /** Merges the files that were read, ready to be checked. */
  open(files: readonly PolicyFile[], configFile: PolicyFile | undefined): OpenPolicy {
    const { digests } = this;
    this.digests = new Map();
    return openOnce(this.matrix, files, configFile, digests);
  }
}

/**
 * Merges files into a policy of which no other state will be asked for. Nothing holds the state that was built when this returns.
 *
 * @param digests what was taken from them
 */
export function openOnce(
  matrix: Matrix,
  files: readonly PolicyFile[],
  configFile: PolicyFile | undefined,
  digests: ReadonlyMap<SourceTree, FileDigest>,
): OpenPolicy {
  const policy = asLastState(buildOnce(matrix, files, digests));
  return withEngine(matrix, policy, loadConfig(matrix, configFile));
}
