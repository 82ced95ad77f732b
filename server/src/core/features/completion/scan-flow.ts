import { type Frame, frame, type Token } from './frames.js';
import { quotedEnd, unquoted } from './scan-key.js';

/** What is at the end of a stretch inside braces or brackets. */
export interface FlowEnd {
  readonly token: Token | undefined;
  readonly kind: 'key' | 'value' | 'nothing';
}

/**
 * Reads what stands inside braces and brackets from `at` to `end`, changing `frames`.
 *
 * @param indent the indentation of the line that opens the outermost of them
 */
export function readFlow(
  text: string,
  at: number,
  end: number,
  frames: Frame[],
  indent: number,
): FlowEnd {
  let token: Token | undefined;
  for (let i = at; i < end;) {
    const char = text[i] ?? '';
    const top = frames.at(-1);
    if (/\s/u.test(char)) i++;
    else if (char === '#' && /\s/u.test(text[i - 1] ?? ' '))
      return { token: undefined, kind: 'nothing' };
    else if (char === '{' || char === '[') {
      frames.push(frame(char === '{' ? 'flow-map' : 'flow-seq', indent));
      token = undefined;
      i++;
    } else if (char === '}' || char === ']') {
      frames.pop();
      if (frames.at(-1)?.kind.startsWith('flow') !== true)
        return { token: undefined, kind: 'nothing' };
      token = { start: i, style: 'plain', closed: true };
      i++;
    } else if (char === ',') {
      if (top?.kind === 'flow-map') endPair(text, top, token, i);
      token = undefined;
      i++;
    } else if (
      char === ':' &&
      top?.kind === 'flow-map' &&
      top.key === undefined &&
      token !== undefined
    ) {
      top.key = keyText(text.slice(token.start, i).trim());
      top.pairs.set(top.key, '');
      token = undefined;
      i++;
    } else {
      token = readToken(text, i, end, top);
      i = tokenEnd(text, token, end, top);
    }
  }
  const top = frames.at(-1);
  const kind = top?.kind === 'flow-map' && top.key === undefined ? 'key' : 'value';
  return { token, kind: token?.closed === true ? 'nothing' : kind };
}

function endPair(text: string, top: Frame, token: Token | undefined, comma: number): void {
  if (top.key !== undefined && token !== undefined) {
    top.pairs.set(top.key, text.slice(token.start, comma).trim());
    top.valueStart = token.start;
  } else if (token === undefined || token.closed) top.valueStart = -1;
  top.key = undefined;
}

function keyText(source: string): string {
  return /^["']/u.test(source) ? unquoted(source) : source;
}

function readToken(text: string, at: number, end: number, top: Frame | undefined): Token {
  const char = text[at];
  if (char !== '"' && char !== "'") return { start: at, style: 'plain', closed: false };
  const style = char === '"' ? 'double-quoted' : 'single-quoted';
  const close = quotedEnd(text, at, end);
  return { start: at, style, closed: close !== -1 && top !== undefined };
}

function tokenEnd(
  text: string,
  { start, style }: Token,
  end: number,
  top: Frame | undefined,
): number {
  if (style !== 'plain') {
    const close = quotedEnd(text, start, end);
    return close === -1 ? end : close;
  }
  const stop = top?.kind === 'flow-map' ? /[,[\]{}]|:(?=[\s,[\]{}]|$)|\s#/u : /[,[\]{}]|\s#/u;
  const length = text.slice(start, end).search(stop);
  return length === -1 ? end : Math.max(start + length, start + 1);
}
