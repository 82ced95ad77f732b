/** Numbers names that stand several times in one place, so that each is another. */
export class Distinct {
  private readonly given = new Map<string, number>();

  /** The name, with a number where it was given in the place before. */
  of(place: string, name: string): string {
    const key = JSON.stringify([place, name]);
    const count = (this.given.get(key) ?? 0) + 1;
    this.given.set(key, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}
