import type { Checked, FilePlace } from '../check.js';
import type { NameKind } from '../model/names.js';
import type { Origin } from '../syntax/policy/access.js';

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

/** Every name of a policy, by place. */
export class NameIndex {
  /** In the order of files and places. */
  readonly names: readonly NamePlace[];
  private readonly byPath = new Map<string, NamePlace[]>();

  constructor(checked: Checked) {
    this.names = [...declarations(checked), ...uses(checked)];
    for (const name of this.names) {
      const list = this.byPath.get(name.path);
      if (list === undefined) this.byPath.set(name.path, [name]);
      else list.push(name);
    }
    for (const list of this.byPath.values()) list.sort((a, b) => a.span.start - b.span.start);
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

function* declarations(checked: Checked): Iterable<NamePlace> {
  const { world } = checked.policy;
  const stated = (
    kind: NamePlace['kind'],
    id: string,
    text: string,
    origin: Origin | undefined,
  ): NamePlace[] => {
    const place = origin && checked.locate(origin);
    return place === undefined || origin === undefined
      ? []
      : [{ ...place, kind, id, text, declares: true, origin }];
  };
  for (const { id, origin } of world.users.values()) yield* stated('user', id, id, origin);
  for (const { id, origin } of world.groups.values()) yield* stated('group', id, id, origin);
  for (const [id, { name, origin }] of world.roles) yield* stated('tenant role', id, name, origin);
  for (const space of world.spaces.values()) {
    yield* stated('space', space.name, space.name, space.origin);
    for (const { kind, name, origin } of space.items)
      yield* stated('content', `${space.name}/${kind}:${name}`, name, origin);
  }
  for (const { test } of checked.tests)
    yield* stated('test', test.key.text, test.key.text, test.key.origin);
}

function* uses(checked: Checked): Iterable<NamePlace> {
  const all = [checked.policy.uses, ...checked.tests.map((test) => test.uses)];
  for (const list of all)
    for (const { kind, text, origin, found } of list) {
      const place = checked.locate(origin);
      if (place !== undefined) yield { ...place, kind, id: found, text, declares: false, origin };
    }
}
