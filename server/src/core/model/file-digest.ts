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
import { SplicedList } from '../spliced-list.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Block } from '../syntax/tree.js';
import type { BlockReading, BlockReadings, Keyed } from './file-reading.js';

/** What a file says, thing by thing, in its order. */
interface Lists {
  readonly heads: { readonly name: string; readonly origin: Origin }[];
  readonly tenants: ReadTenant[];
  readonly users: Keyed<ReadUser>[];
  readonly groups: Keyed<ReadGroup>[];
  readonly roles: Keyed<ReadRole>[];
  readonly spaces: Keyed<ReadSpace>[];
  readonly tests: Keyed<ReadTest>[];
  readonly problems: ReadingProblem[];
  /** Blocks with mistakes in their YAML. */
  readonly faulty: Block[];
  /** Blocks with comments that silence rules. */
  readonly silencing: Block[];
}

type Kind = keyof Lists;
export type FileDigest = { readonly [K in Kind]: SplicedList<Lists[K][number]> };

const KINDS: readonly Kind[] = [
  'heads',
  'tenants',
  'users',
  'groups',
  'roles',
  'spaces',
  'tests',
  'problems',
  'faulty',
  'silencing',
];

/** A file with what it says. */
export interface Digested {
  readonly tree: SourceTree;
  readonly digest: FileDigest;
}

/** Tells what a file says. */
export type DigestOf = (tree: SourceTree, before?: Digested) => FileDigest;

/** Lists what a file says while it is read. */
export class Listing {
  private readonly lists = noLists();

  /** Adds what is said. */
  add(reading: BlockReading): void {
    addReading(this.lists, reading);
  }

  /** Notes what has to be known of a block besides. */
  note(block: Block): void {
    noteBlock(this.lists, block);
  }

  get digest(): FileDigest {
    return digestWith(this.lists);
  }
}

/**
 * Lists what a file says.
 *
 * @param before an earlier state of the file: only blocks that aren't in both are looked at, and lists that don't change stay
 *   the same objects
 */
export function digestOf(tree: SourceTree, readings: BlockReadings, before?: Digested): FileDigest {
  if (before === undefined) return digestWith(listsOf(tree.list, readings));
  if (before.tree === tree) return before.digest;
  const [old, now] = [before.tree.list, tree.list];
  const { start, end } = SplicedList.difference(before.tree.sequence, tree.sequence);
  const removed = listsOf(old.slice(start, old.length - end), readings);
  const added = listsOf(now.slice(start, now.length - end), readings);
  const place = (kind: Kind): number => placeOf(kind, before.digest, removed, old, start, readings);
  const lists: Record<Kind, SplicedList<unknown>> = { ...before.digest };
  for (const kind of KINDS) {
    const [out, into]: readonly (readonly unknown[])[] = [removed[kind], added[kind]];
    if (out === undefined || into === undefined || out.length + into.length === 0) continue;
    lists[kind] = lists[kind].splice(place(kind), out.length, into);
  }
  return lists as FileDigest;
}

/** Where the things of a kind that the blocks from `start` on say stand in the list of them. */
function placeOf(
  kind: Kind,
  digest: FileDigest,
  removed: Lists,
  blocks: readonly Block[],
  start: number,
  readings: BlockReadings,
): number {
  const list: readonly unknown[] = digest[kind].items;
  const [first] = removed[kind] as readonly unknown[];
  if (first !== undefined) return list.indexOf(first);
  if (list.length === 0) return 0;
  for (let index = start - 1; index >= 0; index--) {
    const last: unknown = listsOf(blocks.slice(index, index + 1), readings)[kind].at(-1);
    if (last !== undefined) return list.lastIndexOf(last) + 1;
  }
  return 0;
}

/** What is asked of a file after it was merged: nothing else is kept. */
export function lastDigest({ faulty, silencing }: FileDigest): FileDigest {
  return { ...digestWith(noLists()), faulty, silencing };
}

function digestWith(lists: Lists): FileDigest {
  const digest: Partial<Record<Kind, SplicedList<unknown>>> = {};
  for (const kind of KINDS) digest[kind] = SplicedList.of<unknown>(lists[kind]);
  return digest as FileDigest;
}

function noLists(): Lists {
  return {
    heads: [],
    tenants: [],
    users: [],
    groups: [],
    roles: [],
    spaces: [],
    tests: [],
    problems: [],
    faulty: [],
    silencing: [],
  };
}

function listsOf(blocks: readonly Block[], readings: BlockReadings): Lists {
  const lists = noLists();
  for (const block of blocks) {
    addReading(lists, readings.of(block));
    noteBlock(lists, block);
  }
  return lists;
}

function addReading(lists: Lists, { heads, tenants, entries, problems }: BlockReading): void {
  for (const head of heads) lists.heads.push(head);
  for (const tenant of tenants) lists.tenants.push(tenant);
  for (const problem of problems) lists.problems.push(problem);
  for (const entry of entries) addEntry(lists, entry);
}

function noteBlock(lists: Lists, block: Block): void {
  if (block.problems.length > 0) lists.faulty.push(block);
  if (isSilencing(block)) lists.silencing.push(block);
}

/** Whether a block has comments that silence rules. */
export function isSilencing({ comments }: Block): boolean {
  return comments.some(({ text }) => text.startsWith('spaceward-ignore'));
}

function addEntry(lists: Lists, entry: Keyed): void {
  if (isOf('user', entry)) lists.users.push(entry);
  else if (isOf('group', entry)) lists.groups.push(entry);
  else if (isOf('role', entry)) lists.roles.push(entry);
  else if (isOf('space', entry)) lists.spaces.push(entry);
  else if (isOf('test', entry)) lists.tests.push(entry);
}

function isOf<K extends ReadEntry['kind']>(
  kind: K,
  entry: Keyed,
): entry is Keyed<Extract<ReadEntry, { kind: K }>> {
  return entry.read.kind === kind;
}
