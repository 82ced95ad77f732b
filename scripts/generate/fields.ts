import type { Problems } from './problems.js';

/** One mapping of a data file, read field by field; what has the wrong shape or is left over becomes a problem. */
export class Fields {
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly read = new Set<string>();

  /** @param where file and row, for messages */
  constructor(
    value: unknown,
    readonly where: string,
    readonly problems: Problems,
  ) {
    if (isRecord(value)) this.values = value;
    else {
      this.values = {};
      problems.add(where, 'is no mapping');
    }
  }

  has(key: string): boolean {
    return Object.hasOwn(this.values, key);
  }

  raw(key: string): unknown {
    this.read.add(key);
    return this.values[key];
  }

  /** A text that must be there; '' after a problem. */
  text(key: string): string {
    const value = this.raw(key);
    if (typeof value === 'string' && value !== '') return value;
    this.problem(`${key} is missing or no text`);
    return '';
  }

  textIf(key: string): string | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  number(key: string): number {
    const value = this.raw(key);
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    this.problem(`${key} is missing or no positive whole number`);
    return 0;
  }

  numberIf(key: string): number | undefined {
    return this.has(key) ? this.number(key) : undefined;
  }

  /** Whether the key says `true`; any other value is a problem. */
  flag(key: string): boolean {
    if (!this.has(key)) return false;
    if (this.raw(key) !== true) this.problem(`${key} must be true or left out`);
    return true;
  }

  /** A list, or one thing that stands for a list of one; empty when left out. */
  list(key: string): readonly unknown[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
  }

  texts(key: string): readonly string[] {
    return this.list(key).filter((value): value is string => {
      if (typeof value === 'string' && value !== '') return true;
      this.problem(`${key} holds something else than text`);
      return false;
    });
  }

  /** The mappings of a list. */
  items(key: string): readonly Fields[] {
    return this.list(key).map((value) => new Fields(value, this.where, this.problems));
  }

  /** The entries of a mapping; empty when left out. */
  entries(key: string): readonly (readonly [string, unknown])[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    if (isRecord(value)) return Object.entries(value);
    this.problem(`${key} is no mapping`);
    return [];
  }

  /** One of `allowed`; its first after a problem. */
  oneOf<const T extends string>(key: string, allowed: readonly [T, ...T[]]): T {
    const value = this.raw(key);
    const found = allowed.find((each) => each === value);
    if (found === undefined) this.problem(`${key} is none of ${allowed.join(', ')}`);
    return found ?? allowed[0];
  }

  problem(message: string): void {
    this.problems.add(this.where, message);
  }

  /** Reports the keys that nobody has asked for. */
  done(): void {
    for (const key of Object.keys(this.values)) {
      if (!this.read.has(key)) this.problem(`unknown key ${key}`);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
