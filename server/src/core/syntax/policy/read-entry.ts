import type { ContentKind } from '../../matrix/types.js';
import { meantMap } from '../form-advice.js';
import type { Block, Entry, Node, Pair } from '../tree.js';
import { Reader, scalarsOf } from './access.js';
import { checkShape, isMisspelt } from './check-shape.js';
import type { PartReadings } from './part-readings.js';
import { ScalarReader } from './read-scalars.js';
import type {
  ReadEntry,
  ReadGroup,
  Reading,
  ReadItem,
  ReadRole,
  ReadSpace,
  ReadTenant,
  ReadTest,
  ReadUser,
} from './reading.js';
import {
  CONTENT_SECTIONS,
  ENTITLEMENTS,
  ENTRY_SHAPES,
  ownValue,
  SETTING_SHAPES,
  SPACE_TYPES,
  SUBSCRIPTIONS,
} from './shape.js';

/**
 * Reads one entry of a section. The result depends on the entry alone, so it may be kept as long as the entry is.
 *
 * @param parts what was read of parts of entries already
 */
export function readEntry(entry: Entry, parts?: PartReadings): Reading<ReadEntry> | undefined {
  const shape = ownValue(ENTRY_SHAPES, entry.section);
  const read = ownValue(READERS, entry.section);
  if (shape === undefined || read === undefined) return undefined;
  const reader = new Reader(entry.block, parts);
  const scalars = new ScalarReader(reader);
  const pair: Pair = { key: entry.key, value: entry.value, span: entry.key.span };
  const shapeProblems = checkShape(reader, entry.value, shape, pair);
  const result = read(entry, reader, scalars);
  const { problems } = scalars;
  return {
    entry: result,
    problems: problems.length === 0 ? shapeProblems : [...shapeProblems, ...problems],
  };
}

/** What an entry says, without looking for mistakes in it: what `readEntry` says. */
export function readQuietly(entry: Entry, reader = new Reader(entry.block)): ReadEntry | undefined {
  return ownValue(READERS, entry.section)?.(entry, reader, new ScalarReader(reader));
}

/** Reads the `tenant` section. */
export function readTenant(pair: Pair, block: Block): Reading<ReadTenant> {
  const reader = new Reader(block);
  const shape = ownValue(SETTING_SHAPES, 'tenant');
  const { value } = pair;
  return {
    entry: {
      key: reader.written(pair.key),
      name: reader.text(value, 'name'),
      subscription: reader.choice(value, 'subscription', SUBSCRIPTIONS),
      groupsEnabled: reader.choice(value, 'groups', ['enabled', 'disabled']) !== 'disabled',
      entitlement: reader.choice(value, 'entitlement', ENTITLEMENTS),
    },
    problems: shape === undefined ? [] : checkShape(reader, value, shape, pair),
  };
}

const READERS: Readonly<
  Record<string, (entry: Entry, reader: Reader, scalars: ScalarReader) => ReadEntry>
> = {
  users: readUserEntry,
  groups: readGroup,
  roles: readRole,
  spaces: readSpace,
  tests: readTest,
};

function readUserEntry({ key, value }: Entry, reader: Reader): ReadUser {
  const groups = reader.pair(value, 'groups');
  return {
    kind: 'user',
    key: reader.written(key),
    name: reader.text(value, 'name'),
    email: reader.text(value, 'email'),
    entitlement: reader.choice(value, 'entitlement', ENTITLEMENTS),
    roles: reader.texts(value, 'roles'),
    groups: groups?.value ? reader.texts(value, 'groups') : undefined,
    status: reader.choice(value, 'status', ['active', 'invited', 'disabled']),
    bot: reader.choice(value, 'kind', ['bot']) !== undefined,
  };
}

function readGroup({ key, value }: Entry, reader: Reader, scalars: ScalarReader): ReadGroup {
  return {
    kind: 'group',
    key: reader.written(key),
    name: reader.text(value, 'name'),
    ...scalars.userMembers(reader.pair(value, 'members')?.value),
    othersUnknown: reader.choice(value, 'others', ['unknown']) !== undefined,
    provider: reader.choice(value, 'provider', ['idp', 'custom']),
    roles: reader.texts(value, 'roles'),
  };
}

