import type { OpenPolicy } from '../check.js';
import type { Keyed } from '../model/file-reading.js';
import type { NameUse } from '../model/names.js';
import type { Policy } from '../model/policy.js';
import { spanIn } from '../syntax/long-node.js';
import type { ReadEntry, ReadTest } from '../syntax/policy/reading.js';
import type { Block } from '../syntax/tree.js';
import type { TestResult } from '../tests/run-test.js';
import type { Named, NamePlace } from './name-index.js';
import { leftOut } from './navigation/left-out.js';
import { homeOf } from './navigation/moved.js';
import { isChecked, resultOf } from './result-of.js';

/** Whether a name is one that is looked for: by its kind, what it names, and its text. */
export type Wanted = (kind: NamePlace['kind'], id: string | undefined, text: string) => boolean;

/** What the blocks of a policy's files name, block by block: nothing is worked out of the others. */
export class BlockNames {
  private results: ReadonlyMap<ReadTest, TestResult> | undefined;

  constructor(private readonly open: OpenPolicy) {}

  /** The names of a block. One that is looked up more than once comes more than once. */
  *of(block: Block, path: string): Iterable<Named> {
    for (const entry of entriesIn(this.open, block)) {
      if (entry.read.kind === 'test') yield* this.inTest(entry.read, path);
      else if (isMerged(this.open, entry)) {
        yield* declarations(this.open, entry);
        for (const use of usesOf(this.open, entry)) yield asNamed(use);
      } else {
        for (const use of usesOf(this.open, entry)) yield asNamed(use);
        yield* leftOut(this.open, entry.read);
      }
    }
  }

  /** Whether a block has such a name. Asked of every block of a policy, it makes as little as it can. */
  some(block: Block, path: string, wanted: Wanted): boolean {
    return entriesIn(this.open, block).some((entry) => {
      const { read } = entry;
      if (read.kind === 'test') return this.someInTest(read, path, wanted);
      const { memo, world } = this.open.policy;
      if (!isMerged(this.open, entry)) {
        for (const { kind, id, text } of this.of(block, path))
          if (wanted(kind, id, text)) return true;
        return false;
      }
      const isUse = ({ kind, found, text }: NameUse): boolean => wanted(kind, found, text);
      if (memo.units.get(read)?.uses.some(isUse) === true) return true;
      if (read.kind === 'role')
        return wanted('tenant role', entry.key, world.roles.get(entry.key)?.name ?? '');
      if (wanted(read.kind, entry.key, entry.key)) return true;
      const space = read.kind === 'space' ? world.spaces.get(entry.key) : undefined;
      if (space === undefined) return false;
      const start = `${space.name}/`;
      return (
        space.items.some(({ kind, name }) => wanted('content', `${start}${kind}:${name}`, name)) ||
        memo.references.byName.get(space.name)?.uses.some(isUse) === true
      );
    });
  }

  private someInTest(test: ReadTest, path: string, wanted: Wanted): boolean {
    const { text: name } = test.key;
    if (wanted('test', `${path}#${name}`, name)) return true;
    const { world } = this.open.policy;
    return this.usesInTest(test).some(({ kind, found, text }) => {
      const isMovable = kind === 'content' && found !== undefined;
      return wanted(kind, isMovable ? homeOf(world, test, found) : found, text);
    });
  }

  private usesInTest(test: ReadTest): readonly NameUse[] {
    this.results ??= new Map(
      isChecked(this.open) ? this.open.tests.map((result) => [result.test, result]) : [],
    );
    return (this.results.get(test) ?? resultOf(this.open, test)).uses;
  }

  private *inTest(test: ReadTest, path: string): Iterable<Named> {
    const { text, origin } = test.key;
    // Two files may have tests of one name.
    yield { kind: 'test', id: `${path}#${text}`, text, declares: true, origin };
    for (const use of this.usesInTest(test)) {
      const named = asNamed(use);
      const { kind, id } = named;
      yield kind === 'content' && id !== undefined
        ? { ...named, id: homeOf(this.open.policy.world, test, id) }
        : named;
    }
  }
}

/** The uses of names in one block: those that the policy's world was built from, and those of tests. */
export function usesIn(open: OpenPolicy, block: Block): readonly NameUse[] {
  return entriesIn(open, block).flatMap((entry) =>
    entry.read.kind === 'test' ? resultOf(open, entry.read).uses : usesOf(open, entry),
  );
}

function entriesIn({ policy }: OpenPolicy, block: Block): readonly Keyed[] {
  return policy.memo.readings.of(block).entries;
}

const SECTIONS = { user: 'users', group: 'groups', role: 'roles', space: 'spaces' } as const;

/** Whether the policy's world holds an entry: it is the first of its name, and no space without a type. */
function isMerged({ policy }: OpenPolicy, entry: Keyed): boolean {
  return (
    isFirst(policy, entry) && (entry.read.kind !== 'space' || policy.world.spaces.has(entry.key))
  );
}

function isFirst({ memo }: Policy, { key, read }: Keyed): boolean {
  return read.kind !== 'test' && memo.statements[SECTIONS[read.kind]].map.get(key) === read;
}

/** The uses of names in an entry; none in a second one of a name. */
function usesOf({ policy }: OpenPolicy, entry: Keyed): readonly NameUse[] {
  const { memo, world } = policy;
  if (!isFirst(policy, entry)) return [];
  const uses = wholeUses(entry.read, memo.units.get(entry.read)?.uses ?? []);
  const space = entry.read.kind === 'space' ? world.spaces.get(entry.key) : undefined;
  const references = (space && memo.references.byName.get(space.name)?.uses) ?? [];
  return references.length === 0 ? uses : [...uses, ...references];
}

/** Uses with their places in the block of their entry, where its members are divided. */
export function wholeUses({ key }: ReadEntry, uses: readonly NameUse[]): readonly NameUse[] {
  const { block } = key.origin;
  if (block.long === undefined) return uses;
  return uses.map((use) => {
    const span = use.origin.block === block ? undefined : spanIn(block, use.origin);
    return span === undefined ? use : { ...use, origin: { block, span } };
  });
}

/** What an entry of the policy's world states. */
function* declarations({ policy }: OpenPolicy, { key, read }: Keyed): Iterable<Named> {
  const { world } = policy;
  switch (read.kind) {
    case 'user':
    case 'group': {
      const { id, origin } = world[SECTIONS[read.kind]].get(key) ?? {};
      if (id !== undefined && origin !== undefined)
        yield { kind: read.kind, id, text: id, declares: true, origin };
      return;
    }
    case 'role': {
      const { name, origin } = world.roles.get(key) ?? {};
      if (name !== undefined && origin !== undefined)
        yield { kind: 'tenant role', id: key, text: name, declares: true, origin };
      return;
    }
    case 'space': {
      const space = world.spaces.get(key);
      if (space === undefined) return;
      const { name: text, origin, items } = space;
      yield { kind: 'space', id: text, text, declares: true, origin };
      for (const { kind, name, origin: at } of items)
        if (at !== undefined)
          yield {
            kind: 'content',
            id: `${text}/${kind}:${name}`,
            text: name,
            declares: true,
            origin: at,
          };
      return;
    }
    case 'test':
      return;
  }
}

/** A use as a name. */
export function asNamed({ kind, text, origin, found }: NameUse): Named {
  return { kind, id: found, text, declares: false, origin };
}
