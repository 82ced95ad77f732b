/**
 * Sentences: text to tree, with the first mistake named. The grammar says what the language is. What is
 * plainly right is read without it, to the same tree, in a fraction of the time.
 */
import type { ChangeNode, ExpectationNode, Parsed } from './ast.js';
import { theGrammar } from './deferred.js';
import { MAX_LENGTH } from './limits.js';
import type { Start } from './parser.js';
import { quickChange } from './quick/change.js';
import { quickExpectation } from './quick/expectation.js';

/** Reads what a test expects: `anna can app.open on Finance because member`. */
export function parseExpectation(text: string): Parsed<ExpectationNode> {
  const tree = text.length > MAX_LENGTH ? undefined : quickExpectation(text);
  return tree ? { tree, problems: none } : theGrammar().expectationByGrammar(text);
}

/** Reads a change that a test takes as given: `remove ali from Finance`. */
export function parseChange(text: string): Parsed<ChangeNode> {
  const tree = text.length > MAX_LENGTH ? undefined : quickChange(text);
  return tree ? { tree, problems: none } : theGrammar().changeByGrammar(text);
}

const none: readonly never[] = [];

/**
 * What may come next in a sentence that begins so, in the words of the language; nothing where no
 * sentence begins so.
 */
export function expectedAfter(start: Start, text: string): readonly string[] {
  return theGrammar().expectedByGrammar(start, text);
}
