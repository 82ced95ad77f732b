import { referredSpaces } from '../model/build-space.js';
import { memberParts } from '../model/member-parts.js';
import {
  type Grant,
  type Item,
  type Principal,
  samePrincipal,
  type Space,
} from '../model/world.js';
import { PatchedMap } from '../patched-map.js';

/** A grant in a space: of a member, or a share of an item. */
export interface GrantInSpace {
  readonly grant: Grant;
  /** The item that is shared; absent for members. */
  readonly item?: Item;
  /** Its place among the members, or among the shares. */
  readonly place: number;
}

const NONE: readonly GrantInSpace[] = [];

/** Grants by whom they are given to. */
export class GrantsByPrincipal {
  readonly everyone: GrantInSpace[] = [];
  readonly link: GrantInSpace[] = [];
  private readonly groups = new Map<string, GrantInSpace[]>();

  private constructor(
    /** Hardly any user has several. */
    private readonly users: ReadonlyMap<string, GrantInSpace | readonly GrantInSpace[]>,
  ) {}

  static of(grants: Iterable<GrantInSpace>): GrantsByPrincipal {
    const users = new Map<string, GrantInSpace | GrantInSpace[]>();
    const found = new GrantsByPrincipal(users);
    for (const each of grants) {
      const { principal } = each.grant;
      if (principal.kind !== 'user') {
        found.listOf(principal).push(each);
        continue;
      }
      const known = users.get(principal.id);
      if (known === undefined) users.set(principal.id, each);
      else if (Array.isArray(known)) known.push(each);
      else users.set(principal.id, [known, each]);
    }
    return found;
  }

  /** With others in the place of the only grants of some users. */
  with(changed: readonly (readonly [user: string, grant: GrantInSpace])[]): GrantsByPrincipal {
    const found = new GrantsByPrincipal(PatchedMap.with(this.users, changed));
    for (const each of this.everyone) found.everyone.push(each);
    for (const each of this.link) found.link.push(each);
    for (const [id, list] of this.groups) found.groups.set(id, list);
    return found;
  }

  user(id: string): readonly GrantInSpace[] {
    const known = this.users.get(id);
    if (known === undefined) return NONE;
    return isOne(known) ? [known] : known;
  }

  group(id: string): readonly GrantInSpace[] {
    return this.groups.get(id) ?? NONE;
  }

  get userIds(): Iterable<string> {
    return this.users.keys();
  }

  get groupIds(): Iterable<string> {
    return this.groups.keys();
  }

  private listOf(principal: Exclude<Principal, { kind: 'user' }>): GrantInSpace[] {
    switch (principal.kind) {
      case 'everyone':
        return this.everyone;
      case 'link':
        return this.link;
      case 'group':
        return listIn(this.groups, principal.id);
    }
  }
}

