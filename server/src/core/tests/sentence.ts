import type {
  ActionNode,
  ExpectationNode,
  ReferenceNode,
  TargetNode,
} from '../../../../grammar/src/index.js';
import { append } from '../append.js';
import type { Engine } from '../decide/engine.js';
import { asksAbout } from '../decide/items.js';
import { type Asked, SHORTFALL_KINDS, VIAS, type Where } from '../decide/types.js';
import type { Found, SentenceResolver } from '../model/resolve.js';
import type { Item, Space } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { resolveSubject, type Subject } from './subjects.js';

/** An action that is asked of the wrong kind of place, or a part of a sentence that means nothing. */
export interface Misplaced {
  readonly message: string;
  readonly origin: Origin;
}

/** One action asked of one place, with the parts of the sentence that say so. */
export interface AskedThere {
  readonly asked: Asked;
  readonly where: Where;
  /** How the place is called in messages. */
  readonly text: string;
  readonly action: ActionNode;
  /** Undefined: a new space. */
  readonly reference: ReferenceNode | undefined;
}

/** What an expectation says, with every name looked up. */
export interface Sentence {
  readonly node: ExpectationNode;
  readonly subjects: readonly Subject[];
  /** What is asked, each action of each place. */
  readonly questions: readonly AskedThere[];
  /** The second space of a publish or move. */
  readonly to?: Space;
}

/** A sentence as far as it can be asked. */
export interface Resolved {
  /** Undefined: it names what is not there. */
  readonly sentence: Sentence | undefined;
  readonly misplaced: readonly Misplaced[];
}

interface Place {
  readonly where: Where;
  readonly text: string;
  readonly reference: ReferenceNode | undefined;
}

/** Who is meant, which actions, and which places: the one reading of expectations. Names that aren't found are left with the resolver. */
export function resolveSentence(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
): Resolved {
  const misplaced: Misplaced[] = [];
  const { target } = node;
  const subjects = subjectsOf(engine, resolver, node);
  const to =
    target?.kind === 'references' && target.to ? resolver.space(target.to.space) : undefined;
  if (target?.kind === 'references' && target.to) resolver.spaceOnly(target.to);
  const founds: Found[] = [];
  const places = [...placesOf(resolver, node, founds)];
  const questions: AskedThere[] = [];
  for (const action of node.actions) {
    const asked = resolver.action(action, founds);
    if (asked === undefined) continue;
    const wrong = target && misplacement(asked, target, founds);
    if (wrong !== undefined) misplaced.push({ message: wrong, origin: resolver.at(action.span) });
    for (const { where, text, reference } of places) {
      const fitting = whereFor(asked, where);
      if (fitting !== undefined) questions.push({ asked, where: fitting, text, action, reference });
      else if (wrong === undefined)
        misplaced.push({ message: wrongKind(asked, text), origin: resolver.at(action.span) });
    }
  }
  resolver.cause(node.because, isCan(node) ? VIAS : SHORTFALL_KINDS);
  append(misplaced, resolver.impossible);
  if (target === undefined || !resolver.complete) return { sentence: undefined, misplaced };
  return { sentence: { node, questions, subjects, ...(to && { to }) }, misplaced };
}

/** Those of a sentence's subjects that are found. */
function subjectsOf(
  engine: Engine,
  resolver: SentenceResolver,
  { subjects }: ExpectationNode,
): readonly Subject[] {
  return subjects.flatMap((subject) => resolveSubject(engine, resolver, subject) ?? []);
}

/** What sentences ask, whoever they speak of. */
export type Asking = Pick<Sentence, 'questions' | 'to'>;

/**
 * What a sentence says that was looked up before: only its subjects are looked up again where what it asks about is the same.
 *
 * @param known what sentences ask, as far as it was looked up; more is added
 */
