/** A value with one mistake put in. */
export interface Mutant {
  /** What was done, and where. */
  readonly what: string;
  readonly value: unknown;
}

/**
 * Copies of a value, each with one change: a key renamed or left out, or a value replaced by another word, a map, a list or
 * nothing. Every place is changed in every way.
 */
export function mutants(value: unknown): Mutant[] {
  return changed(value, []);
}

const REPLACEMENTS: readonly unknown[] = ['another word', {}, [], { key: 'word' }, ['word'], ''];

function changed(value: unknown, path: readonly string[]): Mutant[] {
  const at = path.join(' > ');
  const replaced = REPLACEMENTS.map((other) => ({
    what: `${at} becomes ${JSON.stringify(other)}`,
    value: other,
  }));
  return [...(path.length === 0 ? [] : replaced), ...within(value, path)];
}

function within(value: unknown, path: readonly string[]): Mutant[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, i) =>
      changed(item, [...path, String(i)]).map((mutant) => ({
        ...mutant,
        value: value.map((each: unknown, k) => (k === i ? mutant.value : each)),
      })),
    );
  if (typeof value !== 'object' || value === null) return [];
  const pairs = Object.entries(value);
  return pairs.flatMap(([key, inner], i) => {
    const put = (...pair: [string, unknown][]) =>
      Object.fromEntries([...pairs.slice(0, i), ...pair, ...pairs.slice(i + 1)]);
    const at = [...path, key].join(' > ');
    return [
      { what: `${at} is left out`, value: put() },
      { what: `${at} is renamed`, value: put([`${key}zz`, inner]) },
      ...changed(inner, [...path, key]).map((mutant) => ({
        ...mutant,
        value: put([key, mutant.value]),
      })),
    ];
  });
}
