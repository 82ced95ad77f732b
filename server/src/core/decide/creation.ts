import type { Matrix } from '../matrix/matrix.js';
import type { SpaceType } from '../matrix/types.js';
import type { Engine } from './engine.js';
import { lacksManagedSpaces } from '../model/validity.js';
import { CellProof } from './cell-proof.js';
import { checkConditions } from './evaluate.js';
import { anyOf, denial } from './outcome.js';
import { personText } from './person.js';
import { withRestriction } from './restrictive-role.js';
import type { Asked, GrantProof, Missing, Outcome, Person } from './types.js';

/** Who may create a space: holders of certain tenant roles; a space that does not exist yet has no members. */
export function decideCreation(
  engine: Engine,
  person: Person,
  asked: Asked,
  type: 'shared' | 'managed' | 'data',
): Outcome {
  const { matrix, world } = engine;
  if (person.kind === 'user' && person.user.status === 'disabled')
    return denial({ kind: 'disabled', text: `${person.user.id} is disabled (status: disabled)` });
  if (asked.kind !== 'action' || asked.action.id !== 'space.create')
    return denial({
      kind: 'space type',
      text: 'only space.create can be asked of a space that does not exist yet',
    });
  if (type === 'managed' && lacksManagedSpaces(world))
    return denial({
      kind: 'space type',
      text: `managed spaces are not available with the subscription ${world.tenant.subscription ?? ''}`,
    });
  const rule = creationOf(matrix, type);
  const roles = rule?.securityRoles ?? [];
  const grants: GrantProof[] = [];
  const missing: Missing[] = [];
  for (const { held, to, missing: doubt } of engine.people.rolesHeld(person)) {
    if (!roles.includes(held.role)) continue;
    if (doubt !== undefined) missing.push(doubt);
    else
      grants.push({
        via: 'admin',
        principal: { kind: to.kind, id: to.id },
        role: { id: held.role, title: held.title },
        origin: to.origin,
        cell: new CellProof({
          table: type === 'data' ? 'data.space' : `${type}.admin`,
          action: 'space.create',
          column: held.role,
          found: undefined,
          row: undefined,
          stated: {
            text: `${held.title} may create ${type} spaces${rule?.disputed === undefined ? '' : ` (${rule.disputed})`}`,
            document: rule?.sources.map(({ document }) => document.title).join('; ') ?? '',
          },
        }),
        holds: [],
      });
  }
  const check = checkConditions(
    { engine, person },
    roles.map((securityRole) => ({ securityRole })),
  );
  const titles = roles.map((id) => matrix.securityRole(id)?.role.title ?? id);
  const shortfalls =
    check.shortfalls === undefined
      ? []
      : [
          {
            kind: 'no security role' as const,
            text: `${personText(person)} has none of the roles that may create ${type} spaces: ${titles.join(', ')}`,
          },
        ];
  return withRestriction({ engine, person }, anyOf(grants, missing, shortfalls));
}

/** The ids of the tenant roles that create spaces of a type; none for personal ones, which nobody creates. */
export function creatingRoles(matrix: Matrix, type: SpaceType): readonly string[] {
  return creationOf(matrix, type)?.securityRoles ?? [];
}

function creationOf(
  { data }: Matrix,
  type: SpaceType,
): Matrix['data']['creation'][number] | undefined {
  return data.creation.find(({ spaceType }) => spaceType === type);
}

/** Whether somebody holds, or may hold, a role that creates spaces of a type. */
export function mayCreate({ matrix, people }: Engine, person: Person, type: SpaceType): boolean {
  const roles = creatingRoles(matrix, type);
  return people.rolesHeld(person).some(({ held }) => roles.includes(held.role));
}
