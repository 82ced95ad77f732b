import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, ROOT, spaceward } from '../support/cli.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
users:
  anna: { groups: [] }
  dana: {}
  eve: {}
  root: { roles: [Tenant Admin], groups: [] }
groups:
  sales: { others: unknown }
spaces:
  Dev:
    type: shared
    owner: anna
    apps:
      KPI: { owner: anna, shares: { group sales: can view } }
`;

interface Answer {
  version: number;
  summary: { total: number; allowed: number; depends: number; denied: number; via: object };
  allowed: {
    who: { kind: string; id: string };
    grants: { via: string; file: string; range: { start: { line: number; character: number } } }[];
  }[];
  depends: { who: { id: string }; missing: number[] }[];
  some: { who: { id: string }; items: { item: string; verdict: string }[] }[];
  missing: { kind: string; close: string }[];
}

describe('spaceward who', () => {
  const folder = new Folder({ 'tenant.spaceward.yaml': POLICY });
  after(() => {
    folder.remove();
  });
  const run = (...args: string[]): ReturnType<typeof spaceward> =>
    spaceward(['who', ...args], { cwd: folder.path });

  it('tells people with the line of the strongest grant, and each missing fact once', () => {
    const { code, out, err } = run('app.open', 'Dev/KPI');
    assert.deepEqual([code, err], [0, '']);
    assert.equal(
      out,
      `who can  app.open (Open an app) · Dev/KPI

Allowed: 3 of 5 (owner 1, share 1, admin 1)
  anna                              owner: anna owns the space  tenant.spaceward.yaml:12:12
  root                              admin: root has Tenant Admin  tenant.spaceward.yaml:6:3
  an unnamed member of group sales  share: shared with group sales as Can view  tenant.spaceward.yaml:14:43

Depends: 2 of 5
  dana                              [1]
  eve                               [1]

Denied: 0 of 5

What the policy does not state:
  [1] the members of group sales: the policy says that it has others (others: unknown)  tenant.spaceward.yaml:8:3
      To settle it: state the user's groups (users: … groups: […]), or all members of sales without others: unknown
`,
    );
  });

  it('writes the same as JSON', () => {
    const { code, out, err } = run('app.open', 'Dev/KPI', '--format', 'json');
    assert.deepEqual([code, err], [0, '']);
    const { version, summary, allowed, depends, some, missing } = JSON.parse(out) as Answer;
    assert.equal(version, 1);
    const via = { owner: 1, admin: 1, share: 1 };
    assert.deepEqual(summary, { total: 5, allowed: 3, depends: 2, denied: 0, via });
    assert.deepEqual(
      allowed.map(({ who, grants }) => [who.kind, who.id, ...grants.map((grant) => grant.via)]),
      [
        ['user', 'anna', 'owner'],
        ['user', 'root', 'admin'],
        ['group', 'sales', 'share'],
      ],
    );
    const [grant] = allowed[0]?.grants ?? [];
    assert.equal(grant?.file, 'tenant.spaceward.yaml');
    const line = POLICY.split('\n')[grant.range.start.line] ?? '';
    assert.equal(line.slice(grant.range.start.character), 'anna');
    assert.deepEqual(
      depends.map(({ who, missing: facts }) => [who.id, facts]),
      [
        ['dana', [0]],
        ['eve', [0]],
      ],
    );
    assert.deepEqual(some, []);
    assert.deepEqual(
      missing.map(({ kind }) => kind),
      ['group members'],
    );
  });

  it('tells who may open some items of a space only', () => {
    const { out } = run('app.open', 'Dev');
    assert.match(out, /Some items only: 3 of 5\n {2}dana +KPI: \[1\]\n/u);
    assert.match(out, /group sales +KPI: share: shared with group sales as Can view/u);
  });

  it('answers with 0 also where nobody can, and takes changes and a second space', () => {
    const nobody = run('app.open', 'Dev', '--given', 'delete Dev');
    assert.deepEqual([nobody.code, nobody.out.includes('Allowed: 0 of 5\n')], [0, true]);
    assert.match(run('app.open', 'Dev', '--given', 'remove anna').out, /Allowed: 1 of 4 \(admin/u);
    assert.match(run('app.move', 'Dev/KPI', '--to', 'Dev').out, /Dev\/KPI to Dev\n/u);
  });

  it('refuses what it cannot answer', () => {
    assert.deepEqual(run('app.open', 'Dev', '--could').code, 2);
    assert.match(run('app.open', 'Dev', '--could').err, /--could is not answered yet/u);
    const wrong = run('app.opne', 'Dev');
    assert.deepEqual([wrong.code, wrong.out], [2, '']);
    assert.match(wrong.err, /unknown action app\.opne; did you mean app\.open/u);
    assert.match(run('app.open').err, /WHERE is missing/u);
    assert.match(run('app.move', 'Dev/KPI').err, /--to SPACE/u);
  });

  it('is documented: every key of the JSON', () => {
    const page = readFileSync(join(ROOT, 'docs/language.md'), 'utf8');
    const section = /\n### who\n([^]*?)\n### /u.exec(page)?.[1] ?? '';
    const { out } = run('app.open', 'Dev', '--format', 'json');
    for (const key of Object.keys(JSON.parse(out) as object))
      assert.ok(key === 'version' || section.includes(`\`${key}\``), key);
  });
});
