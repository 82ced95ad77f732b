import { type GrantProof, type Missing, type Outcome, type Shortfall, VIAS } from './types.js';

const NONE: readonly never[] = [];

/** The outcome of several findings, any grant of which is enough. */
export function anyOf(
  grants: readonly GrantProof[],
  missing: readonly Missing[],
  shortfalls: readonly Shortfall[],
  caveats: readonly string[] = [],
): Outcome {
  const verdict = grants.length > 0 ? 'allowed' : missing.length > 0 ? 'depends' : 'denied';
  return {
    verdict,
    grants: strongestFirst(grants),
    shortfalls: distinctShortfalls(shortfalls),
    missing: verdict === 'depends' ? distinct(missing, ({ key }) => key) : NONE,
    caveats: caveats.length < 2 ? caveats : [...new Set(caveats)],
  };
}

/** The outcome of two halves, both of which are needed. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  const of = (verdict: Outcome['verdict']): readonly Outcome[] =>
    outcomes.filter((outcome) => outcome.verdict === verdict);
  const denied = of('denied');
  const depends = of('depends');
  const verdict = denied.length > 0 ? 'denied' : depends.length > 0 ? 'depends' : 'allowed';
  return {
    verdict,
    grants: verdict === 'allowed' ? outcomes.flatMap(({ grants }) => grants) : [],
    shortfalls: denied.flatMap(({ shortfalls }) => shortfalls),
    missing:
      verdict === 'depends'
        ? distinct(
            depends.flatMap(({ missing }) => missing),
            ({ key }) => key,
          )
        : [],
    caveats: [...new Set(outcomes.flatMap(({ caveats }) => caveats))],
  };
}

/** A denial for one reason. */
export function denial(...shortfalls: readonly Shortfall[]): Outcome {
  return { verdict: 'denied', grants: [], shortfalls, missing: [], caveats: [] };
}

function strongestFirst(grants: readonly GrantProof[]): readonly GrantProof[] {
  if (grants.length < 2) return grants;
  return [...grants].sort((a, b) => VIAS.indexOf(a.via) - VIAS.indexOf(b.via));
}

/** So many are compared with each other one by one. */
const FEW = 6;

/** The first of those that say the same, in order. */
function distinctShortfalls(shortfalls: readonly Shortfall[]): readonly Shortfall[] {
  if (shortfalls.length < 2) return shortfalls;
  if (shortfalls.length > FEW) return distinct(shortfalls, ({ kind, text }) => `${kind} ${text}`);
  const isRepeated = (one: Shortfall, index: number): boolean => {
    for (let before = 0; before < index; before++) {
      const other = shortfalls[before];
      if (other?.kind === one.kind && other.text === one.text) return true;
    }
    return false;
  };
  return shortfalls.some(isRepeated)
    ? shortfalls.filter((one, index) => !isRepeated(one, index))
    : shortfalls;
}

/** The first of each key, in order. */
export function distinct<T>(things: readonly T[], key: (thing: T) => string): readonly T[] {
  if (things.length < 2) return things;
  const seen = new Set<string>();
  return things.filter((thing) => {
    const k = key(thing);
    if (seen.has(k)) return false;
    seen.add(k);
    return true;
  });
}
