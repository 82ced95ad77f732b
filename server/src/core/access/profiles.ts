import type { Engine } from '../decide/engine.js';
import { holds, readerFor } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Condition } from '../matrix/types.js';

/**
 * What verdicts ask of a person besides what spaces grant them, in short: few profiles for a whole tenant, where roles of the
 * tenant come in many combinations.
 */
export class Profiles {
  private readonly conditions: readonly Condition[];
  /** By the numbers of likenesses. */
  private readonly known = new Map<number, number>();
  private readonly numbers = new Map<string, number>();

  constructor(private readonly engine: Engine) {
    this.conditions = conditionsOf(engine.matrix);
  }

  /** Equal for people for whom every requirement of the tables is met, not met or open alike, and the same tables are read. */
  of(person: Person): number {
    const { kind } = this.engine.people.factsOf(person);
    let profile = this.known.get(kind);
    if (profile === undefined)
      this.known.set(kind, (profile = this.numberOf(this.describe(person))));
    return profile;
  }

  private numberOf(description: string): number {
    let number = this.numbers.get(description);
    if (number === undefined) this.numbers.set(description, (number = this.numbers.size));
    return number;
  }

  /** Equal for people whom nothing tells apart in spaces that name none of them, nor a group that one of them is in for certain. */
  kindOf(person: Person): string {
    const roles = this.engine.people
      .rolesHeld(person)
      .filter(({ held }) => this.engine.matrix.securityRole(held.role) !== undefined)
      .map(({ held, missing }) => `${held.role}${missing === undefined ? '' : '?'}`);
    // Whose groups aren't stated may be in any group with unknown members, but for some.
    const isOpen = person.kind === 'user' && person.user.groups === undefined;
    const groups = isOpen ? ['', ...[...(person.user.notIn ?? [])].sort()] : [];
    return [this.of(person), ...roles, ...groups].join('\n');
  }

  private describe(person: Person): string {
    const isUser = person.kind === 'user';
    return [
      isUser ? (person.user.status === 'disabled' ? 'disabled' : 'user') : 'unnamed',
      person.kind === 'link-holder' ? 'link' : '',
      readerFor(person),
      ...this.conditions.map((condition) => holds(this.engine, person, condition).state),
    ].join('\t');
  }
}

/** Every role and permission that a row asks for, once. */
function conditionsOf({ data }: Matrix): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (const { rows } of data.tables)
    for (const { requires, alsoAllowed } of rows) {
      const asked = requires.flatMap((each) => (each.kind === 'holds' ? each.anyOf : []));
      const besides = alsoAllowed.flatMap((each) => (typeof each === 'string' ? [] : [each]));
      for (const condition of [...asked, ...besides])
        found.set(JSON.stringify(condition), condition);
    }
  return [...found.values()];
}
