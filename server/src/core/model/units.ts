import type { Store } from '../attached.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { ReadEntry } from '../syntax/policy/reading.js';
import type { Asking } from './asking.js';
import type { Emails } from './emails.js';
import type { BlockReadings } from './file-reading.js';
import type { KnownNames } from './known-names.js';
import type { NameHistory, NameState } from './name-history.js';
import type { Duplicate, NameUse } from './names.js';
import type { ReferencesByName } from './references.js';
import type { Statements } from './stated.js';
import type { Entitlement, World } from './world.js';

/** The sections whose entries are built to units, in the order in which what they name is told. */
export const SECTIONS: readonly Section[] = ['roles', 'users', 'groups', 'spaces'];

export type Section = 'roles' | 'users' | 'groups' | 'spaces';

/** What is read of an entry of a section. */
export type ReadOf<K extends Section> = Statements[K]['list']['items'][number]['read'];

/** One entry with its names looked up: what came of it, and what was found on the way. */
export interface Unit<T = unknown> {
  readonly value: T;
  readonly uses: readonly NameUse[];
  /** The uses of names that nothing has, or that are called otherwise today. */
  readonly troubles: readonly NameUse[];
  readonly duplicates: readonly Duplicate[];
  readonly problems: readonly ReadingProblem[];
  /** Names that it was looked up by, once somebody wanted to know: it stays as it is while nothing comes or goes by them. */
  asked?: ReadonlySet<string>;
  /** The names that it was last found to be right with. */
  names: NameState;
}

/** An entry, or the list of some of its members where these are divided. */
export type UnitKey = ReadEntry | readonly object[];

/** What was made of each entry, and of each part of a long one. */
export interface Units extends Store<UnitKey, Unit> {
  delete(read: UnitKey): unknown;
}

/** Keeps no unit: for a state that no other will be built from. */
export const NO_UNITS: Units = {
  get: () => undefined,
  set: () => undefined,
  delete: () => undefined,
};

/** Units for a state that is only tried: those of the policy that it is made of stay as they are. */
export class UnitsBeside implements Units {
  private readonly own = new WeakMap<UnitKey, Unit | 'gone'>();

  constructor(private readonly base: Units) {}

  get(read: UnitKey): Unit | undefined {
    const known = this.own.get(read);
    if (known !== undefined) return known === 'gone' ? undefined : known;
    const unit = this.base.get(read);
    if (unit === undefined) return undefined;
    // What it is right with is noted in it.
    const copy = { ...unit };
    this.own.set(read, copy);
    return copy;
  }

  set(read: UnitKey, unit: Unit): void {
    this.own.set(read, unit);
  }

  delete(read: UnitKey): void {
    this.own.set(read, 'gone');
  }
}

/** What later states of a policy are built from. */
export interface BuildMemo {
  readonly readings: BlockReadings;
  readonly statements: Statements;
  readonly names: KnownNames;
  readonly history: NameHistory;
  /** Which entries of a section name what; undefined while nobody has wanted to know. */
  readonly asking: Readonly<Partial<Record<Section, Asking | undefined>>>;
  readonly emails: Emails;
  readonly units: Units;
  /** The units of which there is something to say, by section and name. */
  readonly noisy: Readonly<Record<Section, ReadonlyMap<string, Unit>>>;
  readonly references: ReferencesByName;
  /** The users as they were by other entitlements of the tenant, while nothing else is said of them. */
  readonly entitled: ReadonlyMap<Entitlement, World['users']>;
}

/** Whether there is something to say of an entry. */
export function isNoisy({ troubles, duplicates, problems }: Unit): boolean {
  return troubles.length + duplicates.length + problems.length > 0;
}
