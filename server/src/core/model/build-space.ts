import { append } from '../append.js';
import { DistinctParts } from '../distinct-parts.js';
import { tight } from '../tight.js';
import { CONTENT_KIND_NAMES } from './content-kinds.js';
import type { ContentKind, SpaceRole } from '../matrix/types.js';
import type {
  NamedUser,
  ReadGrant,
  ReadItem,
  ReadReference,
  ReadSpace,
} from '../syntax/policy/reading.js';
import type { Origin } from '../syntax/policy/access.js';
import { keysOf } from './listed-keys.js';
import type { Lookup } from './lookup.js';
import { membersOf } from './member-parts.js';
import type { Duplicate, NameUse } from './names.js';
import {
  type Grant,
  type Item,
  nameKey,
  type OwnerName,
  type Principal,
  principalText,
  type Reference,
  type Space,
  type World,
} from './world.js';

/** A space with its names looked up; undefined where its type isn't stated: then nothing can be said of it. */
export function buildSpace(
  lookup: Lookup,
  read: ReadSpace,
  name: string,
  duplicates: Duplicate[],
): Space | undefined {
  const owner = ownerName(lookup, read.owner) ?? ownerOfNoName(read);
  const createdBy = ownerName(lookup, read.createdBy);
  const members = buildMembers(lookup, read, duplicates);
  const items = buildItems(lookup, read.items, duplicates);
  if (read.type === undefined) return undefined;
  return {
    name,
    type: read.type,
    members,
    items,
    origin: read.key.origin,
    ...(owner && { owner }),
    ...(createdBy && { createdBy }),
  };
}

function ownerName(lookup: Lookup, named: NamedUser | undefined): OwnerName | undefined {
  return named && { user: lookup.user(named.name, named.origin), origin: named.origin };
}

/** What is stated as an owner and can't be read: it has been reported, and nothing is known of who it is. */
function ownerOfNoName({ unreadableOwner }: ReadSpace): OwnerName | undefined {
  return unreadableOwner && { user: undefined, origin: unreadableOwner };
}

/** The members, part by part where they are divided, and no two are one principal. */
function buildMembers(
  lookup: Lookup,
  { members, memberParts }: ReadSpace,
  duplicates: Duplicate[],
): readonly Grant[] {
  const whole = (): readonly Grant[] => buildGrants(lookup, members, 'member', duplicates);
  if (memberParts === undefined) return whole();
  const parts = memberParts.map((part) => lookup.ofPart(part, buildPart));
  if (parts.some(({ value }) => value.isRepeating)) return whole();
  if (!principals.areDistinct(parts.map(({ value }) => value.names))) return whole();
  lookup.take(parts);
  return membersOf(parts.map(({ value }) => value.grants));
}

/** Of spaces whose members are divided: whether no two are one principal. */
const principals = new DistinctParts();

/** Some of the members of a space. */
interface GrantsPart {
  readonly grants: readonly Grant[];
  /** How their principals are written in a policy. */
  readonly names: readonly string[];
  /** Whether two are one principal. */
  readonly isRepeating: boolean;
}

function buildPart(lookup: Lookup, members: readonly ReadGrant[]): GrantsPart {
  const duplicates: Duplicate[] = [];
  const grants = buildGrants(lookup, members, 'member', duplicates);
  const names = grants.map(({ principal }) => principalText(principal));
  return { grants, names, isRepeating: duplicates.length > 0 };
}

function buildGrants(
  lookup: Lookup,
  grants: readonly ReadGrant[],
  what: string,
  duplicates: Duplicate[],
): readonly Grant[] {
  if (grants.length === 0) return tight([]);
  const built: Grant[] = [];
  const seen: Partial<Record<Principal['kind'], Map<string, Origin>>> = {};
  for (const read of grants) {
    const principal = principalOf(lookup, read);
    const roles: { role: SpaceRole; origin: Origin }[] = [];
    for (const { name, origin } of read.roles) {
      const role = lookup.spaceRole(name, origin)?.role;
      if (role !== undefined) roles.push({ role, origin });
    }
    if (principal === undefined) continue;
    const name = principalText(principal);
    const known = (seen[principal.kind] ??= new Map<string, Origin>());
    const first = known.get(name);
    if (first !== undefined) {
      if (read.isRepeated !== true) duplicates.push({ what, name, origin: read.origin, first });
      continue;
    }
    known.set(name, read.origin);
    built.push({ principal, roles: tight(roles), origin: read.nameOrigin });
  }
  return tight(built);
}

function principalOf(lookup: Lookup, { principal, nameOrigin }: ReadGrant): Principal | undefined {
  switch (principal.kind) {
    case 'everyone':
    case 'link':
      return { kind: principal.kind };
    case 'user': {
      const id = lookup.user(principal.name.text, nameOrigin, true);
      return id === undefined ? undefined : { kind: 'user', id };
    }
    case 'group': {
      const id = lookup.group(principal.name.text, nameOrigin);
      return id === undefined ? undefined : { kind: 'group', id };
    }
  }
}

