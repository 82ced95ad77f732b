import type { Action } from '../matrix/types.js';
import type { Space } from '../model/world.js';
import { decideAt } from './decide-at.js';
import type { Engine } from './engine.js';
import type { Point } from './evaluate.js';
import { adminRoles, memberRoles } from './holdings.js';
import { allOf, anyOf, denial } from './outcome.js';
import { personText } from './person.js';
import type { Asked, ItemTarget, Missing, Outcome, Person } from './types.js';

type BothHalves = Extract<Asked, { kind: 'both-halves' }>;

/** A whole publish or move: both halves must be allowed, one in each space. */
export function decideBothHalves(
  engine: Engine,
  person: Person,
  asked: BothHalves,
  space: Space,
  target: ItemTarget | undefined,
  to: Space | undefined,
): Outcome {
  if (to === undefined) return anyOf([], [missingDestination(asked)], []);
  // Working in spaces: what is developed in personal and shared spaces is published to managed ones.
  if (asked.id.endsWith('.publish') && to.type !== 'managed')
    return denial({
      kind: 'space type',
      text: `content is published to managed spaces only: ${to.name} is ${to.type}`,
    });
  const base = { engine, person, target };
  const source: Half = {
    space,
    point: asked.source && {
      ...base,
      action: asked.source,
      space,
      other: { space: to, is: 'target' },
    },
  };
  const destination: Half = {
    space: to,
    point: asked.destination && {
      ...base,
      action: asked.destination,
      space: to,
      other: { space, is: 'source' },
    },
  };
  const [from, into] = [decideHalf(source), decideHalf(destination)];
  const whole = wholeAnswer(source, from);
  if (whole !== undefined) return whole;
  return allOf([
    elsewhere(asked, engine, person, source, from, destination, into),
    inOtherSpace(elsewhere(asked, engine, person, destination, into, source, from), to),
  ]);
}

interface Half {
  readonly space: Space;
  readonly point: Point | undefined;
}

function decideHalf({ point }: Half): Outcome | undefined {
  return point && decideAt(point);
}

/** Some administrators' rows answer for both spaces at once. */
function wholeAnswer({ point }: Half, outcome: Outcome | undefined): Outcome | undefined {
  if (point === undefined || outcome?.verdict !== 'allowed') return undefined;
  return outcome.grants.some(({ cell }) => cell.row?.otherSpaceTypes !== undefined)
    ? outcome
    : undefined;
}

/** A half without a row is answered by the role that the other half's row asks for in this space. */
function elsewhere(
  asked: BothHalves,
  engine: Engine,
  person: Person,
  half: Half,
  outcome: Outcome | undefined,
  other: Half,
  otherOutcome: Outcome | undefined,
): Outcome {
  if (outcome !== undefined && !lacksRow(outcome)) return outcome;
  const asksHere = otherOutcome?.grants.some(
    ({ cell }) =>
      cell.row?.otherSpace !== undefined &&
      (cell.row.otherSpace.spaceType ?? half.space.type) === half.space.type,
  );
  if (asksHere === true)
    return { verdict: 'allowed', grants: [], shortfalls: [], missing: [], caveats: [] };
  if (outcome !== undefined) return outcome;
  const held =
    memberRoles(engine, person, half.space).roles.length +
    adminRoles(engine, person, half.space.type).length;
  return held === 0
    ? denial({
        kind: 'no role',
        text: `${personText(person)} has no role in ${half.space.name}`,
      })
    : anyOf([], [missingHalf(asked, half.space, other.point?.action)], []);
}

function lacksRow({ verdict, missing }: Outcome): boolean {
  return verdict === 'depends' && missing.every(({ kind }) => kind === 'cell');
}

function inOtherSpace(outcome: Outcome, to: Space): Outcome {
  if (outcome.verdict !== 'denied') return outcome;
  if (outcome.shortfalls.some(({ kind }) => kind === 'other space')) return outcome;
  return {
    ...outcome,
    shortfalls: [
      { kind: 'other space', text: `it may not be done to ${to.name}` },
      ...outcome.shortfalls,
    ],
  };
}

function missingDestination(asked: BothHalves): Missing {
  return {
    kind: 'other space',
    key: `other space of ${asked.id}`,
    text: `to which space: ${asked.id} concerns two spaces`,
    close: 'name both: on ITEM to SPACE',
  };
}

function missingHalf(asked: BothHalves, space: Space, known: Action | undefined): Missing {
  return {
    kind: 'cell',
    key: `half of ${asked.id} in ${space.type}`,
    text: `what ${asked.id} needs in a ${space.type} space: no document at hand has a row for it (${known === undefined ? 'nor for the other space' : `only ${known.id}, for the other space`})`,
    close: 'ask the half that has a row by its own id, or try it in the tenant',
  };
}
