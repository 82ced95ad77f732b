import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESERVED } from '../../grammar/src/words.js';
import { matrix } from '../core/matrix/tables.js';
import { isPolicyFile } from '../../server/src/core/workspace/roots.js';
import { ROOT } from '../support/cli.js';
import { filesOf, SAMPLES } from '../support/samples.js';
import { partsThatAre, tokenise } from './tokens.js';

/** Those whose sentences and roles are right. */
const FILES = SAMPLES.filter((sample) => sample !== 'broken')
  .flatMap(filesOf)
  .filter(isPolicyFile)
  .map((path) => join(ROOT, path));

/** What a sentence in a test is coloured as. */
async function sentence(text: string): Promise<(scope: string) => readonly string[]> {
  const lines = await tokenise(`tests:\n  t:\n    - ${text}\n`);
  return (scope) => partsThatAre(lines.slice(2), scope);
}

/** Today's names and older ones; not those of the REST API, which could be anything's. */
function spaceRoleNames(): readonly string[] {
  return matrix.data.spaceRoles
    .flatMap(({ title, otherNames }) => [title, ...otherNames])
    .filter((name) => /^(?:Can|Has) /u.test(name));
}

describe('colouring', () => {
  for (const path of FILES)
    it(`finds every sentence, action and role: ${path.slice(ROOT.length)}`, async () => {
      const lines = await tokenise(readFileSync(path, 'utf8'));
      for (const tokens of lines) {
        const line = tokens.map(({ text }) => text).join('');
        const all = [tokens];
        const comment = partsThatAre(all, 'comment').join(' ');
        const code = line.slice(0, line.length - comment.length);
        if (/^\s*- .* (?:can|cannot) /u.test(code)) {
          const bare = code.replace(/"[^"]*"/gu, '""');
          const verdicts = bare.match(/\b(?:can|cannot)(?= [a-z-]+\.)/gu) ?? [];
          assert.deepEqual(partsThatAre(all, 'keyword.control.verdict.spaceward'), verdicts, line);
          assert.deepEqual(
            partsThatAre(all, 'entity.name.function.action.spaceward'),
            bare.match(/\b[a-z-]+\.[a-z-]+/gu) ?? [],
            line,
          );
          assert.deepEqual(
            partsThatAre(all, 'string.quoted.double.name.spaceward'),
            code.match(/"[^"]*"/gu) ?? [],
            line,
          );
        }
        const roles = / (can \w+)$/u.exec(code.trimEnd());
        if (roles !== null && /: |as /u.test(code))
          assert.deepEqual(partsThatAre(all, 'support.constant.role.spaceward'), [roles[1]], line);
      }
    });

  it('tells the words of a sentence apart', async () => {
    const parts = await sentence(
      `only anna, "Bob ""B""" and group sales can app.open and 'Delete an app' on "Dev/KPI" because share # why`,
    );
    assert.deepEqual(parts('keyword.control.subject.spaceward'), ['only']);
    assert.deepEqual(parts('keyword.control.verdict.spaceward'), ['can']);
    assert.deepEqual(parts('keyword.control.because.spaceward'), ['because']);
    assert.deepEqual(parts('constant.language.cause.spaceward'), ['share']);
    assert.deepEqual(parts('storage.type.principal.spaceward'), ['group']);
    assert.deepEqual(parts('keyword.control.word.spaceward'), ['and', 'and', 'on']);
    assert.deepEqual(parts('entity.name.function.action.spaceward'), ['app.open']);
    assert.deepEqual(parts('string.quoted'), ['"Bob ""B"""', "'Delete an app'", '"Dev/KPI"']);
    assert.deepEqual(parts('variable.other.name.spaceward'), ['anna', 'sales']);
    assert.deepEqual(parts('comment.line'), ['#', 'why']);
  });

  it('knows every reserved word, in any letter case, and no part of a name', async () => {
    for (const word of RESERVED) {
      const parts = await sentence(`x CAN app.open ${word.toUpperCase()} new-${word} x`);
      const words = [...parts('keyword'), ...parts('storage')].join(' ').split(' ');
      // `a` and `new` mean something in `a new shared space` only.
      if (word !== 'a' && word !== 'new') assert.ok(words.includes(word.toUpperCase()), word);
      assert.deepEqual(parts('variable.other.name.spaceward').slice(-2), [`new-${word}`, 'x']);
    }
    const parts = await sentence('everyone can space.create on a new shared space');
    assert.deepEqual(parts('keyword.control.word.spaceward'), ['on', 'a new shared space']);
  });

  it('knows every change, and every role of a space', async () => {
    for (const change of [
      'remove ali',
      'add ali to Dev as can view',
      'delete Dev/KPI',
      'move Dev/KPI to Prod',
      'give ali Tenant Admin',
      'take Tenant Admin from ali',
      'make ali owner of Dev',
    ]) {
      const parts = await sentence(change);
      assert.deepEqual(parts('keyword.control.change.spaceward'), [change.split(' ')[0]]);
    }
    for (const title of spaceRoleNames()) {
      const lines = await tokenise(`members:\n  ali: ${title}\n  eve: "${title}, ${title}" # x\n`);
      assert.deepEqual(partsThatAre(lines, 'support.constant.role.spaceward'), [
        title,
        title,
        title,
      ]);
    }
  });

  it('reads sentences in quotes', async () => {
    for (const text of [
      `'"Bob B" can app.open on "It''s mine"'`,
      String.raw`"\"Bob B\" can app.open on Dev"`,
    ]) {
      const parts = await sentence(text);
      assert.deepEqual(parts('keyword.control.verdict.spaceward'), ['can'], text);
      assert.deepEqual(parts('entity.name.function.action.spaceward'), ['app.open'], text);
      assert.deepEqual(parts('punctuation.definition.string').length, 2, text);
    }
  });

  it('leaves all other YAML as it is', async () => {
    const lines = await tokenise(
      [
        'spaces:',
        '  What you can do:',
        '    description: anna can app.open on Dev',
        '    note: "can view of the valley"',
        '    uses:',
        '      - Finance Data/orders.qvd',
        '# anna can app.open on Dev',
        '',
      ].join('\n'),
    );
    const own = lines
      .flat()
      .filter(({ scopes }) => scopes.slice(1).some((s) => s.endsWith('spaceward')));
    assert.deepEqual(own, []);
    assert.deepEqual(
      partsThatAre(lines.slice(5, 6), 'string.unquoted').join(''),
      'Finance Data/orders.qvd',
    );
  });

  it('marks suppressions', async () => {
    const lines = await tokenise('users:\n  # spaceward-ignore over-limit: agreed\n  ali: {}\n');
    assert.deepEqual(partsThatAre(lines, 'keyword.control.suppression.spaceward'), [
      'spaceward-ignore',
    ]);
    assert.deepEqual(partsThatAre(lines, 'entity.name.tag.rule.spaceward'), ['over-limit']);
  });
});
