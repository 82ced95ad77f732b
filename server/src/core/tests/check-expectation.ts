import { append } from '../append.js';
import type { ExpectationNode, TargetNode } from '../../../../grammar/src/index.js';
import { Alike, type Scope } from '../decide/alike.js';
import { isEverywhere } from '../decide/decide.js';
import type { Engine } from '../decide/engine.js';
import { asksAbout } from '../decide/items.js';
import { type NearestGrant, nearestGrants } from '../decide/nearest.js';
import { decideAfter, questionIn } from '../decide/question-in.js';
import { anyOf } from '../decide/outcome.js';
import { personText } from '../decide/person.js';
import {
  type Asked,
  type Outcome,
  type Person,
  type Question,
  SHORTFALL_KINDS,
  VIAS,
  type Where,
} from '../decide/types.js';
import type { Found, SentenceResolver } from '../model/resolve.js';
import type { Space } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { resolveSubject, type Subject } from './subjects.js';

/** An action that is asked of the wrong kind of place. */
export interface Misplaced {
  readonly message: string;
  readonly origin: Origin;
}

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

/** What a sentence says, with every name looked up. */
interface Sentence {
  readonly node: ExpectationNode;
  readonly subjects: readonly Subject[];
  /** What is asked, each action of each place. */
  readonly questions: readonly {
    readonly asked: Asked;
    readonly where: Where;
    readonly text: string;
  }[];
  readonly to?: Space;
}

/** Whether an expectation holds in the engine's world. Names that aren't found are left with the resolver. */
export function checkExpectation(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
): Checked {
  const misplaced: Misplaced[] = [];
  const sentence = resolveSentence(engine, resolver, node, misplaced);
  if (sentence === undefined || sentence.questions.length === 0 || misplaced.length > 0)
    return { state: 'broken', message: 'it names something that is not there', misplaced };
  if (node.mode === 'could' || node.mode === 'could never')
    return {
      state: 'undecided',
      message: `${node.mode} is not answered yet: this version decides can and cannot only`,
      misplaced,
    };
  return new ExpectationCheck(engine, sentence).check();
}

const passed: Checked = { state: 'passed', message: '', misplaced: [] };

function resolveSentence(
  engine: Engine,
  resolver: SentenceResolver,
  node: ExpectationNode,
  misplaced: Misplaced[],
): Sentence | undefined {
  const subjects = node.subjects.map((subject) => resolveSubject(engine, resolver, subject));
  const places: { readonly where: Where; readonly text: string }[] = [];
  const founds: Found[] = [];
  const { target } = node;
  const to =
    target?.kind === 'references' && target.to ? resolver.space(target.to.space) : undefined;
  if (target?.kind === 'references' && target.to) resolver.spaceOnly(target.to);
  const questions: Sentence['questions'][number][] = [];
  const first = node.actions.map((action) => resolver.peekAction(action));
  const fits = first.every((action) => action === undefined)
    ? undefined
    : (item: Parameters<typeof asksAbout>[1]): boolean =>
        first.some(
          (action) =>
            action === undefined ||
            (action.kind === 'action' && action.action.askedOf === 'space') ||
            asksAbout(action, item),
        );
  if (target?.kind === 'new-space')
    places.push({
      where: { kind: 'new-space', type: target.type },
      text: `a new ${target.type} space`,
    });
  else
    for (const reference of target?.references ?? []) {
      const found = resolver.reference(reference, reference.item ? fits : undefined);
      if (found === undefined) continue;
      founds.push(found);
      places.push({ where: whereOf(found), text: placeText(found) });
    }
  for (const action of node.actions) {
    const found = resolver.action(action, founds);
    if (found === undefined) continue;
    const wrong = target && misplacement(found, target, founds);
    if (wrong !== undefined) misplaced.push({ message: wrong, origin: resolver.at(action.span) });
    for (const { where, text } of places) {
      const fitting = whereFor(found, where);
      if (fitting !== undefined) questions.push({ asked: found, where: fitting, text });
      else if (wrong === undefined)
        misplaced.push({ message: wrongKind(found, text), origin: resolver.at(action.span) });
    }
  }
  resolver.cause(node.because, isCan(node) ? VIAS : SHORTFALL_KINDS);
  append(misplaced, resolver.impossible);
  if (target === undefined || !resolver.complete) return undefined;
  return {
    node,
    questions,
    subjects: subjects.filter((subject) => subject !== undefined),
    ...(to && { to }),
  };
}

/** The place for one action: where items of several kinds share a name, the action's kind decides. */
function whereFor(asked: Asked, where: Where): Where | undefined {
  if (where.kind !== 'item' || asksAbout(asked, where.item)) return where;
  if (asked.kind === 'action' && asked.action.askedOf === 'space') return where;
  const { space } = where;
  const item = space.items.find(
    (other) => other.name === where.item.name && asksAbout(asked, other),
  );
  return item && { kind: 'item', space, item };
}

function wrongKind(asked: Asked, place: string): string {
  return asked.kind === 'action'
    ? `${asked.action.id} is not about what ${place} is`
    : `${asked.id} is not about what ${place} is`;
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
  const name = asked.kind === 'action' ? asked.action.id : asked.id;
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
  return asked.action.askedOf === 'space' && item !== undefined
    ? `${name} is asked of a space: write "${item.space.name}" alone`
    : undefined;
}

