import type { Engine } from '../../decide/engine.js';
import { personOf } from '../../decide/person.js';
import { memberRoles } from '../../decide/holdings.js';
import type { Person } from '../../decide/types.js';
import type { SpaceRole, TableId } from '../../matrix/types.js';
import { memberProblem, shareProblem } from '../../model/validity.js';
import type { Grant, GrantedRole, Item, Space } from '../../model/world.js';
import { addsNothing, apartFrom, heldText, shareApart } from '../../rules/redundancy.js';
import type { Origin } from '../../syntax/policy/access.js';
import { few } from '../../text/few.js';

/** That a role gives something else than is written. */
export interface Effect {
  /** The role. */
  readonly origin: Origin;
  readonly label: string;
  readonly tooltip: string;
}

/** Where the roles of a grant give nothing, less, or more than they say. */
export function* effects(
  engine: Engine,
  space: Space,
  item: Item | undefined,
  grant: Grant,
): Iterable<Effect> {
  const person = personOf(engine.world, grant.principal);
  const without: GrantedRole[] = [];
  for (const granted of grant.roles) {
    const { role, origin } = granted;
    const said =
      invalid(engine, space, item, grant, role) ??
      (person && byPerson(engine, person, space, item, role));
    if (said === undefined) without.push(granted);
    else if (origin !== undefined) yield { origin, ...said };
  }
  if (person === undefined || without.length === 0) return;
  const apart =
    item === undefined
      ? apartFrom(grant, memberRoles(engine, person, space).roles)
      : shareApart(engine, person, space, item, grant);
  const within = item === undefined ? 'space' : 'share';
  for (const { holding, origin, others } of apart) {
    if (!without.some((each) => each.origin === origin)) continue;
    if (!addsNothing(engine, person, space, holding, others, within)) continue;
    const certain = others.filter(({ missing }) => missing === undefined);
    const titles = [...new Set(certain.map(({ title }) => title))];
    const texts = new Set(certain.map((other) => heldText(other, space, grant)));
    yield {
      origin,
      label: `adds nothing to ${few(titles)}`,
      tooltip: `adds nothing: ${[...texts].join(', ')}`,
    };
  }
}

type Said = Omit<Effect, 'origin'>;

const NOTHING = 'gives nothing';

function invalid(
  { world }: Engine,
  space: Space,
  item: Item | undefined,
  { principal }: Grant,
  role: SpaceRole,
): Said | undefined {
  const problem =
    item === undefined
      ? memberProblem(world, space, principal, role)
      : shareProblem(world, space, item, principal, role);
  return problem && { label: NOTHING, tooltip: problem.message };
}

/** What of a role is otherwise because of who has it. */
function byPerson(
  engine: Engine,
  person: Person,
  space: Space,
  item: Item | undefined,
  { id, title }: SpaceRole,
): Said | undefined {
  if (person.kind !== 'user') return undefined;
  const { id: user, entitlement, status } = person.user;
  if (status === 'disabled')
    return { label: NOTHING, tooltip: `${user} is disabled: denied everything` };
  if (entitlement === 'none')
    return {
      label: NOTHING,
      tooltip: `${user} has no entitlement: roles in spaces give nothing without one`,
    };
  // A share of a note makes nobody a Full User.
  if (entitlement === 'basic' && id !== 'basicconsumer' && item?.kind !== 'note')
    return {
      label: 'makes a Full User',
      tooltip: `${user} is entitled to be a Basic User, who has no role but Has restricted view: with ${title} the tenant makes a Full User of them`,
    };
  const { type } = space;
  if (entitlement !== 'analyzer' || (type !== 'shared' && type !== 'managed')) return undefined;
  const less = countAllowed(engine, `${type}.analyzer`, id);
  const all = countAllowed(engine, `${type}.professional`, id);
  return less >= all
    ? undefined
    : {
        label: 'less for an Analyzer',
        tooltip: `${title} allows ${less} actions with the Analyzer entitlement, and ${all} with Professional`,
      };
}

/** How many actions a column of a table allows, on conditions too. */
function countAllowed({ columns }: Engine, table: TableId, column: string): number {
  const { yes, gated, own } = columns.sets(table, column);
  return yes.or(gated).or(own).count();
}
