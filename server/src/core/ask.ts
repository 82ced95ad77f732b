import {
  type ActionNode,
  parseChange,
  readPrincipal,
  readReference,
  type Span,
} from '../../../grammar/src/index.js';
import type { OpenPolicy } from './check.js';
import type { Engine } from './decide/engine.js';
import { personOf as personIn } from './decide/person.js';
import { asksAbout } from './decide/items.js';
import type { Asked, Person, Question, Where } from './decide/types.js';
import { applyChange } from './model/change.js';
import { type Found, SentenceResolver } from './model/resolve.js';
import { ChangeResolver } from './model/resolve-change.js';
import type { World } from './model/world.js';
import { EMPTY_BLOCK, type Origin } from './syntax/policy/access.js';
import { nearestWord } from './text/nearest-word.js';

/** What is asked of which place, in words: names are written verbatim, as in a scalar that holds one only. */
export interface PlaceText {
  readonly action: string;
  readonly where: string;
  readonly to?: string | undefined;
  /** Changes that are taken as made, as under `given`. */
  readonly given?: readonly string[];
}

/** A question in words. */
export interface QuestionText extends PlaceText {
  readonly who: string;
}

/** What is wrong with the words of a question. */
export interface AskedWrongly {
  readonly kind: 'problem';
  readonly message: string;
}

/** A question that can be decided, in the world that it is about; or what is wrong with its words. */
export type AskedQuestion =
  | { readonly kind: 'question'; readonly question: Question; readonly engine: Engine }
  | AskedWrongly;

/** A question without a subject, in the world that it is about; or what is wrong with its words. */
export type AskedPlace =
  | { readonly kind: 'place'; readonly place: Omit<Question, 'who'>; readonly engine: Engine }
  | AskedWrongly;

/** Looks up the names of a question. Never throws. */
export function ask(policy: OpenPolicy, text: QuestionText): AskedQuestion {
  const found = lookUp(policy, text, text.who);
  if (found.kind === 'problem') return found;
  const { engine, place, who } = found;
  if (who === undefined) return UNREADABLE;
  if (typeof who === 'string') return { kind: 'problem', message: who };
  return { kind: 'question', engine, question: { who, ...place } };
}

/** Looks up the names of a question that is put of many people. Never throws. */
export function askPlace(policy: OpenPolicy, text: PlaceText): AskedPlace {
  return lookUp(policy, text);
}

const UNREADABLE: AskedWrongly = {
  kind: 'problem',
  message: 'the question cannot be read: WHO ACTION WHERE',
};

interface LookedUp {
  readonly kind: 'place';
  readonly place: Omit<Question, 'who'>;
  readonly engine: Engine;
  /** The subject, where one was named; or what is wrong with its name. */
  readonly who: Person | string | undefined;
}

function lookUp({ engine }: OpenPolicy, text: PlaceText, name?: string): LookedUp | AskedWrongly {
  const given = afterGiven(engine, text.given ?? []);
  if (typeof given === 'string') return { kind: 'problem', message: given };
  const changed = given === engine.world ? engine : engine.over(given);
  const resolver = new SentenceResolver(engine.matrix, [given, engine.world], nowhere);
  const who = name === undefined ? undefined : personOf(resolver, [given, engine.world], name);
  const asked = actionOf(resolver, text.action);
  const where = placeOf(resolver, text.where, asked);
  const to = text.to === undefined ? undefined : resolver.space(named(text.to));
  const problem = resolverProblem(resolver) ?? wrongPlace(asked, where, text.to);
  if (problem !== undefined) return { kind: 'problem', message: problem };
  if (asked === undefined || where === undefined) return UNREADABLE;
  return { kind: 'place', engine: changed, who, place: { asked, where, ...(to && { to }) } };
}

/** The place of a name in words that stand in no file. */
export function nowhere(span: Span): Origin {
  return { block: EMPTY_BLOCK, span };
}

