import type { Census } from './census.js';
import type { SpaceEntries } from './space-entries.js';

const NONE: readonly number[] = [];

/** The spaces in which somebody may have something, found by who is named there: not by asking each person of each space. */
export class SpacesOfPeople {
  private readonly ofUsers = new Map<number, number[]>();
  private readonly ofGroups = new Map<number, number[]>();
  /** The spaces that are open to people whom they don't tell apart, by their kinds. */
  private readonly ofKinds = new Map<number, number[]>();

  constructor(
    private readonly census: Census,
    spaces: readonly SpaceEntries[],
  ) {
    spaces.forEach((entries, index) => {
      const { there } = entries;
      for (const place of there.named) add(this.ofUsers, place, index);
      for (const group of there.groups) add(this.ofGroups, group, index);
      for (const standing of there.standingsHeld)
        if (
          standing.number < census.kindSizes.length &&
          entries.isOfInterest(there.answerOf(standing))
        )
          add(this.ofKinds, standing.number, index);
    });
  }

  /** The places of somebody's spaces in the list of all, ascending; some have nothing for them after all. */
  of(place: number): readonly number[] {
    const lists = [
      this.ofUsers.get(place),
      this.ofKinds.get(this.census.kinds[place] ?? -1),
      ...Array.from(this.census.groupsOf(place), (group) => this.ofGroups.get(group)),
    ].filter((list) => list !== undefined);
    if (lists.length < 2) return lists[0] ?? NONE;
    return [...new Set(lists.flat())].sort((a, b) => a - b);
  }
}

function add(lists: Map<number, number[]>, key: number, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else list.push(index);
}
