import { locate } from '../matrix/find-cell.js';
import type { Row } from '../matrix/types.js';
import { checkConditions, ownsTarget, type Point } from './evaluate.js';
import type { HeldColumn, SpaceSets } from './space-sets.js';
import type { Verdict } from './types.js';

/** What comes of one column: `open` where it takes the whole decision to tell. */
type Effect = 'grants' | 'may grant' | 'nothing' | 'open';

/**
 * The verdict on one action by the columns that a person holds, and by the roles and permissions that their rows ask for
 * besides. Undefined where that doesn't settle it.
 */
export function settle(point: Point, bit: number, { held }: SpaceSets): Verdict | undefined {
  const verdicts = new Set<Verdict>();
  for (const columns of held) {
    const verdict = verdictOf(columns.map((column) => effectOf(point, bit, column)));
    if (verdict === undefined) return undefined;
    verdicts.add(verdict);
  }
  // Tables that don't agree leave it open.
  const [verdict] = verdicts;
  return verdicts.size === 1 ? verdict : 'depends';
}

function verdictOf(effects: readonly Effect[]): Verdict | undefined {
  if (effects.includes('grants')) return 'allowed';
  if (effects.includes('open')) return undefined;
  return effects.includes('may grant') ? 'depends' : 'denied';
}

function effectOf(point: Point, bit: number, held: HeldColumn): Effect {
  const { sets, isCertain, perhaps } = held;
  const granted = isCertain ? 'grants' : 'may grant';
  if (sets.yes.has(bit)) return granted;
  if (sets.no.has(bit)) return 'nothing';
  if (sets.own.has(bit)) return ownsTarget(point) === false ? 'nothing' : 'open';
  const { matrix, siteFacts } = point.engine;
  if (sets.unknown.has(bit)) {
    if (perhaps?.has(bit) === false) return 'nothing';
    if (sets.absent.has(bit)) return 'may grant';
    const own = matrix.row(held.table, point.action.id);
    const effect = own === undefined ? 'open' : requirementsOf(point, own);
    return effect === 'grants' ? 'may grant' : effect;
  }
  const row = locate(matrix, siteFacts, held.table, point.action.id, held.column)?.row;
  const met = row === undefined ? 'open' : requirementsOf(point, row);
  return met === 'grants' ? granted : met;
}

/** What the roles and permissions that a row asks for let through. */
function requirementsOf(point: Point, { requires, otherSpace, otherSpaceTypes }: Row): Effect {
  let effect: Effect =
    otherSpace === undefined && otherSpaceTypes === undefined ? 'grants' : 'open';
  for (const requirement of requires) {
    if (requirement.kind !== 'holds') {
      effect = 'open';
      continue;
    }
    const { shortfalls = [], missing = [] } = checkConditions(point, requirement.anyOf);
    if (shortfalls.length > 0) return 'nothing';
    if (missing.length > 0 && effect === 'grants') effect = 'may grant';
  }
  return effect;
}
