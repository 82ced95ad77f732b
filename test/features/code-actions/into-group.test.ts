import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyFileEdits } from '../../../server/src/core/features/apply.js';
import type { CodeAction } from '../../../server/src/core/features/code-actions.js';
import { codeActionsAt } from '../../../server/src/core/features/code-actions.js';
import { runs } from '../../support/runs.js';
import { snapshotOf } from '../snapshot.js';
import { changedFor, PATH, read } from './mends.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
users: { anna: { groups: [] }, ali: {}, eve: { groups: [] }, bob: {} }
spaces:
  Sales Dev:
    type: shared
    owner: anna
    members:
      # the team
      ali: can view
      eve: can view # for now
      anna: can edit
  Sales Prod:
    type: managed
    members: { eve: can view, ali: 'can view', bob: can view } # x
  HR:
    type: shared
    members:
      ali: can view
      eve: [can view]
      bob: can view
tests:
  t:
    - eve can app.open on HR
`;

/** What is offered where a text stands, or on all from there to another. */
function offered(from: string, to = '', text = POLICY): readonly CodeAction[] {
  const start = text.indexOf(from);
  const end = to === '' ? start : text.indexOf(to) + to.length;
  assert.ok(start >= 0 && end >= start, from);
  const actions = codeActionsAt(snapshotOf(read([text])), PATH, { start, end }, [
    'refactor.extract',
  ]);
  for (const { kind } of actions) assert.equal(kind, 'refactor.extract');
  return actions;
}

function applied(text: string, { edits }: CodeAction): string {
  return applyFileEdits([{ path: PATH, text }], edits)[0]?.text ?? '';
}

/** Applies the only action that is offered. */
function put(from: string, to = '', text = POLICY): readonly [title: string, after: string] {
  const [action, ...others] = offered(from, to, text);
  assert.ok(action && others.length === 0);
  const after = applied(text, action);
  assert.deepEqual(changedFor(read([text]), read([after])), []);
  return [action.title, after];
}

describe('code actions: members into a group', () => {
  it('put users who share several spaces into a group', () => {
    const [title, after] = put('ali: can view\n      eve: can view #');
    assert.equal(
      title,
      'Put ali and eve into the new group Sales Dev team, in Sales Dev, Sales Prod and HR',
    );
    assert.equal(
      after,
      `${POLICY.replace(
        '      ali: can view\n      eve: can view # for now\n',
        '      group Sales Dev team: can view # for now\n',
      )
        .replace("{ eve: can view, ali: 'can view', bob", '{ group Sales Dev team: can view, bob')
        .replace(
          '      ali: can view\n      eve: [can view]\n',
          '      group Sales Dev team: can view\n',
        )}\ngroups:\n  Sales Dev team: { members: [ali, eve] }\n`,
    );
  });

  it('speak of the spaces that are selected alone', () => {
    const [title, after] = put('ali: can view\n      eve: can view #', 'bob: can view } # x');
    assert.equal(
      title,
      'Put ali and eve into the new group Sales team, in Sales Dev and Sales Prod',
    );
    assert.ok(after.includes('      eve: [can view]\n'));
    // Here bob is one of them, as he is in both.
    const [more] = put('eve: can view, ali', 'bob: can view\ntests');
    assert.equal(
      more,
      'Put ali, bob and eve into the new group Sales Prod team, in Sales Prod and HR',
    );
  });

  it('count a selection of members, and the key above them, as these members', () => {
    const [two] = offered('ali: can view\n      eve: can view #', 'eve: can view #');
    assert.match(two?.title ?? '', /^Put ali and eve /u);
    const [all] = offered('members:\n      ali');
    assert.match(all?.title ?? '', /^Put ali, bob and eve .* in Sales Prod and HR$/u);
  });

  it('take a name that nothing has or asks for, and a group for many over lines', () => {
    const taken = POLICY.replace('spaces:', 'groups:\n  Sales team: {}\nspaces:').replace(
      'eve can app.open on HR',
      'group "Sales team 2" cannot app.open on HR',
    );
    const [title, after] = put(
      'ali: can view\n      eve: can view #',
      'bob: can view } # x',
      taken,
    );
    assert.match(title, /new group Sales team 3,/u);
    assert.ok(after.includes('  Sales team: {}\n  Sales team 3: { members: [ali, eve] }\nspaces:'));
    const long = POLICY.replaceAll(/\bali\b/gu, `ali${'.'.repeat(50)}`).replaceAll(
      /\beve\b/gu,
      `eve${'.'.repeat(50)}`,
    );
    const [, lines] = put('ali..', 'bob: can view } # x', long);
    assert.match(lines, /\n {2}Sales team:\n {4}members:\n {6}- ali\.+\n {6}- eve\.+\n$/u);
  });

  it('leave spaces alone where a comment would be lost', () => {
    const text = POLICY.replace(
      'ali: can view\n      eve: [',
      'ali: can view # a\n      eve: [',
    ).replace('[can view]', '[can view] # b');
    const [title] = put('ali: can view\n      eve: can view #', '', text);
    assert.equal(
      title,
      'Put ali and eve into the new group Sales team, in Sales Dev and Sales Prod',
    );
    const silenced = text
      .replace(
        '      eve: can view # for',
        '      # spaceward-ignore redundant-grant: a reason\n      eve: can view # for',
      )
      .replace('      ali: can view\n', '      ali: can view # too\n');
    assert.deepEqual(offered('eve: can view #', '', silenced), []);
  });

  it('say how many expectations would no longer hold', () => {
    const text = POLICY.replace(
      'eve can app.open on HR',
      'eve can app.open on HR because member\n    - eve can app.open on HR\n    - bob can app.open on HR because member',
    );
    const [title] = put('ali: can view\n      eve: can view #', '', text);
    assert.match(title, /and HR \(1 expectation on how they have access would no longer hold\)$/u);
  });

  it('offer nothing where nothing is shared, or groups are switched off', () => {
    assert.deepEqual(offered('anna: can edit'), []);
    assert.deepEqual(offered('owner: anna'), []);
    assert.deepEqual(offered('eve can app'), []);
    const off = POLICY.replace('full }', 'full, groups: disabled }');
    assert.deepEqual(offered('ali: can view\n', '', off), []);
    const other = POLICY.replaceAll('ali: can view', 'ali: can edit').replace(
      "'can view'",
      'can edit',
    );
    assert.deepEqual(offered('ali: can edit', '', other), []);
  });

  it("change nobody's access, and lose no comment and no test, in random policies", () => {
    const users = ['ali', 'bob', 'eve', 'kim', 'user group x'];
    const roles = [
      'can view',
      'can view',
      'can view',
      'can view',
      'Can View',
      'consumer',
      'can edit, can view',
      'can view, can edit',
      'can edt',
      'can operate',
    ];
    const member = fc.record({
      user: fc.constantFrom(...users),
      role: fc.constantFrom(...roles),
      comment: fc.constantFrom('', '', '', ' # note'),
    });
    const space = fc.record({
      type: fc.constantFrom('shared', 'managed', 'data', 'personal'),
      flow: fc.boolean(),
      members: fc.uniqueArray(member, { minLength: 3, maxLength: 5, selector: ({ user }) => user }),
      extra: fc.constantFrom(
        '',
        'group g: can view',
        'everyone: can view',
        'nobody.here: can view',
      ),
    });
    const policy = fc
      .record({
        spaces: fc.array(space, { minLength: 2, maxLength: 4 }),
        stated: fc.constantFrom('groups: []', 'groups: [g]', ''),
        end: fc.constantFrom('\n', '\r\n'),
      })
      .map(({ spaces, stated, end }) => {
        const lines = spaces.flatMap(({ type, flow, members, extra }, index) => {
          const all = [
            ...members.map(({ user, role }) => (flow ? `${user}: "${role}"` : `${user}: ${role}`)),
            ...(extra === '' ? [] : [extra]),
          ];
          return [
            `  S${index}:`,
            `    type: ${type}`,
            '    owner: anna',
            ...(flow
              ? [`    members: { ${all.join(', ')} }`]
              : [
                  '    members:',
                  ...all.map((one, i) => `      ${one}${members[i]?.comment ?? ''}`),
                ]),
            '    apps: { KPI: { owner: ali, shares: { eve: can view } } }',
          ];
        });
        return `users: { anna: {}, ali: { ${stated} }, bob: {}, eve: { groups: [] }, kim: { entitlement: analyzer }, group x: {} }
groups: { g: { members: [bob], others: unknown } }
spaces:
${lines.join('\n')}
tests:
  t:
    - ali can app.open on S0
`.replaceAll('\n', end);
      });
    let made = 0;
    fc.assert(
      fc.property(
        policy,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.nat(400),
        (text, at, length) => {
          const places = [...text.matchAll(/[a-z]+: "?(?:can|consumer)/giu)];
          const start = places[Math.floor(at * places.length)]?.index ?? 0;
          const before = read([text]);
          const span = { start, end: length > 200 ? start + length : start };
          const [action] = codeActionsAt(snapshotOf(before), PATH, span, ['refactor.extract']);
          if (action === undefined) return;
          made += 1;
          const now = applied(text, action);
          const after = read([now]);
          assert.deepEqual(changedFor(before, after), [], now);
          assert.ok(now.split('# note').length === text.split('# note').length, now);
          assert.equal(after.engine.world.groups.size, before.engine.world.groups.size + 1);
          assert.ok(!text.includes('\r') || !/[^\r]\n/u.test(now), JSON.stringify(now));
        },
      ),
      { numRuns: runs(150) },
    );
    assert.ok(made > 15, `${made}`);
  });
});