class ExpectationCheck {
  private readonly verb: string;
  private readonly alike: Alike;

  constructor(
    private readonly engine: Engine,
    private readonly sentence: Sentence,
  ) {
    this.verb = sentence.node.mode;
    this.alike = new Alike(engine, scopeOf(sentence));
  }

  check(): Checked {
    const { node, subjects } = this.sentence;
    const empty = subjects.find((subject) => this.peopleOf(subject).length === 0);
    // A user who left the tenant can do nothing, and that may be expected of them.
    const gone = empty?.gone === true && node.mode === 'cannot';
    if (node.quantifier !== 'nobody' && empty !== undefined && !gone)
      return failed(`${empty.text}: there is nobody of whom this could be said`);
    let undecided: Checked | undefined;
    for (const check of this.checks()) {
      if (check.state === 'failed') return this.withNearest(check);
      if (check.state === 'undecided') undecided ??= check;
    }
    return undecided ?? passed;
  }

  /** What would allow it is looked for once, for the one that is reported. */
  private withNearest(check: Checked): Checked {
    const { denied } = check;
    const asked = denied && questionIn(this.engine.world, denied);
    return asked === undefined ? check : { ...check, nearest: nearestGrants(this.engine, asked) };
  }

  /** Those whom a subject stands for; of many that no answer tells apart, one is enough. */
  private peopleOf(subject: Subject): readonly Person[] {
    return subject.among?.(this.alike.everybody()) ?? subject.people;
  }

  private *checks(): Iterable<Checked> {
    const { node, subjects } = this.sentence;
    const named = this.alike.firstOf(subjects.flatMap((subject) => this.peopleOf(subject)));
    const everyoneCannot =
      node.quantifier === 'each' &&
      node.mode === 'cannot' &&
      node.subjects.some(({ kind }) => kind === 'everyone');
    if (node.quantifier === 'each' && !everyoneCannot) {
      for (const person of named) yield* this.checkPerson(person, this.verb === 'can');
      return;
    }
    if (node.quantifier === 'only')
      for (const person of named) yield* this.checkPerson(person, true);
    const excepted = everyoneCannot ? [] : subjects;
    yield* this.checkOthers(excepted);
  }

  /** Those that a sentence doesn't except cannot. Members of an excepted group are excepted, known or not. */
  private *checkOthers(excepted: readonly Subject[]): Iterable<Checked> {
    const engine = this.engine.closing(new Set(excepted.flatMap((subject) => subject.groups)));
    const others = engine === this.engine ? this : new ExpectationCheck(engine, this.sentence);
    for (const person of others.alike.everybody())
      if (!excepted.some((subject) => subject.includes(person)))
        yield* others.checkPerson(person, false);
  }

  private *checkPerson(person: Person, can: boolean): Iterable<Checked> {
    const { questions, to } = this.sentence;
    for (const { asked, where, text } of questions) {
      const question: Question = { who: person, asked, where, ...(to && { to }) };
      const checked = this.doubted(person, this.checkOne(question, can, text));
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

  private checkOne(question: Question, can: boolean, place: string): Checked {
    const asked = questionIn(this.engine.world, question);
    const { because } = this.sentence.node;
    if (because === undefined && asked !== undefined)
      if (isEverywhere(this.engine, asked, can ? 'allowed' : 'denied')) return passed;
    const outcome = decideAfter(this.engine, question);
    const against = this.against(outcome, can);
    if (against === undefined) return this.checkCause(outcome, can, question, place);
    const name = question.asked.kind === 'action' ? question.asked.action.id : question.asked.id;
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

  /** The verdict that stands against what is expected: of an action on many items, the first that does. */
  private against(
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

  /** `because` holds if the cause is among the proof's. */
  private checkCause(outcome: Outcome, can: boolean, question: Question, place: string): Checked {
    const { because, quantifier } = this.sentence.node;
    if (because === undefined || (quantifier === 'only' && !can)) return passed;
    const cause = because.text.toLowerCase();
    const wrong = (outcome.items ?? [{ outcome }]).find(
      (item) => !causes(item.outcome, can).includes(cause),
    );
    if (wrong === undefined) return passed;
    const name = question.asked.kind === 'action' ? question.asked.action.id : question.asked.id;
    const real = [...new Set(causes(wrong.outcome, can))].join(', ');
    return failed(
      `${personText(question.who)} ${can ? 'can' : 'cannot'} ${name} on ${place}, but not because of ${cause}: because of ${real}`,
      wrong.outcome,
    );
  }
}

/** What the sentence's answers may differ by: where it asks, and whom it names. */
function scopeOf({ subjects, questions, to }: Sentence): Scope {
  const spaces = questions.flatMap(({ where }) =>
    where.kind === 'new-space' ? [] : [where.space],
  );
  return {
    spaces: [...spaces, ...(to ? [to] : []), ...subjects.flatMap(({ place }) => place ?? [])],
    groups: subjects.flatMap(({ groups }) => groups),
    users: subjects.flatMap(({ user }) => user ?? []),
  };
}

function causes(outcome: Outcome, can: boolean): readonly string[] {
  return can ? outcome.grants.map(({ via }) => via) : outcome.shortfalls.map(({ kind }) => kind);
}

function failed(message: string, outcome?: Outcome): Checked {
  return { state: 'failed', message, misplaced: [], ...(outcome && { outcome }) };
}
