import { append } from '../../server/src/core/append.js';
import type { Staff } from './people.js';
import { sentenceScalar } from './quote.js';
import type { Random } from './random.js';
import { inventScenario, inventSentence, type Subject } from './sentences.js';
import type { Space } from './space.js';
import { COMMENTS } from './vocabulary.js';

/**
 * How many sentences speak of everybody in the tenant. Each asks every user by its meaning, so where their number grew with the
 * tenant, the work would grow with its square.
 */
const EVERYBODY_SENTENCES = 40;

/** Writes tests of shared and managed spaces, one after the other. */
export class TestWriter {
  #everybody = EVERYBODY_SENTENCES;
  #count = 0;

  constructor(
    private readonly spaces: readonly Space[],
    private readonly staff: Staff,
    private readonly random: Random,
  ) {}

  /** One test; undefined where the space that was drawn has nothing to say. */
  next(): string[] | undefined {
    const { random, staff } = this;
    const space = random.pick(this.spaces);
    if (space === undefined) return undefined;
    const subject = { space, staff, random };
    const lines = random.chance(0.12) ? scenario(subject) : this.#sentences(subject);
    if (lines.length === 0) return undefined;
    this.#count += 1;
    const title = `${random.pick(['Access', 'Safety', 'Who opens what', 'Nobody else'])} ${this.#count}`;
    return [`  ${title}:`, ...lines];
  }

  #sentences(subject: Subject): string[] {
    const { random } = this;
    const lines: string[] = [];
    for (let count = random.between(1, 5); count > 0; count -= 1) {
      const ofEverybody = this.#everybody > 0 && random.chance(0.05);
      const sentence = inventSentence(subject, ofEverybody);
      if (sentence === undefined) continue;
      if (ofEverybody) this.#everybody -= 1;
      if (random.chance(0.05)) lines.push(`    # ${random.pick(COMMENTS)}`);
      append(lines, entry(sentence, '    ', random));
    }
    return lines.some((line) => !line.startsWith('    #')) ? lines : [];
  }
}

function scenario(subject: Subject): string[] {
  const found = inventScenario(subject);
  if (found === undefined) return [];
  const { random } = subject;
  return [
    '    given:',
    ...entry(found.given, '      ', random),
    '    expect:',
    ...found.expect.flatMap((sentence) => entry(sentence, '      ', random)),
  ];
}

/** A sentence as an entry of a list; now and then it spans two lines. */
function entry(sentence: string, indent: string, random: Random): string[] {
  const written = sentenceScalar(sentence, random);
  const cut = random.chance(0.05) ? written.indexOf(' on ') : -1;
  if (cut < 0) return [`${indent}- ${written}`];
  return [`${indent}- ${written.slice(0, cut)}`, `${indent}  ${written.slice(cut + 1)}`];
}
