import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Checked } from '../../../server/src/core/check.js';
import { decide } from '../../../server/src/core/decide/decide.js';
import { prepareRename } from '../../../server/src/core/features/navigation.js';
import { NameIndex } from '../../../server/src/core/features/name-index.js';
import { runs } from '../../support/runs.js';
import { anyName } from './any-name.js';
import { type Cursor, cursorIn, type Files, renamed, snapshotOf } from './snapshots.js';

/** A user, a group, a role, a space, an item and a test, used in every style that YAML has and every form of a sentence. */
const files: Files = {
  'tenant.spaceward.yaml': `# ana is no name here
tenant: { subscription: enterprise, entitlement: full }
users:
  ana: { email: ana@acme.example, roles: ["Role One"], groups: [grp, 'other'] } # ana
  ali: { name: ana, groups: [] }
  ben: { roles: [Tenant Admin] }
roles: { Role One: { permissions: { manage ml experiments: allowed } } }
`,
  'groups.spaceward.yaml': `groups:
  grp:
    members: [ana, 'ali']
    roles: [role ONE]
  as user: { members: [user ana, ali] }
  escaped: { members: ["\\u0061na"] }
  other: { members:
      [ana@acme.example] }
`,
  'spaces.spaceward.yaml': `spaces:
  Dev:
    type: shared
    owner: "ana"
    created-by: >-
      user
      ana
    members: { user ana: can view, group grp: [can view, can consume data] }
    apps:
      itm:
        owner: 'user ana'
        shares:
          ana : can view
          "group grp": can view
        uses: [ Data/itm, "Data/data-file:itm", 'Data' ]
      ana: { owner: ana }
    scripts: { Nightly: { owner: ana@acme.example } }
  Data: { type: data, owner: ana, data-files: { itm: { owner: ali } }, members: { ana: "can edit" } }
  Fin:
    type: managed
    owner: ali
    members:
      ana:
      - can view
    apps:
      itm: { published-from: Dev/itm, owner: ana }
`,
  'tests.spaceward.yaml': `tests:
  ana can:
    - ana can app.open on Dev/itm
    - ana and "ana" can app.open on "Dev/itm"
    - 'ana, ''ana'' can app.open on "Dev/app:itm" because owner'
    - "ana can app.open on \\"Dev/itm\\", Dev/itm"
    - >-
      group grp and
      ana can app.open
      on Dev
    - |
      group grp, ana, every Role One
      can app.open on "Dev/itm" and Dev/ana
    - only ana, ali and admins can space.delete
      on "Dev"
    - nobody except members of Dev/itm and members of "Dev" can app.open on Dev/itm
    - every "Role One" could never space.delete on Dev
  changed:
    given:
      - remove ali from group grp
      - add ana to group "grp"
      - add group grp to Dev/itm as can view
      - move Dev/itm to "Fin"
      - make user ana owner of Dev
      - "give ana Role One"
      - take Role One from ana
    expect: [ana can app.open on Fin/itm, "ana@acme.example can app.open on 'Fin/itm'"]
`,
};

/** The same names with line ends of Windows. */
const onWindows: Files = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
);

/** Every name that can be changed: where it is stated. */
const NAMES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  user: ['tenant.spaceward.yaml', 'ana: {'],
  group: ['groups.spaceward.yaml', 'grp:'],
  role: ['tenant.spaceward.yaml', 'Role One: {'],
  space: ['spaces.spaceward.yaml', 'Dev:'],
  content: ['spaces.spaceward.yaml', 'itm:'],
  test: ['tests.spaceward.yaml', 'ana can:'],
};

function cursorAt(what: string, all: Files = files): Cursor {
  const [path, text] = NAMES[what] ?? ['', ''];
  return cursorIn({ ...all, [path]: (all[path] ?? '').replace(text, `$0${text}`) });
}

const problems = ({ diagnostics }: Checked): readonly string[] =>
  diagnostics.map(({ rule, path }) => `${rule} ${path}`);

