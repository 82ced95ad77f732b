/** A file that is read after an edit, with what was read before, is what it is when it is read afresh. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSource } from '../../../server/src/core/syntax/read-source.js';
import { PieceText } from '../../../server/src/core/text/piece-text.js';
import { changeBetween } from '../../../server/src/core/text/text-change.js';
import { SourceTree } from '../../../server/src/core/syntax/source-tree.js';
import { careful, edited, type TextEdit, textEdit } from '../../support/edits.js';
import { longPolicy } from '../../support/long-policy.js';
import { runs } from '../../support/runs.js';
import { EXAMPLE } from './example.js';
import { flatten } from './flatten.js';
import { anyText, policyText } from './texts.js';

const texts = fc.oneof(
  { weight: 5, arbitrary: policyText },
  { weight: 2, arbitrary: fc.constant(EXAMPLE) },
  { weight: 1, arbitrary: anyText },
);
const histories = fc
  .tuple(texts, fc.array(textEdit, { minLength: 5, maxLength: 25 }))
  .map(([text, edits]) => edited(text, edits));

/** A line of a merge conflict put in between two lines. */
const marker: fc.Arbitrary<TextEdit> = fc
  .tuple(fc.nat(0xffff), fc.constantFrom('<<<<<<< a: b', '||||||| c', '=======', '>>>>>>> d'))
  .map(([at, line]) => (text) => {
    const start = text.lastIndexOf('\n', Math.floor((at / 0x10000) * text.length)) + 1;
    return `${text.slice(0, start)}${line}\n${text.slice(start)}`;
  });
const merges = fc
  .tuple(
    fc.oneof(policyText, fc.constant(EXAMPLE)),
    fc.array(fc.oneof(marker, textEdit), { minLength: 5, maxLength: 25 }),
  )
  .map(([text, edits]) => edited(text, edits));

/** Something put in between two lines, or at the start of one, that is read in a way of its own. */
const oddity: fc.Arbitrary<TextEdit> = fc
  .tuple(
    fc.nat(0xffff),
    fc.constantFrom(
      '\u00a0',
      '\u00a0 ',
      '\ufeff',
      '\0',
      '\r',
      'users\n',
      'groups\uff1a\n',
      '  bea\n',
      'spaces # x\n',
      ' ',
      '  groups:\n',
      '   bea: {}\n',
      '  cem:\n  roles: [a]\n',
      '“',
    ),
  )
  .map(([at, odd]) => (text) => {
    const start = text.lastIndexOf('\n', Math.floor((at / 0x10000) * text.length)) + 1;
    return `${text.slice(0, start)}${odd}${text.slice(start)}`;
  });
const oddities = fc
  .tuple(
    fc.oneof(policyText, fc.constant(EXAMPLE)),
    fc.array(fc.oneof(oddity, textEdit), { minLength: 5, maxLength: 25 }),
  )
  .map(([text, edits]) => edited(text, edits));

/** Edits of policies whose members are divided, most of them within a part. */
const longOnes = fc.tuple(longPolicy, careful).map(([text, edits]) => edited(text, edits));

type Read = (text: string, before?: SourceTree) => SourceTree;

function blocksOf({ blocks }: SourceTree): unknown {
  return blocks.map(({ start, block: { section, text } }) => [start, section, text]);
}

function assertSameAsFresh(read: Read, history: readonly string[]): void {
  let tree: SourceTree | undefined;
  for (const text of history) {
    tree = read(text, tree);
    const fresh = readSource(text);
    assert.deepEqual(blocksOf(tree), blocksOf(fresh));
    const [mine, its] = [flatten(tree.blocks), flatten(fresh.blocks)];
    if (JSON.stringify(mine) !== JSON.stringify(its)) assert.deepEqual(mine, its);
  }
}

