import type { Item, Space } from '../model/world.js';
import { Reasons } from './reasons.js';
import { AskedActions, type SelectedSpace, type Selection } from './selection.js';
import { type AccessEntry, SpaceEntries } from './space-entries.js';
import { SpacesOfPeople } from './spaces-of-people.js';
import type { TenantAccess } from './tenant-access.js';

/** What entries are sorted by. */
export type AccessOrder = 'user' | 'space' | 'app';

/**
 * What everybody may do everywhere, an entry for each reason: one after the other, so that a tenant of any size takes no more
 * room than its policy. People and places are in the order of the policy.
 *
 * By app, entries are told of each app; otherwise of each space, and of its items where something differs on them.
 */
export function* accessEntries(
  access: TenantAccess,
  selection: Selection,
  by: AccessOrder,
): Generator<AccessEntry> {
  const view = new View(access, selection);
  if (by === 'user') yield* view.byUser();
  else yield* by === 'app' ? view.byApp() : view.bySpace();
}

class View {
  private readonly reasons = new Reasons();
  private readonly asked: AskedActions;

  constructor(
    private readonly access: TenantAccess,
    private readonly selection: Selection,
  ) {
    this.asked = new AskedActions(access.engine.matrix, selection.actions);
  }

  *bySpace(): Generator<AccessEntry> {
    for (const selected of this.selection.spaces) {
      const entries = this.entriesOf(selected.space);
      for (const place of this.peopleIn(entries)) yield* this.of(place, entries, selected);
    }
  }

  *byApp(): Generator<AccessEntry> {
    for (const { space, items } of this.selection.spaces) {
      const apps = (items ?? space.items).filter(({ kind }) => kind === 'app');
      if (apps.length === 0) continue;
      const entries = this.entriesOf(space);
      const people = [...this.peopleIn(entries)];
      for (const app of apps) for (const place of people) yield* this.onItem(place, entries, app);
    }
  }

  *byUser(): Generator<AccessEntry> {
    const { access, selection } = this;
    const all = selection.spaces.map(({ space }) => this.entriesOf(space));
    const ofInterest = new SpacesOfPeople(access.census, all);
    const people = selection.people ?? access.census.people.keys();
    for (const place of [...people].sort((a, b) => a - b))
      for (const index of ofInterest.of(place)) {
        const [selected, entries] = [selection.spaces[index], all[index]];
        if (selected !== undefined && entries !== undefined)
          yield* this.of(place, entries, selected);
      }
  }

  private entriesOf(space: Space): SpaceEntries {
    const { access, reasons, asked, selection } = this;
    return new SpaceEntries({ access, reasons, asked, selection }, space);
  }

  /** The numbers of the people who may have something in a space, ascending. */
  private *peopleIn(entries: SpaceEntries): Generator<number> {
    const { all, places, apart } = entries.there.divide();
    const told = new Set<number>();
    for (const standing of all)
      if (entries.isOfInterest(entries.there.answerOf(standing))) told.add(standing.number);
    const { kinds } = this.access.census;
    const { people } = this.selection;
    // Mostly, only those whom the space tells apart have anything there.
    const isOpen = all.some(
      ({ number }) => number < this.access.census.kindSizes.length && told.has(number),
    );
    const numbers = isOpen ? kinds.keys() : places;
    let next = 0;
    for (const place of numbers) {
      const isApart = places[next] === place;
      const standing = isApart ? apart[next] : kinds[place];
      if (isApart) next += 1;
      if (standing !== undefined && told.has(standing) && people?.has(place) !== false) yield place;
    }
  }

  private *of(
    place: number,
    entries: SpaceEntries,
    { items }: SelectedSpace,
  ): Generator<AccessEntry> {
    if (items !== undefined) {
      for (const item of items) yield* this.onItem(place, entries, item);
      return;
    }
    const who = this.access.census.people[place];
    if (who !== undefined) for (const found of entries.inSpace(place)) yield { who, ...found };
  }

  private *onItem(place: number, entries: SpaceEntries, item: Item): Generator<AccessEntry> {
    const who = this.access.census.people[place];
    if (who !== undefined) for (const found of entries.onItem(place, item)) yield { who, ...found };
  }
}
