import { PatchedMap } from '../patched-map.js';
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
import { type Digested, digestOf, type FileDigest } from './file-digest.js';
import type { BlockReadings, Keyed } from './file-reading.js';
import type { Duplicate } from './names.js';
import type { PolicyFile } from './policy.js';

/** The entries of one kind in a policy, in order, and by name: the first of a name counts. */
export interface Stated<T extends ReadEntry> {
  readonly list: readonly Keyed<T>[];
  readonly map: ReadonlyMap<string, T>;
  readonly duplicates: readonly Duplicate[];
  /** Names that several entries have. */
  readonly repeated: ReadonlySet<string>;
}

/** What the files of a policy state. */
export interface Statements {
  readonly files: readonly Digested[];
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
  const digested = files.map(({ tree }, index) => {
    const digest = digestOf(tree, readings, before?.files[index]);
    return { tree, digest };
  });
  const digests = digested.map(({ digest }) => digest);
  const users = joined(digests.map((digest) => digest.users));
  const groups = joined(digests.map((digest) => digest.groups));
  const roles = joined(digests.map((digest) => digest.roles));
  const spaces = joined(digests.map((digest) => digest.spaces));
  return {
    files: digested,
    tenant: digests.find(({ tenants }) => tenants.length > 0)?.tenants[0],
    users: stated('user', users, before?.users),
    groups: stated('group', groups, before?.groups),
    roles: stated('role', roles, before?.roles),
    spaces: stated('space', spaces, before?.spaces),
    tests: joined(digests.map(({ tests }) => tests)).map(({ read }) => read),
    duplicates: duplicatesOf(digests),
    problems: joined(digests.map(({ problems }) => problems)),
  };
}

function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [only] = lists;
  return lists.length === 1 && only !== undefined ? only : lists.flat();
}

/** Sections and tests are told apart within a file, tenants in the policy. */
function duplicatesOf(digests: readonly FileDigest[]): readonly Duplicate[] {
  const duplicates: Duplicate[] = [];
  let firstTenant: ReadTenant | undefined;
  for (const { heads, tenants, tests } of digests) {
    const sections = new Map<string, Origin>();
    const names = new Map<string, Origin>();
    const once = (
      what: string,
      known: Map<string, Origin>,
      key: string,
      name: string,
      origin: Origin,
    ): void => {
      const first = known.get(key);
      if (first === undefined) known.set(key, origin);
      else duplicates.push({ what, name, origin, first });
    };
    for (const { name, origin } of heads) once('section', sections, name, name, origin);
    for (const { key } of tenants) {
      const isFirstHere = sections.get('tenant')?.block === key.origin.block;
      if (firstTenant !== undefined && isFirstHere)
        duplicates.push({
          what: 'section',
          name: key.text,
          origin: key.origin,
          first: firstTenant.key.origin,
        });
    }
    firstTenant ??= tenants[0];
    for (const { key, read } of tests) once('test', names, key, read.key.text, read.key.origin);
  }
  return duplicates;
}

function stated<T extends ReadEntry>(
  what: string,
  list: readonly Keyed<T>[],
  before: Stated<T> | undefined,
): Stated<T> {
  if (before !== undefined && isSameList(before.list, list)) return before;
  const patched = before && patchedBy(before, list);
  if (patched !== undefined) return patched;
  const map = new Map<string, T>();
  const duplicates: Duplicate[] = [];
  const repeated = new Set<string>();
  for (const { key, read } of list) {
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
  list: readonly Keyed<T>[],
): Stated<T> | undefined {
  const { start, end } = difference(before.list, list);
  if (before.list.length !== list.length) return undefined;
  const changes: [string, T][] = [];
  for (let index = start; index < list.length - end; index++) {
    const [old, now] = [before.list[index], list[index]];
    if (old === undefined || old.key !== now?.key || before.repeated.has(old.key)) return undefined;
    changes.push([now.key, now.read]);
  }
  return { ...before, list, map: PatchedMap.with(before.map, changes) };
}

/** How many entries at the start, and at the end, two lists have in common. */
function difference<T extends ReadEntry>(
  old: readonly Keyed<T>[],
  now: readonly Keyed<T>[],
): { readonly start: number; readonly end: number } {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start]?.read === now[start]?.read) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end]?.read === now[now.length - 1 - end]?.read)
    end += 1;
  return { start, end };
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
  const { start, end } = difference(old, now);
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
