import type { ExpectationNode } from '../../../../grammar/src/index.js';
import { type Against, verdictAgainst } from '../decide/decide.js';
import type { Engine } from '../decide/engine.js';
import { type NearestGrant, nearestGrants } from '../decide/nearest.js';
import { anyOf } from '../decide/outcome.js';
import { personText } from '../decide/person.js';
import { decideAfter, questionIn } from '../decide/question-in.js';
import type { Missing, Outcome, Person, Question } from '../decide/types.js';
import type { SentenceResolver } from '../model/resolve.js';
import { type Claim, Claims, questionFor } from './claims.js';
import { holdsByGroups } from './group-claim.js';
import {
  askedId,
  type Asking,
  type Misplaced,
  resolveAgain,
  resolveSentence,
  type Sentence,
} from './sentence.js';

/** `broken`: it cannot be asked, because it names what is not there or asks an action of the wrong place. */
export interface Checked {
  readonly state: 'passed' | 'failed' | 'undecided' | 'broken';
  readonly message: string;
  /** The verdict that stands against the expectation. */
  readonly outcome?: Outcome;
  /** What the verdict had to be, as words: `allowed because of share`. */
  readonly expected?: string;
  readonly nearest?: readonly NearestGrant[];
  /** The person whom it fails or is undecided for. */
  readonly who?: Person;
  /** The question that was denied, where what would allow it is of interest. */
  readonly denied?: Question;
  readonly misplaced: readonly Misplaced[];
}

/** Whether an expectation holds in the engine's world. Names that aren't found are left with the resolver. */
export function checkExpectation(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
): Checked {
  const { sentence, misplaced } = resolveSentence(engine, resolver, node);
  if (sentence === undefined || sentence.questions.length === 0 || misplaced.length > 0)
    return { state: 'broken', message: 'it names something that is not there', misplaced };
  if (node.mode === 'could' || node.mode === 'could never')
    return {
      state: 'undecided',
      message: `${node.mode} is not answered yet: this version decides can and cannot only`,
      misplaced,
    };
  return checkSentence(engine, sentence);
}

/**
 * The answer to a question of a sentence, in the world after the test's changes, with what would allow what is denied. Every
 * verdict that is told of a sentence comes from here.
 */
export function answerTo(
  engine: Engine,
  question: Question,
): { readonly outcome: Outcome; readonly nearest: () => readonly NearestGrant[] } {
  const outcome = decideAfter(engine, question);
  return {
    outcome,
    nearest: () => (outcome.verdict === 'denied' ? nearestTo(engine, question) : []),
  };
}

function nearestTo(engine: Engine, question: Question): readonly NearestGrant[] {
  const asked = questionIn(engine.world, question);
  return asked === undefined ? [] : nearestGrants(engine, asked);
}

/**
 * Whether an expectation that held still does, where nothing but what is known of some people has changed: of all others it
 * says what it said.
 *
 * @param known what the expectations of the test ask, as far as it was looked up: see `resolveAgain`
 */
export function stillHolds(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
  people: readonly Person[],
  known: Map<ExpectationNode, Asking>,
): boolean {
  const sentence = resolveAgain(engine, resolver, node, known);
  if (sentence === undefined) return false;
  const claims = new Claims(engine, sentence);
  if (node.quantifier !== 'nobody' && claims.empty !== undefined) return false;
  for (const claim of claims.all())
    if (new ClaimCheck(claim, sentence).worst(claim.among(people)) !== undefined) return false;
  return true;
}

const passed: Checked = { state: 'passed', message: '', misplaced: [] };

/** Whether an expectation can be asked, and holds. Why it doesn't isn't told. */
export function holds(engine: Engine, resolver: SentenceResolver, node: ExpectationNode): boolean {
  const { sentence, misplaced } = resolveSentence(engine, resolver, node);
  return (
    sentence !== undefined &&
    sentence.questions.length > 0 &&
    misplaced.length === 0 &&
    judge(engine, sentence).state === 'passed'
  );
}

/** Whether what a sentence says holds of everybody of whom it says something; with what would allow what is denied. */
function checkSentence(engine: Engine, sentence: Sentence): Checked {
  return withNearest(engine, judge(engine, sentence));
}

function judge(engine: Engine, sentence: Sentence): Checked {
  const { node } = sentence;
  const claims = new Claims(engine, sentence);
  const { empty } = claims;
  // A user who left the tenant can do nothing, and that may be expected of them.
  const gone = empty?.gone === true && node.mode === 'cannot';
  if (node.quantifier !== 'nobody' && empty !== undefined && !gone)
    return failed(`${empty.text}: there is nobody of whom this could be said`);
  let undecided: Checked | undefined;
  for (const claim of claims.all()) {
    if (holdsByGroups(claim, sentence)) continue;
    const worst = new ClaimCheck(claim, sentence).worst(claim.kinds(), undecided);
    if (worst?.state === 'failed') return worst;
    undecided = worst;
  }
  return undecided ?? passed;
}

