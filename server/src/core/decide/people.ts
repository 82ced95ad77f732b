import type { Space, World } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import type { Crowd } from './crowd.js';
import type { Facts, Membership, RoleHolding } from './facts.js';
import type { SpaceGrants } from './space-grants.js';
import type { Person } from './types.js';

/** Everybody whom questions about one world may be about. */
export class People {
  private all: readonly Person[] | undefined;
  private others: readonly Person[] | undefined;
  private readonly granted = new Map<Nameless, boolean>();

  /**
   * @param crowd the users and groups of the world
   * @param base those of the world that this one was made of, where it is only supposed
   * @param before those of an earlier state of the policy
   */
  constructor(
    private readonly world: World,
    readonly crowd: Crowd,
    private readonly grantsOf: (space: Space) => SpaceGrants,
    private readonly base?: People,
    before?: People,
  ) {
    if (before?.world.spaces === world.spaces)
      for (const [kind, is] of before.granted) this.granted.set(kind, is);
  }

  /**
   * The people that `only`, `nobody` and `every` speak of: the policy's users, one unnamed member of each group whose
   * members aren't all stated, and one unnamed user where everyone (or anyone with the link) is granted something.
   */
  everybody(): readonly Person[] {
    this.all ??= [...this.crowd.everybody(), ...this.unnamed];
    return this.all;
  }

  /** Those of everybody who aren't the policy's users. */
  get unnamed(): readonly Person[] {
    this.others ??= this.findUnnamed();
    return this.others;
  }

  /**
   * Those of everybody who are picked by what is known of them.
   *
   * @param name what is picked: asked for again, it isn't picked again
   */
  filtered(name: string, pick: (facts: Facts) => boolean): readonly Person[] {
    const unnamed = this.unnamed.filter((person) => pick(this.factsOf(person)));
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

  private findUnnamed(): readonly Person[] {
    const people: Person[] = this.crowd.uncertain.map((group) => ({ kind: 'group-member', group }));
    if (this.isGranted('everyone')) people.push({ kind: 'anyone' });
    if (this.isGranted('link')) people.push({ kind: 'link-holder' });
    return people;
  }

  /** Whether a space grants something to everyone, or to whoever holds a link. */
  private isGranted(kind: Nameless): boolean {
    let is = this.granted.get(kind);
    if (is === undefined) this.granted.set(kind, (is = this.findGranted(kind)));
    return is;
  }

  private findGranted(kind: Nameless): boolean {
    const { base, world } = this;
    const grants = (space: Space | undefined): boolean =>
      space !== undefined && this.grantsOf(space).grants(kind);
    if (base !== undefined && PatchedMap.areOfOne(base.world.spaces, world.spaces)) {
      const changed = [...PatchedMap.differing(base.world.spaces, world.spaces)];
      if (changed.some((name) => grants(world.spaces.get(name)))) return true;
      // It is granted in none of those that have changed: were all others as they are, so was what is told of them.
      if (!changed.some((name) => grants(base.world.spaces.get(name)))) return base.isGranted(kind);
    }
    for (const space of world.spaces.values()) if (grants(space)) return true;
    return false;
  }
}

type Nameless = 'everyone' | 'link';
