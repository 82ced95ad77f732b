import type { CST } from 'yaml';
import { buildNode } from './build.js';
import type { Reading } from './reading.js';
import { takeOutBracket } from './repair.js';
import type { Node } from './tree.js';

/** The value of a block's one document; null where it has none. */
export function readRoot(reading: Reading): Node | null {
  const documents: CST.Document[] = [];
  let stray: CST.ErrorToken | null = null;
  for (const token of reading.tokens.list) {
    if (token.type === 'document') documents.push(token);
    else if (token.type === 'directive') {
      const message = 'a policy takes no directives (%): take this line out';
      reading.problem('directive', message, reading.tokenSpan(token));
    } else if (token.type === 'doc-end') {
      reading.end(token.end);
      reading.isUnusual = true;
    } else if (token.type === 'error') {
      stray = token;
      break;
    }
  }
  for (const text of reading.tokens.misplaced) {
    const message = 'the text of a | or > starts on the next line: move it there';
    reading.problem('text-after-header', message, reading.tokenSpan(text));
  }
  const [first, second] = documents;
  if (second !== undefined) reportSecond(reading, second);
  const root = documents.find(({ value }) => value !== undefined) ?? first;
  const node = root === undefined ? null : readDocument(reading, root);
  if (stray !== null) reportStray(reading, stray);
  return node;
}

function readDocument(reading: Reading, { start, value, end }: CST.Document): Node | null {
  if (reading.props(start, 'doc-start').found !== null) reading.isUnusual = true;
  reading.end(end);
  return buildNode(reading, value, 0);
}

function reportSecond(reading: Reading, document: CST.Document): void {
  const message =
    'a policy file holds one document: take out the marker, or move what follows to a file of its own';
  const start = reading.at(document.offset);
  const line = /^.*/.exec(reading.source.original.slice(start, start + 3))?.[0] ?? '';
  reading.problem('second-document', message, { start, end: start + line.length });
}

/** A token that `yaml` can't place, and after which it places nothing: a bracket is taken out, and the text read again. */
function reportStray(reading: Reading, token: CST.ErrorToken): void {
  reading.isUnusual = true;
  // Where brackets before it need repair, it may close one of them: the next reading shows.
  if (reading.repairs.length > 0) return;
  const span = reading.tokenSpan(token);
  const written = reading.source.original.slice(span.start, span.end);
  if (/^[\]}]$/.test(written)) reading.repairs.push(takeOutBracket(written, span));
}
