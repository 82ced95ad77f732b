import type { Condition, Requirement } from '../../matrix/types.js';
import type { HoverContext } from './context.js';
import { countedActions } from './counts.js';
import { counted } from '../counted.js';
import { blocks, bold, code, folded, foldedLines, name, plain } from './markdown.js';

/** A tenant role: what it states of permissions, who holds it, and which actions ask for it. */
export function tenantRoleHover(context: HoverContext, id: string): string | undefined {
  const { matrix, world } = context;
  const builtIn = matrix.securityRole(id)?.role;
  const custom = world.roles.get(id.toLowerCase());
  if (builtIn === undefined && custom === undefined) return undefined;
  const title = builtIn?.title ?? custom?.name ?? id;
  const kind =
    builtIn !== undefined
      ? `built-in ${builtIn.level === 'admin' ? 'administrator role' : 'role'} of the tenant`
      : custom?.isDefault === true
        ? 'role that every user has'
        : 'custom role of the tenant';
  return blocks(
    `${bold(title)} · ${kind}`,
    foldedLines(
      [
        ...holders(context, id, custom?.isDefault === true),
        ...administrates(context, id),
        ...asked(context, id),
      ],
      8,
    ),
    custom === undefined ? '' : foldedLines(permissions(context, id), 10),
  );
}

function holders({ world }: HoverContext, id: string, isDefault: boolean): readonly string[] {
  if (isDefault) return [];
  const held = (roles: readonly { readonly role: string }[]): boolean =>
    roles.some(({ role }) => role === id);
  const users = [...world.users.values()].filter(({ roles }) => held(roles));
  const groups = [...world.groups.values()].filter(({ roles }) => held(roles));
  const names = [
    ...users.map((user) => name(user.id)),
    ...groups.map((group) => `group ${name(group.id)}`),
  ];
  return [names.length === 0 ? 'nobody holds it' : `held by ${folded(names, 8)}`];
}

function asked(context: HoverContext, id: string): readonly string[] {
  const actions = actionsAsking(
    context,
    (condition) => 'securityRole' in condition && condition.securityRole === id,
  );
  const creates = context.matrix.data.creation
    .filter(({ securityRoles }) => securityRoles.includes(id))
    .map(({ spaceType }) => `${spaceType} spaces`);
  return [
    ...(creates.length === 0 ? [] : [`may create ${creates.join(', ')}`]),
    ...(actions.length === 0
      ? []
      : [`${counted(actions.length, 'action')} may ask for it: ${folded(actions.map(code), 4)}`]),
  ];
}

function permissions({ matrix, world }: HoverContext, id: string): readonly string[] {
  const role = world.roles.get(id.toLowerCase());
  if (role === undefined) return [];
  const stated = role.permissions.map(
    ({ permission, value }) =>
      `${plain(matrix.permission(permission)?.permission.title ?? permission)}: ${plain(value)}`,
  );
  const otherwise =
    role.otherwise === undefined
      ? 'other permissions: not stated, what needs them depends'
      : `other permissions: ${role.otherwise}`;
  return [...stated, otherwise];
}

/** What an administrators' table says of the role, for each type of space. */
function administrates({ engine, matrix }: HoverContext, id: string): readonly string[] {
  const tables = [
    ['shared', 'shared.admin'],
    ['managed', 'managed.admin'],
    ['data', 'data.space'],
    ['personal', 'personal'],
  ] as const;
  return tables.flatMap(([type, table]) => {
    if (matrix.column(table, id) === undefined) return [];
    const sets = engine.columns.sets(table, id);
    const bits = countedActions(engine, type).map(({ id: action }) => matrix.actionIndex(action));
    const yes = bits.filter(
      (bit) => bit !== undefined && (sets.yes.has(bit) || sets.gated.has(bit)),
    ).length;
    return [
      `in ${type} spaces, as administrator: ${yes} of ${bits.length} actions (table ${table})`,
    ];
  });
}

/** A permission: its values, and which actions ask for it. */
export function permissionHover(context: HoverContext, id: string): string | undefined {
  const permission = context.matrix.permission(id)?.permission;
  if (permission === undefined) return undefined;
  const asksFor = (condition: Condition): boolean =>
    'permission' in condition && condition.permission === permission.id;
  const actions = actionsAsking(context, asksFor);
  const stated = [...context.world.roles.values()].flatMap((role) =>
    role.permissions
      .filter((each) => each.permission === permission.id)
      .map(({ value, origin }) => `${name(role.name)}: ${plain(value)}${context.at(origin)}`),
  );
  const values = [...new Set(['allowed', 'not allowed', ...permission.values])];
  return blocks(
    `${bold(permission.title)} · permission of ${permission.level === 'admin' ? 'custom roles' : 'User Default and custom roles'}`,
    `Values: ${values.map(plain).join(', ')}${permission.values.length === 0 ? ' (no document at hand names others)' : ''}`,
    actions.length === 0
      ? 'No action of the tables asks for it by name.'
      : `${counted(actions.length, 'action')} may ask for it: ${folded(actions.map(code), 6)}`,
    foldedLines(stated, 6),
  );
}

/** Ids of the actions with a row that asks for a role or a permission. */
function actionsAsking(
  { matrix }: HoverContext,
  wanted: (condition: Condition) => boolean,
): readonly string[] {
  const asks = (requirement: Requirement): boolean =>
    requirement.kind === 'holds' && requirement.anyOf.some(wanted);
  const ids = matrix.data.tables
    .filter(({ id }) => id !== 'data.products')
    .flatMap(({ rows }) => rows.filter(({ requires }) => requires.some(asks)).map(({ id }) => id));
  return [...new Set(ids)];
}
