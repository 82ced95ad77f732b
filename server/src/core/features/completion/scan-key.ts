/** The key of a pair that starts at `at`, and where its value may start; undefined where there is no colon. */
export function keyAt(
  text: string,
  at: number,
  end: number,
): { readonly text: string; readonly end: number } | undefined {
  const char = text[at];
  if (char === '"' || char === "'") {
    const close = quotedEnd(text, at, end);
    if (close === -1) return undefined;
    const colon = /^\s*:(?=\s|$)/u.exec(text.slice(close, end));
    return (
      (colon && { text: unquoted(text.slice(at, close)), end: close + colon[0].length }) ??
      undefined
    );
  }
  if (char === undefined || /[[\]{},#&*!|>%@`]/u.test(char)) return undefined;
  const key = /^((?:[^\s:#]|:(?!\s|$)|[^\S\n](?!#)|#)*?)\s*:(?=\s|$)/u.exec(text.slice(at, end));
  return key === null ? undefined : { text: key[1] ?? '', end: at + key[0].length };
}

/** The offset after the quote that closes the one at `at`; -1 where none does before `end`. */
export function quotedEnd(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let i = at + 1; i < end; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === "'" && i + 1 < end) i++;
      else return i + 1;
    }
  }
  return -1;
}

/** What a quoted text means, as far as names need it. */
export function unquoted(source: string): string {
  const inner = source.slice(1, -1);
  return source.startsWith("'") ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\/])/gu, '$1');
}
