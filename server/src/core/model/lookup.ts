import type { Matrix } from '../matrix/matrix.js';
import type { Origin } from '../syntax/policy/access.js';
import type { KnownNames } from './known-names.js';
import type { NameUse } from './names.js';
import { nameKey, type RoleHeld } from './world.js';

/** What was made of a part of a long entry, and the names that it was looked up by. */
export interface PartUnit<T> {
  readonly value: T;
  readonly uses: readonly NameUse[];
}

/** What is kept of a part, or made by looking it up. */
export type PartUnits = <T>(part: readonly object[], build: (lookup: Lookup) => T) => PartUnit<T>;

/** Looks up the names in one entry, and notes each use. */
export class Lookup {
  readonly uses: NameUse[] = [];
  /** Roles of spaces by the names that they were asked by: a space names a few of them over and over. */
  private roles: Map<string, ReturnType<Matrix['spaceRole']>> | undefined;

  /** @param units what was made of parts of long entries: undefined where none is kept */
  constructor(
    readonly matrix: Matrix,
    private readonly names: KnownNames,
    private readonly units?: PartUnits,
  ) {}

  /** What is made of a part of a long entry, looked up anew only where that may be another. Notes no use. */
  ofPart<T, R extends object>(
    part: readonly R[],
    build: (lookup: Lookup, part: readonly R[]) => T,
  ): PartUnit<T> {
    if (this.units !== undefined) return this.units(part, (lookup) => build(lookup, part));
    const lookup = new Lookup(this.matrix, this.names);
    return { value: build(lookup, part), uses: lookup.uses };
  }

  /** Notes the uses of parts. */
  take(parts: readonly PartUnit<unknown>[]): void {
    for (const { uses } of parts) for (const use of uses) this.uses.push(use);
  }

  /**
   * A user by id or by email address.
   *
   * @param mayBeGroup whether a group could stand in their place
   */
  user(name: string, origin: Origin, mayBeGroup = false): string | undefined {
    const id = nameKey(name);
    const found = this.names.user(id);
    const use: NameUse = { kind: 'user', text: name, origin, found };
    const isGroup = found === undefined && this.names.hasGroup(id);
    const advice = mayBeGroup ? `write group ${name}` : 'only a user can stand here';
    this.uses.push(isGroup ? { ...use, hint: `${name} is a group: ${advice}` } : use);
    return found;
  }

  group(name: string, origin: Origin): string | undefined {
    const id = nameKey(name);
    const found = this.names.hasGroup(id) ? id : undefined;
    this.uses.push({ kind: 'group', text: name, origin, found });
    return found;
  }

  spaceRole(name: string, origin: Origin): ReturnType<Matrix['spaceRole']> {
    let named = this.roles?.get(name);
    if (named === undefined) {
      named = this.matrix.spaceRole(name);
      (this.roles ??= new Map()).set(name, named);
    }
    const use: NameUse = { kind: 'space role', text: name, origin, found: named?.role.id };
    this.uses.push(named?.exact === false ? { ...use, rename: named.role.title } : use);
    return named;
  }

  /** A built-in security role or a custom role. */
  tenantRole(name: string, origin: Origin): RoleHeld | undefined {
    const builtIn = this.matrix.securityRole(name)?.role;
    const key = nameKey(name).toLowerCase();
    const custom = builtIn === undefined ? this.names.role(key) : undefined;
    const found = builtIn?.id ?? (custom === undefined ? undefined : key);
    this.uses.push({
      kind: 'tenant role',
      text: name,
      origin,
      found,
      ...(this.matrix.spaceRole(name) !== undefined && {
        hint: `${name} is a role in a space: it is given under members of the space`,
      }),
    });
    return found === undefined
      ? undefined
      : { role: found, title: builtIn?.title ?? custom ?? name, origin };
  }

  permission(name: string, origin: Origin): string | undefined {
    const named = this.matrix.permission(name);
    this.uses.push({
      kind: 'permission',
      text: name,
      origin,
      found: named?.permission.id,
      ...(named !== undefined && !named.exact && { rename: named.permission.title.toLowerCase() }),
    });
    return named?.permission.id;
  }
}

/**
 * What was looked up among the names that entries are called by: where one of these comes or goes, the entry has to be looked
 * up anew.
 */
export function askedIn(uses: readonly NameUse[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { kind, text } of uses) {
    const id = nameKey(text);
    if (kind === 'user') asked.add(id).add(id.toLowerCase());
    else if (kind === 'group') asked.add(id);
    else if (kind === 'tenant role') asked.add(id.toLowerCase());
  }
  return asked;
}
