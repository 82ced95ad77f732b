import type { FilePlace, OpenPolicy } from '../check.js';
import type { NameKind } from '../model/names.js';
import type { PolicyFile } from '../model/policy.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Block } from '../syntax/tree.js';
import { BlockNames, type Wanted } from './block-names.js';

/** A name in a policy file: where something is stated, or where it is used. */
export interface NamePlace extends FilePlace {
  readonly kind: NameKind | 'test';
  /** Identity of what is named: equal for all its places. Undefined: nothing has that name. */
  readonly id: string | undefined;
  /** As written, decoded. */
  readonly text: string;
  /** Whether the thing is stated here. */
  readonly declares: boolean;
  readonly origin: Origin;
}

/** What a place needs to be found in its file. */
export type Named = Omit<NamePlace, 'path' | 'span'>;

/**
 * Every name of a policy, by place. Of an entry that is stated twice, both places state it. What a block names is looked
 * at when somebody asks for it.
 */
export class NameIndex {
  private readonly blocks: BlockNames;
  private readonly known = new Map<Block, readonly Named[]>();
  private readonly places = new Map<string, readonly NamePlace[]>();
  private all: readonly NamePlace[] | undefined;

  constructor(private readonly open: OpenPolicy) {
    this.blocks = new BlockNames(open);
  }

  /** In the order of files and places. */
  get names(): readonly NamePlace[] {
    this.all ??= this.open.policy.files.flatMap((file) => this.placesIn(file));
    return this.all;
  }

  /** The names of one file, in the order of their places. */
  in(path: string): readonly NamePlace[] {
    return this.names.filter((name) => name.path === path);
  }

  /** The innermost name at an offset; one that ends there counts. */
  at(path: string, offset: number): NamePlace | undefined {
    const file = this.open.policy.files.find((each) => each.path === path);
    if (file === undefined) return undefined;
    const index = file.tree.indexAt(offset);
    // A name may end where the next block starts.
    return [index - 1, index]
      .flatMap((each) => this.placesAt(file, each))
      .filter(({ span }) => span.start <= offset && offset <= span.end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  }

  /** Every place of the same thing. */
  same({ kind, id }: Pick<NamePlace, 'kind' | 'id'>): readonly NamePlace[] {
    if (id === undefined) return [];
    const key = `${kind} ${id}`;
    let places = this.places.get(key);
    if (places === undefined) {
      const isSame: Wanted = (kindOf, idOf) => kindOf === kind && idOf === id;
      places = this.open.policy.files.flatMap((file) => this.placesIn(file, isSame));
      this.places.set(key, places);
    }
    return places;
  }

  /** Whether there is such a name anywhere. */
  some(wanted: Wanted): boolean {
    return this.open.policy.files.some(({ path, tree }) =>
      tree.list.some((block) => this.blocks.some(block, path, wanted)),
    );
  }

  /** Some of the names of a file. Blocks that have none of them are passed over. */
  private placesIn(file: PolicyFile, wanted: Wanted = () => true): readonly NamePlace[] {
    const places: NamePlace[] = [];
    file.tree.list.forEach((block, index) => {
      if (!this.blocks.some(block, file.path, wanted)) return;
      for (const place of this.placesAt(file, index))
        if (wanted(place.kind, place.id, place.text)) places.push(place);
    });
    return places;
  }

  private placesAt({ path, tree }: PolicyFile, index: number): readonly NamePlace[] {
    const block = tree.list[index];
    if (block === undefined) return [];
    const from = tree.starts[index] ?? 0;
    return this.namesOf(block, path).map((name) => {
      const { start, end } = name.origin.span;
      return { path, span: { start: from + start, end: from + end }, ...name };
    });
  }

  /** The names of one block, in the order of their places. */
  private namesOf(block: Block, path: string): readonly Named[] {
    let names = this.known.get(block);
    if (names === undefined) {
      const list = [...this.blocks.of(block, path)];
      names = distinct(list.sort((a, b) => a.origin.span.start - b.origin.span.start));
      this.known.set(block, names);
    }
    return names;
  }
}

/** A name that is looked up more than once counts once: first as what it was found to be. Places stand in order. */
function distinct(places: readonly Named[]): Named[] {
  const result: Named[] = [];
  for (const place of places) {
    const { kind, origin } = place;
    let twin = -1;
    for (let i = result.length - 1; i >= 0; i--) {
      const other = result[i];
      if (other?.origin.span.start !== origin.span.start) break;
      if (other.kind === kind && other.origin.span.end === origin.span.end) twin = i;
    }
    const known = result[twin];
    if (known === undefined) result.push(place);
    else if (known.id === undefined && place.id !== undefined) result[twin] = place;
  }
  return result;
}
