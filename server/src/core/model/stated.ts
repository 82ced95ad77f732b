import { append } from '../append.js';
import { PatchedMap } from '../patched-map.js';
import { SplicedList } from '../spliced-list.js';
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
import type { Digested, DigestOf, FileDigest } from './file-digest.js';
import type { Keyed } from './file-reading.js';
import type { Duplicate } from './names.js';
import type { PolicyFile } from './policy.js';

/** The entries of one kind in a policy, in order, and by name: the first of a name counts. */
export interface Stated<T extends ReadEntry> {
  readonly list: SplicedList<Keyed<T>>;
  readonly map: ReadonlyMap<string, T>;
  readonly duplicates: readonly Duplicate[];
  /** Names that several entries have. */
  readonly repeated: ReadonlySet<string>;
}

/** A file with what it states. */
interface StatedFile extends Digested {
  /** Tests are told apart within a file. */
  readonly tests: Stated<ReadTest>;
}

/** What the files of a policy state. */
export interface Statements {
  readonly files: readonly StatedFile[];
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
  digestOf: DigestOf,
  before?: Statements,
): Statements {
  const stating = files.map(({ tree }, index): StatedFile => {
    const known = before?.files[index];
    const digest = digestOf(tree, known);
    return { tree, digest, tests: stated('test', digest.tests, known?.tests) };
  });
  const entries = <K extends MergedKind>(kind: K): Stated<EntryOf<K>> => {
    const lists = listsOf<K>(stating, kind);
    const known = before?.[kind] as Stated<EntryOf<K>> | undefined;
    const list = joined(lists, before && listsOf<K>(before.files, kind), known?.list);
    return stated<EntryOf<K>>(NAME_OF[kind], list, known);
  };
  const isSameTests =
    before?.files.length === stating.length &&
    stating.every(({ digest }, index) => before.files[index]?.digest.tests === digest.tests);
  return {
    files: stating,
    tenant: stating.find(({ digest }) => digest.tenants.items.length > 0)?.digest.tenants.items[0],
    users: entries('users'),
    groups: entries('groups'),
    roles: entries('roles'),
    spaces: entries('spaces'),
    tests: isSameTests
      ? before.tests
      : stating.flatMap(({ digest }) => digest.tests.items.map(({ read }) => read)),
    duplicates: duplicatesOf(stating),
    problems: stating.flatMap(({ digest }) => digest.problems.items),
  };
}

/** Whether two policies state the same, but for the tenant. */
export function isSameButTenant(a: Statements, b: Statements): boolean {
  return (['users', 'groups', 'roles', 'spaces', 'tests'] as const).every(
    (kind) => a[kind] === b[kind],
  );
}

/** The kinds of entries that are merged by name. */
type MergedKind = 'users' | 'groups' | 'roles' | 'spaces';

type EntryOf<K extends MergedKind> = FileDigest[K]['items'][number]['read'];

const NAME_OF = { users: 'user', groups: 'group', roles: 'role', spaces: 'space' } as const;

/** The entries of a kind, file by file. */
function listsOf<K extends MergedKind>(
  files: readonly Digested[],
  kind: K,
): readonly SplicedList<Keyed<EntryOf<K>>>[] {
  return files.map(({ digest }) => digest[kind] as SplicedList<Keyed<EntryOf<K>>>);
}

/** The lists of all files as one; of those of an earlier state, only what differs is put in another place. */
function joined<T>(
  lists: readonly SplicedList<T>[],
  before: readonly SplicedList<T>[] | undefined,
  known: SplicedList<T> | undefined,
): SplicedList<T> {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  if (known === undefined || before?.length !== lists.length)
    return SplicedList.of(lists.flatMap(({ items }) => items));
  let all = known;
  let place = 0;
  lists.forEach((list, index) => {
    const old = before[index] ?? list;
    const { start, end } = SplicedList.difference(old, list);
    all = all.splice(
      place + start,
      old.items.length - start - end,
      list.items.slice(start, list.items.length - end),
    );
    place += list.items.length;
  });
  return all;
}

/** Sections and tests are told apart within a file, tenants in the policy. */
function duplicatesOf(files: readonly StatedFile[]): readonly Duplicate[] {
  const duplicates: Duplicate[] = [];
  let firstTenant: ReadTenant | undefined;
  for (const { digest, tests } of files) {
    const { heads, tenants } = digest;
    const sections = new Map<string, Origin>();
    for (const { name, origin } of heads.items) {
      const first = sections.get(name);
      if (first === undefined) sections.set(name, origin);
      else duplicates.push({ what: 'section', name, origin, first });
    }
    for (const { key } of tenants.items) {
      const isFirstHere = sections.get('tenant')?.block === key.origin.block;
      if (firstTenant !== undefined && isFirstHere)
        duplicates.push({
          what: 'section',
          name: key.text,
          origin: key.origin,
          first: firstTenant.key.origin,
        });
    }
    firstTenant ??= tenants.items[0];
    append(duplicates, tests.duplicates);
  }
  return duplicates;
}

function stated<T extends ReadEntry>(
  what: string,
  list: SplicedList<Keyed<T>>,
  before: Stated<T> | undefined,
): Stated<T> {
  if (before?.list === list) return before;
  const patched = before && patchedBy(before, list);
  if (patched !== undefined) return patched;
  const map = new Map<string, T>();
  const duplicates: Duplicate[] = [];
  const repeated = new Set<string>();
  for (const { key, read } of list.items) {
    const first = map.get(key);
    if (first === undefined) map.set(key, read);
    else {
      repeated.add(key);
      duplicates.push({
        what,
        name: read.key.text,
        origin: read.key.origin,
        first: first.key.origin,
      });
    }
  }
  return { list, map, duplicates, repeated };
}

/** The entries with some of them in another state; undefined where their names aren't the same as before, each once. */
function patchedBy<T extends ReadEntry>(
  before: Stated<T>,
  list: SplicedList<Keyed<T>>,
): Stated<T> | undefined {
  const [old, now] = [before.list.items, list.items];
  if (old.length !== now.length) return undefined;
  const { start, end } = SplicedList.difference(before.list, list);
  const changes: [string, T][] = [];
  for (let index = start; index < now.length - end; index++) {
    const [was, is] = [old[index], now[index]];
    if (was === undefined || was.key !== is?.key || before.repeated.has(was.key)) return undefined;
    changes.push([is.key, is.read]);
  }
  return { ...before, list, map: PatchedMap.with(before.map, changes) };
}

/** The keys of entries that differ between two states; null where entries that are in both have changed their order. */
export function changedKeys<T extends ReadEntry>(
  before: Stated<T>,
  after: Stated<T>,
): ReadonlySet<string> | null {
  if (before === after) return NOTHING;
  const [old, now] = [before.list.items, after.list.items];
  const { start, end } = SplicedList.difference(before.list, after.list);
  const [oldKeys, keys] = [
    old.slice(start, old.length - end),
    now.slice(start, now.length - end),
  ].map((middle) => middle.map(({ key }) => key)) as [string[], string[]];
  const changed = new Set([...oldKeys, ...keys]);
  // Where an entry goes, another of its name may take its place further down.
  for (const key of changed) if (before.repeated.has(key) || after.repeated.has(key)) return null;
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
