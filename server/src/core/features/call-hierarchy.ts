import type { FilePlace, OpenPolicy } from '../check.js';
import { nameKey, type Principal, principalText } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { type Access, accessOf, accessTo, membersOf } from './call-hierarchy/reach.js';
import { nameAt } from './navigation/definition.js';
import { policyOf, type Snapshot } from './snapshot.js';

/** Somebody who has access, or what it is access to. */
export type AccessNode =
  | { readonly kind: 'principal'; readonly principal: Principal }
  | { readonly kind: 'space'; readonly space: string }
  | { readonly kind: 'app'; readonly space: string; readonly app: string };

/** A node with its place: where it is stated, or the line that gives the access. */
export interface AccessItem {
  readonly node: AccessNode;
  readonly name: string;
  /** Through what: `Can view through group sales`. */
  readonly detail: string;
  readonly place: FilePlace;
  /** The line that gives the access, where it isn't the place itself. */
  readonly through?: FilePlace;
}

/** The user, group, space or app whose name stands at an offset. */
export function accessItemAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
): AccessItem | undefined {
  const open = policyOf(snapshot, path);
  const found = nameAt(snapshot, path, offset)?.name;
  const node = found?.id === undefined ? undefined : nodeOf(found.kind, found.id);
  return open && node && itemOf(open, { node, detail: '' });
}

function nodeOf(kind: string, id: string): AccessNode | undefined {
  switch (kind) {
    case 'user':
    case 'group':
      return { kind: 'principal', principal: { kind, id } };
    case 'space':
      return { kind: 'space', space: id };
    case 'content': {
      const [, space = '', of, app = ''] = /^([^/]*)\/([^:]*):(.*)$/su.exec(id) ?? [];
      return of === 'app' ? { kind: 'app', space, app } : undefined;
    }
    default:
      return undefined;
  }
}

/** Who reaches a space or an app, each with the line that grants it; of a group, its members. */
export function accessFrom(
  snapshot: Snapshot,
  path: string,
  node: AccessNode,
): readonly AccessItem[] {
  const open = policyOf(snapshot, path);
  if (open === undefined) return [];
  const found =
    node.kind === 'principal'
      ? membersOf(open.engine, node.principal)
      : accessTo(open.engine, node.space, node.kind === 'app' ? node.app : undefined);
  return items(open, found, true);
}

/** The spaces that somebody reaches, and the apps that are shared with them. */
export function accessBy(
  snapshot: Snapshot,
  path: string,
  node: AccessNode,
): readonly AccessItem[] {
  const open = policyOf(snapshot, path);
  if (open === undefined || node.kind !== 'principal') return [];
  return items(open, accessOf(open.engine, node.principal), false);
}

function items(open: OpenPolicy, found: Iterable<Access>, atLine: boolean): readonly AccessItem[] {
  return [...found].flatMap((access) => {
    const item = itemOf(open, access);
    const line = access.origin && open.locate(access.origin);
    if (atLine) {
      const place = line ?? item?.place;
      return place === undefined
        ? []
        : [{ node: access.node, name: nameOf(access.node), detail: access.detail, place }];
    }
    return item === undefined ? [] : [{ ...item, ...(line && { through: line }) }];
  });
}

/** A node at the place where it is stated; undefined where nothing states it. */
function itemOf(
  open: OpenPolicy,
  { node, detail }: Pick<Access, 'node' | 'detail'>,
): AccessItem | undefined {
  const origin = originOf(open, node);
  const place = origin && open.locate(origin);
  return place && { node, name: nameOf(node), detail, place };
}

function nameOf(node: AccessNode): string {
  switch (node.kind) {
    case 'principal':
      return principalText(node.principal);
    case 'space':
      return node.space;
    case 'app':
      return `${node.space}/${node.app}`;
  }
}

function originOf({ policy: { world } }: OpenPolicy, node: AccessNode): Origin | undefined {
  switch (node.kind) {
    case 'principal':
      if (node.principal.kind === 'user') return world.users.get(node.principal.id)?.origin;
      if (node.principal.kind === 'group') return world.groups.get(node.principal.id)?.origin;
      return undefined;
    case 'space':
      return world.spaces.get(nameKey(node.space))?.origin;
    case 'app':
      return world.spaces
        .get(nameKey(node.space))
        ?.items.find(({ kind, name }) => kind === 'app' && name === node.app)?.origin;
  }
}
