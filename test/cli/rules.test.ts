import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTED_RULES } from '../../server/src/core/rules/ids.js';
import { ROOT, spaceward } from '../support/cli.js';

const run = (...args: string[]): ReturnType<typeof spaceward> => spaceward(['rules', ...args]);

describe('spaceward rules', () => {
  it('lists every rule in order, in every format', () => {
    const ids = LISTED_RULES.map(({ id }) => id);
    const { code, out, err } = run();
    assert.deepEqual([code, err], [0, '']);
    const lines = out.split('\n\n')[0]?.split('\n') ?? [];
    assert.deepEqual(
      lines.map((line) => line.split(/\s+/u).slice(0, 2)),
      LISTED_RULES.map(({ id, severity }) => [id, severity]),
    );
    LISTED_RULES.forEach(({ summary, hasFix }, i) => {
      assert.ok(lines[i]?.endsWith(summary));
      assert.equal(/ {2}fix {2}/u.test(lines[i] ?? ''), hasFix === true);
    });
    const { rules } = JSON.parse(run('--format', 'json').out) as {
      rules: { id: string; page: string; fixable: boolean }[];
    };
    assert.deepEqual(
      rules.map(({ id, fixable }) => [id, fixable]),
      LISTED_RULES.map(({ id, hasFix }) => [id, hasFix === true]),
    );
    for (const { page, id } of rules)
      assert.match(readFileSync(join(ROOT, page), 'utf8'), new RegExp(`^# ${id}$`, 'mu'));
    const rows = [...run('--format', 'markdown').out.matchAll(/^\| `(.*?)` \|/gmu)];
    assert.deepEqual(
      rows.map(([, id]) => id),
      ids,
    );
  });

  it('tells of a rule what to avoid, what to prefer, and why', () => {
    const { code, out } = run('redundant-grant', 'near-limit');
    assert.equal(code, 0);
    assert.match(out, /^redundant-grant {2}info\n/u);
    assert.match(out, /\nAvoid\n[^]*\n {4}users:\n[^]*\nPrefer\n[^]*\nWhy\n/u);
    assert.match(out, /\nnear-limit {2}warning\n/u);
    assert.match(out, /\n {2}spaceward\.config\.yaml:\n {4}limits:\n/u);
    assert.doesNotMatch(out, /```|\]\(|<!--/u);
    const page = run('near-limit', '--format', 'markdown').out;
    assert.match(page, /^# near-limit\n\n.*\.\n\n## Avoid\n[^]*\n```yaml\n[^]*\n## Why\n/u);
  });

  it('every page is shown whole', () => {
    const { code, out } = run(...LISTED_RULES.map(({ id }) => id));
    assert.equal(code, 0);
    for (const heading of ['Avoid', 'Prefer', 'Why'])
      assert.equal(out.match(new RegExp(`^${heading}$`, 'gmu'))?.length, LISTED_RULES.length);
    assert.doesNotMatch(out, /```|\]\(|<!--/u);
  });

  it('says which rule there is not', () => {
    const { code, err } = run('redundant-grants');
    assert.equal(code, 2);
    assert.match(err, /unknown rule redundant-grants; did you mean redundant-grant\?/u);
    assert.match(run('x').err, /unknown rule x: see spaceward rules/u);
  });
});
