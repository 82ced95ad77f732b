import { append } from '../append.js';
import { isGated } from '../matrix/columns.js';
import type { Action, Condition, Requirement, Row, TableId } from '../matrix/types.js';
import type { Space } from '../model/world.js';
import type { CellProof } from './cell-proof.js';
import { refusalText } from './cell-text.js';
import type { Engine } from './engine.js';
import { type Holding, memberRoles } from './holdings.js';
import { holds } from './person.js';
import type { GrantProof, HeldProof, ItemTarget, Missing, Person, Shortfall } from './types.js';

/** One action in one space, asked for one person. */
export interface Point {
  readonly engine: Engine;
  readonly person: Person;
  readonly action: Action;
  readonly space: Space;
  /** The item that the action is asked of, if it is asked of one. */
  readonly target: ItemTarget | undefined;
  /** The other space of a publish or move, and which of the two it is. */
  readonly other?: { readonly space: Space; readonly is: 'source' | 'target' };
}

/** What one role held amounts to. */
export interface Evaluation {
  readonly grant?: GrantProof;
  readonly shortfalls: readonly Shortfall[];
  readonly missing: readonly Missing[];
}

const NONE: readonly never[] = [];

/** A role that amounts to nothing, and of which nothing is said. */
export const NOTHING_FOUND: Evaluation = { shortfalls: NONE, missing: NONE };

/** Whether the person owns the item in question; undefined: the policy states no owner. */
export function ownsTarget({
  target,
  person,
}: Pick<Point, 'target' | 'person'>): boolean | undefined {
  if (target === undefined || target.kind === 'foreign') return false;
  if (target.kind === 'own') return true;
  const { owner } = target.item;
  if (owner === undefined) return person.kind === 'user' ? undefined : false;
  return owner !== 'gone' && person.kind === 'user' && owner.user === person.user.id;
}

/** The fact that the policy lacks about who owns the item. */
export function missingOwner({ target, space }: Point): Missing {
  const item = target?.kind === 'item' ? target.item : undefined;
  const name = `${space.name}/${item?.name ?? ''}`;
  return {
    kind: 'item owner',
    key: `owner of ${item?.kind ?? ''} ${name}`,
    text: `who owns ${name}`,
    close: `state the owner of ${name} (owner: …)`,
    ...(item?.origin && { origin: item.origin }),
  };
}

/**
 * The cell for the action, or, where only its variants by ownership have rows, for the variant that applies. Undefined where
 * the answer differs by who owns the item, and the policy doesn't say.
 */
function cellFor(point: Point, table: TableId, column: string): CellProof | undefined {
  const { action, engine } = point;
  const cell = engine.cells.of(table, action.id, column);
  const { own, others } = action.variants ?? NO_VARIANTS;
  if (!isLast(cell) || own === undefined || others === undefined) return cell;
  const owns = ownsTarget(point);
  const mine = engine.cells.of(table, own, column);
  const theirs = engine.cells.of(table, others, column);
  const variant = owns === true ? mine : theirs;
  if (isLast(variant) && cell.value !== 'unknown') return cell;
  if (owns === undefined && mine.value !== theirs.value) return undefined;
  if (variant.row !== undefined) return variant;
  return variant.with({ action: action.id }, refusalText(variant, table, action.title));
}

const NO_VARIANTS: NonNullable<Action['variants']> = {};

/** Whether nothing but the last step of `findCell`, or none, answers. */
function isLast({ value, found }: CellProof): boolean {
  return value === 'unknown' || found?.by === 'fallback';
}

/** Whether, and why, one role held allows the action. */
export function evaluate(point: Point, holding: Holding, table: TableId): Evaluation {
  const cell = cellFor(point, table, holding.column);
  const doubt = holding.missing === undefined ? NONE : [holding.missing];
  if (cell === undefined) return { shortfalls: NONE, missing: [...doubt, missingOwner(point)] };
  switch (cell.value) {
    case 'no':
      return { shortfalls: [roleShortfall(holding, cell)], missing: NONE };
    case 'yes':
      return isGated(cell.row)
        ? withRequirements(point, holding, cell, doubt)
        : granted(holding, cell, doubt, holding.together ?? NONE);
    case 'own':
      return withRequirements(point, holding, cell, doubt);
    case 'unknown':
      // What is required besides may be known to be lacking: then the cell no longer matters. Of a column that the
      // row lacks, its requirements say nothing either.
      return cell.found?.absent === undefined
        ? withRequirements(point, holding, cell, [...doubt, missingCell(point, holding, cell)])
        : { shortfalls: NONE, missing: [...doubt, missingCell(point, holding, cell)] };
  }
}

