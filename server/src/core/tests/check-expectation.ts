import type { ExpectationNode } from '../../../../grammar/src/index.js';
import { isEverywhere } from '../decide/decide.js';
import type { Engine } from '../decide/engine.js';
import { type NearestGrant, nearestGrants } from '../decide/nearest.js';
import { anyOf } from '../decide/outcome.js';
import { personText } from '../decide/person.js';
import { decideAfter, questionIn } from '../decide/question-in.js';
import type { Outcome, Person, Question } from '../decide/types.js';
import type { SentenceResolver } from '../model/resolve.js';
import { type Claim, Claims, questionFor } from './claims.js';
import { askedId, type Misplaced, resolveSentence, type Sentence } from './sentence.js';

/** `broken`: it cannot be asked, because it names what is not there or asks an action of the wrong place. */
export interface Checked {
  readonly state: 'passed' | 'failed' | 'undecided' | 'broken';
  readonly message: string;
  /** The verdict that stands against the expectation. */
  readonly outcome?: Outcome;
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
 */
export function stillHolds(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
  people: readonly Person[],
): boolean {
  const { sentence } = resolveSentence(engine, resolver, node);
  if (sentence === undefined) return false;
  const claims = new Claims(engine, sentence);
  if (node.quantifier !== 'nobody' && claims.empty !== undefined) return false;
  for (const claim of claims.all())
    for (const { state } of new ClaimCheck(claim, sentence).checks(claim.among(people)))
      if (state !== 'passed') return false;
  return true;
}

const passed: Checked = { state: 'passed', message: '', misplaced: [] };

/** Whether what a sentence says holds of everybody of whom it says something. */
function checkSentence(engine: Engine, sentence: Sentence): Checked {
  const { node } = sentence;
  const claims = new Claims(engine, sentence);
  const { empty } = claims;
  // A user who left the tenant can do nothing, and that may be expected of them.
  const gone = empty?.gone === true && node.mode === 'cannot';
  if (node.quantifier !== 'nobody' && empty !== undefined && !gone)
    return failed(`${empty.text}: there is nobody of whom this could be said`);
  let undecided: Checked | undefined;
  for (const claim of claims.all())
    for (const check of new ClaimCheck(claim, sentence).checks()) {
      if (check.state === 'failed') return withNearest(engine, check);
      if (check.state === 'undecided') undecided ??= check;
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

  *checks(people = this.claim.kinds()): Iterable<Checked> {
    for (const person of people)
      for (const there of this.sentence.questions) {
        const question = questionFor(person, there, this.sentence);
        const checked = this.doubted(person, this.checkOne(question, there.text));
        yield checked.state === 'passed' ? checked : { ...checked, who: person };
      }
  }

  /** What would fail of somebody who may not be meant at all is undecided. */
  private doubted(person: Person, checked: Checked): Checked {
    const doubt = this.sentence.subjects.map((subject) => subject.doubt(person)).find((d) => d);
    if (doubt === undefined || checked.state !== 'failed') return checked;
    return {
      state: 'undecided',
      message: `${checked.message}; whether ${personText(person)} is meant depends`,
      outcome: anyOf([], [doubt], []),
      misplaced: [],
    };
  }

  private checkOne(question: Question, place: string): Checked {
    const { engine, can } = this.claim;
    const asked = questionIn(engine.world, question);
    const { because } = this.sentence.node;
    if (because === undefined && asked !== undefined)
      if (isEverywhere(engine, asked, can ? 'allowed' : 'denied')) return passed;
    const outcome = decideAfter(engine, question);
    const against = verdictAgainst(outcome, can);
    if (against === undefined) return this.checkCause(outcome, question, place);
    const name = askedId(question.asked);
    const item = against.label === undefined ? '' : `, for ${against.label}`;
    const said = `${personText(question.who)} ${can ? 'can' : 'cannot'} ${name} on ${place}`;
    if (against.outcome.verdict === 'depends')
      return {
        state: 'undecided',
        message: `whether ${said}${item} depends on what the policy does not state`,
        outcome: against.outcome,
        misplaced: [],
      };
    return {
      ...failed(
        `expected that ${said}${item}, but the verdict is ${against.outcome.verdict}`,
        against.outcome,
      ),
      ...(can && { denied: question }),
    };
  }

  /** `because` holds if the cause is among the proof's. */
  private checkCause(outcome: Outcome, question: Question, place: string): Checked {
    const { can, isOfNamed } = this.claim;
    const { because, quantifier } = this.sentence.node;
    if (because === undefined || (quantifier === 'only' && !isOfNamed)) return passed;
    const cause = because.text.toLowerCase();
    const wrong = (outcome.items ?? [{ outcome }]).find(
      (item) => !causes(item.outcome, can).includes(cause),
    );
    if (wrong === undefined) return passed;
    const name = askedId(question.asked);
    const real = [...new Set(causes(wrong.outcome, can))].join(', ');
    return failed(
      `${personText(question.who)} ${can ? 'can' : 'cannot'} ${name} on ${place}, but not because of ${cause}: because of ${real}`,
      wrong.outcome,
    );
  }
}

/** The verdict that stands against what is expected: of an action on many items, the first that does. */
function verdictAgainst(
  outcome: Outcome,
  can: boolean,
): { readonly outcome: Outcome; readonly label?: string } | undefined {
  const wanted = can ? 'allowed' : 'denied';
  const all = outcome.items ?? [{ label: undefined, outcome }];
  const wrong = all.filter((item) => item.outcome.verdict !== wanted);
  const worst = wrong.find((item) => item.outcome.verdict !== 'depends') ?? wrong[0];
  return (
    worst && {
      outcome: worst.outcome,
      ...(worst.label !== undefined && { label: worst.label }),
    }
  );
}

function causes(outcome: Outcome, can: boolean): readonly string[] {
  return can ? outcome.grants.map(({ via }) => via) : outcome.shortfalls.map(({ kind }) => kind);
}

function failed(message: string, outcome?: Outcome): Checked {
  return { state: 'failed', message, misplaced: [], ...(outcome && { outcome }) };
}
