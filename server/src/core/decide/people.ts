import type { Space, World } from '../model/world.js';
import type { Crowd } from './crowd.js';
import type { Facts, Membership, RoleHolding } from './facts.js';
import type { SpaceGrants } from './space-grants.js';
import type { Person } from './types.js';

/** Everybody whom questions about one world may be about. */
export class People {
  private all: readonly Person[] | undefined;

  /** @param crowd the users and groups of the world */
  constructor(
    private readonly world: World,
    readonly crowd: Crowd,
    private readonly grantsOf: (space: Space) => SpaceGrants,
  ) {}

  /**
   * The people that `only`, `nobody` and `every` speak of: the policy's users, one unnamed member of each group whose
   * members aren't all stated, and one unnamed user where everyone (or anyone with the link) is granted something.
   */
  everybody(): readonly Person[] {
    this.all ??= this.findEverybody();
    return this.all;
  }

  /**
   * Those of everybody who are picked by the roles of the tenant that they hold.
   *
   * @param name what is picked: asked for again, it isn't picked again
   */
  filtered(name: string, pick: (person: Person) => boolean): readonly Person[] {
    const unnamed = this.everybody().slice(this.world.users.size).filter(pick);
    const users = this.crowd.filtered(name, pick);
    return unnamed.length === 0 ? users : [...users, ...unnamed];
  }

  factsOf(person: Person): Facts {
    return this.crowd.factsOf(person);
  }

  memberships(person: Person): readonly Membership[] {
    return this.crowd.factsOf(person).memberships;
  }

  rolesHeld(person: Person): readonly RoleHolding[] {
    return this.crowd.factsOf(person).roles;
  }

  /** The people who are in a group for certain. */
  membersOf(group: string): readonly Person[] {
    return this.crowd.membersOf(group);
  }

  private findEverybody(): readonly Person[] {
    const { world } = this;
    const people = [...this.crowd.everybody()];
    for (const group of this.crowd.uncertain) people.push({ kind: 'group-member', group });
    let [everyone, link] = [false, false];
    for (const space of world.spaces.values()) {
      const grants = this.grantsOf(space);
      everyone ||= grants.grants('everyone');
      link ||= grants.grants('link');
    }
    if (everyone) people.push({ kind: 'anyone' });
    if (link) people.push({ kind: 'link-holder' });
    return people;
  }
}