const states = ({ tests }: Checked): readonly string[] =>
  tests.flatMap(({ expectations }) => expectations.map(({ state }) => state));

function checked(all: Files): Checked {
  const [policy] = snapshotOf(all).policies;
  assert.ok(policy);
  return policy;
}

/** What everybody may do everywhere, by places in the maps of the world, not by names. */
function access({ engine, policy: { world } }: Checked): readonly string[] {
  const actions = engine.matrix.actions.filter(({ id }) =>
    ['app.open', 'app.export', 'space.delete', 'script.open', 'data-file.read'].includes(id),
  );
  return [...world.users.values()].flatMap((user) =>
    [...world.spaces.values()].flatMap((space) =>
      actions.map((action) => {
        const outcome = decide(engine, {
          who: { kind: 'user', user },
          asked: { kind: 'action', action },
          where: { kind: 'space', space },
        });
        return `${outcome.verdict} ${outcome.grants.map(({ via }) => via).join(' ')}`;
      }),
    ),
  );
}

/** Whether a name is refused by itself, whatever the policy. */
function isRefused(what: string, text: string): boolean {
  if (text !== text.trim() || text === '') return true;
  if (what === 'space' && text.includes('/')) return true;
  const taken: Readonly<Record<string, readonly string[]>> = {
    content: ['ana'],
    space: ['Data', 'Fin'],
    user: ['ali', 'ben'],
    group: ['other', 'as user', 'escaped'],
    test: ['changed'],
  };
  return taken[what]?.includes(text) === true;
}

/** Each run checks the policy twice: few are made every time. */
describe('rename to any name', () => {
  const before = checked(files);
  const count = new NameIndex(before).names.length;

  it('starts from a policy whose names are all found', () => {
    const unknown = new NameIndex(before).names.filter(({ id }) => id === undefined);
    assert.deepEqual(
      unknown.map(({ text }) => text),
      [],
    );
    assert.deepEqual(
      problems(before).filter((rule) => /syntax|unknown|duplicate/.test(rule)),
      [],
    );
  });

  for (const what of Object.keys(NAMES))
    it(`gives no new problems and the same verdicts: ${what}`, () => {
      const wanted = access(before);
      const cursors = [cursorAt(what), cursorAt(what, onWindows)] as const;
      const check = fc.property(anyName, fc.boolean(), (text, crlf) => {
        const after = renamed(cursors[crlf ? 1 : 0], text);
        if (typeof after === 'string') {
          assert.ok(isRefused(what, text), `${text} refused: ${after}`);
          return;
        }
        assert.ok(!isRefused(what, text), text);
        const now = checked(after);
        assert.deepEqual(problems(now), problems(before));
        assert.deepEqual(states(now), states(before));
        assert.deepEqual(access(now), wanted);
        const index = new NameIndex(now);
        assert.equal(index.names.length, count);
        for (const [path, source] of Object.entries(after))
          assert.equal(/(^|[^\r])\n/.test(source), !crlf, path);
      });
      fc.assert(check, { numRuns: runs(3) });
    });

  it('can be taken back', () => {
    const meanings = (all: Files): readonly string[] =>
      new NameIndex(checked(all)).names.map(({ id, kind }) => `${kind} ${id ?? ''}`);
    for (const what of ['user', 'content']) {
      const cursor = cursorAt(what);
      const { snapshot, path, offset } = cursor;
      const prepared = prepareRename(snapshot, path, offset);
      const there = renamed(cursor, 'Other name');
      assert.ok(typeof there !== 'string' && 'placeholder' in prepared, what);
      const place = new NameIndex(checked(there)).names.find(
        ({ declares, text }) => declares && text === 'Other name',
      );
      assert.ok(place);
      const next = { snapshot: snapshotOf(there), files: there };
      const back = renamed(
        { ...next, path: place.path, offset: place.span.start },
        prepared.placeholder,
      );
      assert.ok(typeof back !== 'string', what);
      assert.deepEqual(meanings(back), meanings(files));
    }
  });
});
