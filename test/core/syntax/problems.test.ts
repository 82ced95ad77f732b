import assert from 'node:assert/strict';
import { readBlock } from '../../../server/src/core/syntax/read-block.js';
import { readSource } from '../../../server/src/core/syntax/read-source.js';
import { commaTraps, mapTrap } from '../../../server/src/core/syntax/traps.js';
import type { Block, SyntaxFix } from '../../../server/src/core/syntax/tree.js';
import { flatten, plain } from './flatten.js';

/** `code: the text it marks`, for every problem of a file. */
function problems(text: string): string[] {
  return readSource(text).blocks.flatMap(({ block }) =>
    block.problems.map(
      ({ code = '', span }) => `${code}: ${block.text.slice(span.start, span.end)}`,
    ),
  );
}

function applied(text: string, { span, text: insert }: SyntaxFix): string {
  return text.slice(0, span.start) + insert + text.slice(span.end);
}

/** The text after the fix of its one problem, which must leave none. */
function fixed(text: string): string {
  const found = readSource(text).blocks.flatMap(({ start, block }) =>
    block.problems.map(({ fix }) => ({ start, fix })),
  );
  assert.equal(found.length, 1, JSON.stringify(problems(text)));
  const { start = 0, fix } = found[0] ?? {};
  assert.ok(fix);
  const mended = text.slice(0, start) + applied(text.slice(start), fix);
  assert.deepEqual(problems(mended), []);
  return mended;
}

function onlyBlock(text: string): Block {
  const block = readSource(text).blocks.at(-1)?.block;
  assert.ok(block);
  return block;
}

