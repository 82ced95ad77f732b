import type { Origin } from '../syntax/policy/access.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type {
  ReadEntry,
  ReadGroup,
  ReadRole,
  ReadSpace,
  ReadTenant,
  ReadTest,
  ReadUser,
} from '../syntax/policy/reading.js';
import type { BlockReading, BlockReadings, Keyed } from './file-reading.js';
import type { Duplicate } from './names.js';
import type { PolicyFile } from './policy.js';

/** The entries of one kind in a policy, in order, and by name: the first of a name counts. */
export interface Stated<T extends ReadEntry> {
  readonly list: readonly Keyed<T>[];
  readonly map: ReadonlyMap<string, T>;
  readonly duplicates: readonly Duplicate[];
}

/** What the files of a policy state. */
export interface Statements {
  readonly tenant: ReadTenant | undefined;
  readonly users: Stated<ReadUser>;
  readonly groups: Stated<ReadGroup>;
  readonly roles: Stated<ReadRole>;
  readonly spaces: Stated<ReadSpace>;
  readonly tests: readonly ReadTest[];
  /** Of what isn't merged by name: sections of a file, tenants, tests. */
  readonly duplicates: readonly Duplicate[];
  readonly problems: readonly ReadingProblem[];
}

/**
 * Collects what the files of a policy state.
 *
 * @param before an earlier state: kinds of which nothing has changed stay the same objects
 */
export function statementsOf(
  files: readonly PolicyFile[],
  readings: BlockReadings,
  before?: Statements,
): Statements {
  const collected = new Collected();
  for (const { tree } of files) {
    collected.startFile();
    for (const { block } of tree.blocks) collected.add(readings.of(block));
  }
  const { users, groups, roles, spaces, tests, tenants, duplicates, problems } = collected;
  return {
    tenant: tenants[0],
    users: stated('user', users, before?.users),
    groups: stated('group', groups, before?.groups),
    roles: stated('role', roles, before?.roles),
    spaces: stated('space', spaces, before?.spaces),
    tests,
    duplicates,
    problems,
  };
}

class Collected {
  readonly users: Keyed<ReadUser>[] = [];
  readonly groups: Keyed<ReadGroup>[] = [];
  readonly roles: Keyed<ReadRole>[] = [];
  readonly spaces: Keyed<ReadSpace>[] = [];
  readonly tests: ReadTest[] = [];
  readonly tenants: ReadTenant[] = [];
  readonly duplicates: Duplicate[] = [];
  readonly problems: ReadingProblem[] = [];
  private testNames = new Map<string, Origin>();
  private sections = new Map<string, Origin>();

  /** Sections and tests are told apart within a file. */
  startFile(): void {
    this.testNames = new Map();
    this.sections = new Map();
  }

  add({ heads, tenants, entries, problems }: BlockReading): void {
    for (const { name, origin } of heads) this.once('section', this.sections, name, name, origin);
    for (const tenant of tenants) this.addTenant(tenant);
    for (const problem of problems) this.problems.push(problem);
    for (const { key, read } of entries) this.addEntry(key, read);
  }

  private addTenant(tenant: ReadTenant): void {
    this.tenants.push(tenant);
    const [first] = this.tenants;
    const isFirstHere = this.sections.get('tenant')?.block === tenant.key.origin.block;
    if (first !== undefined && first !== tenant && isFirstHere)
      this.duplicates.push({
        what: 'section',
        name: tenant.key.text,
        origin: tenant.key.origin,
        first: first.key.origin,
      });
  }

  private addEntry(key: string, read: ReadEntry): void {
    switch (read.kind) {
      case 'user':
        this.users.push({ key, read });
        return;
      case 'group':
        this.groups.push({ key, read });
        return;
      case 'role':
        this.roles.push({ key, read });
        return;
      case 'space':
        this.spaces.push({ key, read });
        return;
      case 'test':
        this.once('test', this.testNames, key, read.key.text, read.key.origin);
        this.tests.push(read);
    }
  }

  private once(
    what: string,
    known: Map<string, Origin>,
    key: string,
    name: string,
    origin: Origin,
  ): void {
    const first = known.get(key);
    if (first === undefined) known.set(key, origin);
    else this.duplicates.push({ what, name, origin, first });
  }
}

function stated<T extends ReadEntry>(
  what: string,
  list: readonly Keyed<T>[],
  before: Stated<T> | undefined,
): Stated<T> {
  if (before !== undefined && isSameList(before.list, list)) return before;
  const map = new Map<string, T>();
  const duplicates: Duplicate[] = [];
  for (const { key, read } of list) {
    const first = map.get(key);
    if (first === undefined) map.set(key, read);
    else
      duplicates.push({
        what,
        name: read.key.text,
        origin: read.key.origin,
        first: first.key.origin,
      });
  }
  return { list, map, duplicates };
}

function isSameList<T extends ReadEntry>(a: readonly Keyed<T>[], b: readonly Keyed<T>[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++)
    if (a[index]?.read !== b[index]?.read) return false;
  return true;
}

/** The keys of entries that differ between two states; null where entries that are in both have changed their order. */
export function changedKeys<T extends ReadEntry>(
  before: Stated<T>,
  after: Stated<T>,
): ReadonlySet<string> | null {
  if (before === after) return NOTHING;
  const [old, now] = [before.list, after.list];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start]?.read === now[start]?.read) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end]?.read === now[now.length - 1 - end]?.read)
    end += 1;
  const [oldKeys, keys] = [
    old.slice(start, old.length - end),
    now.slice(start, now.length - end),
  ].map((middle) => middle.map(({ key }) => key)) as [string[], string[]];
  const changed = new Set([...oldKeys, ...keys]);
  return isSameOrder(oldKeys, keys) ? changed : null;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whether the keys that are in both lists follow each other alike, each once. */
function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  const places = new Map(a.map((key, index) => [key, index]));
  const shared = new Set<string>();
  let last = -1;
  for (const key of b) {
    const place = places.get(key);
    if (place === undefined) continue;
    if (place <= last || shared.has(key)) return false;
    shared.add(key);
    last = place;
  }
  return places.size === a.length;
}
