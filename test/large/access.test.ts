import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Folder, plainEnvironment, PROGRAM } from '../support/cli.js';

const USERS = 100_000;
const SPACES = 10_000;
const GROUPS = 5000;

/** A tenant where each space lets in a group of twenty and one person, and two let in everybody. */
function policy(): string {
  const lines = [
    'tenant: { subscription: enterprise, entitlement: full }',
    'roles: { User Default: { permissions-otherwise: not allowed } }',
    'users:',
  ];
  for (let i = 0; i < USERS; i += 1) lines.push(`  u${i}: { groups: [all, g${i % GROUPS}] }`);
  lines.push('groups:', '  all: {}');
  for (let i = 0; i < GROUPS; i += 1) lines.push(`  g${i}: {}`);
  lines.push('spaces:');
  for (let i = 0; i < SPACES; i += 1) {
    const all = i % (SPACES / 2) === 0 ? 'group all: can view, ' : '';
    lines.push(
      `  S${i}: { type: shared, members: { ${all}group g${i % GROUPS}: can view, u${i + 1}: can view } }`,
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('access of a large tenant', () => {
  it('is streamed: a billion pairs of people and spaces, in not much more memory than the policy takes', function () {
    this.timeout(300_000);
    const folder = new Folder({ 'tenant.spaceward.yaml': policy() });
    try {
      const command = `"${process.execPath}" --max-old-space-size=700 "${PROGRAM}" access --action app.open | wc -l; echo "\${PIPESTATUS[0]}"`;
      const { stdout } = spawnSync('bash', ['-c', command], {
        cwd: folder.path,
        encoding: 'utf8',
        env: plainEnvironment(),
      });
      // In 9,998 spaces twenty members of a group and one more person; in two everybody; and the heads of columns.
      assert.match(stdout, /^\s*409959\n0\n$/u);
    } finally {
      folder.remove();
    }
  });
});