describe('reading again', () => {
  for (const [title, texts] of [
    ['gives what reading afresh gives, whatever was edited', histories],
    ['gives the same where members are divided into parts', longOnes],
    ['gives the same where merge conflicts come and go', merges],
    ['gives the same where keys lose their colons and odd characters come and go', oddities],
  ] as const)
    it(title, function () {
      this.timeout(0);
      fc.assert(
        fc.property(texts, (history) => {
          assertSameAsFresh(readSource, history);
        }),
        { numRuns: runs(texts === longOnes ? 25 : 60) },
      );
    });

  it('gives the same where another entry becomes the first of a section', () => {
    const odd = '    new:\n    name: New\n  members: [ali]\n';
    const history = [`groups:\n    old:\n${odd}`, `groups:\n${odd}`, `groups:\n  old: {}\n${odd}`];
    assertSameAsFresh(readSource, history);
  });

  it('gives the same where the text is edited in place', function () {
    this.timeout(0);
    const edited: Read = (text, before) => {
      if (before === undefined) return readSource(text);
      const change = changeBetween(before.text, text);
      const inserted = text.slice(change.start, change.end);
      const source = before.source.edit({ start: change.start, end: change.oldEnd }, inserted);
      assert.equal(source.toString(), text);
      return readSource(source, before);
    };
    fc.assert(
      fc.property(histories, (history) => {
        assertSameAsFresh(edited, history);
      }),
      { numRuns: runs(60) },
    );
  });

  for (const line of [
    '# x',
    '  # x',
    '      # x',
    '   - x',
    '',
    '      x: y',
    '      - "x',
    '  - x',
    'x',
  ])
    it(`gives the same where "${line}" comes among many members, after them, or for one`, () => {
      const members = Array.from({ length: 200 }, (_, index) => `      - u${index}\n`);
      const textOf = (at: number, lines: string, without = 0): string =>
        [
          'groups:\n  g1:\n    members:\n',
          ...members.slice(0, at),
          lines,
          ...members.slice(at + without),
          '  g2: { members: [a] }\n',
        ].join('');
      const edited: Read = (text, tree) => readSource(text, tree, true);
      for (const at of [0, 1, 63, 64, 128, 199, 200]) {
        const before = textOf(at, '');
        // A line is opened, and then written.
        assertSameAsFresh(edited, [before, textOf(at, '\n'), textOf(at, `${line}\n`), before]);
        assertSameAsFresh(edited, [before, textOf(at, `${line}\n`, 1), before]);
      }
    });

  it('gives the same where something comes, or goes, where parts of members in brackets meet', function () {
    this.timeout(0);
    const names = Array.from({ length: 200 }, (_, index) => `u${index}`);
    const shape = fc.constantFrom(
      names.map((name, index) => `${index % 3 === 0 ? '\n      ' : ' '}${name},`).join(''),
      `${names.join(',\n      ')}\n      `,
      names.map((name, index) => `${index % 5 === 4 ? '\n     ' : ''}${name} ,`).join(' '),
    );
    const typed = fc.constantFrom(
      ...[
        '',
        'x',
        ', x',
        ' ',
        '\n',
        '\n    x,\n',
        '\n      x\n',
        ']',
        '}',
        '[x],',
        '[',
        '"',
        '"x"',
      ],
      ...['# x', ' # x\n', 'x: y, ', ',', '{', "'", '- ', '\t', '\r\n'],
    );
    const change = fc.tuple(
      fc.nat(4),
      fc.oneof(fc.integer({ min: -3, max: 1 }), fc.integer({ min: -3, max: 12 })),
      fc.oneof(fc.constant(''), typed),
      fc.oneof(fc.nat(2), fc.nat(7)),
    );
    fc.assert(
      fc.property(shape, change, change, (members, ...changes) => {
        const before = `groups:\n  g1:\n    members: [${members}]\n    others: unknown\n  g2: {}\n`;
        const tree = readSource(before, undefined, true);
        const starts = tree.list.flatMap(({ text, long }) =>
          [...(long?.starts ?? [])].map((start) => start + before.indexOf(text)),
        );
        assert.ok(starts.length > 3);
        const history = [before];
        for (const [part, by, text, gone] of changes) {
          const last = history.at(-1) ?? '';
          const at = (starts[part % starts.length] ?? 0) + by;
          history.push(`${last.slice(0, at)}${text}${last.slice(at + gone)}`);
        }
        assertSameAsFresh((text, old) => readSource(text, old, true), [...history, before]);
      }),
      { numRuns: runs(400) },
    );
  });

  it('and many edits of policies with many members are read within a part, between brackets or not', () => {
    const counts = { all: 0, plain: 0, bracketed: 0 };
    for (const history of fc.sample(longOnes, { numRuns: 40, seed: 1 })) {
      let before: SourceTree | undefined;
      for (const text of history) {
        const tree = readSource(text, before);
        const parts = new Set(before?.list.flatMap(({ long }) => long?.parts ?? []));
        const kept = tree.list
          .flatMap(({ long }) => long?.parts ?? [])
          .filter((part) => parts.has(part));
        if (before !== undefined && before.text !== text) counts.all += 1;
        if (kept.length > 0 && kept.length < parts.size)
          counts[kept[0]?.text.includes(',\n') === true ? 'bracketed' : 'plain'] += 1;
        before = tree;
      }
    }
    const { all, plain, bracketed } = counts;
    assert.ok(Math.min(plain, bracketed) > all / 24, JSON.stringify(counts));
  });

  it('and a reader that kept one block too many would be found out', () => {
    const careless: Read = (text, before) => {
      const tree = readSource(text, before);
      const blocks = tree.blocks.map((placed, index) => {
        const old = before?.blocks[index];
        return old?.start === placed.start && old.block.text.length === placed.block.text.length
          ? old
          : placed;
      });
      return SourceTree.of(PieceText.of(text), blocks);
    };
    assert.throws(() => {
      fc.assert(
        fc.property(histories, (history) => {
          assertSameAsFresh(careless, history);
        }),
        { numRuns: 300, endOnFailure: true },
      );
    });
  });

  it('keeps the blocks that an edit does not touch', () => {
    const before = readSource(EXAMPLE);
    let kept = 0;
    for (let at = 0; at < EXAMPLE.length; at += 7) {
      const after = readSource(`${EXAMPLE.slice(0, at)}x${EXAMPLE.slice(at)}`, before);
      const same = new Set(before.blocks.map(({ block }) => block));
      kept += after.blocks.filter(({ block }) => same.has(block)).length / before.blocks.length;
    }
    assert.ok(kept / (EXAMPLE.length / 7) > 0.9, `${kept / (EXAMPLE.length / 7)}`);
  });
});

describe('changeBetween', () => {
  it('gives the least stretch that differs', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const [before, after] = [
          a.repeat(500) + b + d.repeat(500),
          a.repeat(500) + c + d.repeat(500),
        ];
        const { start, oldEnd, end } = changeBetween(before, after);
        assert.equal(
          before.slice(0, start) + after.slice(start, end) + before.slice(oldEnd),
          after,
        );
        assert.ok(end - start <= c.length && oldEnd - start <= b.length);
      }),
      { numRuns: runs(50) },
    );
  });
});
