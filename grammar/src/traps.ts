/** The usual traps, each in words of its own. */
import type { TokenType } from 'chevrotain';
import { shown } from './hints.js';
import type { Start } from './parser.js';
import type { Diagnosis } from './repair.js';
import { isShortNot, keywords, UnclosedQuote } from './tokens.js';

/** What is said of a mistake that many make; `isPlain`: and no replacement is offered. */
export interface Trap {
  readonly message: string;
  readonly isPlain?: boolean;
}

/** The trap that a sentence fell into, if it is one. */
export function trapOf(start: Start, { tokens, index, expected }: Diagnosis): Trap | undefined {
  const token = tokens[index];
  const type = token?.tokenType;
  const before = tokens[index - 1]?.tokenType;
  const found = token ? `found ${shown(token)}` : 'but the sentence ends';
  if (token && type === UnclosedQuote) {
    const mark = token.image.charAt(0);
    return { message: `this quote is never closed: expected another ${mark} after the name` };
  }
  if (type === keywords.with && before === keywords.anyone && start === 'expectation') {
    const reason = 'anyone with the link can only stand in shares';
    const message = `expected can, cannot or could after the subject, ${found}; ${reason}`;
    return { message, isPlain: true };
  }
  if (isShortNot(tokens, index))
    return { message: 'write cannot: its short form is no word of the language' };
  const negation = negationTrap(tokens[0]?.tokenType, before, type);
  if (negation) return { message: `expected ${negation.expected}, ${found}; ${negation.reason}` };
  const [last, to] = [tokens[index - 1], tokens[index - 2]];
  const lacksRole = !token && expected.some((edge) => edge.type === keywords.as);
  if (lacksRole && last && to?.tokenType === keywords.to) {
    const group = `${to.image} group ${last.image}`;
    return {
      message: `expected as with a role after ${shown(last)}, ${found}; if it is a group, write: ${group}`,
    };
  }
  const lacksTarget = expected.some((edge) => edge.type === keywords.on);
  if (lacksTarget && (!token || type === keywords.because)) {
    const what = 'expected on or in, with a space or an item, after the action';
    return { message: `the target is missing: ${what}, ${found}` };
  }
  return undefined;
}

interface Negation {
  readonly expected: string;
  readonly reason: string;
}

function negationTrap(
  first: TokenType | undefined,
  before: TokenType | undefined,
  type: TokenType | undefined,
): Negation | undefined {
  const { can, cannot, could, never, not } = keywords;
  if (before === can && (type === not || type === never)) {
    return { expected: 'an action after can', reason: 'the opposite of can is cannot' };
  }
  if (before === could && type === not) {
    const reason = 'the opposite of could is could never';
    return { expected: 'never or an action after could', reason };
  }
  const isNegative = type === cannot || (before === could && type === never);
  const reason = first && quantifiers.get(first);
  if (!isNegative || !reason) return undefined;
  return { expected: type === cannot ? 'can or could' : 'an action after could', reason };
}

const quantifiers = new Map([
  [keywords.only, 'only says who can, and that nobody else can'],
  [keywords.nobody, 'nobody already says that they cannot'],
]);
