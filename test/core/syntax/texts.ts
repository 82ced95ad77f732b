// Texts for the properties of the syntax layer: policies in every way YAML can write them, and what typing makes of them.
import fc from 'fast-check';
import { anyText as anyCharacters } from '../../support/any-text.js';

const NAMES = [
  'anna',
  'Finance Dev',
  "Demo App - Beginner's tutorial",
  'user everyone',
  'a.b@acme.example',
  '007',
  'null',
  'köpa 😀',
  '漢字',
  'x#y',
  'http://x:8',
  '<<x',
  'long '.repeat(12) + 'name',
];
const ODD = [
  'Plan: B',
  'Finance #1',
  '- a',
  '"q" r',
  "it's: x",
  '{a}',
  '',
  ' padded ',
  '\\n',
  'tab\there',
];

const plainName = fc.constantFrom(...NAMES);
const anyName = fc.oneof(
  { weight: 4, arbitrary: plainName },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
);

const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const double = (text: string): string => JSON.stringify(text);
const isPlain = (text: string): boolean => NAMES.includes(text);

/** A name as a key or a value of one line, in some style. */
const word = fc
  .tuple(anyName, fc.constantFrom('plain', 'single', 'double'))
  .map(([name, style]) =>
    style === 'plain' && isPlain(name) ? name : style === 'single' ? single(name) : double(name),
  );

const comment = fc.constantFrom('', '', '', ' # note', '\t# tabbed', ' # it\'s "quoted: {');

/** Writes a value after `key:` or `-`, for lines deeper than `column`. Starts with its own space or line end. */
type Write = (column: number) => string;

const pad = (column: number): string => ' '.repeat(column);

const inline: fc.Arbitrary<Write> = fc.tuple(word, comment).map(
  ([text, note]) =>
    () =>
      ` ${text}${note}\n`,
);

const multiline: fc.Arbitrary<Write> = fc
  .tuple(
    fc.array(fc.oneof(plainName, fc.constant('')), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('plain', 'single', 'double', '|', '>', '|-', '>+', '|+', '|2', '>1-'),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([lines, style, deeper]) => (column) => {
    const margin = /\d/.test(style) ? Number(/\d/.exec(style)?.[0]) : deeper;
    const body = lines.map((line) => (line === '' ? '' : pad(column + margin) + line));
    if (/^[|>]/.test(style)) return ` ${style}\n${body.join('\n')}\n`;
    const text = ['start', ...body, `${pad(column + margin)}end`].join('\n');
    if (style === 'plain') return ` ${text}\n`;
    return style === 'single'
      ? ` '${text.replaceAll("'", "''")}'\n`
      : ` "${text}\\\n${pad(column + 1)}"\n`;
  });

const flowText: fc.Arbitrary<string> = fc.letrec<{ value: string; map: string; seq: string }>(
  (tie) => ({
    value: fc.oneof({ maxDepth: 3 }, word, tie('map'), tie('seq')),
    map: fc
      .array(fc.tuple(word, tie('value'), fc.boolean()), { maxLength: 3 })
      .map((pairs) => `{ ${pairs.map(([k, v, c]) => (c ? `${k}: ${v}` : k)).join(', ')} }`),
    seq: fc
      .array(
        fc.oneof(
          tie('value'),
          fc.tuple(word, word).map(([k, v]) => `${k}: ${v}`),
        ),
        { maxLength: 3 },
      )
      .map((items) => `[${items.join(', ')}]`),
  }),
).value;

const flow: fc.Arbitrary<Write> = fc
  .tuple(flowText, comment, fc.constantFrom('no', 'no', 'one', 'one', 'all'))
  .map(([text, note, split]) => (column) => {
    const margin = pad(column + 2);
    const broken =
      split === 'one'
        ? text.replace(', ', `, # why\n\n${margin}`)
        : split === 'all'
          ? text.replaceAll(/, |(?<=[[{])(?! )|(?=[\]}]$)/gu, (mark) => `${mark.trim()}\n${margin}`)
          : text;
    return `${split === 'all' ? `\n${margin}` : ' '}${broken}${note}\n`;
  });

const between = (column: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    '',
    '',
    '',
    '\n',
    `${pad(column)}# spaceward-ignore x: y\n`,
    `# far left\n\n${pad(column)}# b\n`,
    '   \n',
  );

function block(depth: number): fc.Arbitrary<Write> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: inline },
    multiline,
    flow,
    fc.constant<Write>(() => '\n'),
  );
  if (depth === 0) return leaf;
  const inner = block(depth - 1);
  const step = fc.integer({ min: 1, max: 4 });
  const map = fc
    .tuple(
      fc.array(fc.tuple(word, inner, between(7)), { minLength: 1, maxLength: 3 }),
      step,
      comment,
    )
    .map(([pairs, by, note]): Write => (column) => {
      const at = column + by;
      const lines = pairs.map(([key, value, gap]) => `${gap}${pad(at)}${key}:${value(at)}`);
      return `${note}\n${lines.join('')}`;
    });
  const seq = fc
    .tuple(
      fc.array(fc.tuple(leaf, between(3)), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([items, by]): Write => (column) => {
      const at = column + by;
      return `\n${items.map(([value, gap]) => `${gap}${pad(at)}-${value(at)}`).join('')}`;
    });
  return fc.oneof(leaf, map, seq);
}

