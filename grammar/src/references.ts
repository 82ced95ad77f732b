/** References: `Space`, `Space/item`, `Space/kind:item`, split at the first slash. */
import type { Name, ReferenceNode, SentenceProblem, Span } from './ast.js';
import { CONTENT_KINDS } from './words.js';

/** A text as it is written, the place where it begins, and how to tell what it means. */
export interface Written {
  readonly raw: string;
  readonly start: number;
  readonly decode: (raw: string) => string;
  readonly quote?: '"' | "'";
}

/** A kind in its own letter case, right before a name: `app: Sales` is a name with a colon. */
const kindBefore = new RegExp(`^(?:${CONTENT_KINDS.join('|')}):(?!\\s)`);

/** Reads a reference; empty places in it are reported, and the names there are empty. */
export function readParts(
  written: Written,
  span: Span,
  problems: SentenceProblem[],
  whole?: Name,
): ReferenceNode {
  const { raw, start } = written;
  const slash = raw.indexOf('/');
  if (slash < 0) return { space: whole ?? part(written, 0, raw.length), span };
  const space = part(written, 0, slash);
  const kind = kindBefore.exec(raw.slice(slash + 1))?.[0].length ?? 0;
  const name = part(written, slash + 1 + kind, raw.length);
  const at = { start: start + slash, end: start + slash + 1 };
  if (blank(space)) {
    problems.push({
      message: 'expected a space before the slash',
      span: at,
      expected: ['a space'],
    });
  } else if (blank(name)) {
    const colon = { start: at.end, end: at.end + kind };
    problems.push({
      message: `expected an item after ${kind > 0 ? raw.slice(slash + 1, slash + 1 + kind) : 'the slash'}`,
      span: kind > 0 ? colon : at,
      expected: ['an item'],
    });
  }
  if (kind === 0) return { space, item: { name }, span };
  return { space, item: { kind: part(written, slash + 1, slash + kind), name }, span };
}

function blank({ text }: Name): boolean {
  return text.trim() === '';
}

function part({ raw, start, decode, quote }: Written, from: number, to: number): Name {
  const text = decode(raw.slice(from, to));
  const span = { start: start + from, end: start + to };
  return quote ? { text, span, quote } : { text, span };
}
