import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../server/src/core/features/apply.js';
import { codeActionsAt } from '../../../server/src/core/features/code-actions.js';
import { brokenPolicy } from '../large-policy.js';
import { snapshotOf } from '../snapshot.js';
import {
  actionsAt,
  assertMends,
  type Case,
  changedFor,
  PATH,
  read,
  SPACES,
  test,
} from './mends.js';

const REASON = 'TODO say why this is right here';

/** The text after every fix that is safe. */
function fixed(text: string): string {
  const policy = read([text]);
  const actions = codeActionsAt(snapshotOf(policy), PATH, { start: 0, end: 0 }, ['source.fixAll']);
  const edits = actions.flatMap((action) => action.edits);
  return applyFileEdits([{ path: PATH, text }], edits)[0]?.text ?? '';
}

describe('code actions: suppressions', () => {
  const all = (cases: readonly Case[]): void => {
    for (const one of cases) assertMends(one);
  };

  it('are put above the key or list item, with the line ends of the file', () => {
    all([
      {
        text: `${SPACES}      X:\n        owner: bob$0 # nobody\n`,
        title: 'Ignore unknown-user',
        result: `        # spaceward-ignore unknown-user: ${REASON}\n        owner: bob # nobody`,
      },
      {
        text: SPACES.replace('can view', 'consumer$0'),
        title: 'Ignore older-name',
        result: `      # spaceward-ignore older-name: ${REASON}\n      group sales: consumer # all`,
      },
      {
        text: test('ali cannot$0 app.open on S/KPI'),
        title: 'Ignore failed-expectation',
        result: `    # spaceward-ignore failed-expectation: ${REASON}\n    - ali cannot`,
      },
      {
        text: test('anna$0 could app.open on S'),
        title: 'Ignore undecided-expectation',
        result: `    # spaceward-ignore undecided-expectation: ${REASON}\n`,
      },
    ]);
    const windows = test('bob$0 can app.open on S').replaceAll('\n', '\r\n');
    const action = actionsAt([windows]).find(({ title }) => title.startsWith('Ignore'));
    assert.equal(action?.edits[0]?.newText, `    # spaceward-ignore unknown-user: ${REASON}\r\n`);
  });

  it('are removed with their lines where they suppress nothing', () => {
    const unused = '# spaceward-ignore unknown-user: gone';
    const now = fixed(SPACES.replace('    members:', `    ${unused}\n    members:`));
    assert.equal(now, SPACES);
    assert.equal(fixed(`${unused}\n${SPACES}`), SPACES);
  });

  it('are not offered for what cannot be suppressed', () => {
    const titles = actionsAt(['users:\n  anna: { $0name: "x\n']).map(({ title }) => title);
    assert.ok(titles.every((title) => !title.startsWith('Ignore yaml-syntax')));
  });
});

describe('code actions: all at once', () => {
  it('change no access, and leave nothing to do', () => {
    const text = SPACES.replace('can view', 'consumer, can vew')
      .replace('    members:', '    # spaceward-ignore unknown-user: gone\n    members:')
      .replace('owner: anna }', 'owner: ana }');
    const now = fixed(text);
    assert.deepEqual(changedFor(read([text]), read([now])), []);
    assert.ok(now.includes('group sales: can view, can vew # all'), now);
    assert.ok(now.includes('owner: ana }'), now);
    assert.equal(fixed(now), now);
  });

  it('mend a broken policy one by one: each fix ends its problem, and no comment is lost', () => {
    const text = brokenPolicy().replace('tests:\n', 'tests: # sentences\n');
    const policy = read([text]);
    const known = policy.diagnostics.map(({ rule, message }) => `${rule} ${message}`);
    const count = (list: readonly string[], one: string): number =>
      list.filter((each) => each === one).length;
    const mended = new Set<string>();
    for (const diagnostic of policy.diagnostics) {
      if (diagnostic.finding.fix === undefined) continue;
      const one = `${diagnostic.rule} ${diagnostic.message}`;
      const [fix] = codeActionsAt(snapshotOf(policy), PATH, diagnostic.span, ['quickfix']).filter(
        (action) => action.diagnostic === diagnostic && action.isPreferred,
      );
      assert.ok(fix, `nothing mends ${one}`);
      const now = applyFileEdits([{ path: PATH, text }], fix.edits)[0]?.text ?? '';
      assert.ok(now.includes('tests: # sentences'));
      const after = read([now]).diagnostics.map(({ rule, message }) => `${rule} ${message}`);
      assert.equal(count(after, one), count(known, one) - 1, `${fix.title} does not end ${one}`);
      mended.add(diagnostic.rule);
    }
    assert.deepEqual(
      [...mended].sort(),
      [
        'invalid-value',
        'older-name',
        'statement-syntax',
        'unknown-action',
        'unknown-cause',
        'unknown-group',
        'unknown-key',
        'unknown-permission',
        'unknown-role',
      ].sort(),
    );
  });
});
