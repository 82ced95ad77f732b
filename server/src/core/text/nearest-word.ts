/**
 * The candidate that is likely meant by a misspelt word: the nearest by edit distance, if it is near enough
 * (one edit in four characters, at least one; none in one or two). The only one that begins with the word is nearer
 * still. Letter case doesn't count.
 *
 * @returns undefined where none is near, or the word is itself a candidate
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const most = wanted.length < 3 ? 0 : Math.max(1, Math.floor(wanted.length / 4));
  const longer = startingWith(wanted, candidates);
  if (longer !== undefined) return longer;
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (other === wanted && candidate === word) return undefined;
    if (Math.abs(other.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, other, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** The only candidate that begins with a word, if the word is long enough to tell. */
function startingWith(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length < 4) return undefined;
  let found: string | undefined;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (other === word) return undefined;
    if (!other.startsWith(word)) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words; at least `limit` where there are more. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, (before[j - 2] ?? 0) + 1);
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least >= limit) return limit;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit;
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearestWord(word, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
