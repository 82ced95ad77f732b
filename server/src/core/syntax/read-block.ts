import { append } from '../append.js';
import { tight } from '../tight.js';
import { meantMap } from './form-advice.js';
import { divided } from './read-parts.js';
import { readText } from './read-text.js';
import type { ReadText } from './read-text.js';
import { isStray, strayProblem } from './repair-first.js';
import { SECTIONS } from './sections.js';
import type { Block, Entry, Pair, SectionHead, SyntaxProblem } from './tree.js';

/**
 * Reads one block of a policy file: a pure function of its text and of what its keys are. In a block of a `section`
 * they are entries of that section; where `section` is null they are the file's own keys.
 *
 * @param mayDivide whether many members are divided, for later edits among them
 */
export function readBlock(text: string, section: string | null, mayDivide = false): Block {
  const read = readText(text);
  const pairs = read.root?.kind === 'map' ? read.root.pairs : NO_PAIRS;
  const strays = (section === null ? pairs.flatMap(sectionPairs) : pairs).filter(isStray);
  // Its entries know the block that they are in.
  const block: Mutable<Block> = {
    text,
    section,
    heads: tight([]),
    entries: tight([]),
    settings: tight([]),
    problems: problemsOf(read, section, strays, text),
    comments: read.comments,
  };
  if (section !== null) block.entries = entriesOf(section, pairs, block, strays.length > 0);
  else fillWhole(block, pairs, strays.length > 0);
  return mayDivide ? divided(block, read.isUsual) : block;
}

const NO_PAIRS: readonly Pair[] = [];

/** What is wrong with a block's YAML, and with its form. */
function problemsOf(
  read: ReadText,
  section: string | null,
  strays: readonly Pair[],
  text: string,
): readonly SyntaxProblem[] {
  const { root, problems } = read;
  if (strays.length === 0 && (root === null || root.kind === 'map')) return tight(problems);
  return [
    ...(strays.length === 0 ? problems : problems.filter(isNotOf(strays))),
    ...strays.map((pair) => strayProblem(pair, text)),
    ...rootProblems(read, section),
  ];
}

/** Takes what the file's own keys hold. */
function fillWhole(block: Mutable<Block>, pairs: readonly Pair[], hasStrays: boolean): void {
  const heads: SectionHead[] = [];
  const entries: Entry[] = [];
  const settings: Block['settings'][number][] = [];
  for (const pair of pairs) {
    const { key, value } = pair;
    heads.push({ key });
    append(entries, entriesOf(key.value, sectionPairs(pair), block, hasStrays));
    if (!SECTIONS.has(key.value) || (value !== null && value.kind !== 'map'))
      settings.push({ section: key.value, pair, block });
  }
  block.heads = tight(heads);
  block.entries = tight(entries);
  block.settings = tight(settings);
}

/**
 * Gives up the nodes of a block that nobody will read again: its text, heads, comments and problems stay. Only whoever read
 * the block may do so, when all that it says was taken from it; it was not read for edits.
 */
export function releaseContent(block: Block): void {
  const held: Mutable<Block> = block;
  held.entries = tight([]);
  held.settings = tight([]);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The entries of a section, by the pair of its name. A list of what should be a map is read as it is meant, and reported. */
function sectionPairs({ key, value }: Pair): readonly Pair[] {
  return SECTIONS.has(key.value) ? (meantMap(value)?.pairs ?? []) : [];
}

/**
 * Entries, and those of sections that stand among them.
 *
 * @param hasStrays whether there are such sections in the block
 */
function entriesOf(
  section: string,
  pairs: readonly Pair[],
  block: Block,
  hasStrays: boolean,
): readonly Entry[] {
  const entryOf = (pair: Pair): Entry => ({
    section,
    key: pair.key,
    value: pair.value,
    pair,
    block,
  });
  if (!hasStrays) return pairs.map(entryOf);
  return pairs.flatMap((pair) =>
    isStray(pair) ? entriesOf(pair.key.value, sectionPairs(pair), block, true) : [entryOf(pair)],
  );
}

/** Tells problems that are not about the names of some pairs: what is said of these says more. */
function isNotOf(pairs: readonly Pair[]): (problem: SyntaxProblem) => boolean {
  const starts = new Set(pairs.map(({ key }) => key.span.start));
  return ({ span }) => !starts.has(span.start);
}

/** A file that is a list or a text. */
function rootProblems({ root }: ReadText, section: string | null): SyntaxProblem[] {
  if (root === null || root.kind === 'map') return [];
  const message =
    section === null
      ? `a file is a map, and this is a ${root.kind === 'seq' ? 'list' : 'text'}: start with a key and a colon, in a policy such as users: or spaces:`
      : `the section ${section} is a map: write a name and a colon`;
  const { start, end } = root.span;
  return [
    { code: 'not-a-map', message, span: { start, end: root.kind === 'scalar' ? end : start + 1 } },
  ];
}