export function resolveAgain(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
  known: Map<ExpectationNode, Asking>,
): Sentence | undefined {
  const asking = known.get(node);
  if (asking === undefined || !isThere(engine, asking)) {
    const { sentence } = resolveSentence(engine, resolver, node);
    if (sentence !== undefined)
      known.set(node, { questions: sentence.questions, ...(sentence.to && { to: sentence.to }) });
    return sentence;
  }
  const subjects = subjectsOf(engine, resolver, node);
  return resolver.complete ? { ...asking, node, subjects } : undefined;
}

/** Whether the spaces that are asked about are as they were. */
function isThere({ world }: Engine, { questions, to }: Asking): boolean {
  // Most questions of a sentence are about one space.
  let last: Space | undefined;
  const isSame = (space: Space): boolean => {
    if (space !== last && world.spaces.get(space.name) !== space) return false;
    last = space;
    return true;
  };
  return (
    (to === undefined || isSame(to)) &&
    questions.every(({ where }) => where.kind === 'new-space' || isSame(where.space))
  );
}

/** The id of an action, or of a whole publish or move. */
export function askedId(asked: Asked): string {
  return asked.kind === 'action' ? asked.action.id : asked.id;
}

/** The places of a sentence; what their references name is noted in `founds`. */
function* placesOf(
  resolver: SentenceResolver,
  { target, actions }: ExpectationNode,
  founds: Found[],
): Iterable<Place> {
  if (target?.kind === 'new-space') {
    const where = { kind: 'new-space', type: target.type } as const;
    yield { where, text: `a new ${target.type} space`, reference: undefined };
    return;
  }
  const fits = fitting(actions.map((action) => resolver.peekAction(action)));
  for (const reference of target?.references ?? []) {
    const found = resolver.reference(reference, reference.item ? fits : undefined);
    if (found === undefined) continue;
    founds.push(found);
    yield { where: whereOf(found), text: placeText(found), reference };
  }
}

/** Which items can be meant by a name that several have: those that one of the actions is about. */
function fitting(actions: readonly (Asked | undefined)[]): ((item: Item) => boolean) | undefined {
  if (actions.every((action) => action === undefined)) return undefined;
  return (item) =>
    actions.some(
      (action) => action === undefined || isAskedOfSpace(action) || asksAbout(action, item),
    );
}

function isAskedOfSpace(asked: Asked): boolean {
  return asked.kind === 'action' && asked.action.askedOf === 'space';
}

/** The place for one action: where items of several kinds share a name, the action's kind decides. */
function whereFor(asked: Asked, where: Where): Where | undefined {
  if (where.kind !== 'item' || asksAbout(asked, where.item) || isAskedOfSpace(asked)) return where;
  const { space } = where;
  const item = space.items.find(
    (other) => other.name === where.item.name && asksAbout(asked, other),
  );
  return item && { kind: 'item', space, item };
}

function wrongKind(asked: Asked, place: string): string {
  return `${askedId(asked)} is not about what ${place} is`;
}

function whereOf({ space, item }: Found): Where {
  return item === undefined ? { kind: 'space', space } : { kind: 'item', space, item };
}

function placeText({ space, item }: Found): string {
  return item === undefined ? `"${space.name}"` : `"${space.name}/${item.name}"`;
}

/** Whether what the sentence states of its own subjects is that they can. */
function isCan({ quantifier, mode }: ExpectationNode): boolean {
  return mode === 'can' && quantifier !== 'nobody';
}

function misplacement(
  asked: Asked,
  target: TargetNode,
  founds: readonly Found[],
): string | undefined {
  const name = askedId(asked);
  if (target.kind === 'new-space')
    return name === 'space.create'
      ? undefined
      : `only space.create can be asked of a new space: ${name} needs one that exists`;
  if (asked.kind === 'both-halves')
    return target.to === undefined
      ? `${name} concerns two spaces: write on ITEM to SPACE`
      : undefined;
  if (target.to !== undefined && asked.action.askedOf !== 'two-spaces')
    return `${name} concerns one space: leave out what follows to`;
  const item = founds.find((found) => found.item !== undefined);
  return isAskedOfSpace(asked) && item !== undefined
    ? `${name} is asked of a space: write "${item.space.name}" alone`
    : undefined;
}
