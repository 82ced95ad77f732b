import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatEdits, formatText } from '../../../server/src/core/format/format.js';
import { readSource } from '../../../server/src/core/syntax/read-source.js';
import type { SourceTree } from '../../../server/src/core/syntax/source-tree.js';
import { PieceText } from '../../../server/src/core/text/piece-text.js';
import { runs } from '../../support/runs.js';
import { check } from '../../support/policy.js';
import { EXAMPLE } from '../syntax/example.js';
import { anyText, mutated, policyText } from '../syntax/texts.js';

/** What is formatted, and how often. */
const TEXTS = [
  ['a policy', policyText, 100],
  ['a policy with mistakes', mutated(policyText), 100],
  ['the example with mistakes', mutated(fc.constant(EXAMPLE)), 15],
  ['any text', anyText, 200],
] as const;

/** A byte order mark that isn't alone at the start, a carriage return that ends no line: left as they are. */
const ODD = /.\ufeff|\ufeff |\r(?!\n)/su;

/** What a file says: everything in its tree but places, and how a text of several lines is indented. */
function said({ blocks }: SourceTree): string {
  const all = blocks.map(({ block }) => block);
  return JSON.stringify(
    [
      all.flatMap(({ heads }) => heads),
      all.flatMap(({ settings }) => settings.map(({ section, pair }) => [section, pair])),
      all.flatMap(({ entries }) => entries.map(({ section, pair }) => [section, pair])),
      all.flatMap(({ comments }) => comments.map(({ text }) => text)),
      all.flatMap(({ problems }) => problems.map(({ code, message }) => [code, message])),
    ],
    (key, value: unknown) => {
      if (key === 'span' || key === 'indent') return undefined;
      return key === 'source' && String(value).includes('\n') ? undefined : value;
    },
  );
}

/** What `check` reports of a file, without places. */
function reported(text: string): string {
  const { diagnostics, tests } = check(text);
  return JSON.stringify([
    diagnostics.map(({ rule, severity, message, suppressed }) => [
      rule,
      severity,
      message,
      suppressed,
    ]),
    tests.map(({ expectations }) => expectations.map(({ state }) => state)),
  ]);
}

function assertReportsSame(text: string): void {
  assert.equal(reported(formatText(text)), reported(text));
}

function hasProblems(text: string): boolean {
  return readSource(text).blocks.some(({ block }) => block.problems.length > 0);
}

/** What holds of every text. */
function assertFormats(text: string): void {
  const { edits, left } = formatEdits(text);
  const formatted = formatText(text);
  assert.equal(formatted.replace(/\s/g, ''), text.replace(/\s/g, ''));
  assert.equal(said(readSource(formatted)), said(readSource(text)));
  assert.equal(formatText(formatted), formatted);
  if (!hasProblems(text) && !ODD.test(text)) assert.deepEqual(left, []);
  const lines = PieceText.of(text);
  let from = 0;
  for (const { span, newText } of edits) {
    assert.ok(from <= span.start && span.start <= span.end);
    assert.match(text.slice(span.start, span.end) + newText, /^\s*$/);
    // An editor is told lines and characters: no edit may start or end within a line's end.
    assert.deepEqual(lines.span(lines.range(span)), span);
    from = span.end;
  }
}

function each(texts: fc.Arbitrary<string>, numRuns: number, test: (text: string) => void): void {
  fc.assert(fc.property(texts, test), { numRuns: runs(numRuns) });
}

describe('formatting', () => {
  for (const [name, texts, times] of TEXTS)
    it(`changes nothing that ${name} says, and is done after once`, () => {
      each(texts, times, assertFormats);
    }).timeout(runs(60_000));

  for (const [name, texts, times] of TEXTS)
    it(`changes nothing that a check reports of ${name}`, () => {
      each(texts, times / 5, (text) => {
        assertReportsSame(text);
      });
    }).timeout(runs(60_000));

  it('starts and ends no edit within a line end', () => {
    assertFormats('    \n  \r\n\r\ntenant:\r\n');
    assertFormats('users:\n\r\n\n\n  a: {}  \r\n\n  \r\n');
  });

  it('changes no report of a section that is read entry by entry only afterwards', () => {
    assertReportsSame('users:\t# x\n   a: >-\n      b\n    # spaceward-ignore x: y\n   c: {}\n');
    assertReportsSame('users:\n a: >\n   b\n  # spaceward-ignore unknown-key: y\n c: { d: e }\n');
  });
});

/** The text after formatting, which must leave no part out. */
function formatted(lines: readonly string[], feed = '\n'): readonly string[] {
  const text = lines.join(feed);
  assert.deepEqual(formatEdits(text).left, []);
  return formatText(text).split(feed);
}

function assertBecomes(lines: readonly string[], expected: readonly string[]): void {
  assert.deepEqual(formatted(lines), [...expected, '']);
  assert.deepEqual(formatted(lines, '\r\n'), [...expected, '']);
}

