import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, ROOT, spaceward } from '../support/cli.js';

const APP = "Sales Development/Demo App - Beginner's tutorial";

interface Explanation {
  verdict: string;
  grants: {
    via: string;
    principal: { kind: string; id: string };
    role: { id: string; title: string };
    file: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    source: {
      table: string;
      row: string;
      column: string;
      basis: string;
      document: string;
      line?: number;
    };
  }[];
  shortfalls: { kind: string }[];
  nearest: { changes: string[]; alsoAllows: string[] }[];
  missing: { kind: string; close: string }[];
  differs: { item: string; verdict: string }[];
}

function explain(...args: string[]): Explanation & { readonly code: number | null } {
  const { code, out, err } = spaceward([
    'explain',
    ...args,
    'samples/members-list',
    '--format',
    'json',
  ]);
  assert.equal(err, '');
  return { code, ...(JSON.parse(out) as Explanation) };
}

describe('spaceward explain', () => {
  it('anna2 opens the app that was shared with her: via share, with line and document', () => {
    const { code, verdict, grants } = explain('anna2', 'app.open', APP);
    assert.equal(code, 0);
    assert.equal(verdict, 'allowed');
    const [grant] = grants;
    assert.equal(grant?.via, 'share');
    assert.deepEqual(grant.principal, { kind: 'user', id: 'anna2' });
    assert.deepEqual(grant.role, { id: 'consumer', title: 'Can view' });
    const lines = readFileSync(join(ROOT, grant.file), 'utf8').split('\n');
    const { start, end } = grant.range;
    assert.equal(lines[start.line]?.slice(start.character, end.character), 'anna2');
    assert.equal(grant.source.table, 'shared.professional');
    assert.equal(grant.source.row, 'app.open');
    assert.equal(grant.source.basis, 'table');
    assert.equal(
      grant.source.document,
      'Shared space permissions for users with Professional or Full User entitlement',
    );
    assert.equal(grant.source.line, 31);
  });

  it('anna2 does not export it, and every nearest grant, applied, lets her', () => {
    const { code, verdict, shortfalls, nearest } = explain('anna2', 'app.export', APP);
    assert.equal(code, 1);
    assert.equal(verdict, 'denied');
    assert.deepEqual(
      shortfalls.map(({ kind }) => kind),
      ['role', 'no role'],
    );
    assert.ok(nearest.length > 0);
    for (const { changes } of nearest) {
      assert.ok(changes.length > 0);
      const given = changes.flatMap((change) => ['--given', change]);
      assert.equal(explain('anna2', 'app.export', APP, ...given).verdict, 'allowed');
    }
    const also = nearest.map(({ alsoAllows }) => alsoAllows.length);
    assert.deepEqual(
      also,
      [...also].sort((a, b) => a - b),
    );
  });

  it('an action on apps asked of a space lists the apps that differ', () => {
    const { verdict, differs } = explain('anna2', 'app.open', 'Sales Development');
    assert.equal(verdict, 'denied');
    assert.deepEqual(
      differs.map(({ item, verdict }) => [item, verdict]),
      [["Demo App - Beginner's tutorial", 'allowed']],
    );
  });

  it('what no document gives depends, and says what would settle it', () => {
    const { code, verdict, missing } = explain('ali', 'app.see-all', 'Sales Development');
    assert.equal(code, 1);
    assert.equal(verdict, 'depends');
    assert.deepEqual(
      missing.map(({ kind }) => kind),
      ['cell'],
    );
    assert.match(missing[0]?.close ?? '', /table: shared\.professional, action: app\.see-all/u);
  });

  it('says so when the policy has mistakes', () => {
    const folder = new Folder({
      'a.spaceward.yaml':
        'users: { anna: { rols: [] } }\nspaces: { S: { type: shared, owner: anna } }\n',
    });
    try {
      const { err } = spaceward(['explain', 'anna', 'space.delete', 'S'], { cwd: folder.path });
      assert.match(err, /the policy has mistakes \(1\).*spaceward check/u);
    } finally {
      folder.remove();
    }
  });

  it('takes titles, groups, new spaces and the second space', () => {
    assert.equal(explain('anna', 'Open an app', APP).verdict, 'allowed');
    assert.equal(explain('admin', 'space.create', 'a new managed space').verdict, 'allowed');
    assert.equal(explain('ali', 'space.create', 'a new managed space').verdict, 'denied');
    const { verdict } = explain('anna', 'app.move', APP, '--to', 'Sales Development');
    assert.equal(verdict, 'allowed');
  });
});
