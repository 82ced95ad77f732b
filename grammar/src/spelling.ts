/** Near misses. */

/** Whether a word is likely a keyword misspelt: up to two slips, one in a short word, or its beginning. */
export function isNear(word: string, keyword: string): boolean {
  const lower = word.toLowerCase();
  if (lower === keyword || lower.length < 2 || lower.length > 16) return false;
  if (lower.length === 2 && keyword.length !== 2) return false;
  if (lower.length >= 3 && keyword.startsWith(lower)) return true;
  return slips(lower, keyword) <= (Math.min(lower.length, keyword.length) <= 3 ? 1 : 2);
}

/** Letters to insert, delete, replace, or swap with a neighbour, to turn one word into another. */
export function slips(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const previous = row;
    row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(
        cell(previous, j) + 1,
        cell(row, j - 1) + 1,
        cell(previous, j - 1) + (same ? 0 : 1),
      );
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (i > 1 && j > 1 && swapped) cost = Math.min(cost, cell(above, j - 2) + 1);
      row.push(cost);
    }
    above = previous;
  }
  return cell(row, to.length);
}

const cell = (row: readonly number[], index: number): number => row[index] ?? Infinity;
