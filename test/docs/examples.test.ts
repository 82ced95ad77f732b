import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/cli.js';
import { check } from '../support/policy.js';
import { asShown, blocksIn, commandsIn, isShown, withDiff, wordsOf } from './page.js';
import { runPage } from './run-page.js';

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => [name, readFileSync(join(ROOT, name), 'utf8')] as const);
/** The pages on which every policy is shown to be right. */
const SHOWN = ['README.md', 'docs/language.md', 'docs/tutorial.md'];

/** Policies in the documentation that say so are whole, and break no rule. */
describe('policies in the documentation', () => {
  for (const [page, text] of PAGES)
    for (const [index, block] of blocksIn(text)
      .filter(({ isChecked }) => isChecked)
      .entries())
      it(`${page}, policy ${index + 1}`, () => {
        const { diagnostics } = check(block.text);
        assert.deepEqual(
          diagnostics.map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
      });
});

/** A block with a path is that file, one of `console` is run, and what it prints stands below. */
describe('commands in the documentation', () => {
  for (const [page, text] of PAGES)
    it(`${page}: files and commands, from first to last, print what the page shows`, () => {
      const anew = runPage(text);
      if (process.env.UPDATE_DOCS === '1') writeFileSync(join(ROOT, page), anew);
      else assert.equal(text, anew, 'UPDATE_DOCS=1 npm test writes it anew');
    });

  for (const page of SHOWN)
    it(`${page}: every policy is checked or is a file of the commands, and every command is run`, () => {
      const blocks = blocksIn(PAGES.find(([name]) => name === page)?.[1] ?? '');
      const yaml = blocks.filter(({ language }) => language === 'yaml');
      assert.ok(yaml.length > 0);
      assert.deepEqual(
        yaml.filter(({ info, isChecked }) => info === '' && !isChecked).map(({ text }) => text),
        [],
      );
      const others = blocks.filter(({ language }) => language !== 'console');
      assert.deepEqual(
        others.filter(({ text }) => /^\$ /mu.test(text)).map(({ text }) => text),
        [],
      );
    });
});

describe('a page that is run', () => {
  const page = (shown: string): string =>
    [
      '```yaml a/tenant.spaceward.yaml\nusers: { anna: {} }\n```\n',
      '```diff a/tenant.spaceward.yaml\n-users: { anna: {} }\n+users: { anna: { a: b } }\n```\n',
      `\`\`\`console\n$ npx spaceward check "a"\n${shown}$ echo $?\n1\n\`\`\`\n`,
    ].join('text\n');

  it('shows what is printed, both in full and in part, and what is stale is written anew', () => {
    const anew = runPage(page(''));
    assert.match(anew, /^a\/tenant\.spaceward\.yaml:1:18 error unknown key a/mu);
    assert.match(anew, /1 error.*\n\$ echo \$\?\n1\n```\n$/u);
    assert.equal(runPage(anew), anew);
    assert.notEqual(runPage(page('✓ 1 file, 0 errors\n')), page('✓ 1 file, 0 errors\n'));
    const summary = /^.*1 error.*\n/mu.exec(anew)?.[0] ?? '';
    assert.equal(runPage(page(`  …\n${summary}`)), page(`  …\n${summary}`));
    assert.equal(runPage(page('  …\nanother\n')), page(`  …\n${summary}`));
  });

  it('leaves out lines where it says so', () => {
    for (const [output, shown, is] of [
      ['a\nb\nc\n', 'a\nb\nc\n', true],
      ['a\nb\nc\n', 'a\n…\nc\n', true],
      ['a\nb\nc\n', '…\nc\n', true],
      ['a\nb\nc\n', 'a\n  …\n', true],
      ['a\nb\nc\n', '…\nb\n…\n', true],
      ['a\nb\nc\n', 'a\nc\n', false],
      ['a\nb\nc\n', '…\nb\n', false],
      ['a\nb\nc\n', 'b\n…\n', false],
      ['a\nb\nc\n', '…\nd\n…\n', false],
      ['a\n', 'a\n…\na\n', false],
    ] as const)
      assert.equal(isShown(output, shown), is, shown);
    assert.equal(asShown('a\nb\nc\nd\n', 'x\n…\nz\n'), 'a\n…\nd\n');
    assert.equal(asShown('a\n', 'x\n…\nz\n'), 'a\n');
    assert.throws(() => asShown('a\n', '…\nx\n…\n'), /anew/u);
  });

  it('is read as a shell would', () => {
    assert.deepEqual(wordsOf('a "b c" --d=\'e "f"\' g'), ['a', 'b c', '--d=e "f"', 'g']);
    assert.deepEqual(commandsIn('$ a\n$ b\nc\n'), [
      { line: 'a', output: '' },
      { line: 'b', output: 'c\n' },
    ]);
    assert.throws(() => commandsIn('a\n'), /begins/u);
    assert.throws(() => runPage('```console\n$ rm -r x\n```\n'), /can't be run/u);
  });

  it('changes of a file are made where they are said, and nowhere else', () => {
    assert.equal(withDiff('a\nb\nc\n', ' a\n-b\n+d\n+e\n'), 'a\nd\ne\nc\n');
    assert.throws(() => withDiff('a\nb\n', '-c\n+d\n'), /once/u);
    assert.throws(() => withDiff('a\na\n', '-a\n+d\n'), /once/u);
  });
});
