import { append } from '../append.js';
import type { Checked, FilePlace } from '../check.js';
import type { NameKind, NameUse } from '../model/names.js';
import type { Origin } from '../syntax/policy/access.js';
import { homeOf } from './navigation/moved.js';
import { leftOut } from './navigation/left-out.js';

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

/** Every name of a policy, by place. Of an entry that is stated twice, both places state it. */
export class NameIndex {
  /** In the order of files and places. */
  readonly names: readonly NamePlace[];
  private readonly byPath = new Map<string, NamePlace[]>();

  constructor(checked: Checked) {
    for (const { path } of checked.policy.files) this.byPath.set(path, []);
    this.put(checked, declarations(checked));
    this.put(checked, uses(checked));
    const { declared, used } = leftOut(checked);
    this.put(checked, declared);
    this.put(checked, used.map(asNamed));
    const names: NamePlace[] = [];
    for (const [path, list] of this.byPath) {
      const places = distinct(list.sort((a, b) => a.span.start - b.span.start));
      this.byPath.set(path, places);
      append(names, places);
    }
    this.names = names;
  }

  private put(checked: Checked, named: Iterable<Named>): void {
    for (const each of named) {
      const place = checked.locate(each.origin);
      if (place === undefined) continue;
      const list = this.byPath.get(place.path);
      if (list === undefined) this.byPath.set(place.path, [{ ...place, ...each }]);
      else list.push({ ...place, ...each });
    }
  }

  /** The names of one file, in the order of their places. */
  in(path: string): readonly NamePlace[] {
    return this.byPath.get(path) ?? [];
  }

  /** The innermost name at an offset; one that ends there counts. */
  at(path: string, offset: number): NamePlace | undefined {
    return this.in(path)
      .filter(({ span }) => span.start <= offset && offset <= span.end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  }

  /** Every place of the same thing. */
  same({ kind, id }: Pick<NamePlace, 'kind' | 'id'>): readonly NamePlace[] {
    return id === undefined
      ? []
      : this.names.filter((other) => other.kind === kind && other.id === id);
  }
}

/** A name that is looked up more than once counts once: first as what it was found to be. Places stand in order. */
function distinct(places: readonly NamePlace[]): NamePlace[] {
  const result: NamePlace[] = [];
  for (const place of places) {
    const { kind, span } = place;
    let twin = -1;
    for (let i = result.length - 1; i >= 0 && result[i]?.span.start === span.start; i--)
      if (result[i]?.kind === kind && result[i]?.span.end === span.end) twin = i;
    const known = result[twin];
    if (known === undefined) result.push(place);
    else if (known.id === undefined && place.id !== undefined) result[twin] = place;
  }
  return result;
}

function* declarations(checked: Checked): Iterable<Named> {
  const { world } = checked.policy;
  const stated = (
    kind: NamePlace['kind'],
    id: string,
    text: string,
    origin: Origin | undefined,
  ): readonly Named[] => (origin === undefined ? [] : [{ kind, id, text, declares: true, origin }]);
  for (const { id, origin } of world.users.values()) yield* stated('user', id, id, origin);
  for (const { id, origin } of world.groups.values()) yield* stated('group', id, id, origin);
  for (const [id, { name, origin }] of world.roles) yield* stated('tenant role', id, name, origin);
  for (const space of world.spaces.values()) {
    yield* stated('space', space.name, space.name, space.origin);
    for (const { kind, name, origin } of space.items)
      yield* stated('content', `${space.name}/${kind}:${name}`, name, origin);
  }
  for (const { test } of checked.tests) {
    const path = checked.locate(test.key.origin)?.path ?? '';
    // Two files may have tests of one name.
    yield* stated('test', `${path}#${test.key.text}`, test.key.text, test.key.origin);
  }
}

function* uses(checked: Checked): Iterable<Named> {
  for (const use of checked.policy.uses) yield asNamed(use);
  for (const { test, uses: list } of checked.tests)
    for (const use of list) {
      const named = asNamed(use);
      const { kind, id } = named;
      yield kind === 'content' && id !== undefined
        ? { ...named, id: homeOf(checked.policy.world, test, id) }
        : named;
    }
}

function asNamed({ kind, text, origin, found }: NameUse): Named {
  return { kind, id: found, text, declares: false, origin };
}