function readRole({ key, value }: Entry, reader: Reader): ReadRole {
  const permissions = reader.pairs(value, 'permissions');
  return {
    kind: 'role',
    key: reader.written(key),
    permissions: permissions.flatMap((pair) =>
      pair.value?.kind === 'scalar'
        ? [{ name: reader.written(pair.key), value: reader.written(pair.value) }]
        : [],
    ),
    otherwise: reader.choice(value, 'permissions-otherwise', ['allowed', 'not allowed']),
  };
}

function readSpace({ key, value }: Entry, reader: Reader, scalars: ScalarReader): ReadSpace {
  const items: ReadItem[] = [];
  const ownerKey = reader.pair(value, 'owner')?.key;
  const owner = scalars.user(reader.scalar(value, 'owner'));
  for (const pair of value?.kind === 'map' ? value.pairs : []) {
    const kind = contentKind(pair.key.value);
    if (kind === undefined) continue;
    for (const item of meantMap(pair.value)?.pairs ?? [])
      items.push(readItem(kind, item, reader, scalars));
  }
  return {
    kind: 'space',
    key: reader.written(key),
    type: reader.choice(value, 'type', SPACE_TYPES),
    owner,
    ...(ownerKey && owner === undefined && { unreadableOwner: reader.at(ownerKey.span) }),
    createdBy: scalars.user(reader.scalar(value, 'created-by')),
    ...scalars.grantMembers(reader.pair(value, 'members')?.value),
    items,
  };
}

/** The kind of item that a key of a space holds. */
export function contentKind(section: string): ContentKind | undefined {
  return Object.hasOwn(CONTENT_SECTIONS, section)
    ? CONTENT_SECTIONS[section as keyof typeof CONTENT_SECTIONS]
    : undefined;
}

function readItem(
  kind: ContentKind,
  { key, value }: Pair,
  reader: Reader,
  scalars: ScalarReader,
): ReadItem {
  return {
    kind,
    key: reader.written(key),
    owner: scalars.user(reader.scalar(value, 'owner')),
    shares: scalars.grants(reader.pairs(value, 'shares'), true),
    appKind: reader.choice(value, 'kind', ['qlikview', 'direct-query']) ?? 'qlik-sense',
    features: reader.texts(value, 'features').map(({ text }) => text.toLowerCase()),
    sectionAccess: reader.choice(value, 'section-access', ['true']) !== undefined,
    publishedFrom: scalars.itemReference(reader.scalar(value, 'published-from'), kind, 'an app'),
    from: scalars.itemReference(reader.scalar(value, 'from'), 'ml-experiment', 'an ML experiment'),
    uses: scalars.references(scalarsOf(reader.pair(value, 'uses')?.value)),
  };
}

function readTest({ key, value, pair }: Entry, reader: Reader, scalars: ScalarReader): ReadTest {
  const given = reader.pair(value, 'given')?.value ?? null;
  const expect = value?.kind === 'seq' ? value : (reader.pair(value, 'expect')?.value ?? null);
  const stated = value?.kind === 'scalar' ? value : expect;
  return {
    kind: 'test',
    key: reader.written(key),
    given: scalarsOf(given).map((scalar) => scalars.change(scalar)),
    expect: scalarsOf(expect).map((scalar) => scalars.expectation(scalar)),
    unreadableGiven: unreadable(given) > 0,
    unreadable:
      (value === null && pair.colon === false) || isExpectMisspelt(value) ? 1 : unreadable(stated),
  };
}

/** Whether a test without `expect` has a key that is likely to be meant as that. */
function isExpectMisspelt(value: Node | null): boolean {
  if (value?.kind !== 'map') return false;
  const { pairs } = value;
  const isStated = pairs.some(({ key }) => key.value === 'expect');
  return !isStated && isMisspelt('expect', pairs, TEST_KEYS);
}

const TEST_KEYS = ['given', 'expect'];

/** How many entries of what should be a list of texts are none; a value that is no list counts as one. */
function unreadable(node: Node | null): number {
  if (node === null) return 0;
  return node.kind === 'seq'
    ? node.items.filter(({ value }) => value?.kind !== 'scalar').length
    : 1;
}