function isOne(grants: GrantInSpace | readonly GrantInSpace[]): grants is GrantInSpace {
  return !Array.isArray(grants);
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

const NO_ITEMS: readonly Item[] = [];

function itemsByOwner({ items }: Space): ReadonlyMap<string | undefined, readonly Item[]> {
  const owned = new Map<string | undefined, Item[]>();
  for (const item of items) {
    if (item.owner === 'gone') continue;
    const owner = item.owner?.user;
    // The name of an owner that is no user of the policy is nobody's.
    if (item.owner !== undefined && owner === undefined) continue;
    const list = owned.get(owner);
    if (list === undefined) owned.set(owner, [item]);
    else list.push(item);
  }
  return owned;
}

/** Whom one space names, and with what. Depends on the space alone. */
export class SpaceGrants {
  readonly members: GrantsByPrincipal;
  /** Shares of apps: those of other content give nothing. */
  readonly shares: GrantsByPrincipal;
  /** Users that the space names by themselves: with a grant, as its creator, or as owners of it or of items. */
  readonly named: ReadonlySet<string>;
  /** Names of spaces that decide about items here (`from`). */
  readonly elsewhere: readonly string[];
  /** ML deployments: verdicts on them rest on where they come from. */
  readonly deployments: readonly Item[];
  /** Apps with write tables: shares don't reach these. */
  readonly writeTables: readonly Item[];
  /** Names of the spaces that content here refers to in any way. */
  readonly referred: readonly string[];
  /** Whether content other than apps is shared: those shares are not among `shares`. */
  readonly sharesOthers: boolean;
  /** The named users who need not be members. */
  private readonly others: ReadonlySet<string>;
  private readonly wide = new Set<string>();
  private owned: ReadonlyMap<string | undefined, readonly Item[]> | undefined;

  /** @param before those of an earlier state of the space: where its many members are the same people, not all are read again */
  constructor(
    readonly space: Space,
    before?: SpaceGrants,
  ) {
    const kept = before && membersAfter(before, space);
    this.members =
      kept ?? GrantsByPrincipal.of(space.members.map((grant, place) => ({ grant, place })));
    const shares: GrantInSpace[] = [];
    const others = new Set<string>();
    const elsewhere = new Set<string>();
    if (space.owner?.user !== undefined) others.add(space.owner.user);
    if (space.createdBy?.user !== undefined) others.add(space.createdBy.user);
    if (this.members.everyone.length > 0) this.wide.add('everyone');
    if (this.members.link.length > 0) this.wide.add('link');
    let sharesOthers = false;
    for (const item of space.items) {
      if (item.kind !== 'app' && item.shares.length > 0) sharesOthers = true;
      for (const { principal } of item.shares) this.wide.add(principal.kind);
      if (item.kind === 'app')
        for (const grant of item.shares) shares.push({ grant, item, place: shares.length });
      if (item.owner !== undefined && item.owner !== 'gone' && item.owner.user !== undefined)
        others.add(item.owner.user);
      if (item.from !== undefined) elsewhere.add(item.from.space);
    }
    this.shares = GrantsByPrincipal.of(shares);
    for (const id of this.shares.userIds) others.add(id);
    this.others = others;
    this.named =
      before !== undefined && kept !== undefined && isSameSet(before.others, others)
        ? before.named
        : new Set([...others, ...this.members.userIds]);
    this.sharesOthers = sharesOthers;
    this.elsewhere = [...elsewhere];
    this.deployments = space.items.filter(({ kind }) => kind === 'ml-deployment');
    this.writeTables = space.items.filter(({ features }) => features.includes('write-table'));
    this.referred = referredSpaces(space);
  }

  /** The items of an owner; undefined: those whose owner isn't stated. Made when it is asked for. */
  itemsOf(owner: string | undefined): readonly Item[] {
    this.owned ??= itemsByOwner(this.space);
    return this.owned.get(owner) ?? NO_ITEMS;
  }

  /** Whether everyone, or whoever holds a link, is granted something. */
  grants(kind: 'everyone' | 'link'): boolean {
    return this.wide.has(kind);
  }

  /** Whether the space names a user by itself. */
  names(user: string): boolean {
    return this.named.has(user);
  }

  /** Whether a principal may stand anywhere in the space. */
  mayName(principal: Principal): boolean {
    if (this.sharesOthers) return true;
    switch (principal.kind) {
      case 'user':
        return this.names(principal.id);
      case 'group':
        return this.grantsGroup(principal.id);
      case 'everyone':
      case 'link':
        return this.grants(principal.kind);
    }
  }

  /** Whether the space grants a group something. */
  grantsGroup(group: string): boolean {
    return this.members.group(group).length + this.shares.group(group).length > 0;
  }

  /** Groups that the space grants something. */
  *groupIds(): Iterable<string> {
    yield* this.members.groupIds;
    yield* this.shares.groupIds;
  }
}

/**
 * What a space grants its many members, by an earlier state in which nothing differs but grants to users that stand in the place of
 * others to the same users; undefined where more may.
 */
function membersAfter(before: SpaceGrants, { members }: Space): GrantsByPrincipal | undefined {
  const [old, now] = [memberParts(before.space.members), memberParts(members)];
  if (old?.length !== now?.length || old === undefined || now === undefined) return undefined;
  const found: [string, GrantInSpace][] = [];
  let place = 0;
  for (const [index, part] of now.entries()) {
    const known = old[index] ?? [];
    if (known.length !== part.length) return undefined;
    for (const [at, grant] of known === part ? [] : part.entries()) {
      const { principal } = grant;
      const other = known[at];
      if (other === grant) continue;
      if (other === undefined || principal.kind !== 'user') return undefined;
      if (!samePrincipal(principal, other.principal)) return undefined;
      found.push([principal.id, { grant, place: place + at }]);
    }
    place += part.length;
  }
  return before.members.with(found);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

/** The names of spaces by whom they may name: what `mayName` says of each. */
export class SpacesByName {
  private readonly users = new Map<string, string[]>();
  private readonly groups = new Map<string, string[]>();
  /** Those that may name anybody. */
  private readonly others: string[] = [];
  private readonly wide: Readonly<Record<'everyone' | 'link', string[]>> = {
    everyone: [],
    link: [],
  };

  static of(spaces: Iterable<Space>, grantsOf: (space: Space) => SpaceGrants): SpacesByName {
    const found = new SpacesByName();
    for (const space of spaces) found.add(space.name, grantsOf(space));
    return found;
  }

  /** The names of the spaces that may name a principal. */
  of(principal: Principal): readonly string[] {
    return [...this.others, ...this.list(principal)];
  }

  private list(principal: Principal): readonly string[] {
    switch (principal.kind) {
      case 'user':
        return this.users.get(principal.id) ?? [];
      case 'group':
        return this.groups.get(principal.id) ?? [];
      case 'everyone':
      case 'link':
        return this.wide[principal.kind];
    }
  }

  private add(name: string, grants: SpaceGrants): void {
    if (grants.sharesOthers) this.others.push(name);
    for (const id of grants.named) listIn(this.users, id).push(name);
    for (const id of grants.groupIds()) listIn(this.groups, id).push(name);
    for (const kind of ['everyone', 'link'] as const)
      if (grants.grants(kind)) this.wide[kind].push(name);
  }
}
