import { tight } from '../tight.js';
import { copyText } from '../text/copy-text.js';
import type { Change } from '../text/text-change.js';
import { longNode, type LongMap, type LongSeq, movedComment, movedPair } from './long-node.js';
import { readUsualFlowPart, readUsualPart } from './usual.js';
import type { Block, Comment, Entry, Item, MapNode, Pair, Part, SeqNode } from './tree.js';

/** How many items or pairs a part holds when a list or map is divided. */
const PART = 64;

/** Lists and maps of fewer are not divided. */
const LONG = 2 * PART;

/** A part that has become longer than this, in UTF-16 code units, is divided anew with all the others. */
const LONGEST = 32_768;

const NONE: readonly never[] = [];

/** What a block without entries, settings and mistakes holds. */
const NOTHING = { heads: NONE, entries: NONE, settings: NONE, problems: NONE };

/**
 * A block that was edited, with the members of its entry divided into parts where they are many: later edits among them are read by
 * `readChangedPart`. The block itself where they aren't.
 *
 * @param isUsual whether the block was read line by line: then its parts can be, too
 */
export function divided(block: Block, isUsual: boolean): Block {
  const [entry] = block.entries;
  const members = entry && isUsual ? membersOf(block, entry) : undefined;
  const node = members?.value;
  if (entry === undefined || members === undefined || !node || node.kind === 'scalar') return block;
  const starts = node.style === 'flow' ? flowStarts(block.text, node) : startsIn(block.text, node);
  if (starts === null) return block;
  const read = partReader(block.section, block.text, members, node, starts);
  const parts: Part[] = [];
  for (let index = 0; index + 1 < starts.length; index++) {
    const part = read(copyText(block.text.slice(starts[index], starts[index + 1])), index);
    if (part === null) return block;
    parts.push(part);
  }
  const long = longNode(node, parts, starts);
  const [first = 0, end = 0] = [starts[0], starts.at(-1)];
  const isOutside = ({ span }: Comment): boolean => span.end <= first || span.start >= end;
  const around = [copyText(block.text.slice(0, first)), copyText(block.text.slice(end))] as const;
  return withMembers(around, entry, members, long, block.comments.filter(isOutside));
}

/**
 * A divided block after a change within one of its parts: only that part is read. Null where more has to be.
 *
 * @param text gives the text between two offsets in the changed block
 * @param change by offsets in the block
 */
export function readChangedPart(
  block: Block,
  text: (start: number, end: number) => string,
  change: Change,
): Block | null {
  const [entry] = block.entries;
  const members = entry && pairOfMembers(entry);
  const node = members?.value;
  if (entry === undefined || members === undefined || !isLong(node)) return null;
  if (!(block instanceof DividedBlock)) return null;
  const { parts, starts } = node;
  const [before, after] = block.around;
  let index = parts.length - 1;
  while (index > 0 && (starts[index] ?? 0) > change.start) index -= 1;
  const [start = 0, oldEnd = 0] = [starts[index], starts[index + 1]];
  const by = change.end - change.oldEnd;
  if (change.start < start || change.oldEnd > oldEnd) return null;
  const partText = copyText(text(start, oldEnd + by));
  if (partText.length > LONGEST) return null;
  const isLast = index === parts.length - 1 && after === '';
  if (node.style === 'block' && !isLast && !partText.endsWith('\n')) return null;
  const part = partReader(block.section, before, members, node, starts)(partText, index);
  if (part === null) return null;
  const moved = starts.slice();
  for (let each = index + 1; each < moved.length; each++) moved[each] = (moved[each] ?? 0) + by;
  const others = parts.slice();
  others[index] = part;
  const long = longNode(node, others, moved);
  const outside: Comment[] = [];
  for (const comment of block.comments) {
    if (comment.span.end <= (starts[0] ?? 0)) outside.push(comment);
    else if (comment.span.start >= (starts.at(-1) ?? 0)) outside.push(movedComment(comment, by));
  }
  return withMembers(block.around, entry, members, long, outside, by);
}

/** The pair of an entry that holds its members. */
function pairOfMembers({ value }: Entry): Pair | undefined {
  return value?.kind === 'map' ? value.pairs.find(({ key }) => key.value === 'members') : undefined;
}

/** The members of the one entry of a block, where they are many, and nothing is wrong in it. */
function membersOf(block: Block, entry: Entry): Pair | undefined {
  const isPlain =
    (block.section === 'spaces' || block.section === 'groups') &&
    block.entries.length === 1 &&
    block.problems.length === 0 &&
    block.heads.length + block.settings.length === 0;
  const pair =
    isPlain && entry.value?.kind === 'map' && entry.value.style === 'block'
      ? pairOfMembers(entry)
      : undefined;
  const node = pair?.value;
  return node && node.kind !== 'scalar' && thingsOf(node).length >= LONG ? pair : undefined;
}

function thingsOf(node: MapNode | SeqNode): readonly (Pair | Item)[] {
  return node.kind === 'map' ? node.pairs : node.items;
}

function isLong(node: Pair['value'] | undefined): node is LongSeq | LongMap {
  return node !== null && node !== undefined && 'parts' in node;
}

