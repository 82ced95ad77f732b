import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { allowedActions } from '../../server/src/core/decide/sets.js';
import { applyFileEdits } from '../../server/src/core/features/apply.js';
import { type CodeAction, codeActionsAt } from '../../server/src/core/features/code-actions.js';
import { matrix } from '../support/policy.js';
import { runs } from '../support/runs.js';

const PATH = 'a.spaceward.yaml';
const OTHER = 'b.spaceward.yaml';

function read(texts: readonly string[]): Checked {
  const files = texts.map((text, i) => readPolicyFile({ path: i === 0 ? PATH : OTHER, text }));
  return checkPolicy(matrix, files);
}

function actionsAt(texts: readonly string[], kinds?: readonly string[]): readonly CodeAction[] {
  const [text = ''] = texts;
  const offset = text.indexOf('$0');
  const clean = [text.replace('$0', ''), ...texts.slice(1)];
  const policies = [read(clean)];
  return codeActionsAt({ matrix, policies }, PATH, { start: offset, end: offset }, kinds);
}

const known = new Map<string, ReadonlySet<string>>();

/** Everything that anybody is allowed, anywhere. */
function access({ engine, policy }: Checked): ReadonlySet<string> {
  // Tests say nothing of it.
  const text = policy.files.map(({ tree }) => tree.text.replace(/^tests:[^]*/mu, '')).join();
  const all = known.get(text) ?? accessOf(engine);
  known.set(text, all);
  return all;
}

function accessOf(engine: Checked['engine']): ReadonlySet<string> {
  const all = new Set<string>();
  for (const person of engine.people.everybody()) {
    const who = person.kind === 'user' ? person.user.id : person.kind;
    for (const space of engine.world.spaces.values())
      for (const item of [undefined, ...space.items])
        for (const id of allowedActions(
          engine,
          person,
          space,
          item === undefined ? { kind: 'foreign' } : { kind: 'item', item },
        ))
          all.add(`${who} ${id} ${space.name}/${item?.name ?? ''}`);
  }
  return all;
}

interface Case {
  readonly text: string;
  readonly others?: readonly string[];
  /** The title of the action, or its beginning. */
  readonly title: string;
  /** What must stand in the files afterwards. */
  readonly result: string;
  /** Whose access changes: the people whom the title names. */
  readonly changes?: readonly string[];
  /** Rules that the policy may break afterwards and not before. */
  readonly besides?: readonly string[];
}