/** What would allow it is looked for once, for the one that is reported. */
function withNearest(engine: Engine, check: Checked): Checked {
  const { denied } = check;
  return denied === undefined ? check : { ...check, nearest: nearestTo(engine, denied) };
}

/** One claim of a sentence, question by question. */
class ClaimCheck {
  constructor(
    private readonly claim: Claim,
    private readonly sentence: Sentence,
  ) {}

  /**
   * The first that fails of some people, else the first that is undecided, if any is.
   *
   * @param undecided one that is undecided: another isn't looked for
   */
  worst(people: readonly Person[], undecided?: Checked): Checked | undefined {
    let found = undecided;
    for (const person of people)
      for (const there of this.sentence.questions) {
        const question = questionFor(person, there, this.sentence);
        const checked = this.checkOne(question, there.text, found !== undefined);
        if (checked === undefined) continue;
        const { state } = checked;
        if (state === 'failed' || found === undefined) found = { ...checked, who: person };
        if (state === 'failed') return found;
      }
    return found;
  }

  /** Undefined where it holds; where only those that fail are wanted, also where it is undecided. */
  private checkOne(question: Question, place: string, onlyFailed: boolean): Checked | undefined {
    const { engine, can } = this.claim;
    const asked = questionIn(engine.world, question);
    const against =
      asked === undefined
        ? againstGone(engine, question, can)
        : verdictAgainst(engine, asked, can ? 'allowed' : 'denied');
    const doubt = this.doubt(question.who);
    if (onlyFailed && (against?.verdict === 'depends' || doubt !== undefined)) return undefined;
    const checked =
      against === undefined
        ? this.checkCause(question, place)
        : this.standingAgainst(against, question, place);
    return checked?.state === 'failed' ? this.doubted(checked, question.who, doubt) : checked;
  }

  /** Why it isn't certain that somebody is meant. */
  private doubt(person: Person): Missing | undefined {
    for (const subject of this.sentence.subjects) {
      const doubt = subject.doubt(person);
      if (doubt !== undefined) return doubt;
    }
    return undefined;
  }

  /** What would fail of somebody who may not be meant at all is undecided. */
  private doubted(checked: Checked, person: Person, doubt: Missing | undefined): Checked {
    if (doubt === undefined) return checked;
    return {
      state: 'undecided',
      message: `${checked.message}; whether ${personText(person)} is meant depends`,
      outcome: anyOf([], [doubt], []),
      misplaced: [],
    };
  }

  private standingAgainst(
    { verdict, label, ...against }: Against,
    question: Question,
    place: string,
  ): Checked {
    const { can } = this.claim;
    const item = label === undefined ? '' : `, for ${label}`;
    const said = `${personText(question.who)} ${can ? 'can' : 'cannot'} ${askedId(question.asked)} on ${place}${item}`;
    const outcome = against.outcome();
    const expected = can ? 'allowed' : 'denied';
    if (verdict === 'depends')
      return {
        state: 'undecided',
        message: `whether ${said} depends on what the policy does not state`,
        outcome,
        expected,
        misplaced: [],
      };
    return {
      ...failed(`expected that ${said}, but the verdict is ${verdict}`, outcome),
      expected,
      ...(can && { denied: question }),
    };
  }

  /** `because` holds if the cause is among the proof's. */
  private checkCause(question: Question, place: string): Checked | undefined {
    const { engine, can, isOfNamed } = this.claim;
    const { because, quantifier } = this.sentence.node;
    if (because === undefined || (quantifier === 'only' && !isOfNamed)) return undefined;
    const cause = because.text.toLowerCase();
    const outcome = decideAfter(engine, question);
    const wrong = (outcome.items ?? [{ outcome }]).find(
      (item) => !causes(item.outcome, can).includes(cause),
    );
    if (wrong === undefined) return undefined;
    const name = askedId(question.asked);
    const real = [...new Set(causes(wrong.outcome, can))].join(', ');
    return {
      ...failed(
        `${personText(question.who)} ${can ? 'can' : 'cannot'} ${name} on ${place}, but not because of ${cause}: because of ${real}`,
        wrong.outcome,
      ),
      expected: `${can ? 'allowed' : 'denied'} because of ${cause}`,
    };
  }
}

/** Who or what is gone by the changes of a test can do, or be done, nothing. */
function againstGone(engine: Engine, question: Question, can: boolean): Against | undefined {
  return can ? { verdict: 'denied', outcome: () => decideAfter(engine, question) } : undefined;
}

function causes(outcome: Outcome, can: boolean): readonly string[] {
  return can ? outcome.grants.map(({ via }) => via) : outcome.shortfalls.map(({ kind }) => kind);
}

function failed(message: string, outcome?: Outcome): Checked {
  return { state: 'failed', message, misplaced: [], ...(outcome && { outcome }) };
}
