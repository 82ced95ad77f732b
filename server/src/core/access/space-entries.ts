import { isAbout } from '../decide/items.js';
import { isLikeForeign, VerdictsInSpace } from '../decide/in-space.js';
import type { Person, Verdict } from '../decide/types.js';
import type { Action } from '../matrix/types.js';
import type { Item, Space } from '../model/world.js';
import { type Answer, verdictIn } from './answers.js';
import type { Reason, Reasons } from './reasons.js';
import type { AskedActions, Selection } from './selection.js';
import type { SpaceAccess, TenantAccess } from './tenant-access.js';

/** What somebody may do at one place, and why. */
export interface AccessEntry {
  readonly who: Person;
  readonly space: Space;
  /** Absent: the space, and of actions on items every item there. */
  readonly item?: Item;
  /** The same object for people who have it for the same reason. */
  readonly reason: Reason;
}

/** What somebody may do, without who it is. */
type Found = Omit<AccessEntry, 'who'>;

/** What is told of the space itself, and not of one item. */
const WHOLE = '';

const RANKS: Readonly<Record<Verdict, number>> = { denied: 0, depends: 1, allowed: 2 };

/** What entries are made of, and which of them are told. */
export interface EntrySource {
  readonly access: TenantAccess;
  readonly reasons: Reasons;
  readonly asked: AskedActions;
  readonly selection: Selection;
}

/** What people may do in one space. What holds of all who stand alike is worked out once. */
export class SpaceEntries {
  readonly there: SpaceAccess;
  private readonly known = new Map<string, readonly Found[]>();

  constructor(
    private readonly from: EntrySource,
    readonly space: Space,
  ) {
    this.there = from.access.in(space);
  }

  /** In the space: all of it, then what differs on single items. */
  inSpace(place: number): readonly Found[] {
    return this.shared(place, WHOLE, (person, answer) => [
      ...this.ofSpace(person, answer),
      ...this.beyond(person, answer),
    ]);
  }

  /** On one item. */
  onItem(place: number, item: Item): readonly Found[] {
    const { engine } = this.from.access;
    const person = this.from.access.census.people[place];
    if (person === undefined) return [];
    // Items that are nothing to somebody are all the same.
    const isForeign = isLikeForeign({ engine, person, space: this.space }, item);
    const key = isForeign ? `any ${item.kind}` : `${item.kind} ${item.name}`;
    const found = this.shared(place, key, (_, answer) => this.ofItem(person, answer, item));
    return isForeign ? found.map(({ space, reason }) => ({ space, item, reason })) : found;
  }

  /** Whether somebody who stands like this may have anything here that is told of. */
  isOfInterest(answer: Answer): boolean {
    const { verdicts } = this.from.selection;
    const asked = this.from.asked.setIn(this.space);
    const { allowed, depends, differs } = answer;
    return (
      verdicts.has('denied') ||
      !differs.and(asked).isEmpty() ||
      (verdicts.has('allowed') && !allowed.and(asked).isEmpty()) ||
      (verdicts.has('depends') && !depends.and(asked).isEmpty())
    );
  }

  private shared(
    place: number,
    key: string,
    find: (person: Person, answer: Answer) => readonly Found[],
  ): readonly Found[] {
    const { census } = this.from.access;
    const person = census.people[place];
    const answer = this.there.of(place);
    if (person === undefined || !this.isOfInterest(answer)) return [];
    // Roles of the tenant are one's own, or one's groups'.
    const isAlone = key === WHOLE && this.there.names(place);
    const isAlike = !isAlone && this.from.access.engine.people.rolesHeld(person).length === 0;
    const name = `${this.there.standingOf(place)}\n${key}`;
    const known = isAlike ? this.known.get(name) : undefined;
    if (known !== undefined) return known;
    const found = find(person, answer);
    if (isAlike && found.every(({ reason }) => !reason.isPersonal)) this.known.set(name, found);
    return found;
  }

  private ofSpace(person: Person, answer: Answer): readonly Found[] {
    const { space } = this;
    const decided = this.from.asked
      .in(space)
      .map(({ bit, action }) => ({ action, verdict: verdictIn(answer, bit) }));
    return this.found(person, answer, decided);
  }

  /** What is better on single items than on all of them. */
  private beyond(person: Person, answer: Answer): readonly Found[] {
    const asked = this.from.asked.setIn(this.space);
    if (answer.differs.and(asked).isEmpty()) return [];
    const { engine } = this.from.access;
    const { space } = this;
    const verdicts = new VerdictsInSpace({ engine, person, space });
    const isLowered = !answer.lowered.and(asked).isEmpty();
    const apart = new Set(isLowered ? space.items : verdicts.candidates());
    return space.items
      .filter((item) => apart.has(item))
      .flatMap((item) => {
        const decided = this.decidedOn(verdicts, item).filter(
          ({ bit, verdict }) => RANKS[verdict] > RANKS[verdictIn(answer, bit)],
        );
        return this.found(person, answer, decided, item);
      });
  }

  private ofItem(person: Person, answer: Answer, item: Item): readonly Found[] {
    const { engine } = this.from.access;
    const verdicts = new VerdictsInSpace({ engine, person, space: this.space });
    return this.found(person, answer, this.decidedOn(verdicts, item), item);
  }

  private decidedOn(
    verdicts: VerdictsInSpace,
    item: Item,
  ): readonly { readonly bit: number; readonly action: Action; readonly verdict: Verdict }[] {
    return this.from.asked
      .in(this.space)
      .filter(({ action }) => action.askedOf === 'item' && isAbout(action, item))
      .map(({ bit, action }) => ({ bit, action, verdict: verdicts.onItem(item, action) }));
  }

  private found(
    person: Person,
    answer: Answer,
    decided: readonly { readonly action: Action; readonly verdict: Verdict }[],
    item?: Item,
  ): readonly Found[] {
    const { engine } = this.from.access;
    const { space } = this;
    const told = decided.filter(({ verdict }) => this.from.selection.verdicts.has(verdict));
    const place = { engine, person, space, answer, decided: told, ...(item && { item }) };
    return this.from.reasons.of(place).map((reason) => ({ space, ...(item && { item }), reason }));
  }
}
