import type { OpenPolicy } from '../../check.js';
import type { Change, Place } from '../../model/change.js';
import type { Block, Pair } from '../../syntax/tree.js';
import { writtenPrincipal } from '../written-principal.js';
import type { Span } from '../../text/span.js';
import type { FileEdit } from '../apply.js';
import { replaceInScalar } from '../edit-scalar.js';
import type { TextEdit } from '../scalar-source.js';
import { coversList } from './covered.js';
import { entryOf, fieldOf, type Found, grantIn, isFlow, placeOf } from './grant-places.js';
import { addItem, addPair, columnOf, newLine, scalarText } from './insert.js';
import { inFile } from './places.js';
import { removePair } from './remove-pair.js';

/** The edits that state changes in the policy's text; undefined where one can't be stated there. */
export function changeEdits(
  checked: OpenPolicy,
  changes: readonly Change[],
): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  for (const change of changes) {
    const found = thingOf(checked, change);
    const edit = found && editFor(checked, found, change);
    const edits = edit && inFile(checked, found.block, [edit]);
    const [first] = edits ?? [];
    // Two insertions at one place might each begin the same list.
    if (
      first === undefined ||
      all.some((other) => other.path === first.path && overlap(other.span, first.span))
    )
      return undefined;
    all.push(first);
  }
  return all.sort((a, b) => a.span.start - b.span.start);
}

function overlap(one: Span, other: Span): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}

/** The entry that a change is stated in. */
function thingOf(checked: OpenPolicy, change: Change): Found | undefined {
  switch (change.kind) {
    case 'add':
      return placeOf(checked, change.to);
    case 'make-owner':
      return placeOf(checked, change.of);
    case 'entitle':
      return entryOf(checked, 'users', change.user);
    case 'give':
      return change.principal.kind === 'user' || change.principal.kind === 'group'
        ? entryOf(checked, `${change.principal.kind}s`, change.principal.id)
        : undefined;
    case 'remove':
      return placeOf(checked, change.from);
    case 'leave':
    case 'leave-group':
    case 'join-group':
    case 'delete':
    case 'move':
    case 'take':
      return undefined;
  }
}

function editFor(checked: OpenPolicy, found: Found, change: Change): TextEdit | undefined {
  switch (change.kind) {
    case 'add': {
      return addGrant(checked, found, fieldFor(change.to), change);
    }
    case 'make-owner':
      return setField(found, 'owner', writtenPrincipal({ kind: 'user', id: change.user }));
    case 'entitle':
      return setField(found, 'entitlement', change.entitlement);
    case 'give':
      return addRole(found, change.role.title);
    case 'remove':
      return removeGrant(checked, found, change);
    case 'leave':
    case 'leave-group':
    case 'join-group':
    case 'delete':
    case 'move':
    case 'take':
      return undefined;
  }
}

function addGrant(
  { policy, engine }: OpenPolicy,
  found: Found,
  field: string,
  change: Extract<Change, { kind: 'add' }>,
): TextEdit | undefined {
  const { block, pair } = found;
  const { principal } = change;
  const roles = change.roles.map(({ title }) => title.toLowerCase()).join(', ');
  const inFlow = found.inFlow || isFlow(pair.value);
  const name = writtenPrincipal(principal);
  const grants = fieldOf(pair, field);
  const entry = (flow: boolean): string =>
    `${scalarText(name, flow, true)}: ${scalarText(roles, flow)}`;
  if (grants === undefined) {
    const value = { flow: `{ ${entry(true)} }`, lines: [`  ${entry(false)}`] };
    return addPair(block, pair, found.inFlow, field, value);
  }
  const own = grantIn(policy.world, grants, principal);
  if (own !== undefined) {
    const type = policy.world.spaces.get(change.to.space)?.type;
    const [role, other] = change.roles;
    const all = type !== undefined && !other && coversList(engine, type, role, own.value);
    return addToRoles(block, own, roles, all);
  }
  const flow = inFlow || isFlow(grants.value);
  const value = { flow: scalarText(roles, flow) };
  return addPair(block, grants, inFlow, scalarText(name, flow, true), value);
}

/** Takes a principal out of the members or shares, and the field with the last of them. */
function removeGrant(
  { policy }: OpenPolicy,
  { block, pair }: Found,
  { principal, from }: Extract<Change, { kind: 'remove' }>,
): TextEdit | undefined {
  const grants = fieldOf(pair, fieldFor(from));
  const own = grants && grantIn(policy.world, grants, principal);
  if (own === undefined || grants?.value?.kind !== 'map' || pair.value?.kind !== 'map')
    return undefined;
  return grants.value.pairs.length > 1
    ? removePair(block, grants.value, own)
    : removePair(block, pair.value, grants, own);
}

/** Gives a principal other roles in the place of those that they have. */
export function rolesEdit(
  checked: OpenPolicy,
  { to, principal, roles }: Omit<Extract<Change, { kind: 'add' }>, 'kind'>,
): readonly FileEdit[] | undefined {
  const found = placeOf(checked, to);
  const grants = found && fieldOf(found.pair, fieldFor(to));
  const own = grants && grantIn(checked.policy.world, grants, principal);
  if (found === undefined || own === undefined) return undefined;
  const titles = roles.map(({ title }) => title.toLowerCase());
  const edit = replaceRoles(found.block, own, titles);
  return edit && inFile(checked, found.block, [edit]);
}

function replaceRoles(
  block: Block,
  { value }: Pair,
  titles: readonly string[],
): TextEdit | undefined {
  const text = titles.join(', ');
  if (value?.kind === 'scalar') return replaceInScalar(block, value, 0, value.value.length, text);
  if (value?.kind !== 'seq' || block.text.slice(value.span.start, value.span.end).includes('#'))
    return undefined;
  if (value.style === 'flow') return { span: value.span, newText: `[${text}]` };
  const indent = ' '.repeat(columnOf(block.text, value.span.start));
  const items = titles.map((title) => `- ${title}`);
  return { span: value.span, newText: items.join(newLine(block.text) + indent) };
}

function fieldFor({ item }: Place): 'members' | 'shares' {
  return item === undefined ? 'members' : 'shares';
}

/** Puts roles at the end of a list, or, where they allow all that it does, in its place. */
function addToRoles(
  block: Block,
  { value }: Pair,
  roles: string,
  instead: boolean,
): TextEdit | undefined {
  if (value?.kind === 'seq') return addItem(block, value, roles);
  if (value?.kind !== 'scalar') return undefined;
  const { length } = value.value;
  return instead
    ? replaceInScalar(block, value, 0, length, roles)
    : replaceInScalar(block, value, length, length, `, ${roles}`);
}

function addRole({ block, pair, inFlow }: Found, title: string): TextEdit | undefined {
  const roles = fieldOf(pair, 'roles');
  if (roles === undefined)
    return addPair(block, pair, inFlow, 'roles', { flow: `[${scalarText(title, true)}]` });
  return roles.value?.kind === 'seq' ? addItem(block, roles.value, title) : undefined;
}

function setField(
  { block, pair, inFlow }: Found,
  field: string,
  text: string,
): TextEdit | undefined {
  const own = fieldOf(pair, field);
  const flow = inFlow || isFlow(pair.value);
  if (own === undefined)
    return addPair(block, pair, inFlow, field, { flow: scalarText(text, flow) });
  if (own.value?.kind !== 'scalar') return undefined;
  return replaceInScalar(block, own.value, 0, own.value.value.length, text);
}
