import { type OpenPolicy, readPolicyFile, type SourceText } from './check.js';
import { openOnce } from './check-once.js';
import type { Matrix } from './matrix/matrix.js';
import { type BlockReading, BlockReadings, type Keyed, keyed } from './model/file-reading.js';
import type { PolicyFile } from './model/policy.js';
import { releaseContent } from './syntax/read-block.js';
import { Reader, type Written } from './syntax/policy/access.js';
import { readQuietly, readTenant } from './syntax/policy/read-entry.js';
import type { ReadTenant, ReadTest } from './syntax/policy/reading.js';
import type { Block, Entry } from './syntax/tree.js';
import { tight } from './tight.js';

/**
 * Opens a policy for parts of its check, which somebody else finishes: see `Parts`. Tests are read when they are run, and mistakes in
 * entries aren't looked for: whoever finishes the check finds them.
 */
export class HelpCheck {
  private readonly readings = new HelpReadings();

  constructor(private readonly matrix: Matrix) {}

  /** Reads a file of the policy. */
  read(source: SourceText): PolicyFile {
    const file = readPolicyFile(source);
    for (const block of file.tree.list) {
      const { entries } = this.readings.of(block);
      if (!entries.some(({ read }) => read.kind === 'test')) releaseContent(block);
    }
    return file;
  }

  /** Merges the files that were read, ready for parts of the check. */
  open(files: readonly PolicyFile[], configFile: PolicyFile | undefined): OpenPolicy {
    return openOnce(this.matrix, files, configFile, this.readings);
  }
}

/** What blocks say, without their mistakes. */
class HelpReadings extends BlockReadings {
  protected override read(block: Block): BlockReading {
    const entries: Keyed[] = [];
    const tenants: ReadTenant[] = [];
    for (const { section, pair } of block.settings)
      if (section === 'tenant') tenants.push(readTenant(pair, block).entry);
    for (const entry of block.entries) {
      const read = entry.section === 'tests' ? new UnreadTest(entry) : readQuietly(entry);
      if (read !== undefined) entries.push(keyed(read));
    }
    return { heads: [], tenants: tight(tenants), entries: tight(entries), problems: [] };
  }
}

/** A test that is read when it is asked what it says. */
class UnreadTest implements ReadTest {
  readonly kind = 'test';
  readonly key: Written;
  private said: ReadTest | undefined;

  constructor(private readonly entry: Entry) {
    this.key = new Reader(entry.block).written(entry.key);
  }

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
    if (this.said !== undefined) return this.said;
    const read = readQuietly(this.entry);
    if (read?.kind !== 'test') throw new Error(`${this.key.text} is no test`);
    return (this.said = read);
  }
}
