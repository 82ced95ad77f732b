import type { BitSet } from '../matrix/bits.js';
import type { Space } from '../model/world.js';
import type { Engine } from '../decide/engine.js';
import type { Verdict } from '../decide/types.js';
import { type Answer, Answers, verdictIn } from './answers.js';
import { Census } from './census.js';
import { type Division, type Standing, Standings } from './standings.js';

/** How many verdicts there are of each kind. */
export type Counts = Record<Verdict, number>;

/**
 * Who may do what in a whole tenant, by set operations: people are divided by how they stand in a space, a standing has one
 * answer for all actions, and standings that rest on the same share it. The verdicts are those of `decide`. It keeps what a
 * policy states of each space, and nothing for each person in each space.
 */
export class TenantAccess {
  readonly census: Census;
  private readonly answers: Answers;

  constructor(readonly engine: Engine) {
    this.census = new Census(engine);
    this.answers = new Answers(engine, this.census.profiles);
  }

  /** Everybody in one space. Whoever asks about single people again and again keeps it. */
  in(space: Space): SpaceAccess {
    return new SpaceAccess(this.census, this.answers, space);
  }

  /**
   * Counts the verdicts of everybody.
   *
   * @param asked which actions count in a space, as bits (`Matrix.actionIndex`)
   * @param spaces default: every space
   */
  count(
    asked: (space: Space) => BitSet,
    spaces: Iterable<Space> = this.engine.world.spaces.values(),
  ): Counts {
    const counts = { allowed: 0, denied: 0, depends: 0 };
    for (const space of spaces) this.in(space).count(asked(space), counts);
    return counts;
  }
}

/** Who may do what in one space. */
export class SpaceAccess {
  private readonly standings: Standings;
  private readonly known: Answer[] = [];

  constructor(
    private readonly census: Census,
    private readonly answers: Answers,
    readonly space: Space,
  ) {
    this.standings = new Standings(census, space);
  }

  /** The numbers of the users whom the space names by themselves. */
  get named(): Iterable<number> {
    return this.standings.namedPlaces;
  }

  /** Whether the space names somebody by themselves. */
  names(place: number): boolean {
    return this.standings.names(place);
  }

  /** The numbers of the groups that it grants something. */
  get groups(): Iterable<number> {
    return this.standings.groupNumbers;
  }

  /** Every standing that somebody has. */
  get standingsHeld(): readonly Standing[] {
    return this.standings.all();
  }

  /** Everybody, divided by their standings. */
  divide(): Division {
    return this.standings.divide();
  }

  /** The answer for a standing. */
  answerOf({ number, first }: Pick<Standing, 'number' | 'first'>): Answer {
    return (this.known[number] ??= this.find(first));
  }

  /** The standing of one person, by their number. */
  standingOf(place: number): number {
    return this.standings.of(place);
  }

  /** The answer for one person, by their number (`Census.people`). */
  of(place: number): Answer {
    const number = this.standings.of(place);
    return (this.known[number] ??= this.find(place));
  }

  /**
   * The verdict on an action that is asked of the space.
   *
   * @param place the person's number (`Census.people`)
   * @param bit the action's number (`Matrix.actionIndex`)
   */
  verdict(place: number, bit: number): Verdict {
    return verdictIn(this.of(place), bit);
  }

  private find(place: number): Answer {
    const person = this.census.people[place];
    return person === undefined ? this.answers.nothing : this.answers.of(person, this.space);
  }

  /**
   * Adds verdicts on some actions to counts.
   *
   * @param people the numbers of those who count; absent: everybody
   */
  count(asked: BitSet, counts: Counts, people?: Iterable<number>): void {
    const add = ({ allowed, depends }: Answer, size: number): void => {
      const [sure, open] = [allowed.and(asked).count(), depends.and(asked).count()];
      counts.allowed += sure * size;
      counts.depends += open * size;
      counts.denied += (asked.count() - sure - open) * size;
    };
    if (people === undefined)
      for (const standing of this.standingsHeld) add(this.answerOf(standing), standing.size);
    else for (const place of people) add(this.of(place), 1);
  }
}
