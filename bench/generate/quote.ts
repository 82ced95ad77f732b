import type { Random } from './random.js';

const PLAIN = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .@'()&+/-]*[\p{L}\p{N}_.)'])?$/u;
const BARE_WORD = /^[\p{L}\p{N}_.@+-]+$/u;
const PLAIN_SENTENCE = /^[\p{L}\p{N}](?!.*(?:: | #)).*[^:]$/u;

/** Text as a YAML scalar, plain where that is possible, and now and then in quotes all the same. */
export function scalar(text: string, random: Random): string {
  if (PLAIN.test(text) && !random.chance(0.06)) return text;
  return quoted(text, random);
}

/** A sentence as an entry of a block list. */
export function sentenceScalar(text: string, random: Random): string {
  if (PLAIN_SENTENCE.test(text) && !random.chance(0.08)) return text;
  return quoted(text, random);
}

/** A name in a sentence: one bare word, or in quotes of either kind. */
export function inSentence(name: string, random: Random): string {
  if (BARE_WORD.test(name) && !random.chance(0.05)) return name;
  return random.chance(0.8) ? `"${name.replaceAll('"', '""')}"` : `'${name.replaceAll("'", "''")}'`;
}

function quoted(text: string, random: Random): string {
  if (random.chance(0.7)) return `'${text.replaceAll("'", "''")}'`;
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${random.chance(0.3) ? escapeLetters(escaped) : escaped}"`;
}

/** Letters beyond ASCII as escapes. All of them here are in the basic plane. */
function escapeLetters(text: string): string {
  return text.replace(
    /[^\p{ASCII}]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
