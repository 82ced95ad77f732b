import type { Verdict } from '../../decide/types.js';
import { type Access, type AccessColumn, type AccessPerson, CELLS } from './access.js';

/** What is to be shown of an access. Texts are looked for without regard to case; empty ones choose everything. */
export interface AccessFilter {
  readonly people: string;
  readonly columns: string;
  /** A group of columns, or one section of it; empty: all. */
  readonly group: string;
  readonly section: string;
  /** Only people and columns with such a verdict among what is chosen otherwise. */
  readonly verdict: Verdict | '';
  /** Only people who hold something. */
  readonly holders: boolean;
}

export const NO_FILTER: AccessFilter = {
  people: '',
  columns: '',
  group: '',
  section: '',
  verdict: '',
  holders: false,
};

/** Places of the people and columns to show, in their order, and how many verdicts there are of each kind. */
export interface Chosen {
  readonly people: readonly number[];
  readonly columns: readonly number[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** Chooses what to show. */
export function chooseAccess(access: Access, filter: AccessFilter): Chosen {
  let people = placesOf(access.people, (person) => isPersonMeant(person, filter));
  let columns = placesOf(access.columns, (column) => isColumnMeant(column, filter));
  if (filter.verdict !== '') {
    const { verdict } = filter;
    const hits = new Hits(access.rows, columns, verdict);
    people = people.filter((place) => hits.some(access.people[place]?.row));
    columns = columns.filter((place) => hits.columns.has(place));
  }
  return { people, columns, counts: count(access, people, columns) };
}

function placesOf<T>(list: readonly T[], isMeant: (each: T) => boolean): number[] {
  return list.flatMap((each, place) => (isMeant(each) ? [place] : []));
}

function isPersonMeant(
  { who, name, email, holds }: AccessPerson,
  { people, holders }: AccessFilter,
): boolean {
  return (holds || !holders) && hasWords(people, [who, name, email]);
}

function isColumnMeant(column: AccessColumn, { columns, group, section }: AccessFilter): boolean {
  return (
    (group === '' || column.group === group) &&
    (section === '' || column.section === section) &&
    hasWords(columns, [column.id, column.label, column.section])
  );
}

/** Whether every word stands somewhere in the texts. */
function hasWords(words: string, texts: readonly (string | undefined)[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}

/** Which rows and columns have a verdict: each row is looked at once, when it is asked for. */
class Hits {
  readonly columns = new Set<number>();
  private readonly known = new Map<number, boolean>();

  constructor(
    private readonly rows: Access['rows'],
    private readonly among: readonly number[],
    private readonly verdict: Verdict,
  ) {}

  some(row: number | undefined): boolean {
    if (row === undefined) return false;
    let found = this.known.get(row);
    if (found === undefined) this.known.set(row, (found = this.look(this.rows[row] ?? '')));
    return found;
  }

  private look(text: string): boolean {
    const found = this.among.filter((place) => verdictAt(text, place) === this.verdict);
    for (const place of found) this.columns.add(place);
    return found.length > 0;
  }
}

/** The verdict at a place of a row. */
export function verdictAt(row: string, place: number): Verdict | undefined {
  return CELLS[row.charAt(place)]?.verdict;
}

function count(
  { people, rows }: Access,
  places: readonly number[],
  columns: readonly number[],
): Chosen['counts'] {
  const counts = { allowed: 0, denied: 0, depends: 0 };
  const times = new Map<number, number>();
  for (const place of places) {
    const { row = -1 } = people[place] ?? {};
    times.set(row, (times.get(row) ?? 0) + 1);
  }
  for (const [row, many] of times)
    for (const place of columns) {
      const verdict = verdictAt(rows[row] ?? '', place);
      if (verdict !== undefined) counts[verdict] += many;
    }
  return counts;
}
