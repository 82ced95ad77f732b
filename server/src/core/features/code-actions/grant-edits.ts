import type { Checked } from '../../check.js';
import type { Change, Place } from '../../model/change.js';
import { nameKey } from '../../model/world.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import { readPrincipal } from '../../../../../grammar/src/index.js';
import type { Block, Node, Pair } from '../../syntax/tree.js';
import { writtenPrincipal } from '../written-principal.js';
import type { FileEdit } from '../apply.js';
import { replaceInScalar } from '../edit-scalar.js';
import type { TextEdit } from '../scalar-source.js';
import { coversList } from './covered.js';
import { addItem, addPair, scalarText } from './insert.js';
import { inFile } from './places.js';

/** A pair of the policy with what bears on how it is edited. */
interface Found {
  readonly block: Block;
  readonly pair: Pair;
  /** Whether the pair itself stands between braces. */
  readonly inFlow: boolean;
}

/** The edits that state changes in the policy's text; undefined where one can't be stated there. */
export function changeEdits(
  checked: Checked,
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
      all.some(({ path, span }) => path === first.path && span.start === first.span.start)
    )
      return undefined;
    all.push(first);
  }
  return all.sort((a, b) => a.span.start - b.span.start);
}

/** The entry that a change is stated in. */
function thingOf(checked: Checked, change: Change): Found | undefined {
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
    case 'leave':
    case 'leave-group':
    case 'join-group':
    case 'remove':
    case 'delete':
    case 'move':
    case 'take':
      return undefined;
  }
}

function editFor(checked: Checked, found: Found, change: Change): TextEdit | undefined {
  switch (change.kind) {
    case 'add': {
      const field = change.to.item === undefined ? 'members' : 'shares';
      return addGrant(checked, found, field, change);
    }
    case 'make-owner':
      return setField(found, 'owner', writtenPrincipal({ kind: 'user', id: change.user }));
    case 'entitle':
      return setField(found, 'entitlement', change.entitlement);
    case 'give':
      return addRole(found, change.role.title);
    case 'leave':
    case 'leave-group':
    case 'join-group':
    case 'remove':
    case 'delete':
    case 'move':
    case 'take':
      return undefined;
  }
}

function entryOf({ policy }: Checked, section: string, id: string): Found | undefined {
  for (const { tree } of policy.files)
    for (const { block } of tree.blocks)
      for (const entry of block.entries)
        if (entry.section === section && nameKey(entry.key.value) === id)
          return { block, pair: entry.pair, inFlow: isInBraces(block, entry.pair) };
  return undefined;
}

/** Whether the section of an entry is written in braces. */
function isInBraces({ text, heads }: Block, { span }: Pair): boolean {
  const head = heads.filter(({ key }) => key.span.end <= span.start).at(-1);
  return head !== undefined && /^\s*:\s*\{/u.test(text.slice(head.key.span.end));
}

function placeOf(checked: Checked, { space, item }: Place): Found | undefined {
  const found = entryOf(checked, 'spaces', space);
  if (found === undefined || item === undefined) return found;
  const { block, pair } = found;
  for (const section of pairsIn(pair.value)) {
    if (contentKind(section.key.value) !== item.kind) continue;
    const own = pairsIn(section.value).find(({ key }) => nameKey(key.value) === item.name);
    if (own !== undefined)
      return { block, pair: own, inFlow: isFlow(pair.value) || isFlow(section.value) };
  }
  return undefined;
}

function addGrant(
  { policy, engine }: Checked,
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
  const emails = new Map(
    [...policy.world.users.values()].map(({ id, email }) => [email?.toLowerCase(), id]),
  );
  const own = pairsIn(grants.value).find(({ key }) => {
    const { tree } = readPrincipal(key.value, { link: true });
    if (tree?.kind !== principal.kind) return false;
    if (!('name' in tree) || !('id' in principal)) return true;
    const id = nameKey(tree.name.text);
    return id === principal.id || emails.get(id.toLowerCase()) === principal.id;
  });
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

function fieldOf({ value }: Pair, name: string): Pair | undefined {
  return pairsIn(value).find(({ key }) => key.value === name);
}

function pairsIn(node: Node | null): readonly Pair[] {
  return node?.kind === 'map' ? node.pairs : [];
}

function isFlow(node: Node | null): boolean {
  return node?.kind === 'map' && node.style === 'flow';
}
