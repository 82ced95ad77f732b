import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { decideAt } from '../../server/src/core/decide/decide-at.js';
import { countedActions } from '../../server/src/core/features/hover/counts.js';
import { type Hover, hoverAt } from '../../server/src/core/features/hover.js';
import { nameKey } from '../../server/src/core/model/world.js';
import { blocksIn } from '../docs/page.js';
import { ROOT } from '../support/cli.js';
import { matrix } from '../support/policy.js';
import { usesOf } from '../support/uses.js';
import { filesOf } from '../support/samples.js';
import { stops, type Stop } from './hover-walk.js';
import { brokenPolicy, largePolicy } from './large-policy.js';
import { snapshotOf } from './snapshot.js';

type Files = readonly { readonly path: string; readonly text: string }[];

const read = (path: string): Files[number] => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
});
const inFolder = (folder: string): Files =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.spaceward.yaml'))
    .sort()
    .map((name) => read(`${folder}/${name}`));
const one = (text: string): Files => [{ path: 'a.spaceward.yaml', text }];

const documented = ['docs/language.md', 'README.md'].flatMap((page) =>
  blocksIn(read(page).text)
    .filter(({ isChecked }) => isChecked)
    .map(({ text }, index): readonly [string, Files] => [
      `${page}, policy ${index + 1}`,
      one(text),
    ]),
);

/** Whole policies: every place of them says something. */
const POLICIES: readonly (readonly [string, Files])[] = [
  ...['members-list', 'company'].map((name): readonly [string, Files] => [
    `samples/${name}`,
    filesOf(name).map((path) => read(path)),
  ]),
  ...inFolder('test/fixtures').map((file): readonly [string, Files] => [file.path, [file]]),
  ...documented,
  ['a large policy with every form', one(largePolicy())],
];

const MOST_LINES = 25;

function checkedOf(files: Files): Checked {
  return checkPolicy(
    matrix,
    files.map((file) => readPolicyFile(file)),
  );
}

/** The words that a hover shows, without the marks of Markdown. */
function shownText({ markdown }: Hover): string {
  return markdown.replace(/\\([^A-Za-z0-9])/gu, '$1').normalize('NFC');
}

