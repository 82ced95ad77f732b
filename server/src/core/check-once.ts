import { type Checked, type OpenPolicy, withEngine } from './check.js';
import { Parts } from './check/parts.js';
import type { SourceText } from './check.js';
import { loadConfig } from './config/config.js';
import type { Matrix } from './matrix/matrix.js';
import { buildPolicy } from './model/build.js';
import { NO_CHANGES } from './model/changes.js';
import { isSilencing } from './model/file-digest.js';
import { BlockReadings } from './model/file-reading.js';
import { asLastState } from './model/last-state.js';
import type { PolicyFile } from './model/policy.js';
import { releaseContent } from './syntax/read-block.js';
import { readSourceOnce } from './syntax/read-source.js';

/**
 * Checks one policy of which no other state will be asked for, in about half the memory. It finds what `checkPolicy` finds,
 * but the result is no state to go on from, and its files hold no nodes to look at.
 */
export class OnceCheck {
  private readings = new BlockReadings(new Map());

  constructor(private readonly matrix: Matrix) {}

  /**
   * Reads a file of the policy, and takes from each block at once what it says. Then the nodes are given up, except where
   * comments silence rules: there it must be known what they stand above.
   */
  read(source: SourceText): PolicyFile {
    const tree = readSourceOnce(source.text, (block) => {
      this.readings.of(block);
      if (!isSilencing(block)) releaseContent(block);
    });
    return { path: source.path, tree };
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
    const { readings } = this;
    this.readings = new BlockReadings(new Map());
    return openOnce(this.matrix, files, configFile, readings);
  }
}

/**
 * Merges files into a policy of which no other state will be asked for. Nothing holds the state that was built when this returns.
 *
 * @param readings what was read of their blocks
 */
export function openOnce(
  matrix: Matrix,
  files: readonly PolicyFile[],
  configFile: PolicyFile | undefined,
  readings: BlockReadings,
): OpenPolicy {
  const policy = asLastState(buildPolicy(matrix, files, undefined, NO_CHANGES, readings));
  return withEngine(matrix, policy, loadConfig(matrix, configFile));
}
