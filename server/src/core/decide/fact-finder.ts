import type { Entitlement, Group, User, World } from '../model/world.js';
import {
  type Facts,
  type KnownFacts,
  likenessOf,
  type Membership,
  missingMembers,
  type RoleHolding,
  sameFacts,
  sameMemberships,
} from './facts.js';
import type { MembershipIndex } from './membership-index.js';
import type { Missing, Person } from './types.js';

/** The users and groups that facts are found of. */
interface Found {
  readonly groups: World['groups'];
  readonly groupsEnabled: boolean;
  /** Groups that may have members whom the policy doesn't state. */
  readonly uncertain: readonly Group[];
  /** Groups that give their members roles of the tenant. */
  readonly giving: readonly Group[];
  /** What is kept from state to state. */
  readonly kept: KnownFacts;
  /** Whether the users and groups are what the policy states, not what a test supposes. */
  readonly isStated: boolean;
  /** Who is stated to be in which groups. */
  readonly index: MembershipIndex;
}

/** What is known of more users than these isn't kept beside what was known of all the others. */
const MOST_BESIDE = 256;

/** Finds out what is known of people; of each once. */
export class FactFinder {
  /** Of users whom an earlier crowd knew as well; the map is that of the crowd that found it. */
  private shared: ReadonlyMap<User, Facts> = new Map();
  /** The ids of those users whom it no longer tells the truth of. */
  private others: ReadonlySet<string> = new Set();
  /** Of all other users who were asked for. */
  private facts = new Map<User, Facts>();
  private readonly unnamed = new Map<string, Facts>();

  constructor(private readonly crowd: Found) {}

  /** Takes over what is known of the same users but for some, whose groups are others. */
  takeOver(before: FactFinder, others: ReadonlySet<string>): void {
    const isBeside = before.facts.size + before.others.size + others.size <= MOST_BESIDE;
    if (isBeside) {
      this.shared = before.shared;
      this.others = new Set([...before.others, ...others]);
      for (const [user, facts] of before.facts)
        if (!others.has(user.id)) this.facts.set(user, facts);
      return;
    }
    const all = new Map<User, Facts>();
    for (const [user, facts] of before.shared)
      if (!before.others.has(user.id) && !others.has(user.id)) all.set(user, facts);
    for (const [user, facts] of before.facts) if (!others.has(user.id)) all.set(user, facts);
    this.shared = all;
  }

  of(person: Person): Facts {
    return person.kind === 'user' ? this.ofUser(person.user) : this.ofUnnamed(person);
  }

  ofUser(user: User): Facts {
    const shared = this.shared.get(user);
    if (shared !== undefined && !this.others.has(user.id)) return shared;
    let facts = this.facts.get(user);
    if (facts === undefined) this.facts.set(user, (facts = this.findFacts(user)));
    return facts;
  }

  private findFacts(user: User): Facts {
    const known = this.crowd.kept.users.get(user);
    const { uncertain, giving } = this.crowd;
    const stated = this.crowd.index.groupsOf(user.id);
    if (
      known?.stated === stated &&
      known.giving === giving &&
      (known.uncertain === uncertain || user.groups !== undefined)
    )
      return known.facts;
    const found = this.makeFacts(user);
    const isSame = known !== undefined && sameFacts(known.facts, found);
    const facts = isSame ? known.facts : found;
    // What a test supposes (`given`) is asked for once: what holds of the policy itself stays.
    if (known === undefined || this.crowd.isStated)
      this.crowd.kept.users.set(user, { facts, stated, uncertain, giving });
    return facts;
  }

  private makeFacts(user: User): Facts {
    const memberships = this.findMemberships(user);
    const roles: RoleHolding[] = [];
    const { id, origin } = user;
    for (const held of user.roles) roles.push({ held, to: { kind: 'user', id, origin } });
    for (const { group, missing } of memberships) this.addRoles(roles, group, missing);
    const likeness = likenessOf(user, roles);
    return {
      person: { kind: 'user', user },
      memberships,
      roles,
      likeness,
      kind: this.kindOf(likeness),
    };
  }

