import { isAskedIn } from '../../decide/asked-in.js';
import type { Engine } from '../../decide/engine.js';
import type { ItemTarget, Person } from '../../decide/types.js';
import type { Action } from '../../matrix/types.js';
import type { Space } from '../../model/world.js';
import { counted } from '../counted.js';

/** How many actions of one kind are allowed, and how many the policy leaves open. */
export interface Tally {
  readonly kind: string;
  readonly allowed: number;
  readonly depends: number;
  readonly total: number;
}

/**
 * The actions that hovers count: those of the space's tables that concern one space. One that differs by who owns the
 * item counts once.
 */
export function countedActions(engine: Engine, type: Space['type']): readonly Action[] {
  return engine.matrix.actions.filter(
    (action) =>
      action.kind !== 'data-product' &&
      action.askedOf !== 'two-spaces' &&
      action.ownership === undefined &&
      isAskedIn(action, type),
  );
}

/** What a person may do at a place, by kind, in the order of the tables. */
export function tallies(
  engine: Engine,
  person: Person,
  space: Space,
  target: ItemTarget,
): readonly Tally[] {
  const verdicts = engine.verdicts.here({ engine, person, space, target });
  const byKind = new Map<string, { allowed: number; depends: number; total: number }>();
  for (const action of countedActions(engine, space.type)) {
    let tally = byKind.get(action.kind);
    if (tally === undefined)
      byKind.set(action.kind, (tally = { allowed: 0, depends: 0, total: 0 }));
    const verdict = verdicts.on(action);
    tally.total += 1;
    if (verdict !== 'denied') tally[verdict] += 1;
  }
  return [...byKind].map(([kind, tally]) => ({ kind, ...tally }));
}

export function sum(list: readonly Tally[], kind: string): Tally {
  return list.reduce<Tally>(
    (all, { allowed, depends, total }) => ({
      kind,
      allowed: all.allowed + allowed,
      depends: all.depends + depends,
      total: all.total + total,
    }),
    { kind, allowed: 0, depends: 0, total: 0 },
  );
}

/** A place in an engine's world: what somebody may do there is asked of it. */
export interface PlaceInWorld {
  readonly engine: Engine;
  readonly space: Space;
  readonly target: ItemTarget;
}

/** What somebody may do at a place only because of something: for certain, or as far as is known. */
export interface Gain {
  readonly certain: readonly Action[];
  /** What is denied without it, and depends with it. */
  readonly open: number;
}

/** What a person gains at a place by what another world lacks. */
export function gainOver(person: Person, place: PlaceInWorld, without: PlaceInWorld): Gain {
  const { engine, space } = place;
  const verdicts = engine.verdicts.here({ person, ...place });
  const others = without.engine.verdicts.here({ person, ...without });
  const certain: Action[] = [];
  let open = 0;
  for (const action of countedActions(engine, space.type)) {
    const now = verdicts.on(action);
    if (now === 'denied') continue;
    const then = others.on(action);
    if (now === 'allowed' && then !== 'allowed') certain.push(action);
    if (now === 'depends' && then === 'denied') open += 1;
  }
  return { certain, open };
}

const PLURALS: Readonly<Record<string, string>> = {
  space: 'the space itself',
  glossary: 'glossaries',
  'ml-experiment': 'ML experiments',
  'ml-deployment': 'ML deployments',
};

/** A kind of content in words: `data-file` is `data files`. */
export function kindName(kind: string): string {
  return PLURALS[kind] ?? `${kind.replaceAll('-', ' ')}s`;
}

/** `1 data file`, `2 data files`. */
export function countedKind(count: number, kind: string): string {
  const one = kind.replace(/^ml-/u, 'ML ').replaceAll('-', ' ');
  return counted(count, one, kindName(kind));
}

/** Actions that tell most of what somebody can do, those that give away most first. */
const HEADLINES: readonly string[] = [
  'space.delete',
  'space.add-members',
  'space.change-member-permissions',
  'app.share',
  'app.delete',
  'app.publish-from-space',
  'app.create',
  'app.export',
  'app.edit-properties',
  'app.reload',
  'app.export-data',
  'app.open',
  'script.open',
  'data-source.list-and-use',
  'data-connection.list-and-use',
  'data-file.list-and-use',
  'space.see',
];

/** The most telling actions first. */
export function byWeight(actions: readonly Action[]): readonly Action[] {
  const weight = ({ id }: Action): number => {
    const index = HEADLINES.indexOf(id);
    return index < 0 ? HEADLINES.length : index;
  };
  return [...actions].sort((a, b) => weight(a) - weight(b));
}

/** The actions that headlines are chosen from, in their order. */
export function headlines(engine: Engine, type: Space['type']): readonly Action[] {
  const listed = new Set(countedActions(engine, type));
  return byWeight([...listed]).filter(({ id }) => HEADLINES.includes(id));
}