const SECTION_NAMES = [
  'tenant',
  'roles',
  'users',
  'groups',
  'spaces',
  'tests',
  'extra',
  'spaceward',
];

const section: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...SECTION_NAMES),
    fc.integer({ min: 1, max: 4 }),
    fc.array(fc.tuple(between(2), word, block(2)), { maxLength: 4 }),
    comment,
    between(0),
  )
  .map(([name, at, entries, note, gap]) => {
    const lines = entries.map(([before, key, value]) => `${before}${pad(at)}${key}:${value(at)}`);
    return `${gap}${name}:${note}\n${lines.join('')}`;
  });

/** A policy without a mistake, or nearly: duplicate keys and odd sections occur. */
export const policyText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(section, { maxLength: 4 }),
    fc.constantFrom('', '', '', '\ufeff', '---\n', '# head\n\n'),
    fc.boolean(),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([sections, head, isCut, feed]) => {
    const text = head + sections.join('');
    return (isCut ? text.replace(/\n$/, '') : text).replaceAll('\n', feed);
  });

const BITS = [
  ' x',
  '"q"',
  '"q" ',
  " 'q'",
  '{a: b}',
  '[a] ',
  'x: ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ': ',
  ':',
  ' #',
  '\t',
  '- ',
  '-',
  '\n',
  '\n  ',
  '\n\n',
  '&a ',
  '*a',
  '!t ',
  '? ',
  '|',
  '>',
  ', ',
  ',',
  '\0',
  '\ud83d',
  '\r',
  '\r\n',
  '@',
  '%',
  '\\',
  ' ',
  '    ',
  '---\n',
  '\n---\n',
  '\n...\n',
  '%Y\n',
  '<<: ',
  '\n<<<<<<< ours\n',
  '\n=======\n',
  '\n>>>>>>> theirs\n',
  '\u001f',
  '\ufeff',
];

/** One change of a text. */
interface Edit {
  readonly kind: 'insert' | 'delete' | 'line' | 'dedent' | 'indent';
  /** Between 0 and 1: where in the text. */
  readonly place: number;
  readonly bit: string;
  readonly length: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'line', 'dedent', 'indent'),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  bit: fc.constantFrom(...BITS),
  length: fc.integer({ min: 1, max: 5 }),
});

function applyEdit(text: string, { kind, place, bit, length }: Edit): string {
  const at = Math.floor(place * text.length);
  const line = text.lastIndexOf('\n', at - 1) + 1;
  switch (kind) {
    case 'insert':
      return text.slice(0, at) + bit + text.slice(at);
    case 'delete':
      return text.slice(0, at) + text.slice(at + length);
    case 'line':
      return text.slice(0, line) + text.slice(text.indexOf('\n', line) + 1);
    case 'dedent':
      return text.slice(0, line) + text.slice(line).replace(/^ {1,2}/, '');
    case 'indent':
      return text.slice(0, line) + ' '.repeat(length) + text.slice(line);
  }
}

/** A text after a few edits. */
export function mutated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([start, edits]) => edits.reduce(applyEdit, start));
}

/** Any text, with what means something in YAML often. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...BITS, ...NAMES, '\n  ', 'users:\n', '  a: '),
      anyCharacters({ max: 3 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));
