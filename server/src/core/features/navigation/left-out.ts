import type { OpenPolicy } from '../../check.js';
import { asContentKind, buildSpace, namesIn } from '../../model/build-space.js';
import { Lookup } from '../../model/lookup.js';
import type { NameUse } from '../../model/names.js';
import { nameKey, type World } from '../../model/world.js';
import type { ReadEntry, ReadReference, ReadSpace } from '../../syntax/policy/reading.js';
import { asNamed, wholeUses } from '../block-names.js';
import type { Named } from '../name-index.js';

/**
 * The names in an entry that is left out of the policy's world: a second entry of one name, or a space without a type. A
 * rename must reach them too.
 */
export function* leftOut(
  open: OpenPolicy,
  read: Exclude<ReadEntry, { kind: 'test' }>,
): Iterable<Named> {
  yield* declarations(read);
  const lookup = new Lookup(open.engine.matrix, open.policy.names, 'all');
  lookUp(lookup, read);
  for (const use of wholeUses(read, lookup.uses)) yield asNamed(use);
  if (read.kind === 'space')
    for (const use of referencesOf(open.policy.world, read)) yield asNamed(use);
}

const KINDS = { user: 'user', group: 'group', role: 'tenant role', space: 'space' } as const;

function* declarations(read: Exclude<ReadEntry, { kind: 'test' }>): Iterable<Named> {
  const { text, origin } = read.key;
  const key = nameKey(text);
  const id = read.kind === 'role' ? key.toLowerCase() : key;
  yield { kind: KINDS[read.kind], id, text: key, declares: true, origin };
  if (read.kind !== 'space') return;
  for (const item of read.items) {
    const name = nameKey(item.key.text);
    const itemId = `${key}/${item.kind}:${name}`;
    yield { kind: 'content', id: itemId, text: name, declares: true, origin: item.key.origin };
  }
}

/** Looks up the users, groups and roles that an entry names. */
function lookUp(lookup: Lookup, read: ReadEntry): void {
  if (read.kind === 'space') buildSpace(lookup, read, read.key.text, []);
  if (read.kind === 'group') for (const { name, origin } of read.members) lookup.user(name, origin);
  if (read.kind === 'user')
    for (const { text, origin } of read.groups ?? []) lookup.group(text, origin);
  if (read.kind === 'user' || read.kind === 'group')
    for (const { text, origin } of read.roles) lookup.tenantRole(text, origin);
}

function* referencesOf(world: World, { items }: ReadSpace): Iterable<NameUse> {
  const names = (read: ReadReference, kind?: Parameters<typeof namesIn>[2]): readonly NameUse[] => {
    const { node, origin, spaceOrigin, itemOrigin } = read;
    const stated = node.item?.kind && asContentKind(node.item.kind.text);
    const reference = {
      space: nameKey(node.space.text),
      origin,
      spaceOrigin,
      ...(itemOrigin && { itemOrigin }),
      ...(stated && { kind: stated }),
      ...(node.item && { item: nameKey(node.item.name.text) }),
    };
    return namesIn(world, reference, kind);
  };
  for (const { kind, uses, publishedFrom, from } of items) {
    for (const reference of uses) yield* names(reference);
    if (publishedFrom) yield* names(publishedFrom, kind);
    if (from) yield* names(from, 'ml-experiment');
  }
}
