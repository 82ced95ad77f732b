/** Characters that start something else than a plain key. Control characters count too: `yaml` has its own use for them. */
const NO_KEY_START = /[-?:,[\]{}#&*!|>'"%@`\s\p{Cc}\ufeff]/u;

/**
 * Whether a key with its colon starts at `at` and stands whole on that line: the offset of the colon, or -1.
 * The value may be anything. Conservative: where YAML would have to be read to tell, the answer is -1.
 */
export function keyEnd(text: string, at: number): number {
  const first = text[at] ?? '';
  if (first === '"' || first === "'") return quotedKeyEnd(text, at, first);
  if (first === '' || NO_KEY_START.test(first)) return -1;
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') return -1;
    if (char === '#' && isBlank(text[i - 1])) return -1;
    if (char === ':' && isEnd(text[i + 1])) return i;
  }
  return -1;
}

function quotedKeyEnd(text: string, at: number, quote: string): number {
  let i = at + 1;
  for (; text[i] !== quote || (quote === "'" && text[i + 1] === quote); i++) {
    const char = text[i];
    if (char === undefined || char === '\n') return -1;
    if ((quote === '"' && char === '\\') || char === quote) i += 1;
  }
  i += 1;
  while (isBlank(text[i])) i += 1;
  return text[i] === ':' && isEnd(text[i + 1]) ? i : -1;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function isEnd(char: string | undefined): boolean {
  return char === undefined || char === '\n' || char === '\r' || isBlank(char);
}
