/** What people do to a text: typing, pasting, cutting, moving lines, undoing. */
import fc from 'fast-check';

const TYPED = [
  ...' |\n|#|:|-|"|\'|{|}|[|]|,|>|&|*|?|!|%|\t|a|x|1'.split('|'),
  '|',
  '\n  ',
  '\n    ',
  '\r\n',
  '  new:\n    name: New\n',
  '# spaceward-ignore x: y\n',
  'users:\n',
  'groups:\n  g9:\n    members: [ali]\n',
  '---\n',
  '- item\n',
  ': ',
  'é😀',
];

/** Words of policies that may stand in each other's place: with another one, a policy still reads well. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  [
    'ali',
    'bea',
    'cem',
    'dan',
    'eve',
    'group g1',
    'group g2',
    'group g3',
    'everyone',
    'anyone with the link',
  ],
  ['g1', 'g2', 'g3'],
  ['S0', 'S1', 'S2', 'S3'],
  ['can view', 'can manage', 'can edit', 'can consume data', 'has restricted view', 'owner'],
  ['full', 'basic', 'professional', 'analyzer', 'none', 'unknown'],
  ['active', 'invited', 'disabled'],
  ['shared', 'managed', 'data', 'personal'],
  ['others: none', 'others: unknown'],
  ['Tenant Admin', 'Steward', 'Shared Space Creator', 'Managed Space Creator', 'Open'],
  ['enterprise', 'standard', 'qlik-sense-enterprise-saas'],
  ['allowed', 'not allowed'],
  ['qlik-sense', 'direct-query'],
];

/** One edit of any text; undoing takes what was there before. */
export type TextEdit = (text: string, earlier: readonly string[]) => string;

const place = (text: string, at: number): number => Math.floor((at / 0x10000) * (text.length + 1));
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

const at = fc.nat(0xffff);

export const textEdit: fc.Arbitrary<TextEdit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(at, fc.constantFrom(...TYPED))
      .map(([where, typed]) => typeAt(where, typed)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(at, fc.integer({ min: 1, max: 3 }))
      .map(([where, count]) => cutAt(where, count)),
  },
  { weight: 1, arbitrary: fc.tuple(at, fc.nat(400)).map(([where, count]) => cutAt(where, count)) },
  { weight: 2, arbitrary: fc.tuple(at, at).map(([from, to]) => moveLine(from, to)) },
  { weight: 2, arbitrary: fc.tuple(at, at, at).map(([from, to, where]) => paste(from, to, where)) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(at, fc.nat(0xff), fc.nat(0xff))
      .map(([where, kind, word]) => swapWord(where, kind, word)),
  },
  { weight: 2, arbitrary: at.map(cutLine) },
  { weight: 2, arbitrary: fc.nat(3).map((steps) => undo(steps)) },
);

/** An edit that leaves most texts as well written as they are: a letter or a digit more, a character or a line less, another word. */
export const tameEdit: fc.Arbitrary<TextEdit> = fc.oneof(
  fc.tuple(at, fc.constantFrom('a', '7', ' ')).map(([where, typed]) => typeAt(where, typed)),
  at.map((where) => cutAt(where, 1)),
  fc
    .tuple(at, fc.nat(0xff), fc.nat(0xff))
    .map(([where, kind, word]) => swapWord(where, kind, word)),
  at.map(cutLine),
  fc.tuple(at, at).map(([from, to]) => moveLine(from, to)),
);

/** Edits of which those that may break much are taken back at once. */
export const careful: fc.Arbitrary<readonly TextEdit[]> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: tameEdit.map((edit) => [edit]) },
      { weight: 1, arbitrary: textEdit.map((edit) => [edit, undo(0)]) },
    ),
    { minLength: 4, maxLength: 12 },
  )
  .map((edits) => edits.flat());

function typeAt(where: number, typed: string): TextEdit {
  return (text) => {
    const start = place(text, where);
    return text.slice(0, start) + typed + text.slice(start);
  };
}

function cutAt(where: number, count: number): TextEdit {
  return (text) => {
    const start = place(text, where);
    return text.slice(0, start) + text.slice(start + count);
  };
}

/** Puts a word in the place of another of its kind: the first one after a place. */
function swapWord(where: number, kind: number, word: number): TextEdit {
  return (text) => {
    const words = ALTERNATIVES[kind % ALTERNATIVES.length] ?? [];
    const found = new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'u');
    const start = place(text, where);
    const next = words[word % words.length] ?? '';
    return text.slice(0, start) + text.slice(start).replace(found, next);
  };
}

function cutLine(where: number): TextEdit {
  return (text) => {
    const start = place(text, where);
    return text.slice(0, lineStart(text, start)) + text.slice(lineEnd(text, start));
  };
}

function moveLine(from: number, to: number): TextEdit {
  return (text) => {
    const start = lineStart(text, place(text, from));
    const line = text.slice(start, lineEnd(text, start));
    const rest = text.slice(0, start) + text.slice(start + line.length);
    const target = lineStart(rest, place(rest, to));
    return rest.slice(0, target) + line + rest.slice(target);
  };
}

function paste(from: number, to: number, where: number): TextEdit {
  return (text) => {
    const [start, end] = [place(text, from), place(text, to)].sort((a, b) => a - b);
    const target = place(text, where);
    // Never more than doubles: texts stay small.
    const copied = text.length > 4000 ? '' : text.slice(start, end);
    return text.slice(0, target) + copied + text.slice(target);
  };
}

function undo(steps: number): TextEdit {
  return (text, earlier) => earlier.at(-1 - steps) ?? text;
}

/** The texts that edits make of one, itself first. */
export function edited(text: string, edits: readonly TextEdit[]): readonly string[] {
  const texts = [text];
  for (const edit of edits) texts.push(edit(texts.at(-1) ?? '', texts.slice(0, -1)));
  return texts;
}