  private kindOf(likeness: string): number {
    let kind = this.crowd.kept.kinds.get(likeness);
    if (kind === undefined)
      this.crowd.kept.kinds.set(likeness, (kind = this.crowd.kept.kinds.size));
    return kind;
  }

  private addRoles(roles: RoleHolding[], id: string, missing: Missing | undefined): void {
    const group = this.crowd.groups.get(id);
    for (const held of group?.roles ?? [])
      if (group !== undefined)
        roles.push({
          held,
          to: { kind: 'group', id, origin: group.origin },
          ...(missing && { missing }),
        });
  }

  /** The memberships of a user: the same list as before where they are the same. */
  private findMemberships(user: User): readonly Membership[] {
    const found = this.membershipsOf(user);
    const stated = this.crowd.index.groupsOf(user.id);
    // Users whom no group states share an empty list.
    if (stated.length === 0) return found;
    const known = this.crowd.kept.memberships.get(stated);
    if (known !== undefined && sameMemberships(known, found)) return known;
    if (known === undefined || this.crowd.isStated) this.crowd.kept.memberships.set(stated, found);
    return found;
  }

  private membershipsOf(user: User): readonly Membership[] {
    if (!this.crowd.groupsEnabled) return [];
    const stated = this.crowd.index.groupsOf(user.id);
    const doubted =
      user.groups === undefined
        ? this.crowd.uncertain.filter(
            ({ id }) => !stated.includes(id) && user.notIn?.has(id) !== true,
          )
        : [];
    if (doubted.length === 0) return stated.map((group) => ({ group }));
    const ids = new Map<string, Group | undefined>(stated.map((id) => [id, undefined]));
    for (const group of doubted) ids.set(group.id, group);
    return this.crowd.index.sorted([...ids.keys()]).map((id) => {
      const group = ids.get(id);
      return { group: id, ...(group && { missing: this.doubt(group) }) };
    });
  }

  private doubt(group: Group): Missing {
    let missing = this.crowd.kept.doubts.get(group);
    if (missing === undefined) this.crowd.kept.doubts.set(group, (missing = missingMembers(group)));
    return missing;
  }

  private ofUnnamed(person: Exclude<Person, { kind: 'user' }>): Facts {
    const { kind, entitlement } = person;
    const group = kind === 'group-member' ? this.crowd.groups.get(person.group.id) : undefined;
    if (group !== undefined) return this.ofMember(group, entitlement);
    const key = `${kind === 'group-member' ? person.group.id : ''}\t${kind} ${entitlement ?? ''}`;
    let facts = this.unnamed.get(key);
    if (facts === undefined) this.unnamed.set(key, (facts = this.makeFactsOf(person)));
    return facts;
  }

  private ofMember(group: Group, entitlement: Entitlement | undefined): Facts {
    let members = this.crowd.kept.members.get(group);
    if (members === undefined)
      this.crowd.kept.members.set(group, (members = new Map<Entitlement | undefined, Facts>()));
    let facts = members.get(entitlement);
    if (facts === undefined) {
      const person = { kind: 'group-member', group, ...(entitlement && { entitlement }) } as const;
      members.set(entitlement, (facts = this.makeFactsOf(person)));
    }
    return facts;
  }

  private makeFactsOf(person: Exclude<Person, { kind: 'user' }>): Facts {
    const { kind, entitlement } = person;
    const id = kind === 'group-member' ? person.group.id : undefined;
    const memberships = id !== undefined && this.crowd.groupsEnabled ? this.inOne(id) : [];
    const roles: RoleHolding[] = [];
    for (const { group } of memberships) this.addRoles(roles, group, undefined);
    const held = roles.map((each) => `${each.held.role}=${each.held.title}`);
    const likeness = [kind, id, entitlement, ...held].join('\t');
    return { person, memberships, roles, likeness, kind: this.kindOf(likeness) };
  }

  /** The memberships of whoever is known to be in one group alone. */
  private inOne(id: string): readonly Membership[] {
    let memberships = this.crowd.kept.inOne.get(id);
    if (memberships === undefined) this.crowd.kept.inOne.set(id, (memberships = [{ group: id }]));
    return memberships;
  }
}
