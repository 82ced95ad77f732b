import type { ExpectationNode } from '../../../../../grammar/src/index.js';
import { decide } from '../../decide/decide.js';
import type { Engine } from '../../decide/engine.js';
import { asksAbout } from '../../decide/items.js';
import { questionIn } from '../../decide/question-in.js';
import { denial } from '../../decide/outcome.js';
import type { Asked, Outcome, Question, Where } from '../../decide/types.js';
import { applyChange } from '../../model/change.js';
import { type Found, SentenceResolver } from '../../model/resolve.js';
import type { Space, World } from '../../model/world.js';
import { Reader, type Written } from '../../syntax/policy/access.js';
import type { ReadTest } from '../../syntax/policy/reading.js';
import { resolveSubject } from '../../tests/subjects.js';
import type { Span } from '../../text/span.js';
import { holds } from './at.js';

/** One question of an expectation: one person, one action, one place. */
export interface SentenceQuestion {
  readonly engine: Engine;
  readonly question: Question;
}

/** What an expectation asks, as far as its names are found. */
export interface AskedSentence {
  readonly engine: Engine;
  /** In the order of the sentence; made one after the other, for there may be very many. */
  readonly questions: Iterable<SentenceQuestion>;
  readonly count: number;
  /** The subject, action or place under the cursor, in the block. */
  readonly part: Span | undefined;
  /** The action under the cursor. */
  readonly action: { readonly asked: Asked; readonly where: Where | undefined } | undefined;
}

/** The world of a test's expectations: after its changes, as far as they can be made. */
export function worldOf(engine: Engine, test: ReadTest): World {
  return test.given.reduce((world, { written, tree, broken }) => {
    const change = broken || !tree ? undefined : resolverFor(engine, [world], written).change(tree);
    return change === undefined ? world : applyChange(world, change);
  }, engine.world);
}

function resolverFor(
  engine: Engine,
  worlds: readonly [World, ...World[]],
  { scalar, origin }: Written,
): SentenceResolver {
  const reader = new Reader(origin.block);
  return new SentenceResolver(engine.matrix, worlds, (span) => reader.part(scalar, span));
}

/**
 * The questions of an expectation. Where the cursor is on one subject, action or place, those of the others are left out.
 *
 * @param offset in the block
 */
export function asked(
  engine: Engine,
  test: ReadTest,
  written: Written,
  node: ExpectationNode,
  offset: number,
): AskedSentence {
  const world = worldOf(engine, test);
  const changed = world === engine.world ? engine : engine.over(world);
  const resolver = resolverFor(engine, [world, engine.world], written);
  let part: Span | undefined;
  const under = <T extends { readonly span: Span }>(nodes: readonly T[]): readonly T[] => {
    for (const one of nodes) {
      const { span } = resolver.at(one.span);
      if (!holds(span, offset)) continue;
      part = span;
      return [one];
    }
    return nodes;
  };
  const { target } = node;
  const people = under(node.subjects).flatMap(
    (subject) => resolveSubject(changed, resolver, subject)?.people ?? [],
  );
  const to =
    target?.kind === 'references' && target.to ? resolver.space(target.to.space) : undefined;
  const references = target?.kind === 'references' ? under(target.references) : [];
  const actions = under(node.actions).flatMap((action) => {
    const first = resolver.peekAction(action);
    const founds = references.flatMap(
      (reference) => resolver.reference(reference, reference.item && first && fits(first)) ?? [],
    );
    const found = resolver.action(action, founds);
    const places: readonly Where[] =
      target?.kind === 'new-space'
        ? [{ kind: 'new-space', type: target.type }]
        : founds.map(whereOf);
    return found === undefined ? [] : [{ asked: found, places }];
  });
  const isOnAction = node.actions.some(({ span }) => holds(resolver.at(span).span, offset));
  const [current] = isOnAction ? actions : [];
  return {
    engine: changed,
    questions: questions(changed, people, actions, to),
    count: people.length * actions.reduce((all, { places }) => all + places.length, 0),
    part,
    action: current && { asked: current.asked, where: current.places[0] },
  };
}

function fits(asked: Asked): ((item: Parameters<typeof asksAbout>[1]) => boolean) | undefined {
  return asked.kind === 'action' && asked.action.askedOf === 'space'
    ? undefined
    : (item) => asksAbout(asked, item);
}

function whereOf({ space, item }: Found): Where {
  return item === undefined ? { kind: 'space', space } : { kind: 'item', space, item };
}

function* questions(
  engine: Engine,
  people: readonly Question['who'][],
  actions: readonly { readonly asked: Asked; readonly places: readonly Where[] }[],
  to: Space | undefined,
): Iterable<SentenceQuestion> {
  for (const who of people)
    for (const { asked, places } of actions)
      for (const where of places)
        yield { engine, question: { who, asked, where, ...(to && { to }) } };
}

/** The answer in the question's own world; what a test's changes took away is denied. */
export function answer({ engine, question }: SentenceQuestion): Outcome {
  const there = questionIn(engine.world, question);
  return there === undefined
    ? denial({ kind: 'no role', text: 'it is not there after the given changes' })
    : decide(engine, there);
}
