import { PatchedMap } from '../patched-map.js';
import { referenceUses, referredSpaces } from './build-space.js';
import { inOrder } from './in-order.js';
import { isTrouble, type NameUse } from './names.js';
import type { World } from './world.js';

/** The uses of names of spaces and content in one space. */
export interface References {
  readonly uses: readonly NameUse[];
  /** Those of names that nothing has. */
  readonly troubles: readonly NameUse[];
  /** The names of the spaces that it refers to. */
  readonly names: readonly string[];
}

/** What spaces refer to, by name; those that refer to nothing are left out. */
export class ReferencesByName {
  private referring: ReadonlyMap<string, readonly string[]> | undefined;

  private constructor(
    readonly byName: ReadonlyMap<string, References>,
    /** Those of them with names that nothing has. */
    private readonly troubled: ReadonlyMap<string, References>,
  ) {}

  /** Looks up what the spaces of a world refer to. */
  static of(world: World): ReferencesByName {
    const references = new Map<string, References>();
    const troubled = new Map<string, References>();
    for (const name of world.spaces.keys()) {
      const found = lookUp(world, name);
      if (found === undefined) continue;
      references.set(name, found);
      if (found.troubles.length > 0) troubled.set(name, found);
    }
    return new ReferencesByName(references, troubled);
  }

  /**
   * What the spaces of a world refer to that is another in a few spaces alone.
   *
   * @param changed the names of those spaces, which may also have come or gone
   */
  after(world: World, changed: ReadonlySet<string>): ReferencesByName {
    if (changed.size === 0) return this;
    // What is suggested for a name that nothing has depends on all that there are.
    const stale = new Set([...changed, ...this.troubled.keys(), ...this.referringTo(changed)]);
    const troubled = new Map(this.troubled);
    const others: [string, References][] = [];
    let { byName } = this;
    let isSameNames = true;
    for (const name of stale) {
      const [before, now] = [byName.get(name), lookUp(world, name)];
      isSameNames &&= before?.names.join('\n') === now?.names.join('\n');
      if (now === undefined) byName = PatchedMap.without(byName, name);
      else others.push([name, now]);
      if (now !== undefined && now.troubles.length > 0) troubled.set(name, now);
      else troubled.delete(name);
    }
    const next = new ReferencesByName(PatchedMap.with(byName, others), troubled);
    if (isSameNames) next.referring = this.referring;
    return next;
  }

  /** The uses of names that nothing has, in the order of some spaces. */
  troublesIn(spaces: Iterable<string>): readonly NameUse[] {
    return inOrder(this.troubled, spaces).flatMap(({ troubles }) => troubles);
  }

  /** The names of the spaces that refer to one of some. */
  referringTo(names: ReadonlySet<string>): ReadonlySet<string> {
    this.referring ??= this.findReferring();
    const found = new Set<string>();
    for (const name of names)
      for (const referring of this.referring.get(name) ?? []) found.add(referring);
    return found;
  }

  private findReferring(): ReadonlyMap<string, readonly string[]> {
    const referring = new Map<string, string[]>();
    for (const [name, { names }] of this.byName)
      for (const each of names) {
        const list = referring.get(each);
        if (list === undefined) referring.set(each, [name]);
        else list.push(name);
      }
    return referring;
  }
}

function lookUp(world: World, name: string): References | undefined {
  const space = world.spaces.get(name);
  const names = space === undefined ? [] : referredSpaces(space);
  if (space === undefined || names.length === 0) return undefined;
  const uses = referenceUses(world, space);
  return { uses, troubles: uses.filter(isTrouble), names };
}
