import { parseChange, parseExpectation, quoteName } from '../../../../../grammar/src/index.js';
import { mapTrap, quoted } from '../traps.js';
import type { Node, Pair, SyntaxProblem } from '../tree.js';
import type { TextShape } from './shape.js';

/**
 * Why an item of a list, which should be a text, is a map, and what to write; null where that can't be told.
 *
 * @param shape what is asked for
 * @param text that of the item's block
 */
export function itemTrap(
  node: Node,
  { what, says }: TextShape,
  text: string,
): SyntaxProblem | null {
  const pair = onlyPair(node, text);
  const own =
    pair === undefined || says === undefined
      ? null
      : says === 'principal'
        ? roleTrap(node, pair, what)
        : colonTrap(node, pair, text, says === 'change' ? isChange : isExpectation);
  return own ?? mapTrap(node, text);
}

const isChange = (text: string): boolean => parseChange(text).problems.length === 0;
const isExpectation = (text: string): boolean => parseExpectation(text).problems.length === 0;

/** The pair of a map that is one name and a colon, and at most a text, on one line. */
function onlyPair(node: Node, text: string): Pair | undefined {
  if (node.kind !== 'map') return undefined;
  const [pair, ...others] = node.pairs;
  const { start, end } = node.span;
  if (pair === undefined || others.length > 0 || pair.colon === false) return undefined;
  const isBare = start === pair.key.span.start && !text.slice(start, end).includes('\n');
  return isBare && (pair.value === null || pair.value.kind === 'scalar') ? pair : undefined;
}

/** One role of a space or several, as a member has them. */
const ROLES = /^(?:owner|(?:can|cannot|has) [a-z ]+(?:, *(?:can|has) [a-z ]+)*)$/iu;

/** A name with nothing behind its colon, or with a role, as a member of a space has one: `- ali: can view` among the members of a group. */
function roleTrap(
  { span }: Node,
  { key: { source }, value }: Pair,
  what: string,
): SyntaxProblem | null {
  const hasRole = value?.kind === 'scalar' && ROLES.test(value.value);
  if (value !== null && !hasRole) return null;
  const found = hasRole ? 'a name with a role' : 'a name with a colon';
  const why = hasRole ? ', as roles are given in spaces and shares' : '';
  return {
    message: `expected ${what}, found ${found}: write ${source} alone${why}`,
    span,
    fix: { span, text: source, title: `Change to ${source}` },
  };
}

/** A sentence that is one without its colon: `- anna: can app.open on Sales`. */
function colonTrap(
  node: Node,
  { key, value }: Pair,
  text: string,
  isSentence: (text: string) => boolean,
): SyntaxProblem | null {
  const { span } = node;
  // With its colon it is one, too: that stands in a name.
  if (value?.kind !== 'scalar' || isSentence(text.slice(span.start, span.end))) return null;
  const ways = [key.source, quoteName(key.value)].map((name) => `${name} ${value.value}`);
  const sentence = ways.find((way) => !way.includes('\n') && isSentence(way));
  if (sentence === undefined) return null;
  const isPlain = /^[\p{L}\p{N}]/u.test(sentence) && !/: | #|[[\]{},]/.test(sentence);
  return {
    message: 'a sentence has no colon here: take it away',
    span,
    fix: { span, text: isPlain ? sentence : quoted(sentence), title: 'Take the colon away' },
  };
}
