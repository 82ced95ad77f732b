import type { Person } from './types.js';

/** Where somebody stands, or would stand, in a list of people that is in order. */
export function placeAmong(
  people: readonly Person[],
  place: number,
  placeOf: (user: string) => number,
): number {
  let [from, to] = [0, people.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const person = people[middle];
    if (person?.kind === 'user' && placeOf(person.user.id) < place) from = middle + 1;
    else to = middle;
  }
  return from;
}
