import { decide } from '../decide/decide.js';
import { memberRoles, sharesReaching } from '../decide/holdings.js';
import { lookOf, type PersonInSpace, unnamedTarget } from '../decide/in-space.js';
import type { GrantProof, Missing, Outcome, ShortfallKind, Verdict } from '../decide/types.js';
import type { Action } from '../matrix/types.js';
import { type Item, principalText } from '../model/world.js';
import type { Answer } from './answers.js';

/** Actions of one verdict that rest on the same. */
export interface Reason {
  readonly verdict: Verdict;
  /** In the order of the tables. */
  readonly actions: readonly Action[];
  /** Of what is allowed: every grant that allows it, the strongest first. */
  readonly grants: readonly GrantProof[];
  /** Of what depends: the facts that are missing; of cells and requirements that no document gives, those of the first action. */
  readonly missing: readonly Missing[];
  /** Of what is denied: in what it falls short. */
  readonly shortfalls: readonly ShortfallKind[];
  /** Whether it names the person, so that it is nobody else's. */
  readonly isPersonal: boolean;
}

/** The facts that are missing, in words: of cells and requirements that no document gives, the first stands for all. */
export function missingTexts({ missing, actions }: Reason): readonly string[] {
  const more = actions.length - 1;
  return missing.map(({ kind, text }) =>
    more > 0 && isOfOneAction(kind) ? `${text} (and so on, for ${more} more)` : text,
  );
}

/** Whether a fact is about one action alone. */
function isOfOneAction(kind: Missing['kind']): boolean {
  return kind === 'cell' || kind === 'requirement';
}

/** A place and the verdicts there. */
export interface DecidedPlace extends PersonInSpace {
  /** The item that is asked about; absent: the space. */
  readonly item?: Item;
  /** What tells that the verdicts of two people rest on the same things. */
  readonly answer: Answer;
  readonly decided: readonly { readonly action: Action; readonly verdict: Verdict }[];
}

/** Which actions rest on the same: the first of them stands for all. */
interface Group {
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
}

/**
 * Finds the reasons of verdicts: one proof for all actions that rest on the same. Which actions those are is worked out once for
 * all people and places that are alike but for names.
 */
export class Reasons {
  private readonly groups = new WeakMap<Answer, Map<string, readonly Group[]>>();

  of(place: DecidedPlace): readonly Reason[] {
    if (place.decided.length === 0) return [];
    const proofs = new Map<Action, Outcome>();
    return this.groupsOf(place, proofs).map(({ verdict, actions }) => {
      const [first] = actions;
      const outcome = first && (proofs.get(first) ?? prove(place, first, verdict));
      const { grants = [], missing = [], shortfalls = [] } = outcome ?? {};
      return {
        verdict,
        actions,
        grants,
        missing,
        shortfalls: verdict === 'denied' ? [...new Set(shortfalls.map(({ kind }) => kind))] : [],
        isPersonal:
          grants.some(({ via }) => via === 'admin') ||
          missing.some(({ kind }) => kind === 'entitlement'),
      };
    });
  }

  private groupsOf(place: DecidedPlace, proofs: Map<Action, Outcome>): readonly Group[] {
    // What is denied falls short of more than the verdicts rest on; an ML deployment rests on another space.
    if (place.item?.kind === 'ml-deployment' || place.decided.some(isDenied))
      return findGroups(place, proofs);
    let byPattern = this.groups.get(place.answer);
    if (byPattern === undefined)
      this.groups.set(place.answer, (byPattern = new Map<string, readonly Group[]>()));
    const { item } = place;
    const key = `${item === undefined ? '' : lookOf(place, item)}\n\n${patternOf(place)}`;
    let groups = byPattern.get(key);
    if (groups === undefined) byPattern.set(key, (groups = findGroups(place, proofs)));
    return groups;
  }
}

function isDenied({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'denied';
}

function findGroups(place: DecidedPlace, proofs: Map<Action, Outcome>): readonly Group[] {
  const groups = new Map<string, { readonly verdict: Verdict; readonly actions: Action[] }>();
  for (const { action, verdict } of place.decided) {
    const outcome = prove(place, action, verdict);
    const key = `${verdict}\n${reasonKey(outcome)}`;
    const group = groups.get(key);
    if (group !== undefined) group.actions.push(action);
    else {
      groups.set(key, { verdict, actions: [action] });
      proofs.set(action, outcome);
    }
  }
  return [...groups.values()];
}

/** The proof of a verdict: of an action on items that is asked of a space, that on the item that decides. */
function prove(place: DecidedPlace, action: Action, verdict: Verdict): Outcome {
  const { engine, person, space, item } = place;
  const isOfItems = action.askedOf === 'item';
  const target = item === undefined ? unnamedTarget(action) : ({ kind: 'item', item } as const);
  const outcome = engine.decideAt({
    engine,
    person,
    action,
    space,
    target: isOfItems ? target : undefined,
  });
  if (outcome.verdict === verdict) return outcome;
  return decide(engine, {
    who: person,
    asked: { kind: 'action', action },
    where: { kind: 'space', space },
  });
}

/** Equal for outcomes that rest on the same; which cells no document gives makes no difference. */
function reasonKey({ grants, missing, shortfalls, verdict }: Outcome): string {
  const parts = {
    allowed: () =>
      grants.map(({ via, principal, role }) => `${via} ${principalText(principal)} ${role.id}`),
    depends: () => missing.map(({ kind, key }) => (isOfOneAction(kind) ? kind : key)),
    denied: () => shortfalls.map(({ kind }) => kind),
  }[verdict]();
  return [...new Set(parts)].join('\n');
}

/**
 * What somebody holds in a space, whatever it is called: where this is equal, and the answers are the same, the same actions
 * rest on the same.
 */
function patternOf({ engine, person, space }: PersonInSpace): string {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    return number;
  };
  const doubt = (missing: Missing | undefined): string =>
    missing === undefined ? '' : `?${numberOf(`fact ${missing.key}`)}`;
  const members = memberRoles(engine, person, space).roles.map(
    ({ via, principal, column, missing }) =>
      `${via} ${numberOf(principalText(principal))} ${column}${doubt(missing)}`,
  );
  const shares = sharesReaching(engine, person, space).map(
    ({ item, grant, missing }) =>
      `share ${numberOf(`item ${item.kind} ${item.name}`)} ${numberOf(principalText(grant.principal))}${doubt(missing)}`,
  );
  const roles = engine.people
    .rolesHeld(person)
    .map(
      ({ held, to, missing }) => `${held.role} ${numberOf(`${to.kind} ${to.id}`)}${doubt(missing)}`,
    );
  return [...members, ...shares, ...roles].join('\n');
}
