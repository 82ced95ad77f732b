import type { Matrix } from '../matrix/matrix.js';
import type { Origin } from '../syntax/policy/access.js';
import type { NameUse } from './names.js';
import { nameKey, type RoleHeld } from './world.js';

/** Looks names up among the entries of a policy, and notes each use. */
export class Lookup {
  readonly uses: NameUse[] = [];

  private readonly emails = new Map<string, string>();

  constructor(
    readonly matrix: Matrix,
    /** Ids of users and groups, and custom roles by key with their names. */
    private readonly users: ReadonlySet<string>,
    private readonly groups: ReadonlySet<string>,
    private readonly customRoles: ReadonlyMap<string, string>,
    emails: Iterable<readonly [email: string, user: string]>,
  ) {
    for (const [email, user] of emails) this.emails.set(email.toLowerCase(), user);
  }

  /** A user by id or by email address. */
  user(name: string, origin: Origin): string | undefined {
    const id = nameKey(name);
    const found = this.users.has(id) ? id : this.emails.get(id.toLowerCase());
    const isGroup = this.groups.has(id);
    this.uses.push({
      kind: 'user',
      text: name,
      origin,
      found,
      candidates: () => this.users,
      ...(isGroup && { hint: `${name} is a group: write group ${name}` }),
    });
    return found;
  }

  group(name: string, origin: Origin): string | undefined {
    const id = nameKey(name);
    const found = this.groups.has(id) ? id : undefined;
    this.uses.push({ kind: 'group', text: name, origin, found, candidates: () => this.groups });
    return found;
  }

  spaceRole(name: string, origin: Origin): ReturnType<Matrix['spaceRole']> {
    const named = this.matrix.spaceRole(name);
    this.uses.push({
      kind: 'space role',
      text: name,
      origin,
      found: named?.role.id,
      candidates: () =>
        this.matrix.data.spaceRoles.filter(({ id }) => id !== 'owner').map(({ title }) => title),
      ...(named !== undefined && !named.exact && { rename: named.role.title }),
    });
    return named;
  }

  /** A built-in security role or a custom role. */
  tenantRole(name: string, origin: Origin): RoleHeld | undefined {
    const builtIn = this.matrix.securityRole(name)?.role;
    const custom =
      builtIn === undefined ? this.customRoles.get(nameKey(name).toLowerCase()) : undefined;
    const found = builtIn?.id ?? (custom === undefined ? undefined : nameKey(name).toLowerCase());
    this.uses.push({
      kind: 'tenant role',
      text: name,
      origin,
      found,
      candidates: () => [
        ...this.customRoles.values(),
        ...this.matrix.data.securityRoles.map(({ title }) => title),
      ],
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
      candidates: () => this.matrix.data.permissions.map(({ title }) => title.toLowerCase()),
      ...(named !== undefined && !named.exact && { rename: named.permission.title.toLowerCase() }),
    });
    return named?.permission.id;
  }
}