function roleShortfall({ via, title, origin }: Holding, cell: CellProof): Shortfall {
  const text = title + cell.refusal;
  return origin === undefined
    ? { kind: 'role', via, text, cell }
    : { kind: 'role', via, text, cell, origin };
}

function missingCell(point: Point, holding: Holding, cell: CellProof): Missing {
  const { action } = point;
  const absent =
    cell.found?.absent === 'row'
      ? `no document at hand has a row for it in the table ${cell.table}`
      : `no document at hand gives the cell`;
  return {
    kind: 'cell',
    key: `cell ${cell.table} ${action.id} ${cell.column}`,
    text: `whether ${holding.title} allows "${action.title}" in a ${point.space.type} space: ${absent}`,
    close: siteFactFor(point, holding, cell),
  };
}

/** How to state what a cell says that no document gives. */
function siteFactFor(
  { engine, action }: Point,
  { column, title }: Holding,
  { table }: CellProof,
): string {
  const roles = column.split('+').map((id) => engine.matrix.spaceRole(id)?.role.title ?? title);
  return `try it, and state it in spaceward.config.yaml: facts: [{ table: ${table}, action: ${action.id}, yes: [${roles.join(' + ').toLowerCase()}], source: "…" }]`;
}

function withRequirements(
  point: Point,
  holding: Holding,
  cell: CellProof,
  doubt: readonly Missing[],
): Evaluation {
  const shortfalls: Shortfall[] = [];
  const missing: Missing[] = [...doubt];
  const held: HeldProof[] = [...(holding.together ?? [])];
  const take = (check: Check): void => {
    // The row asks for it, whatever its cell rests on.
    const asked = cell.with({ found: undefined });
    append(
      shortfalls,
      (check.shortfalls ?? []).map((shortfall) => ({ cell: asked, ...shortfall })),
    );
    append(missing, check.missing ?? []);
    append(held, check.holds ?? []);
  };
  if (cell.value === 'own') take(checkOwner(point, 'item'));
  const { row } = cell;
  // A site fact settles what a lost list left open; what the row states besides still holds.
  const bySite = cell.found?.by === 'site';
  for (const requirement of row?.requires ?? [])
    if (!bySite || requirement.kind !== 'lost')
      take(checkRequirement(point, requirement, holding, cell));
  if (row !== undefined) take(checkOtherSpace(point, row));
  if (shortfalls.length > 0) return { shortfalls, missing: NONE };
  return granted(holding, cell, missing, held);
}

/** A grant, unless something isn't known. */
function granted(
  holding: Holding,
  cell: CellProof,
  missing: readonly Missing[],
  holds: readonly HeldProof[],
): Evaluation {
  if (missing.length > 0) return { shortfalls: NONE, missing };
  const { via, principal, column, title, origin } = holding;
  const role = { id: column, title };
  const grant: GrantProof =
    origin === undefined
      ? { via, principal, role, cell, holds }
      : { via, principal, role, cell, holds, origin };
  return { grant, shortfalls: NONE, missing: NONE };
}

/** What the check of one requirement found: nothing at all means that it is met. */
interface Check {
  readonly shortfalls?: readonly Shortfall[];
  readonly missing?: readonly Missing[];
  readonly holds?: readonly HeldProof[];
}

function checkOwner(point: Point, what: string): Check {
  const owns = ownsTarget(point);
  if (owns === undefined) return { missing: [missingOwner(point)] };
  return owns
    ? { holds: [{ text: `owns the ${what}` }] }
    : { shortfalls: [{ kind: 'not owner', text: `only the owner of the ${what} may` }] };
}

function checkRequirement(
  point: Point,
  requirement: Requirement,
  holding: Holding,
  cell: CellProof,
): Check {
  switch (requirement.kind) {
    case 'holds':
      return checkConditions(point, requirement.anyOf);
    case 'owner':
      return checkOwner(point, requirement.what);
    case 'view-access':
      return checkViewAccess(point, requirement.action, requirement.text);
    case 'lost':
      return {
        missing: [
          {
            kind: 'requirement',
            key: `lost ${point.action.id}`,
            text: `what "${point.action.title}" requires besides: ${requirement.text}`,
            close: siteFactFor(point, holding, cell),
          },
        ],
      };
  }
}

