import { append } from './append.js';
import { askPlace, type AskedWrongly, type PlaceText } from './ask.js';
import type { OpenPolicy } from './check.js';
import { decide, verdictOf } from './decide/decide.js';
import type { Engine } from './decide/engine.js';
import type { BareVerdict } from './decide/in-space.js';
import { distinct } from './decide/outcome.js';
import { questionIn } from './decide/question-in.js';
import type { GrantProof, Missing, Outcome, Person, Question, Via } from './decide/types.js';

/** One question put of everybody, in the world that it is about. */
export interface AskedOfAll {
  readonly kind: 'everybody';
  readonly engine: Engine;
  readonly place: Omit<Question, 'who'>;
  /** Everybody of whom `nobody` would speak, in the order of the policy; never empty. */
  readonly people: readonly PersonVerdict[];
}

/** A person's verdict; its proof is made when it is asked for. */
export interface PersonVerdict extends BareVerdict {
  readonly who: Person;
  readonly prove: () => Outcome;
}

/** Puts one question of everybody whom a policy speaks of. Never throws: what is wrong with the words is a problem. */
export function askEverybody(policy: OpenPolicy, text: PlaceText): AskedOfAll | AskedWrongly {
  const asked = askPlace(policy, text);
  if (asked.kind === 'problem') return asked;
  const { engine, place } = asked;
  const everybody = engine.people.everybody();
  const [first] = everybody;
  if (first === undefined)
    return { kind: 'problem', message: 'this policy names no users: there is nobody to ask about' };
  // After given changes the place may be another object, or gone.
  const there = questionIn(engine.world, { ...place, who: first });
  const people = everybody.map((who): PersonVerdict => {
    if (there === undefined) return { who, verdict: 'denied', differs: false, prove: () => GONE };
    const question = { ...there, who };
    return { who, ...verdictOf(engine, question), prove: () => decide(engine, question) };
  });
  return { kind: 'everybody', engine, place, people };
}

const GONE: Outcome = {
  verdict: 'denied',
  grants: [],
  shortfalls: [{ kind: 'no role', text: 'the place is not there after the given changes' }],
  missing: [],
  caveats: [],
};

/** Who can do something, and through what; of whom it depends, and on what. */
export interface Who {
  /** How many people were asked about. */
  readonly total: number;
  readonly allowed: readonly { readonly who: Person; readonly grants: readonly GrantProof[] }[];
  readonly depends: readonly { readonly who: Person; readonly missing: readonly Missing[] }[];
  /** Of an action on items that is asked of a space: those to whom some items are open, or may be, that the others aren't. */
  readonly some: readonly { readonly who: Person; readonly items: readonly SomeItem[] }[];
  /** How many are denied, those who are allowed some items included. */
  readonly denied: number;
  /** Every fact that is missing above, once, in the order in which people need them. */
  readonly facts: readonly Missing[];
  /** How many are allowed by each cause, as their strongest grant. */
  readonly causes: ReadonlyMap<Via, number>;
}

/** An item that is open to somebody who isn't allowed every one. */
export interface SomeItem {
  readonly item: string;
  readonly verdict: 'allowed' | 'depends';
  readonly grants: readonly GrantProof[];
  readonly missing: readonly Missing[];
}

/** Sorts everybody by verdict, with the proofs of those who can or may be able to. */
export function whoCan({ people, place }: AskedOfAll): Who {
  const isWhole = place.asked.kind === 'both-halves';
  const allowed: Who['allowed'][number][] = [];
  const depends: Who['depends'][number][] = [];
  const some: Who['some'][number][] = [];
  const facts: Missing[] = [];
  const causes = new Map<Via, number>();
  let denied = 0;
  for (const { who, verdict, differs, prove } of people) {
    if (verdict === 'denied') denied += 1;
    if (verdict === 'denied' && !differs) continue;
    const outcome = prove();
    if (verdict === 'allowed') {
      const grants = strongest(outcome, isWhole);
      const [{ via } = { via: undefined }] = grants;
      if (via !== undefined) causes.set(via, (causes.get(via) ?? 0) + 1);
      allowed.push({ who, grants });
      continue;
    }
    if (verdict === 'depends') depends.push({ who, missing: outcome.missing });
    const items = differs ? openItems(outcome) : [];
    if (items.length > 0) some.push({ who, items });
    append(facts, outcome.missing);
    for (const { missing } of items) append(facts, missing);
  }
  return {
    total: people.length,
    allowed,
    depends,
    some,
    denied,
    facts: distinct(facts, ({ key }) => key),
    causes,
  };
}

/** The strongest grant; of a publish or move as a whole, of each of its halves. */
function strongest({ grants }: Outcome, isWhole: boolean): readonly GrantProof[] {
  return isWhole ? distinct(grants, ({ cell }) => cell.action) : grants.slice(0, 1);
}

/** The items whose verdict is better than that of all. */
function openItems({ items = [], verdict: whole }: Outcome): readonly SomeItem[] {
  return items.flatMap(({ label, outcome }): SomeItem[] => {
    const { verdict, missing } = outcome;
    if (verdict === 'denied' || verdict === whole) return [];
    return [{ item: label, verdict, grants: strongest(outcome, false), missing }];
  });
}