function buildItems(
  lookup: Lookup,
  items: readonly ReadItem[],
  duplicates: Duplicate[],
): readonly Item[] {
  const built: Item[] = [];
  const seen = new Map<string, Origin>();
  for (const read of items) {
    const name = nameKey(read.key.text);
    const key = `${read.kind} ${name}`;
    const first = seen.get(key);
    if (first !== undefined) {
      duplicates.push({ what: read.kind, name: read.key.text, origin: read.key.origin, first });
      continue;
    }
    seen.set(key, read.key.origin);
    built.push(buildItem(lookup, read, name, duplicates));
  }
  return tight(built);
}

function buildItem(lookup: Lookup, read: ReadItem, name: string, duplicates: Duplicate[]): Item {
  const owner = ownerName(lookup, read.owner);
  const { publishedFrom, from } = read;
  const uses = read.uses.map(referenceOf);
  if (uses.length > 1) append(duplicates, repeatedIn(uses));
  return {
    kind: read.kind,
    name,
    shares: buildGrants(lookup, read.shares, 'share', duplicates),
    appKind: read.appKind,
    features: read.features,
    sectionAccess: read.sectionAccess,
    uses,
    origin: read.key.origin,
    ...(owner && { owner }),
    ...(publishedFrom && { publishedFrom: referenceOf(publishedFrom) }),
    ...(from && { from: referenceOf(from) }),
  };
}

/** Those that stand in a list of references before. They change nothing. */
function repeatedIn(references: readonly Reference[]): readonly Duplicate[] {
  const seen = new Map<string, Origin>();
  return references.flatMap(({ space, kind, item, origin }) => {
    const content = item === undefined ? '' : `/${kind === undefined ? '' : `${kind}:`}${item}`;
    const name = `${space}${content}`;
    const first = seen.get(name);
    if (first !== undefined) return [{ what: 'source', name, origin, first }];
    seen.set(name, origin);
    return [];
  });
}

function referenceOf({ node, origin, spaceOrigin, itemOrigin }: ReadReference): Reference {
  const kind = node.item?.kind && asContentKind(node.item.kind.text);
  return {
    space: nameKey(node.space.text),
    origin,
    spaceOrigin,
    ...(itemOrigin && { itemOrigin }),
    ...(kind && { kind }),
    ...(node.item && { item: nameKey(node.item.name.text) }),
  };
}

/** The kind of content of that name (`script`), in any letter case. */
export function asContentKind(word: string): ContentKind | undefined {
  const key = word.toLowerCase();
  return CONTENT_KIND_NAMES.find((kind) => kind === key);
}

/** The names in a space's `published-from`, `from` and `uses`: they are looked up when all spaces are known. */
export function referenceUses(world: World, { items }: Space): readonly NameUse[] {
  const uses: NameUse[] = [];
  for (const item of items) {
    for (const reference of item.uses) append(uses, namesIn(world, reference, undefined));
    if (item.publishedFrom) append(uses, namesIn(world, item.publishedFrom, item.kind));
    if (item.from) append(uses, namesIn(world, item.from, 'ml-experiment'));
  }
  return uses;
}

/** The names of the spaces that a space's content refers to. */
export function referredSpaces({ items }: Space): readonly string[] {
  const names = new Set<string>();
  for (const { uses, publishedFrom, from } of items)
    for (const reference of [
      ...uses,
      ...(publishedFrom ? [publishedFrom] : []),
      ...(from ? [from] : []),
    ])
      names.add(reference.space);
  return [...names];
}

/** The space and the item that a reference names, as uses. */
export function namesIn(
  world: World,
  reference: Reference,
  kind: ContentKind | undefined,
): readonly NameUse[] {
  const space = world.spaces.get(reference.space);
  const spaceUse: NameUse = {
    kind: 'space',
    text: reference.space,
    origin: reference.spaceOrigin,
    found: space?.name ?? (world.untyped.has(reference.space) ? reference.space : undefined),
    ...(space === undefined && { candidates: keysOf(world.spaces) }),
  };
  if (space === undefined || reference.item === undefined) return [spaceUse];
  const wanted = kind ?? reference.kind;
  const candidates = space.items.filter((item) => wanted === undefined || item.kind === wanted);
  const item = candidates.find(({ name }) => name === reference.item);
  const other = space.items.find(({ name }) => name === reference.item);
  return [
    spaceUse,
    {
      kind: 'content',
      text: reference.item,
      origin: reference.itemOrigin ?? reference.origin,
      found: item && `${space.name}/${item.kind}:${item.name}`,
      ...(item === undefined && { candidates: candidates.map(({ name }) => name) }),
      hint: `in ${space.name}${other === undefined ? '' : `: ${other.name} is of the kind ${other.kind}`}`,
    },
  ];
}
