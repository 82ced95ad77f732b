import type { Alike } from '../decide/alike.js';
import type { Engine } from '../decide/engine.js';
import type { Person, Question } from '../decide/types.js';
import type { AskedThere, Sentence } from './sentence.js';
import type { Subject } from './subjects.js';

/** What a sentence says of some people: that each of them can, or that none can, all that it asks. */
export interface Claim {
  /** What the verdicts are read from. */
  readonly engine: Engine;
  readonly can: boolean;
  /** Whether the sentence names them; else they are all the others. */
  readonly isOfNamed: boolean;
  /** All of them, in order. */
  readonly people: () => readonly Person[];
  /** The first of each kind of them, whom no answer tells apart. */
  readonly kinds: () => readonly Person[];
  /** Those of some people of whom it is said. */
  readonly among: (people: readonly Person[]) => readonly Person[];
}

/** What an expectation claims, and of whom. */
export class Claims {
  private readonly alike: AlikeIn;

  constructor(
    private readonly engine: Engine,
    private readonly sentence: Sentence,
  ) {
    this.alike = new AlikeIn(engine, sentence);
  }

  /** A subject that is nobody. */
  get empty(): Subject | undefined {
    return this.sentence.subjects.find(
      (subject) => subject.isEmpty ?? this.kindsOf(subject).length === 0,
    );
  }

  /** In the order in which they are checked. */
  *all(): Iterable<Claim> {
    const { node, subjects } = this.sentence;
    const isOfEverybody = subjects.some((subject) => subject.node.kind === 'everyone');
    if (node.quantifier === 'each')
      yield node.mode === 'cannot' && isOfEverybody
        ? { ...this.ofOthers([]), isOfNamed: true }
        : this.ofNamed(node.mode === 'can');
    if (node.quantifier === 'only') yield this.ofNamed(true);
    if (node.quantifier !== 'each') yield this.ofOthers(subjects);
  }

  /** The people whom the subjects stand for. */
  ofNamed(can: boolean): Claim {
    const { subjects } = this.sentence;
    return {
      engine: this.engine,
      can,
      isOfNamed: true,
      people: () => subjects.flatMap(({ people }) => people),
      kinds: () => this.alike.firstOf(subjects.flatMap((subject) => this.kindsOf(subject))),
      among: (people) =>
        subjects.flatMap(
          (subject) =>
            subject.among?.(people) ?? people.filter((person) => subject.includes(person)),
        ),
    };
  }

  /** Those that a sentence doesn't except cannot. Members of an excepted group are excepted, known or not. */
  private ofOthers(excepted: readonly Subject[]): Claim {
    const engine = this.engine.closing(new Set(excepted.flatMap(({ groups }) => groups)));
    const isOther = (person: Person): boolean =>
      !excepted.some((subject) => subject.includes(person));
    return {
      engine,
      can: false,
      isOfNamed: false,
      people: () => engine.people.everybody().filter(isOther),
      kinds: () => {
        const alike = engine === this.engine ? this.alike : new AlikeIn(engine, this.sentence);
        return alike.everybody().filter(isOther);
      },
      among: (people) => people.filter(isOther),
    };
  }

  /** Those whom a subject stands for; of many that no answer tells apart, one is enough. */
  private kindsOf(subject: Subject): readonly Person[] {
    // A few are told apart sooner than everybody.
    const found = subject.few ? undefined : subject.among?.(this.alike.everybody());
    return found ?? this.alike.firstOf(subject.people);
  }
}

/** The question whether somebody can do one of the things that a sentence asks. */
export function questionFor(who: Person, { asked, where }: AskedThere, { to }: Sentence): Question {
  return { who, asked, where, ...(to && { to }) };
}

/** Tells people apart as the sentence's answers may: by where it asks, and whom it names. */
class AlikeIn {
  private made: Alike | undefined;
  private found: readonly Person[] | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly sentence: Sentence,
  ) {}

  firstOf(people: readonly Person[]): readonly Person[] {
    return people.length < 2 ? people : this.alike.firstOf(people);
  }

  everybody(): readonly Person[] {
    return (this.found ??= this.alike.everybody(
      this.sentence.subjects.flatMap(({ user }) => user ?? []),
    ));
  }

  private get alike(): Alike {
    return (this.made ??= this.make());
  }

  private make(): Alike {
    const { subjects, questions, to } = this.sentence;
    const spaces = questions.flatMap(({ where }) =>
      where.kind === 'new-space' ? [] : [where.space],
    );
    return this.engine.alike(
      [...spaces, ...(to ? [to] : []), ...subjects.flatMap(({ place }) => place ?? [])],
      subjects.flatMap(({ groups }) => groups),
    );
  }
}