describe('the form of a policy', () => {
  it('two spaces a level, one after colons and dashes, none at ends', () => {
    assertBecomes(
      [
        'users:  ',
        '     anna :',
        '          name:    Anna Lind\t',
        '          groups:',
        '          -   a',
        '          -',
        '              b',
        'tests:',
        ' "A":',
        '   given: ',
        '     - remove anna',
        '   expect:',
        '    - x: y',
        '      z:   ',
        '        - - a',
      ],
      [
        'users:',
        '  anna:',
        '    name: Anna Lind',
        '    groups:',
        '      - a',
        '      -',
        '        b',
        'tests:',
        '  "A":',
        '    given:',
        '      - remove anna',
        '    expect:',
        '      - x: y',
        '        z:',
        '          - - a',
      ],
    );
  });

  it('brackets on one line and on several', () => {
    assertBecomes(
      [
        'users:',
        '    a: {groups: [a,b ,  c], "name":"A" , x}',
        '    b: { }',
        '    c: [ ]',
        '    d: {',
        '       groups: [',
        '     a, [ b,',
        '     c ], {',
        '          d: e } ], name:',
        '        Anna',
        '       }',
        'tenant: {',
        '     name: A',
        '     }',
      ],
      [
        'users:',
        '  a: { groups: [a, b, c], "name": "A", x }',
        '  b: {}',
        '  c: []',
        '  d: {',
        '    groups: [',
        '      a, [b,',
        '        c], {',
        '        d: e }], name:',
        '      Anna',
        '    }',
        'tenant: {',
        '  name: A',
        '}',
      ],
    );
  });

  it('blank lines: one at most, none at the end', () => {
    assertBecomes(
      ['', '', 'users:', '', '  a: {}', '   ', '', '  b: {}', '\t', '', '', 'spaces: {}', '', ''],
      ['', 'users:', '', '  a: {}', '', '  b: {}', '', 'spaces: {}'],
    );
    assert.equal(formatText('users: {}'), 'users: {}\n');
    assert.equal(formatText(' \n\n'), '');
    assert.equal(formatText('\ufeffusers:\n a: {}'), '\ufeffusers:\n  a: {}\n');
    assert.equal(formatText('---   # x\nusers:   {}\n...'), '---   # x\nusers: {}\n...\n');
  });

  it('texts keep their lines', () => {
    assertBecomes(
      [
        'tests:',
        '    T:',
        '        - one',
        '           two  ',
        '',
        '',
        '             three',
        "        - 'a   ",
        "          b'",
        '        - "a\\   ',
        '         b \\',
        '            c"',
        '    U:',
        '        - |',
        '               a',
        '                 b  ',
        '',
        '',
        '               c',
        '        - x: >2-',
        '             a',
        '           # after',
        '        - |+',
        '         k',
        '',
        '',
        '    V: []',
      ],
      [
        'tests:',
        '  T:',
        '    - one',
        '      two',
        '',
        '',
        '      three',
        "    - 'a",
        "      b'",
        '    - "a\\ ',
        '      b \\',
        '      c"',
        '  U:',
        '    - |',
        '      a',
        '        b  ',
        '',
        '',
        '      c',
        '    - x: >2-',
        '         a',
        '       # after',
        '    - |+',
        '      k',
        '',
        '',
        '  V: []',
      ],
    );
  });

  it('comments stay level with what they were level with', () => {
    assertBecomes(
      [
        'users:',
        '    # of anna',
        '    anna:',
        '        # of the name',
        '        name: Anna',
        '        # of nothing',
        '          # deeper',
        '    # of ali',
        '# of all',
        '    ali:',
        '        # email: a@b',
        'tests:',
        ' # of A',
        ' A:',
        ' # of the item',
        ' - x',
        ' # of the end',
      ],
      [
        'users:',
        '  # of anna',
        '  anna:',
        '    # of the name',
        '    name: Anna',
        '    # of nothing',
        '      # deeper',
        '  # of ali',
        '# of all',
        '  ali:',
        '    # email: a@b',
        'tests:',
        '  # of A',
        '  A:',
        '    # of the item',
        '    - x',
        '    # of the end',
      ],
    );
  });

  it('comments at ends of lines stay at one column', () => {
    assertBecomes(
      [
        'users:  # two',
        '    a:          # one column',
        '        name: A # one column',
        '                # goes on',
        '    b: {x: y}   # one column',
        '',
        '    c: {}\t# tab',
        '    d: {x:  y}      # six',
      ],
      [
        'users:  # two',
        '  a:          # one column',
        '    name: A   # one column',
        '              # goes on',
        '  b: { x: y } # one column',
        '',
        '  c: {} # tab',
        '  d: { x: y }      # six',
      ],
    );
  });

  it('leaves an entry with mistakes, and its section at its column', () => {
    const text = [
      'users:',
      '    a: {b:  c}',
      '    x: "a" b   ',
      '    d:',
      '       e:  f',
      'spaces:',
      '    S:  {}',
      '',
    ].join('\n');
    const { left } = formatEdits(text);
    assert.deepEqual(
      left.map(({ start, end }) => text.slice(start, end)),
      ['    x: "a" b   \n'],
    );
    assert.deepEqual(formatText(text).split('\n'), [
      'users:',
      '    a: { b: c }',
      '    x: "a" b   ',
      '    d:',
      '      e: f',
      'spaces:',
      '  S: {}',
      '',
    ]);
  });

  it('the example is in form', () => {
    assert.deepEqual(formatEdits(EXAMPLE), { edits: [], left: [] });
  });

  it('large files are formatted in time', () => {
    const entry = '    u: {name:"A", groups:  [a,b]}   # c\n    v:\n      name: x\n\n\n';
    const text = `users:\n${entry.repeat(5_000)}`;
    const line = `users: {${'u: {a:  b},'.repeat(10_000)}}\n`;
    const comments = `users:\n${'   # c\n'.repeat(20_000)}   a: {}\n`;
    for (const large of [text, line, comments]) {
      const { edits, left } = formatEdits(large);
      assert.ok(edits.length > 10_000);
      assert.deepEqual(left, []);
    }
  });
});