describe('problems of syntax', () => {
  it('tells each of several mistakes, and reads the rest', () => {
    const text = [
      'users:',
      '  anna: { name: Anna, roles: [A, B }',
      '  ali:',
      '    name: "Ali',
      '    email: a@b',
      '  eve:',
      '\t  name: Eve',
      '  dana: { name: Dana }',
      'tests:',
      '  T:',
      '    - "Finance" x',
      '    - anna can app.open on "Finance"',
      '',
    ].join('\n');
    assert.deepEqual(problems(text), [
      'unclosed-bracket: [',
      'unclosed-quote: "Ali',
      'tab-as-indent: \t  ',
      'quoted-start: "Finance" x',
    ]);
    const values = readSource(text).blocks.flatMap(({ block }) =>
      block.entries.map(({ key, value }) => [key.value, plain(value)]),
    );
    assert.deepEqual(values, [
      [
        'anna',
        [
          ['name', 'Anna'],
          ['roles', ['A', 'B']],
        ],
      ],
      [
        'ali',
        [
          ['name', 'Ali'],
          ['email', 'a@b'],
        ],
      ],
      ['eve', [['name', 'Eve']]],
      ['dana', [['name', 'Dana']]],
      ['T', ['"Finance" x', 'anna can app.open on "Finance"']],
    ]);
  });

  it('leaves the entries around an open quote or bracket alone', () => {
    for (const mistake of [
      '"Anna',
      "'Anna",
      '[a',
      '{ a: b',
      '[a]]',
      '{ a: b }}',
      '"a" | b',
      '*a[',
      'x: y: z',
      '? x',
      '> ---',
      '[a] {',
      '"a" [b',
    ]) {
      const text = `users:\n  ali: {}\n  anna: ${mistake}\n  eve: { name: "Eve" }\nspaces:\n  S: {}\n`;
      const { blocks } = readSource(text);
      const names = blocks.flatMap(({ block }) => block.entries.map(({ key }) => key.value));
      assert.deepEqual([names[0], ...names.slice(-2)], ['ali', 'eve', 'S'], mistake);
      assert.equal(names.length, 4, mistake);
      assert.deepEqual(flatten(blocks), flatten([{ start: 0, block: readBlock(text, null) }]));
      assert.ok(problems(text).length === 1, `${mistake}: ${JSON.stringify(problems(text))}`);
    }
  });

  it('gives a reason for what a policy does not take', () => {
    const codes = (text: string): string[] =>
      problems(text).map((each) => each.replace(/:.*/s, ''));
    assert.deepEqual(codes('users:\n  anna: &a b\n'), ['anchor']);
    assert.deepEqual(codes('users:\n  anna: *a\n'), ['alias']);
    assert.deepEqual(codes('users:\n  anna: !t b\n'), ['tag']);
    assert.deepEqual(codes('users:\n  anna: { <<: b }\n'), ['merge-key']);
    assert.deepEqual(codes('%YAML 1.2\n---\nusers: {}\n'), ['directive']);
    assert.deepEqual(codes('users: {}\n---\nspaces: {}\n'), ['second-document']);
    assert.deepEqual(codes('users:\n  ? anna\n  : {}\n'), ['explicit-key']);
    assert.deepEqual(codes('users:\n  [a]: b\n'), ['key-not-text']);
    assert.deepEqual(codes('users:\n  : b\n'), ['missing-key']);
    assert.deepEqual(codes('- a\n'), ['not-a-map']);
    assert.deepEqual(codes('---\nusers: {}\n...\n'), []);
    assert.deepEqual(codes('users: {}\nusers: {}\n'), []);
  });

  it('tells a merge conflict once, and reads its first version', () => {
    const conflict = (ours: string, theirs: string): string =>
      `<<<<<<< HEAD: ours\n${ours}=======\n${theirs}>>>>>>> theirs\n`;
    const base = '||||||| base';
    const users = 'users:\n  ali: {}\n';
    const rest = '  bob: {}\ngroups:\n  g: {}\n';
    for (const text of [
      `${users}${conflict('  eve: {}\n', '  eve: { name: Eve }\n  joe: {}\n')}${rest}`,
      `users:\n${conflict('  ali: {}\n  eve: {}\n', '  ali: [\n')}${rest}`,
      `${users}${conflict('  eve: {}\n', '').replace('=======', `${base}\n  x: {}\n=======`)}${rest}`,
      `${users}  eve: {}\n${conflict('  bob: {}\ngroups:\n  g: {}\n', 'groups:\n  - "\n')}`,
      conflict(`${users}  eve: {}\n${rest}`, users),
      `${users}  eve: {}\n${conflict('', '  joe: {}\n')}${rest}`,
      `${users}  eve: {}\n=======\n${rest}`,
      `${users}  eve: {}\n<<<<<<< HEAD\n${rest}`,
      `${users}  eve:\n    roles: [\n${conflict('      A,\n', '      B,\n')}    ]\n${rest}`,
    ].flatMap((each) => [each, each.replaceAll('\n', '\r\n')])) {
      const { blocks } = readSource(text);
      const names = blocks.flatMap(({ block }) => block.entries.map(({ key }) => key.value));
      assert.deepEqual(names, ['ali', 'eve', 'bob', 'g'], text);
      const [problem, ...others] = problems(text);
      assert.match(problem ?? '', /^merge-conflict: [<=]{7}[^\r\n]*$/);
      assert.deepEqual(others, [], text);
    }
    // Neither is one: an indented line, a longer row, and a line within a text.
    assert.deepEqual(problems('users:\n  ======= x: {}\n'), []);
    assert.deepEqual(problems('========: a\n'), []);
    assert.deepEqual(problems('users:\n  a:\n    name: |\n      =======\n'), []);
  });

  it('moves a line that stands at another column than what is beside it', () => {
    const lines = [
      'users:',
      '  anna:',
      '    name: Anna',
      '    roles: [A]',
      '    status: active',
      '  ali: {}',
      '  bob: {}',
      'spaces:',
      '  S:',
      '    owner: anna',
      '    members:',
      '      ali: can view',
      '      bob: can edit',
      '    apps: {}',
      '  T:',
      '    owner: ali',
      'tests:',
      '  X:',
      '    - a',
      '    - b',
      '  Y: [c]',
    ];
    const right = readSource(lines.join('\n'));
    const written = (tree: typeof right): unknown =>
      tree.blocks.flatMap(({ block }) =>
        block.entries.map(({ section, key, value }) => [section, key.value, plain(value)]),
      );
    const moved: readonly (readonly [line: number, by: number])[] = [
      [2, 1],
      [5, -1],
      [5, 1],
      [6, 1],
      [6, 2],
      [9, 1],
      [10, -1],
      [10, 1],
      [12, -1],
      [12, 1],
      [14, -1],
      [14, 1],
      [19, -1],
      [19, 1],
    ];
    for (const [index, by] of moved)
      for (const feed of ['\n', '\r\n'])
        for (const above of ['', '\n', '\n\n']) {
          const line = lines[index]?.trim() ?? '';
          const column = (lines[index]?.search(/\S/) ?? 0) + by;
          const amiss = [...lines];
          amiss[index] = ' '.repeat(column) + line;
          const text = above.replaceAll('\n', feed) + amiss.join(feed);
          const tree = readSource(text);
          assert.deepEqual(written(tree), written(right), text);
          const [problem, ...others] = tree.blocks.flatMap(({ block }) => block.problems);
          assert.deepEqual(others, [], text);
          assert.match(problem?.message ?? '', /^this line (starts|is indented)/, text);
          assert.match(
            problem?.message ?? '',
            new RegExp(` column ${column - by + 1}(?!\\d)`),
            text,
          );
          assert.ok(problems(text)[0]?.endsWith(`: ${line}`), text);
          assert.equal(fixed(text), above.replaceAll('\n', feed) + lines.join(feed));
        }
  });

  const COLONS = [
    'spaceward: 1',
    'users:',
    '  anna:',
    '    name: Anna',
    '    roles: [A]',
    '  ali: {}',
    '  bob: { name: Bob }',
    'groups:',
    '  g:',
    '    members: [ali]',
    'spaces: # all',
    '  S:',
    '    type: shared',
    '    owner: anna',
    '    members:',
    '      ali: can view',
    '      group g: can edit',
    '    apps:',
    '      App:',
    '        owner: anna',
    '  T:',
    '    members:',
    '      - a',
    'tests:',
    '  X:',
    '    - a',
    '    - b',
    '  Y:',
    '    - c',
  ];

  function withLine(index: number, line: string): string[] {
    return COLONS.map((each, i) => (i === index ? line : each));
  }

  /** Asserts that a text with one mistake reads as the right one, and that the one fix makes it that. */
  function assertMended(text: string, right: string, code = 'missing-colon'): void {
    const written = (source: string): unknown =>
      readSource(source).blocks.flatMap(({ block }) => [
        ...block.settings.map(({ section, pair }) => [section, plain(pair.value)]),
        ...block.entries.map(({ section, key, value }) => [section, key.value, plain(value)]),
      ]);
    assert.deepEqual(written(text), written(right), text);
    assert.deepEqual(
      problems(text).map((each) => each.replace(/:.*/s, '')),
      [code],
      text,
    );
    assert.equal(fixed(text), right);
  }

  it('puts in a colon that is missing', () => {
    for (const feed of ['\n', '\r\n'])
      COLONS.forEach((line, index) => {
        if (!line.includes(':') || line.startsWith('spaceward')) return;
        const amiss = withLine(index, line.replace(':', ''));
        assertMended(amiss.join(feed), COLONS.join(feed));
      });
    assertMended('users\n  anna: {}\n', 'users:\n  anna: {}\n');
    assertMended(
      'spaces:\n  S:\n    members\n      - a\n',
      'spaces:\n  S:\n    members:\n      - a\n',
    );
    assertMended('spaces:\n  S:\n    type shared', 'spaces:\n  S:\n    type: shared');
  });

  it('puts in a comma that is missing in braces', () => {
    for (const right of [
      'spaces:\n  S: { type: shared, owner: anna }\n',
      'spaces:\n  S: { type: shared, owner: anna, members: {} }\n',
      'spaces:\n  S: { type: shared,  owner: "anna" }',
      'spaces:\n  S: {\n    type: shared,\n    owner: anna\n  }\n',
      'spaces:\r\n  S: {\r\n    type: shared,\r\n    owner: anna }\r\n',
      'spaces:\n  S: { type: shared, members: { ali: can view, group g: can edit } }\n',
      'spaces:\n  S: { type: shared, members: { ali: can view, bob: can edit }, owner: anna }\n',
    ])
      for (const { index } of right.matchAll(/(?<=[a-z]),/g))
        assertMended(right.slice(0, index) + right.slice(index + 1), right, 'missing-comma');
  });

  it('takes a comma behind a value out', () => {
    for (const feed of ['\n', '\r\n'])
      for (const behind of [',', ' ,', ', # why'])
        assertMended(
          ['groups:', `  g: { members: [ali] }${behind}`, '  h: {}', ''].join(feed),
          ['groups:', `  g: { members: [ali] }${behind.replace(',', '')}`, '  h: {}', ''].join(
            feed,
          ),
          'stray-comma',
        );
    assertMended('tests:\n  t: [a],\n  u: [b]\n', 'tests:\n  t: [a]\n  u: [b]\n', 'stray-comma');
  });

  it('puts in the colon or the space of a value beside its key', () => {
    for (const feed of ['\n', '\r\n'])
      COLONS.forEach((line, index) => {
        const amiss: readonly string[] = [
          ...(/^ +(?:name|roles|type|owner|ali|bob|members): ./.test(line)
            ? [line.replace(': ', ':\u00a0'), line.replace(/: ?/, '\uff1a')]
            : []),
          ...(/^ +(?:type|owner|name): |: [{[]/.test(line) ? [line.replace(': ', ':')] : []),
        ];
        for (const each of amiss) assertMended(withLine(index, each).join(feed), COLONS.join(feed));
      });
    assertMended(
      'users\uff1a\n  a\uff1a\n    name: A\n'.replace('a\uff1a', 'a:'),
      'users:\n  a:\n    name: A\n',
    );
  });

  it('puts a colon in the place of an equals sign or an arrow', () => {
    const right = COLONS.join('\n');
    COLONS.forEach((line, index) => {
      if (!/^ +[^:"-]*:(?: |$)/.test(line)) return;
      for (const sign of [' = ', '=', ' =', '= ', ' => ', ' -> ', ' \u2192 ']) {
        const amiss = line.replace(/: ?/, line.endsWith(':') ? sign.trimEnd() : sign);
        assertMended(withLine(index, amiss).join('\n'), right);
      }
    });
    const members = (line: string): string => `spaces:\n  S:\n    members:\n      ${line}\n`;
    assertMended(members('group a = can view'), members('group a: can view'));
    assertMended(members('group a=>can view'), members('group a: can view'));
    assert.equal(
      onlyBlock(members('group a = can view')).problems[0]?.message,
      'write a colon after group a, in the place of the =',
    );
    const { problems: found } = onlyBlock(members('group a => can view'));
    assert.deepEqual(
      found.map(({ message }) => message),
      ['write a colon after group a, in the place of the =>'],
    );
    for (const text of [
      members('a = b: can view'),
      'spaces:\n  S:\n    description:\n      a = b\n',
    ])
      assert.deepEqual(problems(text), [], text);
  });

  it('takes dashes out of a map where some keys have one', () => {
    const right = [
      'spaces:',
      '  S:',
      '    members:',
      '      group a: can view',
      '      # of the team',
      '      ali:',
      '        - can edit',
      '',
      '      bob: can view # for now',
      '    apps: {}',
    ];
    const keys = [3, 5, 8];
    for (const feed of ['\n', '\r\n'])
      for (const dashed of [[3], [5], [8], [3, 5], [3, 8], [5, 8]]) {
        const lines = right.map((line, index) =>
          dashed.includes(index) ? line.replace(/^ {6}/, '$&- ') : line,
        );
        const text = `${lines.join(feed)}${feed}`;
        assert.ok(dashed.length < keys.length);
        assert.deepEqual(
          problems(text).map((each) => each.replace(/:.*/s, '')),
          ['dash-in-map'],
          text,
        );
        assert.equal(fixed(text), `${right.join(feed)}${feed}`);
      }
  });

  it('looks at what is above in a text that begins with a blank line', () => {
    assert.ok(problems('\n  t:\n    - a\n    b: c\ntests:\né\n').length > 0);
  });

  it('leaves dashes alone that may be meant', () => {
    for (const text of [
      'tests:\n  T:\n    - anna can app.open on "A: B"\n    anna can app.open on "A: C"\n',
      'spaces:\n  S:\n    apps:\n      - name: KPI\n        owner: anna\n      B: {}\n',
    ])
      assert.ok(!problems(text).some((each) => each.startsWith('dash-in-map')), text);
  });

  it('mends characters that look like others', () => {
    const right = COLONS.join('\n');
    assert.equal(fixed(right.replaceAll('\n', '\r')), right);
    assert.equal(fixed(right.replace('    name', '\u00a0\u00a0\u2003 name')), right);
    assert.equal(fixed(right.replace('groups', '\ufeffgroups')), right);
    assert.equal(fixed(`\ufeff${right.replace('Anna', 'An\x07na')}`), `\ufeff${right}`);
    for (const text of [
      right.replaceAll('\n', '\r'),
      right.replace('    name', '\u00a0\u00a0\u2003 name'),
      right.replace('groups', '\ufeffgroups'),
    ])
      assert.deepEqual(
        readSource(text).blocks.flatMap(({ block }) => block.entries.map(({ key }) => key.value)),
        readSource(right).blocks.flatMap(({ block }) => block.entries.map(({ key }) => key.value)),
      );
    // In a text below a key they may be meant.
    const text = 'spaces:\n  S:\n    description: |\n      \u00a0a\n';
    assert.deepEqual(problems(text), []);
  });

  it('tells of several colons that are missing, one by one', () => {
    const text = COLONS.slice(1)
      .map((line) => line.replace(':', ''))
      .join('\n');
    const missing = COLONS.slice(1).filter((line) => line.includes(':')).length;
    const found = problems(text);
    assert.deepEqual(
      found.filter((each) => !each.startsWith('missing-colon')),
      [],
    );
    assert.equal(found.length, missing);
  });

  it('takes no text for a key that lacks its colon', () => {
    for (const value of [
      '\n      type shared',
      '>\n      type\n        shared',
      'a\n      members\n        - b',
    ])
      assert.deepEqual(problems(`spaces:\n  S:\n    description: ${value}\n`), [], value);
  });

  it('reads on where every line stands at a column of its own', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${' '.repeat((i * 7) % 11)}k${i}: v`);
    assert.ok(problems(`users:\n${lines.join('\n')}\n`).length > 0);
  });

  it('mends the usual traps', () => {
    assert.equal(
      fixed('tests:\n  T:\n    - anna can app.open on "Finance #1" because share # why\n'),
      'tests:\n  T:\n    - \'anna can app.open on "Finance #1" because share\' # why\n',
    );
    assert.equal(
      fixed('tests:\n  T:\n    - "Finance Dev" is closed\n'),
      'tests:\n  T:\n    - \'"Finance Dev" is closed\'\n',
    );
    assert.equal(fixed('users:\n  a:\n    name: Plan: B\n'), 'users:\n  a:\n    name: "Plan: B"\n');
    assert.equal(
      fixed('spaces:\n  Plan: B: { type: data }\n'),
      'spaces:\n  "Plan: B": { type: data }\n',
    );
    assert.equal(
      fixed('spaces:\n  "A" B:\n    type: data\n'),
      'spaces:\n  \'"A" B\':\n    type: data\n',
    );
    assert.equal(fixed('users:\n  a: { name: "A }\n'), 'users:\n  a: { name: "A" }\n');
    assert.equal(fixed('users:\n  a: [b, c\n  d: {}\n'), 'users:\n  a: [b, c]\n  d: {}\n');
    assert.equal(fixed('users:\n  a: [b, c}\n'), 'users:\n  a: [b, c]\n');
    assert.equal(fixed('users:\n  a: [b]] # c\n'), 'users:\n  a: [b] # c\n');
  });

  it('knows a comment that hides a bracket', () => {
    const { problems: found } = onlyBlock('users:\n  a: { name: A #1, roles: [] }\n');
    assert.match(found[0]?.message ?? '', /# after a space starts a comment/);
  });

  it('recognises a sentence that a colon makes a map', () => {
    const { entries, text } = onlyBlock(
      'tests:\n  T:\n    - anna can app.open on "Plan: B"\n    - x\n',
    );
    const value = entries[0]?.value;
    assert.ok(value?.kind === 'seq');
    const [map, sentence] = value.items.map((item) => item.value);
    assert.ok(map && sentence);
    assert.equal(mapTrap(sentence, text), null);
    const fix = mapTrap(map, text)?.fix;
    assert.ok(fix);
    assert.match(applied(text, fix), /- 'anna can app.open on "Plan: B"'\n/);
  });

  it('recognises a list that a comma cuts in a flow map', () => {
    const { entries, text } = onlyBlock(
      'users:\n  S: { ali: can view, can edit, eve: can view }\n',
    );
    const value = entries[0]?.value;
    assert.ok(value?.kind === 'map');
    const [cut, ...others] = commaTraps(value, text);
    assert.deepEqual(others, []);
    assert.deepEqual(
      cut?.lost.map(({ key }) => key.value),
      ['can edit'],
    );
    assert.ok(cut.problem.fix);
    assert.match(applied(text, cut.problem.fix), /ali: "can view, can edit", eve/);
  });
});
