import { Random } from '../generate/random.js';

/** A place in a text, in lines and characters as the protocol counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What to look for in a policy that is written as the generator writes it. */
export interface Search {
  /** The name of the section; any where it is empty. */
  readonly section: string;
  /** What a line has there; the place is the end of its first group. It needs the flag d. */
  readonly pattern: RegExp;
  /** The key of the only entry to look at. */
  readonly entry?: string;
}

const MOST_PLACES = 200;

/** The lines of a policy, with the section and the entry that each is in. */
export class Lines {
  readonly #lines: readonly {
    readonly section: string;
    readonly entry: string;
    readonly text: string;
  }[];

  constructor(text: string) {
    let [section, entry] = ['', ''];
    this.#lines = text.split('\n').map((line) => {
      section = /^([a-z]+):$/u.exec(line)?.[1] ?? section;
      entry = /^ {2}(?! |#|- )(.+?):(?: \{.*)?$/u.exec(line)?.[1] ?? entry;
      return { section, entry, text: line };
    });
  }

  /** Some of the places that fit, in no order, and always the same. */
  find({ section, entry, pattern }: Search): readonly Position[] {
    const places: Position[] = [];
    for (const [line, at] of this.#lines.entries()) {
      if (section !== '' && at.section !== section) continue;
      if (entry !== undefined && unquoted(at.entry) !== entry) continue;
      const end = pattern.exec(at.text)?.indices?.[1]?.[1];
      if (end !== undefined) places.push({ line, character: end });
    }
    return sample(places, MOST_PLACES);
  }
}

function unquoted(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1).replaceAll("''", "'");
  return key.startsWith('"') ? (JSON.parse(key) as string) : key;
}

function sample<T>(items: readonly T[], most: number): readonly T[] {
  const random = new Random(7);
  const left = [...items];
  const taken: T[] = [];
  while (taken.length < most && left.length > 0) {
    const [item] = left.splice(random.below(left.length), 1);
    if (item !== undefined) taken.push(item);
  }
  return taken;
}
