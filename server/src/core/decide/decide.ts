import type { Action } from '../matrix/types.js';
import type { Item, Space } from '../model/world.js';
import { decideCreation } from './creation.js';
import { decideAt } from './decide-at.js';
import type { Engine } from './engine.js';
import { ownsTarget, type Point } from './evaluate.js';
import { type BareVerdict, isLikeForeign, unnamedTarget, VerdictsInSpace } from './in-space.js';
import { isAbout } from './items.js';
import { decideBothHalves } from './two-spaces.js';
import type { ItemOutcome, ItemTarget, Outcome, Person, Question, Verdict } from './types.js';

/** Whether a person may do what is asked, with the proof. Source of the rules: docs/language.md, "Verdicts". */
export function decide(engine: Engine, question: Question): Outcome {
  const { who, asked, where, to } = question;
  if (where.kind === 'new-space') return decideCreation(engine, who, asked, where.type);
  if (asked.kind === 'both-halves')
    return decideBothHalves(engine, who, asked, where.space, itemTarget(where), to);
  const { action } = asked;
  if (action.askedOf === 'item' && where.kind === 'space')
    return decideEvery(engine, who, action, where.space);
  return decideAt(pointOf(engine, who, action, where.space, itemTarget(where), to));
}

function itemTarget(where: Question['where']): ItemTarget | undefined {
  return where.kind === 'item' ? { kind: 'item', item: where.item } : undefined;
}

/** A two-space action is read in the source or in the destination, whichever its row is about. */
function pointOf(
  engine: Engine,
  person: Person,
  action: Action,
  space: Space,
  target: ItemTarget | undefined,
  to: Space | undefined,
): Point {
  if (action.askedOf !== 'two-spaces' || to === undefined)
    return { engine, person, action, space, target };
  return action.side === 'destination'
    ? { engine, person, action, space: to, target, other: { space, is: 'source' } }
    : { engine, person, action, space, target, other: { space: to, is: 'target' } };
}

/** A verdict that isn't the one that is wanted. */
export interface Against {
  readonly verdict: Verdict;
  /** The item that it is about, where an action on items was asked of a space. */
  readonly label?: string;
  /** The verdict with its proof. */
  readonly outcome: () => Outcome;
}

/**
 * The verdict that stands against the one that is wanted, if any does. Of an action on items that is asked of a space: the first
 * that is certain, else the first. The verdicts are those of `decide`, but no proof is made.
 */
export function verdictAgainst(
  engine: Engine,
  question: Question,
  wanted: 'allowed' | 'denied',
): Against | undefined {
  const { who, asked, where, to } = question;
  if (asked.kind === 'both-halves' || where.kind === 'new-space') {
    const outcome = decide(engine, question);
    const { verdict } = outcome;
    return verdict === wanted ? undefined : { verdict, outcome: () => outcome };
  }
  const { action } = asked;
  if (action.askedOf !== 'item' || where.kind !== 'space') {
    const point = pointOf(engine, who, action, where.space, itemTarget(where), to);
    const verdict = engine.verdicts.at(point);
    return verdict === wanted ? undefined : { verdict, outcome: () => decideAt(point) };
  }
  let found: Against | undefined;
  const unnamed = unnamedItem(engine, who, action, where.space);
  for (const { point, label } of [unnamed, ...namedItems(unnamed.point)]) {
    if (point !== unnamed.point && isLike(unnamed.point, point)) continue;
    const verdict = engine.verdicts.at(point);
    if (verdict === wanted) continue;
    if (found === undefined || verdict !== 'depends')
      found = { verdict, label, outcome: () => decideAt(point) };
    if (verdict !== 'depends') break;
  }
  return found;
}

/** The verdict of `decide`, without its proof. */
export function verdictOf(engine: Engine, question: Question): BareVerdict {
  const { who, asked, where, to } = question;
  if (asked.kind === 'both-halves' || where.kind === 'new-space')
    return { verdict: decide(engine, question).verdict, differs: false };
  const { action } = asked;
  if (action.askedOf !== 'item' || where.kind !== 'space') {
    const point = pointOf(engine, who, action, where.space, itemTarget(where), to);
    return { verdict: engine.verdicts.at(point), differs: false };
  }
  return new VerdictsInSpace({ engine, person: who, space: where.space }).on(action);
}

interface ItemPoint {
  readonly label: string;
  readonly point: Point;
}

/** An action on items that is asked of a space, of one item that the policy does not name. */
function unnamedItem(engine: Engine, person: Person, action: Action, space: Space): ItemPoint {
  const target = unnamedTarget(action);
  const label = target.kind === 'own' ? 'an item of their own' : 'any item of somebody else';
  return { label, point: { engine, person, action, space, target } };
}

/** The same of every item of the kind there. */
function namedItems(unnamed: Point): readonly (ItemPoint & { readonly item: Item })[] {
  const { engine, person, action, space } = unnamed;
  const points: (ItemPoint & { readonly item: Item })[] = [];
  for (const item of space.items) {
    if (!isAbout(action, item)) continue;
    const point: Point = { engine, person, action, space, target: { kind: 'item', item } };
    if (action.ownership !== undefined && ownsTarget(point) === (action.ownership !== 'own'))
      continue;
    points.push({ label: item.name, item, point });
  }
  return points;
}

/** Whether the verdict on an item is that on an unnamed one of somebody else. */
function isLike(unnamed: Point, point: Point): boolean {
  const { target } = point;
  return (
    unnamed.target?.kind === 'foreign' &&
    target?.kind === 'item' &&
    isLikeForeign(point, target.item)
  );
}

function decideEvery(engine: Engine, person: Person, action: Action, space: Space): Outcome {
  const unnamed = unnamedItem(engine, person, action, space);
  const baseline = decideAt(unnamed.point);
  const items: ItemOutcome[] = [{ label: unnamed.label, outcome: baseline }];
  for (const { label, item, point } of namedItems(unnamed.point)) {
    const outcome = isLike(unnamed.point, point) ? baseline : decideAt(point);
    items.push({ label, outcome, item });
  }
  const { verdict, grants, shortfalls, missing, caveats } = summary(baseline, items);
  return { verdict, grants, shortfalls, missing, caveats, items };
}

/** allowed or denied where every item is; else what holds of the unnamed item, short of allowed. */
function summary(baseline: Outcome, items: readonly ItemOutcome[]): Outcome {
  if (baseline.verdict !== 'allowed' || items.length === 1) return baseline;
  const differing = items.filter(({ outcome }) => outcome.verdict !== 'allowed');
  const worst = differing.find(({ outcome }) => outcome.verdict === 'denied') ?? differing[0];
  return worst === undefined ? baseline : worst.outcome;
}
