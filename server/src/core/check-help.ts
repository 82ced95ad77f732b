import type { OpenPolicy, SourceText } from './check.js';
import { openOnce } from './check-once.js';
import type { Matrix } from './matrix/matrix.js';
import { type FileDigest, Listing } from './model/file-digest.js';
import { type BlockReading, type Keyed, keyed } from './model/file-reading.js';
import type { PolicyFile } from './model/policy.js';
import { PlacelessReader, Reader, type Written } from './syntax/policy/access.js';
import { readQuietly, readTenant } from './syntax/policy/read-entry.js';
import type { ReadEntry, ReadTenant, ReadTest } from './syntax/policy/reading.js';
import { readBlock, releaseContent } from './syntax/read-block.js';
import { readSourceOnce } from './syntax/read-source.js';
import { SourceTree } from './syntax/source-tree.js';
import type { Block } from './syntax/tree.js';
import { PieceText } from './text/piece-text.js';

/**
 * Opens a policy for parts of its check, which somebody else finishes: see `Parts.noisy`. It holds what verdicts are made from, and of
 * places nothing. Tests are read when they are run, and mistakes in entries aren't looked for: whoever finishes the check finds them.
 */
export class HelpCheck {
  private digests = new Map<SourceTree, FileDigest>();
  private readonly tests = new LastTests();

  constructor(private readonly matrix: Matrix) {}

  /** Reads a file of the policy. Its text and its blocks are given up: nothing but `open` can be done with what is returned. */
  read({ path, text }: SourceText): PolicyFile {
    const listing = new Listing();
    readSourceOnce(text, (block) => {
      listing.add(readQuickly(block, this.tests));
    });
    const tree = SourceTree.of(PieceText.of(''), []);
    this.digests.set(tree, listing.digest);
    return { path, tree };
  }

  /** Merges the files that were read, ready for parts of the check. */
  open(files: readonly PolicyFile[], configFile: PolicyFile | undefined): OpenPolicy {
    const { digests } = this;
    this.digests = new Map();
    return openOnce(this.matrix, files, configFile, digests);
  }
}

/** Reads what a block says, without its mistakes, and gives up what it holds. */
function readQuickly(block: Block, tests: LastTests): BlockReading {
  const entries: Keyed[] = [];
  const tenants: ReadTenant[] = [];
  for (const { section, pair } of block.settings)
    if (section === 'tenant') tenants.push(readTenant(pair, block).entry);
  const reader = new PlacelessReader(block);
  block.entries.forEach((entry, index) => {
    const isTest = entry.section === 'tests';
    const read = isTest
      ? new UnreadTest(new Reader(block).written(entry.key), index, tests)
      : readQuietly(entry, reader);
    if (read !== undefined) entries.push(keyed(read));
  });
  releaseContent(block);
  return { heads: [], tenants, entries, problems: [] };
}

/** What the tests of a block say; of the block that was asked for last, so that what was run is let go of. */
class LastTests {
  private block: Block | undefined;
  private said: readonly (ReadEntry | undefined)[] = [];

  of(block: Block): readonly (ReadEntry | undefined)[] {
    if (this.block === block) return this.said;
    const { entries } = readBlock(block.text, block.section);
    this.block = block;
    return (this.said = entries.map((entry) =>
      entry.section === 'tests' ? readQuietly(entry) : undefined,
    ));
  }
}

/** A test that is read when it is asked what it says. */
class UnreadTest implements ReadTest {
  readonly kind = 'test';

  /** @param index which of the entries of its block it is */
  constructor(
    readonly key: Written,
    private readonly index: number,
    private readonly tests: LastTests,
  ) {}

  get given(): ReadTest['given'] {
    return this.read.given;
  }

  get expect(): ReadTest['expect'] {
    return this.read.expect;
  }

  get unreadableGiven(): boolean {
    return this.read.unreadableGiven;
  }

  get unreadable(): number {
    return this.read.unreadable;
  }

  private get read(): ReadTest {
    const read = this.tests.of(this.key.origin.block)[this.index];
    if (read?.kind !== 'test') throw new Error(`${this.key.text} is no test`);
    return read;
  }
}
