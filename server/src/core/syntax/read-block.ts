import { append } from '../append.js';
import { tight } from '../tight.js';
import { meantMap } from './form-advice.js';
import { readText } from './read-text.js';
import type { ReadText } from './read-text.js';
import { SECTIONS } from './sections.js';
import type { Block, Entry, Pair, SectionHead, SyntaxProblem } from './tree.js';

/**
 * Reads one block of a policy file: a pure function of its text and of what its keys are. In a block of a `section`
 * they are entries of that section; where `section` is null they are the file's own keys.
 */
export function readBlock(text: string, section: string | null): Block {
  const read = readText(text);
  const heads: SectionHead[] = [];
  const entries: Entry[] = [];
  const settings: Block['settings'][number][] = [];
  const problems = [...read.problems, ...rootProblems(read, section)];
  // Its entries know the block that they are in.
  const block: Mutable<Block> = {
    text,
    section,
    heads,
    entries,
    settings,
    problems: tight(problems),
    comments: read.comments,
  };
  const pairs = read.root?.kind === 'map' ? read.root.pairs : [];
  if (section !== null) append(entries, entriesOf(section, pairs, block));
  else {
    for (const pair of pairs) {
      const { key, value } = pair;
      heads.push({ key });
      const isSection = SECTIONS.has(key.value);
      // A list of what should be a map is read as it is meant, and reported.
      if (isSection) append(entries, entriesOf(key.value, meantMap(value)?.pairs ?? [], block));
      if (!isSection || (value !== null && value.kind !== 'map'))
        settings.push({ section: key.value, pair, block });
    }
  }
  block.heads = tight(heads);
  block.entries = tight(entries);
  block.settings = tight(settings);
  return block;
}

/**
 * Gives up the nodes of a block that nobody will read again: its text, heads, comments and problems stay. Only whoever read
 * the block may do so, when all that it says was taken from it.
 */
export function releaseContent(block: Block): void {
  const held: Mutable<Block> = block;
  held.entries = tight([]);
  held.settings = tight([]);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function entriesOf(section: string, pairs: readonly Pair[], block: Block): Entry[] {
  return pairs.map((pair) => ({ section, key: pair.key, value: pair.value, pair, block }));
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