/** Applies an action and checks the policy again: its problem is gone, nothing else is wrong, nobody else's access changes. */
function assertMends(one: Case): void {
  const { text, others = [], title, result, changes = [], besides = [] } = one;
  const texts = [text, ...others];
  const actions = actionsAt(texts);
  const action = actions.find((each) => each.title.startsWith(title));
  assert.ok(action, `${title} is not among ${actions.map((each) => each.title).join(' | ')}`);
  const clean = [text.replace('$0', ''), ...others];
  const before = read(clean);
  const files = clean.map((each, i) => ({ path: i === 0 ? PATH : OTHER, text: each }));
  const now = applyFileEdits(files, action.edits).map((file) => file.text);
  assert.ok(now.join('\n').includes(result), `${title}:\n${now.join('\n')}`);
  const after = read(now);
  assert.deepEqual(
    [...newProblems(before, after)].filter((rule) => !besides.includes(rule)),
    [],
    now.join('\n'),
  );
  const problem = action.diagnostic?.message;
  const left = after.diagnostics.filter(
    (each) => each.message === problem && each.suppressed === undefined,
  );
  const had = before.diagnostics.filter(({ message }) => message === problem);
  assert.equal(
    left.length,
    had.length - 1,
    `${title}: the problem is still there\n${now.join('\n')}`,
  );
  assert.deepEqual(
    changedFor(before, after).filter((who) => !changes.includes(who)),
    [],
    title,
  );
  for (const comment of clean.join('\n').match(/#.*$/gmu) ?? [])
    assert.ok(now.join('\n').includes(comment), `${title}: ${comment} is lost`);
}

function newProblems(before: Checked, after: Checked): readonly string[] {
  const known = before.diagnostics.map(({ rule }) => rule);
  return after.diagnostics.flatMap(({ rule, suppressed }) => {
    const at = known.indexOf(rule);
    if (at !== -1) known.splice(at, 1);
    return at !== -1 || suppressed !== undefined ? [] : [rule];
  });
}

function changedFor(before: Checked, after: Checked): readonly string[] {
  const [was, is] = [access(before), access(after)];
  const changed = [...was, ...is].filter((each) => was.has(each) !== is.has(each));
  return [...new Set(changed.map((each) => each.split(' ')[0] ?? ''))];
}

const USERS = `tenant: { subscription: enterprise, entitlement: full } # the tenant
users: # people
  anna: {} # the owner
  ali: {}
  "Ann B": {}
groups:
  sales: { members: [ali] } # sellers
`;
const SPACES = `${USERS}spaces:
  S: # the space
    type: shared
    owner: anna
    members: # who
      group sales: can view # all
    apps:
      KPI: { owner: anna } # numbers
      My App: { owner: anna }
`;
const test = (sentence: string): string => `${SPACES}tests:\n  t: # a test\n    - ${sentence}\n`;

describe('code actions', () => {
  it('write the name that is likely meant', () => {
    const cases: readonly Case[] = [
      { text: test('an$0a can app.open on S'), title: 'Change to anna', result: '- anna can' },
      {
        text: test('user "Ann$0 C" can space.see on S'),
        title: 'Change to Ann B',
        result: 'user "Ann B" can',
        besides: ['failed-expectation'],
      },
      {
        text: test('anna can "Open an ap$0" on S/KPI'),
        title: 'Change to Open an app',
        result: 'can "Open an app" on',
      },
      {
        text: test('anna can app.opn$0 on S/KPI'),
        title: 'Change to app.open',
        result: 'can app.open on',
      },
      {
        text: test('anna can app.open on "S/My Ap$0"'),
        title: 'Change to My App',
        result: 'on "S/My App"',
      },
      {
        text: test('anna can app.open on S/MyApp$0'),
        title: 'Change to My App',
        result: 'on "S/My App"',
      },
      {
        text: test('anna can app.open on S because ownr$0'),
        title: 'Change to owner',
        result: 'because owner',
      },
      { text: test('anna cann$0 app.open on S'), title: 'Write can', result: 'anna can app' },
      {
        text: `${SPACES}      Third: { owner: aln$0 }\n`,
        title: 'Change to ali',
        result: 'owner: ali',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('group sales', 'group sal$0e'),
        title: 'Change to sales',
        result: 'group sales: can view # all',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('can view', 'can vew$0'),
        title: 'Change to Can view',
        result: 'group sales: Can view # all',
        changes: ['ali'],
      },
      {
        text: SPACES.replace('can view', "'can view, can edt$0'"),
        title: 'Change to Can edit',
        result: "'can view, Can edit'",
        changes: ['ali'],
        besides: ['redundant-grant'],
      },
      {
        text: `${SPACES}      X: { ownr$0: anna }\n`,
        title: 'Change to owner',
        result: '{ owner: anna }',
        changes: ['anna'],
      },
      {
        text: SPACES.replace('shared', 'shred$0'),
        title: 'Change to shared',
        result: 'type: shared',
        changes: ['anna', 'ali'],
      },
      {
        text: SPACES.replace('can view', 'consumer$0'),
        title: 'Change to Can view',
        result: 'sales: Can view # all',
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('write group before the name of one', () => {
    const cases: readonly Case[] = [
      {
        text: SPACES.replace('group sales', 'sal$0es'),
        title: 'Write group sales',
        result: 'group sales: can view # all',
        changes: ['ali'],
      },
      {
        text: test('user sal$0es can app.open on S'),
        title: 'Write group sales',
        result: '- group sales can app.open',
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('mend the traps of YAML', () => {
    assertMends({
      text: test('anna can app.open on$0 "S: T"'),
      title: 'Quote the whole text',
      result: `- 'anna can app.open on "S: T"'`,
      besides: ['unknown-space'],
    });
    assertMends({
      text: `${USERS}spaces:\n  S: { type: shared, owner: anna, members: { ali: can$0 view, can consume data } }\n`,
      title: 'Quote the whole text',
      result: 'ali: "can view, can consume data"',
      changes: ['ali'],
      besides: ['redundant-grant'],
    });
  });

  it('state the user, group or space that is missing', () => {
    const cases: readonly Case[] = [
      {
        text: test('bob$0 cannot app.open on S'),
        title: 'Create the user bob',
        result: '  "Ann B": {}\n  bob: {}\ngroups:',
      },
      {
        text: test(`'group "of: us"$0 cannot app.open on S'`),
        title: 'Create the group of: us',
        result: '# sellers\n  "of: us": {}\nspaces:',
        besides: ['failed-expectation'],
      },
      {
        text: test('anna cannot app.open on Tax$0'),
        title: 'Create the shared space Tax',
        result: '{ owner: anna }\n  Tax: { type: shared }\ntests:',
      },
      {
        text: 'users: { anna: {} } # c\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: { anna: {}, bob: {} } # c',
        changes: ['bob'],
      },
      {
        text: 'users: {}\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: { bob: {} }\n',
        changes: ['bob'],
      },
      {
        text: 'users: # c\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Create the user bob',
        result: 'users: # c\n  bob: {}\nspaces',
        changes: ['bob'],
      },
      {
        text: 'spaces:\n  S: { type: shared, owner: bob$0 }',
        title: 'Create the user bob',
        result: 'bob }\n\nusers:\n  bob: {}\n',
        changes: ['bob'],
      },
      {
        text: 'spaces:\n  S: { type: shared, owner: bob$0 }\n',
        others: ['users:\n  anna: {}\n'],
        title: 'Create the user bob',
        result: 'users:\n  anna: {}\n  bob: {}',
        changes: ['bob'],
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('grant the nearest role', () => {
    const cases: readonly Case[] = [
      {
        text: test('user "Ann B" can app$0.open on S/KPI'),
        title: 'Make Ann B a member of S as Can view',
        result: '# all\n      Ann B: can view\n    apps',
        changes: ['Ann'],
      },
      {
        text: test('user "Ann B" can app$0.open on S/KPI'),
        title: 'Share KPI with Ann B as Can view',
        result: 'KPI: { owner: anna, shares: { Ann B: can view } } # numbers',
        changes: ['Ann'],
      },
      {
        text: test('group sales can app.exp$0ort on S/KPI'),
        title: 'Make ali a member of S as Can edit',
        result: '# all\n      ali: can edit',
        changes: ['ali'],
        besides: ['redundant-grant'],
      },
      {
        text: test('ali can spa$0ce.create in a new shared space'),
        title: 'Give ali the role Shared Space Creator',
        result: 'ali: { roles: [Shared Space Creator] }',
        changes: ['ali'],
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('grant a role in the place of one that it covers', () => {
    const text = test('ali can app.del$0ete on S/KPI').replace('group sales: can', 'ali: can');
    assertMends({
      text,
      title: 'Make ali a member of S as Can manage',
      result: 'ali: can manage # all',
      changes: ['ali'],
    });
  });

  it('ignore a rule with a reason', () => {
    const line = '# spaceward-ignore unknown-user: TODO say why this is right here\n';
    const cases: readonly Case[] = [
      {
        text: test('bob$0 can app.open on S'),
        title: 'Ignore unknown-user',
        result: `    ${line}    - bob`,
      },
      {
        text: `${SPACES}      X: { owner: bob$0 }\n`,
        title: 'Ignore unknown-user',
        result: `      ${line}      X: {`,
      },
      {
        text: 'users: {}\nspaces:\n  S: { type: shared, owner: bob$0 }\n',
        title: 'Ignore unknown-user',
        result: `  ${line}  S: {`,
      },
      {
        text: test('>-\n      anna and\n      bob$0 can app.open on S'),
        title: 'Ignore unknown-user',
        result: `    ${line}    - >-`,
      },
    ];
    for (const one of cases) assertMends(one);
  });

  it('fix all that changes no access at once', () => {
    const text = `$0${SPACES.replace('can view', 'consumer, codeveloper')}      # spaceward-ignore unknown-user: gone\n      X: { owner: alni }\n`;
    const actions = actionsAt([text], ['source']);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll'],
    );
    const clean = text.replace('$0', '');
    const now =
      applyFileEdits([{ path: PATH, text: clean }], actions[0]?.edits ?? [])[0]?.text ?? '';
    assert.ok(now.includes('group sales: Can view, Can edit data in applications # all'), now);
    assert.deepEqual(changedFor(read([clean]), read([now])), []);
  });

  it('offer the kinds that are asked for', () => {
    const text = test('an$0a can app.open on S');
    assert.ok(actionsAt([text], ['quickfix']).length > 0);
    assert.deepEqual(actionsAt([text], ['refactor']), []);
    assert.deepEqual(codeActionsAt({ matrix, policies: [] }, PATH, { start: 0, end: 0 }), []);
  });

  it('never throw', () => {
    const text = test('bob can app.open on T: "x');
    const cut = fc.tuple(fc.nat(text.length), fc.nat(30), fc.integer({ min: -5, max: 900 }));
    fc.assert(
      fc.property(cut, ([at, length, offset]) => {
        const broken = text.slice(0, at) + text.slice(at + length);
        const policies = [read([broken])];
        const span = { start: offset, end: offset + length };
        for (const { edits } of codeActionsAt({ matrix, policies }, PATH, span))
          applyFileEdits([{ path: PATH, text: broken }], edits);
      }),
      { numRuns: runs(40) },
    );
  });
});
