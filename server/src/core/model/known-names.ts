import type { Matrix } from '../matrix/matrix.js';
import type { ReadRole } from '../syntax/policy/reading.js';
import { keysOf } from './listed-keys.js';
import type { NameKind } from './names.js';

/** The names that entries of a policy can be called by. */
export class KnownNames {
  /**
   * @param users by id
   * @param roles custom roles, by lower-case name
   * @param emails ids of users, by their address in lower case
   */
  constructor(
    private readonly matrix: Matrix,
    private readonly users: ReadonlyMap<string, unknown>,
    private readonly groups: ReadonlyMap<string, unknown>,
    private readonly roles: ReadonlyMap<string, ReadRole>,
    private readonly emails: ReadonlyMap<string, string>,
  ) {}

  /** The same names, where other maps of users and groups have them too. */
  from(users: ReadonlyMap<string, unknown>, groups: ReadonlyMap<string, unknown>): KnownNames {
    return new KnownNames(this.matrix, users, groups, this.roles, this.emails);
  }

  /** The id of the user of that id or address. */
  user(id: string): string | undefined {
    return this.users.has(id) ? id : this.emails.get(id.toLowerCase());
  }

  hasGroup(id: string): boolean {
    return this.groups.has(id);
  }

  /** The name of a custom role, as it is stated. */
  role(key: string): string | undefined {
    return this.roles.get(key)?.key.text;
  }

  /** Names that can stand where one of a kind does, for suggestions. Spaces, content and what sentences name aren't among them. */
  candidates(kind: NameKind): readonly string[] {
    const { data } = this.matrix;
    switch (kind) {
      case 'user':
        return keysOf(this.users);
      case 'group':
        return keysOf(this.groups);
      case 'space role':
        return data.spaceRoles.filter(({ id }) => id !== 'owner').map(({ title }) => title);
      case 'tenant role':
        return [
          ...[...this.roles.values()].map(({ key }) => key.text),
          ...data.securityRoles.map(({ title }) => title),
        ];
      case 'permission':
        return data.permissions.map(({ title }) => title.toLowerCase());
      case 'space':
      case 'content':
      case 'action':
      case 'cause':
      case 'entitlement':
        return [];
    }
  }
}
