import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BitSet } from '../../../server/src/core/matrix/bits.js';
import { ColumnIndex, isGated, type ColumnSets } from '../../../server/src/core/matrix/columns.js';
import { findCell } from '../../../server/src/core/matrix/find-cell.js';
import { SiteFacts } from '../../../server/src/core/matrix/site.js';
import { matrix } from './tables.js';

describe('BitSet', () => {
  const size = 70;
  const members = fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }));
  const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

  it('is a set', () => {
    fc.assert(
      fc.property(members, members, (a, b) => {
        const [left, right] = [BitSet.of(size, a), BitSet.of(size, b)];
        assert.deepEqual([...left], sorted(a));
        assert.equal(left.count(), a.length);
        assert.equal(left.isEmpty(), a.length === 0);
        assert.deepEqual([...left.or(right)], sorted(new Set([...a, ...b])));
        assert.deepEqual([...left.and(right)], sorted(a.filter((each) => b.includes(each))));
        assert.deepEqual([...left.without(right)], sorted(a.filter((each) => !b.includes(each))));
        for (let i = -1; i <= size; i++) assert.equal(left.has(i), a.includes(i));
        assert.equal(left.equals(right), sorted(a).join() === sorted(b).join());
      }),
    );
  });

  it('leaves out what is not possible', () => {
    assert.deepEqual([...BitSet.of(3, [-1, 2, 3])], [2]);
    assert.ok(BitSet.empty(40).isEmpty());
  });
});

describe('ColumnIndex', () => {
  const facts = new SiteFacts([
    {
      table: 'shared.professional',
      action: 'app.open',
      column: 'consumer',
      value: 'no',
      source: 'tried',
    },
    {
      table: 'managed.professional',
      action: 'script.open',
      column: 'consumer',
      value: 'yes',
      source: 'tried',
    },
  ]);

  for (const [name, siteFacts] of [
    ['no site facts', SiteFacts.none],
    ['site facts', facts],
  ] as const) {
    it(`agrees with findCell in every table, column and action, with ${name}`, () => {
      const index = new ColumnIndex(matrix, siteFacts);
      const wrong: string[] = [];
      for (const { id: table, columns } of matrix.data.tables) {
        for (const { id: column } of columns) {
          const sets = index.sets(table, column);
          matrix.actions.forEach(({ id }, bit) => {
            const cell = findCell(matrix, siteFacts, table, id, column);
            const set = cell.value === 'yes' && isGated(cell.row) ? 'gated' : cell.value;
            const absent = cell.absent === undefined ? '' : ' absent';
            if (placed(sets, bit) !== set + absent) wrong.push(`${table} ${id} ${column}`);
          });
        }
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('sets what asks for more apart', () => {
    const index = new ColumnIndex(matrix, SiteFacts.none);
    const { yes, gated, own } = index.sets('shared.professional', 'producer');
    const ids = (set: BitSet): (string | undefined)[] =>
      [...set].map((bit) => matrix.actions[bit]?.id);
    assert.ok(ids(yes).includes('app.open'));
    assert.ok(ids(gated).includes('data-connection.create'));
    assert.ok(ids(gated).includes('app.publish-from-space'));
    assert.deepEqual(ids(own), [
      'data-flow.edit',
      'table-recipe.edit',
      'automation.edit',
      'automation-connection.edit',
    ]);
    const admin = index.sets('managed.admin', 'TenantAdmin');
    assert.ok(ids(admin.gated).includes('app.move-to-another-space'));
    assert.equal(index.sets('managed.admin', 'TenantAdmin'), admin);
  });
});

/** The names of the sets that hold a bit. */
function placed(sets: ColumnSets, bit: number): string {
  const names = ['yes', 'gated', 'own', 'no', 'unknown', 'absent'] as const;
  return names.filter((name) => sets[name].has(bit)).join(' ');
}
