/** Sentences by the grammar: any text to a tree, with the first mistake named. */
import type { CstNode } from 'chevrotain';
import type { ChangeNode, ExpectationNode, Parsed, SentenceProblem } from './ast.js';
import { beginning } from './automaton.js';
import { buildExpectation } from './build.js';
import { buildChange } from './changes.js';
import { END, labels } from './labels.js';
import { tokenize } from './lexer.js';
import { MAX_LENGTH } from './limits.js';
import { problemOf } from './messages.js';
import { sentenceParser, type Start } from './parser.js';
import { Reader } from './reader.js';
import { mend } from './repair.js';

/** Reads what a test expects. */
export function expectationByGrammar(text: string): Parsed<ExpectationNode> {
  return parse('expectation', text, buildExpectation);
}

/** Reads a change that a test takes as given. */
export function changeByGrammar(text: string): Parsed<ChangeNode> {
  return parse('change', text, buildChange);
}

/** What may come next in a sentence that begins so: see `expectedAfter`. */
export function expectedByGrammar(start: Start, text: string): readonly string[] {
  let position = beginning(start);
  for (const token of tokenize(text)) position = position.after(token);
  return labels(position.edges, position.mayEnd);
}

function parse<T>(
  start: Start,
  text: string,
  build: (reader: Reader, cst: CstNode) => T | undefined,
): Parsed<T> {
  if (text.length > MAX_LENGTH) return { tree: undefined, problems: [tooLong(text)] };
  const tokens = tokenize(text);
  const problems: SentenceProblem[] = [];
  let cst = sentenceParser().read(start, tokens);
  if (!cst) {
    const { first, tokens: mended } = mend(beginning(start), tokens, text);
    if (first) problems.push(problemOf(start, text, first));
    cst = tokens.length > 0 ? sentenceParser().read(start, mended) : undefined;
  }
  const reader = new Reader(text);
  const tree = cst && build(reader, cst);
  // One problem a sentence: what follows the first is seldom a mistake of its own.
  const [earliest] = [...problems, ...reader.problems].sort((a, b) => a.span.start - b.span.start);
  return { tree, problems: earliest ? [earliest] : [] };
}

function tooLong(text: string): SentenceProblem {
  return {
    message: `a sentence holds at most ${MAX_LENGTH} characters, and this one ${text.length}`,
    span: { start: MAX_LENGTH, end: text.length },
    expected: [END],
  };
}
