import type { Matrix } from '../matrix/matrix.js';
import type { Origin } from '../syntax/policy/access.js';
import type { KnownNames } from './known-names.js';
import { isTrouble, type NameKind, type NameUse } from './names.js';
import { nameKey, type RoleHeld } from './world.js';

/** What was made of a part of a long entry, and the names that it was looked up by. */
export interface PartUnit<T> {
  readonly value: T;
  readonly uses: readonly NameUse[];
}

/** What is kept of a part, or made by looking it up. */
export type PartUnits = <T>(part: readonly object[], build: (lookup: Lookup) => T) => PartUnit<T>;

/** Which uses of names are noted: all, or those of which there is something to say. */
export type Noted = 'all' | 'troubles';

/** Looks up the names in one entry, and notes their uses. */
export class Lookup {
  readonly uses: NameUse[] = [];
  /** Roles of spaces by the names that they were asked by: a space names a few of them over and over. */
  private roles: Map<string, ReturnType<Matrix['spaceRole']>> | undefined;

  /** @param units what was made of parts of long entries: undefined where none is kept */
  constructor(
    readonly matrix: Matrix,
    private readonly names: KnownNames,
    private readonly noted: Noted,
    private readonly units?: PartUnits,
  ) {}

  /** What is made of a part of a long entry, looked up anew only where that may be another. Notes no use. */
  ofPart<T, R extends object>(
    part: readonly R[],
    build: (lookup: Lookup, part: readonly R[]) => T,
  ): PartUnit<T> {
    if (this.units !== undefined) return this.units(part, (lookup) => build(lookup, part));
    const lookup = new Lookup(this.matrix, this.names, this.noted);
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
    if (found !== undefined) this.noteFound('user', name, origin, found);
    else {
      const use: NameUse = { kind: 'user', text: name, origin, found };
      const advice = mayBeGroup ? `write group ${name}` : 'only a user can stand here';
      const isGroup = this.names.hasGroup(id);
      this.uses.push(isGroup ? { ...use, hint: `${name} is a group: ${advice}` } : use);
    }
    return found;
  }

  group(name: string, origin: Origin): string | undefined {
    const id = nameKey(name);
    const found = this.names.hasGroup(id) ? id : undefined;
    if (found !== undefined) this.noteFound('group', name, origin, found);
    else this.uses.push({ kind: 'group', text: name, origin, found });
    return found;
  }

  spaceRole(name: string, origin: Origin): ReturnType<Matrix['spaceRole']> {
    let named = this.roles?.get(name);
    if (named === undefined) {
      named = this.matrix.spaceRole(name);
      (this.roles ??= new Map()).set(name, named);
    }
    if (named?.exact === true) this.noteFound('space role', name, origin, named.role.id);
    else {
      const use: NameUse = { kind: 'space role', text: name, origin, found: named?.role.id };
      this.uses.push(named === undefined ? use : { ...use, rename: named.role.title });
    }
    return named;
  }

  /** A built-in security role or a custom role. */
  tenantRole(name: string, origin: Origin): RoleHeld | undefined {
    const builtIn = this.matrix.securityRole(name)?.role;
    const key = nameKey(name).toLowerCase();
    const custom = builtIn === undefined ? this.names.role(key) : undefined;
    const found = builtIn?.id ?? (custom === undefined ? undefined : key);
    this.note({
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
    this.note({
      kind: 'permission',
      text: name,
      origin,
      found: named?.permission.id,
      ...(named !== undefined && !named.exact && { rename: named.permission.title.toLowerCase() }),
    });
    return named?.permission.id;
  }

  private note(use: NameUse): void {
    if (this.noted === 'all' || isTrouble(use)) this.uses.push(use);
  }

  /** Notes a use of which there is nothing to say. */
  private noteFound(kind: NameKind, text: string, origin: Origin, found: string): void {
    if (this.noted === 'all') this.uses.push({ kind, text, origin, found });
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
