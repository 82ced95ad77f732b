import type {
  ExpectationNode,
  Phrase,
  Span as NodeSpan,
} from '../../../../../grammar/src/index.js';
import type { Engine } from '../../decide/engine.js';
import type { Asked, Person, Question, Where } from '../../decide/types.js';
import type { SentenceResolver } from '../../model/resolve.js';
import type { WrittenScalar } from '../../syntax/policy/access.js';
import type { ReadTest } from '../../syntax/policy/reading.js';
import { type Claim, Claims, questionFor } from '../../tests/claims.js';
import { afterGiven, expectationResolver } from '../../tests/given.js';
import { resolveSentence, type Sentence } from '../../tests/sentence.js';
import type { Span } from '../../text/span.js';
import { holds } from './at.js';

/** One question of an expectation: one person, one action, one place, asked in the world after the test's changes. */
export interface SentenceQuestion {
  readonly engine: Engine;
  readonly question: Question;
}

/** What an expectation asks. */
export interface AskedSentence {
  /** In the order of the sentence; made one after the other, for there may be very many. */
  readonly questions: Iterable<SentenceQuestion>;
  readonly count: number;
  /** The sentence without the subjects, actions or places beside the one under the cursor. */
  readonly node: ExpectationNode;
  /** The subject, action, place or cause under the cursor, in the block. */
  readonly part: Span | undefined;
  /** The action under the cursor. */
  readonly action: { readonly asked: Asked; readonly where: Where } | undefined;
  /** The cause under the cursor. */
  readonly cause: Phrase | undefined;
}

/**
 * The questions that a run of the test asks of those whom an expectation names. Where the cursor is on one subject, action or
 * place, those of the others are left out. Undefined: it cannot be asked.
 *
 * @param offset in the block
 */
export function asked(
  engine: Engine,
  test: ReadTest,
  written: WrittenScalar,
  node: ExpectationNode,
  offset: number,
): AskedSentence | undefined {
  const given = afterGiven(engine, test);
  const resolver = expectationResolver(engine, given, written);
  const { sentence } = resolveSentence(given.engine, resolver, node);
  if (sentence === undefined) return undefined;
  const under = underCursor(resolver, sentence, offset);
  const claim = claimOfNamed(given.engine, under.sentence);
  const people = claim.people();
  const [first] = under.sentence.questions;
  return {
    questions: questions(claim.engine, people, under.sentence),
    count: people.length * under.sentence.questions.length,
    node: under.node,
    part: under.part,
    cause: under.cause,
    action: under.isAction && first ? first : undefined,
  };
}

/** What is said of those whom a sentence names. Of those whom it excepts that is nothing; what they can is told all the same. */
function claimOfNamed(engine: Engine, sentence: Sentence): Claim {
  const claims = new Claims(engine, sentence);
  for (const claim of claims.all()) if (claim.isOfNamed) return claim;
  return claims.ofNamed(false);
}

function* questions(
  engine: Engine,
  people: readonly Person[],
  sentence: Sentence,
): Iterable<SentenceQuestion> {
  for (const who of people)
    for (const there of sentence.questions)
      yield { engine, question: questionFor(who, there, sentence) };
}

interface UnderCursor {
  /** Without the subjects, actions or places beside the one under the cursor. */
  readonly sentence: Sentence;
  readonly node: ExpectationNode;
  readonly part: Span | undefined;
  readonly isAction: boolean;
  readonly cause?: Phrase;
}

function underCursor(resolver: SentenceResolver, sentence: Sentence, offset: number): UnderCursor {
  const { node, subjects, questions: all } = sentence;
  const { actions, target, because } = node;
  const spanOf = ({ span }: { readonly span: NodeSpan }): Span => resolver.at(span).span;
  const isUnder = (part: { readonly span: NodeSpan }): boolean => holds(spanOf(part), offset);
  const subject = node.subjects.find(isUnder);
  if (subject !== undefined) {
    const one = { ...sentence, subjects: subjects.filter((each) => each.node === subject) };
    return {
      sentence: one,
      node: { ...node, subjects: [subject] },
      part: spanOf(subject),
      isAction: false,
    };
  }
  if (because !== undefined && isUnder(because))
    return { sentence, node, part: spanOf(because), isAction: false, cause: because };
  const action = actions.find(isUnder);
  const reference =
    target?.kind === 'references' && action === undefined
      ? target.references.find(isUnder)
      : undefined;
  const part = action ?? reference;
  if (part === undefined) return { sentence, node, part, isAction: false };
  const some = all.filter((there) => part === there.action || part === there.reference);
  return {
    sentence: { ...sentence, questions: some },
    node: {
      ...node,
      ...(action && { actions: [action] }),
      ...(target?.kind === 'references' &&
        reference && { target: { ...target, references: [reference] } }),
    },
    part: spanOf(part),
    isAction: action !== undefined,
  };
}