/** At least one of several roles and permissions. */
export function checkConditions(
  { engine, person }: Pick<Point, 'engine' | 'person'>,
  anyOf: readonly Condition[],
): Check {
  const missing: Missing[] = [];
  const shortfalls: Shortfall[] = [];
  let withCaveat: HeldProof | undefined;
  for (const condition of anyOf) {
    const held = holds(engine, person, condition);
    if (held.state === 'held') {
      if (held.proof.caveat === undefined) return { holds: [held.proof] };
      withCaveat ??= held.proof;
    } else if (held.state === 'unknown') append(missing, held.missing);
    else
      shortfalls.push({
        kind: 'securityRole' in condition ? 'no security role' : 'no permission',
        text: `lacks ${held.text}`,
      });
  }
  if (withCaveat !== undefined) return { holds: [withCaveat] };
  return missing.length > 0 ? { missing } : { shortfalls };
}

function checkViewAccess(point: Point, action: string, text: string): Check {
  const { engine, person, target } = point;
  const item = target?.kind === 'item' ? target.item : undefined;
  const from = item?.from;
  const space = from && engine.world.spaces.get(from.space);
  const source = space?.items.find(
    (candidate) => candidate.kind === 'ml-experiment' && candidate.name === from?.item,
  );
  if (space === undefined || source === undefined)
    return {
      missing: [
        {
          kind: 'reference',
          key: `from ${item?.name ?? ''}`,
          text: `${text}: the policy doesn't state which one (from: Space/experiment)`,
          close: 'state from: Space/experiment on the ML deployment',
          ...(item?.origin && { origin: item.origin }),
        },
      ],
    };
  const asked = engine.matrix.action(action);
  if (asked === undefined) return {};
  const outcome = engine.decideAt({
    engine,
    person,
    action: asked,
    space,
    target: { kind: 'item', item: source },
  });
  if (outcome.verdict === 'allowed')
    return { holds: [{ text: `may see ${space.name}/${source.name}` }] };
  if (outcome.verdict === 'depends') return { missing: outcome.missing };
  return {
    shortfalls: [
      { kind: 'other space', text: `has no access to ${space.name}/${source.name}: ${text}` },
      ...outcome.shortfalls,
    ],
  };
}

/** Whether the person holds one of the roles that the row asks for in the other space. */
function checkOtherSpace(point: Point, row: Row): Check {
  const { otherSpace, otherSpaceTypes } = row;
  const { engine, person, other } = point;
  if (otherSpaceTypes !== undefined) {
    if (other === undefined) return { missing: [missingOther(point)] };
    if (!otherSpaceTypes.includes(other.space.type))
      return {
        shortfalls: [
          {
            kind: 'other space',
            text: `only between spaces of type ${otherSpaceTypes.join(', ')}: ${other.space.name} is ${other.space.type}`,
          },
        ],
      };
  }
  if (otherSpace === undefined) return {};
  // Some rows ask for a role in the very space that they are read in.
  const here = (point.action.side === 'source') === (otherSpace.space === 'source');
  const space = here ? point.space : other?.space;
  if (space === undefined) return { missing: [missingOther(point)] };
  if (otherSpace.spaceType !== undefined && space.type !== otherSpace.spaceType) return {};
  const roles = memberRoles(engine, person, space).roles.filter(({ column }) =>
    otherSpace.anyOf.includes(column),
  );
  const certain = roles.find(({ missing }) => missing === undefined);
  if (certain !== undefined)
    return {
      holds: [
        {
          text: `${certain.title} in ${space.name}`,
          ...(certain.origin && { origin: certain.origin }),
        },
      ],
    };
  const missing = roles.flatMap(({ missing }) => missing ?? []);
  if (missing.length > 0) return { missing };
  const titles = otherSpace.anyOf.map((id) => engine.matrix.spaceRole(id)?.role.title ?? id);
  return {
    shortfalls: [{ kind: 'other space', text: `needs ${titles.join(' or ')} in ${space.name}` }],
  };
}

function missingOther({ action }: Point): Missing {
  return {
    kind: 'other space',
    key: `other space of ${action.id}`,
    text: 'which other space is meant: this action concerns two spaces',
    close: 'name both: on ITEM to SPACE',
  };
}
