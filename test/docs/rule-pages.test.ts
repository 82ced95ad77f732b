import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newRule } from '../../scripts/generate/new-rule.js';
import { pageOf, ruleDocuments } from '../../scripts/generate/rule-pages.js';
import { LISTED_RULES } from '../../server/src/core/rules/ids.js';
import type { Checked, Diagnostic } from '../../server/src/core/check.js';
import { applyFileEdits } from '../../server/src/core/features/apply.js';
import { type CodeAction, codeActionsAt } from '../../server/src/core/features/code-actions.js';
import { Kept } from '../../server/src/core/features/kept.js';
import { ROOT } from '../support/cli.js';
import { check, matrix } from '../support/policy.js';
import { brokenBy, checkExample, type Example, examplesIn, pageProblems } from './rule-page.js';

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The headings of a document, as links name them. */
function headingsOf(document: string): readonly string[] {
  return [...document.matchAll(/^#+ (.*)$/gmu)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
}

/** What a rule itself offers against a breach of it. */
function fixesOf(checked: Checked, { rule, path, span }: Diagnostic): readonly CodeAction[] {
  const snapshot = { matrix, policies: [checked], kept: new Kept() };
  const actions = codeActionsAt(snapshot, path, span, ['quickfix']);
  return actions.filter((action) => action.rule === rule && action.isPreferred);
}

/** The texts of an example after each of the fixes that a rule has in it. */
function fixed(rule: string, example: Example): readonly string[] {
  const checked = checkExample(example);
  const [file] = checked.policy.files;
  assert.ok(file);
  const source = { path: file.path, text: example.policy };
  return checked.diagnostics
    .filter((diagnostic) => diagnostic.rule === rule)
    .flatMap((diagnostic) => fixesOf(checked, diagnostic))
    .flatMap(({ edits }) => applyFileEdits([source], edits).map(({ text }) => text));
}

function countOf(rule: string, { diagnostics }: Checked): number {
  return diagnostics.filter((diagnostic) => diagnostic.rule === rule).length;
}

describe('the pages of the rules', () => {
  for (const rule of LISTED_RULES)
    it(`${rule.id}: avoids what breaks it alone, prefers what breaks nothing, and says why`, () => {
      assert.deepEqual(pageProblems(rule, read(pageOf(rule.id))), []);
    });

  for (const { id, hasFix } of LISTED_RULES)
    it(`${id}: has ${hasFix === true ? 'a fix that removes what it reports' : 'no fix'}`, () => {
      const results = examplesIn(read(pageOf(id)), 'Avoid').flatMap((example) =>
        fixed(id, example).map((text) => ({ example, text })),
      );
      assert.equal(results.length > 0, hasFix === true);
      for (const { example, text } of results) {
        const before = checkExample(example);
        const after = check(text, example.config);
        assert.equal(countOf(id, after), countOf(id, before) - 1, text);
        const others = brokenBy(after).filter((rule) => !brokenBy(before).includes(rule));
        assert.deepEqual(others, [], text);
      }
    });

  it('are those of the rules that there are', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).map((name) => `docs/rules/${name}`);
    const others = ['docs/rules/README.md', 'docs/rules/not-checked.md'];
    const wanted = [...LISTED_RULES.map(({ id }) => pageOf(id)), ...others];
    assert.deepEqual(pages.sort(), wanted.sort());
  });

  it('and the lists of rules are as the rules say', () => {
    for (const [path, text] of ruleDocuments(read))
      assert.ok(read(path) === text, `${path} is stale: run npm run generate`);
  });

  it('link to what there is', () => {
    for (const name of readdirSync(join(ROOT, 'docs/rules')))
      for (const [, link = ''] of read(`docs/rules/${name}`).matchAll(/\]\(([^)]+)\)/gu)) {
        if (link.startsWith('https:')) continue;
        const [file = '', heading] = link.split('#');
        const target = join('docs/rules', file);
        assert.ok(existsSync(join(ROOT, target)), `${name}: ${link}`);
        assert.ok(
          heading === undefined || headingsOf(read(target)).includes(heading),
          `${name}: ${link}`,
        );
      }
  });
});

describe('what no rule checks', () => {
  const page = read('docs/rules/not-checked.md');

  it('because verdicts answer it: the actions are those of the tables', () => {
    const ids = new Set(matrix.actions.map(({ id }) => id));
    const named = [...page.matchAll(/`([a-z-]+)\.([a-z-]+)`/gu)];
    assert.ok(named.length > 40);
    for (const [, kind = '', verb = ''] of named)
      assert.ok(
        ids.has(`${kind}.${verb}`) || ids.has(`${kind}.${verb}-to-space`),
        `${kind}.${verb}`,
      );
  });
});

describe('a new rule', () => {
  const index = 'server/src/core/rules/index.ts';
  const ids = LISTED_RULES.map(({ id }) => id);

  it('is listed, with a page that fails until it is written', () => {
    const { files } = newRule('share-to-nobody', ids, read(index));
    assert.deepEqual(
      [...files.keys()],
      ['server/src/core/rules/share-to-nobody.ts', index, 'docs/rules/share-to-nobody.md'],
    );
    const list = files.get(index) ?? '';
    assert.match(
      list,
      /share-role\.js';\nimport \{ shareToNobody \} from '\.\/share-to-nobody\.js';\n/u,
    );
    assert.match(list, /,\n {2}shareToNobody,\n\];/u);
    const page = files.get('docs/rules/share-to-nobody.md') ?? '';
    const rule = { id: 'share-to-nobody', severity: 'error', summary: 'TODO' } as const;
    const problems = pageProblems(rule, page);
    assert.ok(problems.includes('something is left to do'));
    assert.ok(problems.includes('the summary is a sentence'));
    assert.ok(problems.some((problem) => problem.startsWith('Avoid')));
    assert.ok(problems.some((problem) => problem.startsWith('Prefer')));
  });

  it('can be the last by name', () => {
    const { files } = newRule('zero-members', ids, read(index));
    assert.match(
      files.get(index) ?? '',
      /yaml-syntax\.js';\nimport \{ zeroMembers \} from '\.\/zero-members\.js';\n\n/u,
    );
  });

  it('has an id of its own', () => {
    for (const id of [
      '',
      'Share',
      'share',
      'share_to',
      '../x-y',
      'share-role',
      'unused-suppression',
    ])
      assert.throws(() => newRule(id, ids, read(index)), /id is words|there is a rule/u, id);
  });
});
