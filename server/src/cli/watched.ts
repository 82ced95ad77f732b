import { statSync } from 'node:fs';
import { type Checked, checkPolicy, readPolicyFile } from '../core/check.js';
import type { Matrix } from '../core/matrix/matrix.js';
import type { PolicyFile } from '../core/model/policy.js';
import type { PolicyPaths } from '../core/workspace/roots.js';
import { Failure } from './failure.js';
import { findConfigured, type Found, readText } from './files.js';
import type { Loaded } from './load.js';

/** A file that changed so lately, in milliseconds, may have changed again without a trace: its clock ticks are coarse. */
const LATELY = 2000;

interface Known {
  readonly stamp: string;
  readonly isSettled: boolean;
  readonly content: PolicyFile | Failure;
}

interface CheckedParts {
  readonly files: readonly PolicyFile[];
  readonly config: PolicyFile | undefined;
  readonly checked: Checked;
}

/** Does what may take long. */
type Long = <T>(work: () => T) => Promise<T>;

/** The policies that paths name, as they are on the disk: what hasn't changed is neither read nor checked again. */
export class WatchedPolicies {
  private found: Found = { policies: [], unreadable: [] };
  /** What was found, in words. */
  private listing = '';
  private known = new Map<string, Known>();
  private checked = new Map<string, CheckedParts>();

  /**
   * @param besides a file beyond the policies that matters as well
   * @param long does what may take long: reading and checking
   */
  constructor(
    private readonly matrix: Matrix,
    private readonly paths: readonly string[],
    private readonly besides?: string,
    private readonly long: Long = (work) => Promise.resolve(work()),
  ) {}

  /** Looks at the disk; whether something isn't as it was. */
  async refresh(): Promise<boolean> {
    this.found = this.find();
    const { policies, unreadable } = this.found;
    const listing = JSON.stringify([
      policies,
      unreadable.map(({ message }) => message),
      this.besides === undefined ? '' : stampOf(this.besides).stamp,
    ]);
    let isChanged = listing !== this.listing;
    this.listing = listing;
    const known = new Map<string, Known>();
    for (const path of policies.flatMap(pathsOf)) {
      const before = this.known.get(path);
      const now = await readAgain(path, before, this.long);
      known.set(path, now);
      isChanged ||= now.content !== before?.content;
    }
    this.known = known;
    return isChanged;
  }

  /** The policies as they were when the disk was last looked at. */
  async check(): Promise<Loaded<Checked>> {
    const checked = new Map<string, CheckedParts>();
    const policies: Checked[] = [];
    for (const policy of this.found.policies) {
      const key = policy.files[0] ?? policy.root;
      const parts = await this.checkOne(policy, this.checked.get(key));
      checked.set(key, parts);
      policies.push(parts.checked);
    }
    this.checked = checked;
    const failures = [...this.known.values()].map(({ content }) => content);
    return {
      policies,
      unreadable: [...this.found.unreadable, ...failures.filter((each) => each instanceof Failure)],
    };
  }

  private async checkOne(
    policy: PolicyPaths,
    before: CheckedParts | undefined,
  ): Promise<CheckedParts> {
    const read = (path: string): readonly PolicyFile[] => {
      const content = this.known.get(path)?.content;
      return content === undefined || content instanceof Failure ? [] : [content];
    };
    const files = policy.files.flatMap(read);
    const config = policy.config === undefined ? undefined : read(policy.config)[0];
    const isSame =
      before?.config === config &&
      before?.files.length === files.length &&
      files.every((file, i) => file === before.files[i]);
    if (isSame) return before;
    const check = (): Checked => checkPolicy(this.matrix, files, config, before?.checked);
    return { files, config, checked: await this.long(check) };
  }

  /** What there is not now may come. */
  private find(): Found {
    try {
      return findConfigured(this.paths.length === 0 ? ['.'] : this.paths);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { policies: [], unreadable: [error] };
    }
  }
}

function pathsOf({ files, config }: PolicyPaths): readonly string[] {
  return config === undefined ? files : [...files, config];
}

/** What tells states of a file apart, and whether the next state will be told from this one. */
function stampOf(path: string): Pick<Known, 'stamp' | 'isSettled'> {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return { stamp: `${mtimeMs} ${size} ${ino}`, isSettled: Date.now() - mtimeMs > LATELY };
  } catch {
    return { stamp: '', isSettled: true };
  }
}

/** A file as it is now; its content stays the same object while its text does. */
async function readAgain(path: string, before: Known | undefined, long: Long): Promise<Known> {
  const now = stampOf(path);
  const known = before?.content;
  const isRead = known !== undefined && !(known instanceof Failure);
  if (isRead && before?.isSettled === true && before.stamp === now.stamp) return before;
  try {
    const read = (): PolicyFile => readPolicyFile(readText(path), isRead ? known : undefined);
    return { ...now, content: await long(read) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const isSame = known instanceof Failure && known.message === error.message;
    return { ...now, content: isSame ? known : error };
  }
}