/** What is wrong with a hover wherever it is. */
function flaws(hover: Hover, offset: number, files: Files): readonly string[] {
  const { markdown, span } = hover;
  const lines = markdown.split('\n').filter((line) => line !== '').length;
  const lost = [...markdown.matchAll(/\]\(([^)#]+)#L(\d+)\)/gu)].filter(([, path, line]) => {
    const text = files.find((file) => file.path === path)?.text;
    return (text?.split('\n')[Number(line) - 1] ?? '').trim() === '';
  });
  return [
    ...(markdown.trim() === '' ? ['it is empty'] : []),
    ...(lines > MOST_LINES ? [`it has ${lines} lines`] : []),
    ...(/\bundefined\b|\[object|\bNaN\b|\*\*\*\*/u.test(markdown) ? ['it shows no text'] : []),
    ...lost.map(([link]) => `it leads to no line: ${link}`),
    ...(span.start <= offset && offset <= span.end ? [] : ['it is about another place']),
  ];
}

/** Names that a thing also goes by: those that are shown, and those that the product has today. */
function namesOf({ engine, policy }: Checked, text: string): readonly string[] {
  const { users, groups, roles } = policy.world;
  const key = nameKey(text);
  const user = [...users.values()].find(
    ({ id, email }) => id === key || email?.toLowerCase() === key.toLowerCase(),
  );
  const role = engine.matrix.spaceRole(text)?.role ?? engine.matrix.securityRole(text)?.role;
  const permission = engine.matrix.permission(text)?.permission;
  return [
    key,
    ...(user === undefined ? [] : [user.id, user.name]),
    ...[groups.get(key)?.name, roles.get(key.toLowerCase())?.name].flatMap((name) => name ?? []),
    ...[role?.title, permission?.title].flatMap((title) => title ?? []),
  ];
}

/** The texts of which a hover must show one: what is hovered, or what explains it. */
function expected(checked: Checked, { keys, scalar, isKey }: Stop): readonly string[] {
  const [section, , field, permission = ''] = keys;
  const word = isKey ? (keys.at(-1) ?? '') : scalar.value;
  const isGrant = keys.includes('members') || keys.includes('shares');
  if (word === 'everyone' && isGrant && isKey) return ['any other user of the tenant'];
  const name = word.replace(/^(?:user|group)\s+/iu, '');
  const slash = name.indexOf('/');
  const parts = slash === -1 ? [] : [name.slice(0, slash), name.slice(slash + 1)];
  const of = section === 'roles' && field === 'permissions' && !isKey ? [permission] : [];
  const roles = isGrant && !isKey ? word.split(',').map((role) => role.trim()) : [];
  return [word, name, ...parts, ...of, ...roles]
    .flatMap((text) => namesOf(checked, text))
    .map((text) => text.replaceAll(/\s+/gu, ' '));
}

function isSentence(checked: Checked, { scalar }: Stop): boolean {
  return checked.tests.some(({ test }) =>
    [...test.expect, ...test.given].some(({ written }) => written.scalar === scalar),
  );
}

for (const [title, files] of POLICIES)
  describe(`hover, everywhere in ${title}`, () => {
    const checked = checkedOf(files);
    const snapshot = snapshotOf(checked);

    it('explains every key, every value and every word of a sentence', () => {
      const wrong: string[] = [];
      let count = 0;
      for (const stop of stops(checked)) {
        const sentence = isSentence(checked, stop);
        for (const offset of stop.words) {
          const hover = hoverAt(snapshot, stop.path, offset);
          const place = `${stop.path}: ${stop.keys.join(' > ')} at ${offset - stop.start}`;
          const text = hover === undefined ? '' : shownText(hover);
          const names = sentence ? [] : expected(checked, stop);
          const isNamed = names.length === 0 || names.some((name) => text.includes(name));
          count += 1;
          if (hover === undefined) wrong.push(`${place}: nothing`);
          else for (const flaw of flaws(hover, offset, files)) wrong.push(`${place}: ${flaw}`);
          if (!isNamed) wrong.push(`${place}: names none of ${names.join(' | ')}\n${text}`);
        }
      }
      assert.deepEqual(wrong.slice(0, 5), []);
      assert.ok(count > 20);
    });

    it('says of an expectation what came of it, and in which world', () => {
      for (const { test, expectations } of checked.tests)
        for (const { written, state } of expectations) {
          const place = checked.locate(written.origin);
          assert.ok(place);
          const hover = hoverAt(snapshot, place.path, place.span.end - 1);
          const [mark] = { passed: '✓', failed: '✗', undecided: '?', broken: '✗' }[state];
          assert.ok(hover?.markdown.startsWith(`${mark} `), written.text);
          if (test.given.length > 0 && state !== 'broken')
            assert.match(hover?.markdown ?? '', /, after \d+ changes? under given/u);
        }
    });

    it('tells the verdicts that the test was decided by', () => {
      for (const { test, expectations } of checked.tests)
        for (const [index, { written, state }] of expectations.entries()) {
          const tree = test.expect[index]?.tree;
          const place = checked.locate(written.origin);
          if (tree?.quantifier !== 'each' || place === undefined || state === 'broken') continue;
          if (tree.mode !== 'can' && tree.mode !== 'cannot') continue;
          const { markdown } = hoverAt(snapshot, place.path, place.span.start) ?? { markdown: '' };
          const verdicts = [...markdown.matchAll(/\*\*(allowed|denied|depends)\*\* · /gu)];
          const wanted = tree.mode === 'can' ? 'allowed' : 'denied';
          if (state === 'passed')
            for (const [, verdict] of verdicts) assert.equal(verdict, wanted, written.text);
        }
    });

    it('counts what the whole decision allows', () => {
      const { engine } = checked;
      for (const stop of stops(checked)) {
        const [section, name = '', field, ...rest] = stop.keys;
        if (section !== 'spaces' || field !== 'owner' || rest.length > 0 || stop.isKey) continue;
        const space = engine.world.spaces.get(nameKey(name));
        const user = engine.world.users.get(space?.owner?.user ?? '');
        const hover = hoverAt(snapshot, stop.path, stop.words[0] ?? 0);
        if (space === undefined || user === undefined) continue;
        const person = { kind: 'user', user } as const;
        const verdicts = countedActions(engine, space.type).map(
          (action) =>
            decideAt({ engine, person, action, space, target: { kind: 'foreign' } }).verdict,
        );
        const count = (verdict: string): number =>
          verdicts.filter((each) => each === verdict).length;
        const [, allowed, total] =
          /\*\*(\d+)\*\* of (\d+) actions/u.exec(hover?.markdown ?? '') ?? [];
        const [, depends = '0'] = /, (\d+) more depend/u.exec(hover?.markdown ?? '') ?? [];
        assert.deepEqual(
          [Number(allowed ?? 0), Number(total ?? verdicts.length), Number(depends)],
          [count('allowed'), verdicts.length, count('depends')],
          `${stop.keys.join(' > ')}\n${hover?.markdown ?? ''}`,
        );
      }
    });
  });

describe('hover, everywhere in a broken policy', () => {
  const files = one(brokenPolicy());
  const checked = checkedOf(files);
  const snapshot = snapshotOf(checked);

  it('has mistakes of many kinds', () => {
    const rules = new Set(checked.diagnostics.map(({ rule }) => rule));
    for (const rule of [
      'unknown-user',
      'unknown-group',
      'unknown-role',
      'unknown-action',
      'unknown-space',
      'unknown-content',
      'unknown-cause',
      'unknown-permission',
      'unknown-key',
      'duplicate-entry',
      'invalid-value',
      'statement-syntax',
    ])
      assert.ok(rules.has(rule), `${rule} is not among ${[...rules].join(', ')}`);
  });

  it('shows nothing that is empty, endless or no text', () => {
    const wrong: string[] = [];
    for (const { path, words, keys } of stops(checked))
      for (const offset of words) {
        const hover = hoverAt(snapshot, path, offset);
        if (hover !== undefined)
          for (const flaw of flaws(hover, offset, files))
            wrong.push(`${keys.join(' > ')}: ${flaw}`);
      }
    assert.deepEqual(wrong, []);
  });

  it('says of each unknown name that it is unknown', () => {
    const unknown = [usesOf(checked.policy), ...checked.tests.map(({ uses }) => uses)]
      .flat()
      .filter(({ found }) => found === undefined);
    assert.ok(unknown.length > 8);
    for (const { text, origin } of unknown) {
      const place = checked.locate(origin);
      const hover = place && hoverAt(snapshot, place.path, place.span.start);
      assert.match(hover?.markdown ?? '', / · unknown /u, text);
      assert.ok(hover && shownText(hover).includes(text), text);
    }
  });
});