function named(text: string): { readonly text: string; readonly span: Span } {
  return { text, span: { start: 0, end: text.length } };
}

function afterGiven(engine: Engine, changes: readonly string[]): World | string {
  let { world } = engine;
  for (const text of changes) {
    const { tree, problems } = parseChange(text);
    const [problem] = problems;
    if (problem !== undefined) return `${text}: ${problem.message}`;
    const resolver = new ChangeResolver(engine.matrix, [world], nowhere, engine.world);
    const change = tree && resolver.change(tree);
    const wrong = resolverProblem(resolver) ?? resolver.impossible[0]?.message;
    if (change === undefined || wrong !== undefined)
      return `${text}: ${wrong ?? 'this change cannot be made'}`;
    world = applyChange(world, change);
  }
  return world;
}

function personOf(
  resolver: SentenceResolver,
  worlds: readonly [World, World],
  text: string,
): Person | string | undefined {
  const { tree, problems } = readPrincipal(text, { link: true });
  const [problem] = problems;
  if (tree === undefined) return problem?.message;
  const principal = resolver.principal(tree);
  // Somebody who left by a change can still be asked about.
  const [after, before] = worlds;
  return principal && (personIn(after, principal) ?? personIn(before, principal));
}

/** The action of an id, or of the words of a table. */
export function actionOf(resolver: SentenceResolver, text: string): Asked | undefined {
  const form = /^[a-z-]+\.[a-z0-9-]+$/iu.test(text.trim()) ? 'id' : 'title';
  const node: ActionNode = { form, text: text.trim(), span: { start: 0, end: text.length } };
  return resolver.action(node, []);
}

const NEW_SPACE = /^an?\s+new\s+(shared|managed|data)\s+space$/iu;

function placeOf(
  resolver: SentenceResolver,
  text: string,
  asked: Asked | undefined,
): Where | undefined {
  const type = NEW_SPACE.exec(text.trim())?.[1]?.toLowerCase();
  if (type === 'shared' || type === 'managed' || type === 'data')
    return { kind: 'new-space', type };
  const { tree } = readReference(text);
  const found: Found | undefined =
    tree &&
    resolver.reference(
      tree,
      asked === undefined || concernsSpace(asked) ? undefined : (item) => asksAbout(asked, item),
    );
  if (found === undefined) return undefined;
  const { space, item } = found;
  return item === undefined ? { kind: 'space', space } : { kind: 'item', space, item };
}

function concernsSpace(asked: Asked): boolean {
  return asked.kind === 'action' && asked.action.askedOf === 'space';
}

/** The first name that was not found, in words. */
export function resolverProblem({ uses }: SentenceResolver): string | undefined {
  const use = uses.find(({ found }) => found === undefined);
  if (use === undefined) return undefined;
  const near = nearestWord(use.text, use.candidates ?? []);
  if (near === undefined && use.kind === 'action')
    return `unknown action ${use.text}: it is an id or the words of a table, as spaceward matrix prints them`;
  const hint = use.hint === undefined ? '' : ` (${use.hint})`;
  return `unknown ${use.kind} ${use.text}${hint}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function wrongPlace(
  asked: Asked | undefined,
  where: Where | undefined,
  to: string | undefined,
): string | undefined {
  if (asked === undefined || where === undefined) return undefined;
  const name = asked.kind === 'action' ? asked.action.id : asked.id;
  const twoSpaces = asked.kind === 'both-halves' || asked.action.askedOf === 'two-spaces';
  if (where.kind === 'new-space' && name !== 'space.create')
    return `only space.create can be asked of a new space: ${name} needs one that exists`;
  if (asked.kind === 'both-halves' && to === undefined)
    return `${name} concerns two spaces: name the other one with --to SPACE`;
  if (!twoSpaces && to !== undefined) return `${name} concerns one space: leave out --to`;
  return concernsSpace(asked) && where.kind === 'item'
    ? `${name} is asked of a space: write ${where.space.name} alone`
    : undefined;
}