/** Where parts start, at starts of lines, and last where they end; null where they start amid a line. */
function startsIn(text: string, node: MapNode | SeqNode): Uint32Array | null {
  const things = thingsOf(node);
  const starts: number[] = [];
  for (let index = 0; index < things.length; index += PART) {
    const at = things[index]?.span.start ?? 0;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    if (!/^ +$/.test(text.slice(start, at))) return null;
    starts.push(start);
  }
  // A block scalar ends with its last line.
  const end = text.indexOf('\n', node.span.end - 1);
  starts.push(end === -1 ? text.length : end + 1);
  return Uint32Array.from(starts);
}

/**
 * The same of a list or map in brackets: the first part starts behind the bracket, the others at the starts of lines behind commas, and
 * the last one ends with the other bracket. Null where no line ends between two.
 */
function flowStarts(text: string, node: MapNode | SeqNode): Uint32Array | null {
  const starts = [node.span.start + 1];
  let count = 0;
  let end: number | undefined;
  for (const { span } of thingsOf(node)) {
    if (count >= PART && end !== undefined) {
      const start = text.lastIndexOf('\n', span.start) + 1;
      if (text.slice(end, start).includes(',')) {
        starts.push(start);
        count = 0;
      }
    }
    count += 1;
    ({ end } = span);
  }
  starts.push(node.span.end);
  return starts.length > 2 ? Uint32Array.from(starts) : null;
}

/** Reads a part, by its text and place among the parts; null where the whole has to be read. */
type PartReader = (text: string, index: number) => Part | null;

/**
 * The reader of the parts of members, told by what is read of their block.
 *
 * @param before the text of the block, at least up to the first part
 */
function partReader(
  section: string | null,
  before: string,
  members: Pair,
  { kind, style, span }: MapNode | SeqNode,
  starts: Uint32Array,
): PartReader {
  if (style === 'block') {
    const column = span.start - (starts[0] ?? 0);
    return (text) => readPart(text, section, kind, column);
  }
  const { start } = members.key.span;
  const indent = start - (before.lastIndexOf('\n', start - 1) + 1);
  const last = starts.length - 2;
  return (text, index) => {
    const ends = { opens: index === 0, closes: index === last };
    const holds = readUsualFlowPart(text, kind, indent, ends);
    // A comma before it may cut a value of the part before: see `commaTraps`.
    const isCut = index > 0 && holds?.kind === 'map' && holds.pairs[0]?.colon === false;
    return holds && !isCut ? { text, section, ...NOTHING, comments: NONE, holds } : null;
  };
}

/**
 * Reads a part by itself, where that says what reading the whole says: it begins with an item or a pair at the column of all, ends with
 * one, and no line of it belongs to what is outside.
 */
function readPart(
  text: string,
  section: string | null,
  kind: 'seq' | 'map',
  column: number,
): Part | null {
  if (!isBeneath(text, column)) return null;
  const read = readUsualPart(text, kind, column);
  return read && { text, section, ...NOTHING, comments: read.comments, holds: read.root };
}

/** Whether a text begins at a column, with no comment, and no line stands before that column. */
function isBeneath(text: string, column: number): boolean {
  const first = new RegExp(`^ {${column}}[^ #\\r\\n]`);
  const before = new RegExp(`^ {0,${column - 1}}[^ \\r\\n]`, 'm');
  return first.test(text) && !before.test(text);
}

/** The text before the members of a block, and after them. */
type Around = readonly [before: string, after: string];

/** A block whose members are divided. Its text is put together when it is asked for: after most edits nobody does. */
class DividedBlock implements Block {
  readonly section: string;
  readonly heads = NONE;
  readonly entries: Block['entries'];
  readonly settings = NONE;
  readonly problems = NONE;
  #text: string | undefined;

  /** @param pair its entry */
  constructor(
    readonly around: Around,
    { section }: Entry,
    pair: Pair,
    readonly long: LongSeq | LongMap,
    readonly comments: readonly Comment[],
  ) {
    this.section = section;
    this.entries = [{ section, key: pair.key, value: pair.value, pair, block: this }];
  }

  get text(): string {
    const [before, after] = this.around;
    this.#text ??= [before, ...this.long.parts.map(({ text }) => text), after].join('');
    return this.#text;
  }
}

/**
 * The block with other members.
 *
 * @param outside the comments before and after the members
 * @param by how far what follows the members moves
 */
function withMembers(
  around: Around,
  entry: Entry,
  members: Pair,
  long: LongSeq | LongMap,
  outside: readonly Comment[],
  by = 0,
): Block {
  const { parts, starts } = long;
  const inside = parts.flatMap(({ comments }, index) =>
    comments.map((comment) => movedComment(comment, starts[index] ?? 0)),
  );
  const comments = [...outside, ...inside].sort((a, b) => a.span.start - b.span.start);
  const pair = withEntryMembers(entry.pair, members, long, by);
  return new DividedBlock(around, entry, pair, long, tight(comments));
}

function withEntryMembers(entry: Pair, members: Pair, long: LongSeq | LongMap, by: number): Pair {
  const fields = entry.value?.kind === 'map' ? entry.value.pairs : [];
  const place = fields.indexOf(members);
  const pairs = fields.map((field, index) => {
    if (index < place) return field;
    if (index > place) return by === 0 ? field : movedPair(field, by);
    return { ...field, value: long, span: { start: field.span.start, end: long.span.end } };
  });
  const start = entry.value?.span.start ?? entry.span.start;
  const end = pairs.at(-1)?.span.end ?? long.span.end;
  const value: MapNode = { kind: 'map', style: 'block', span: { start, end }, pairs };
  return { ...entry, value, span: { start: entry.span.start, end } };
}
