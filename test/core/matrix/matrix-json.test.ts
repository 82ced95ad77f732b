import assert from 'node:assert/strict';
import {
  matrixJson,
  type RowJson,
  type TableJson,
} from '../../../server/src/core/matrix/matrix-json.js';
import { matrix } from './tables.js';

function table(id: string): TableJson {
  const found = matrixJson(matrix.data).tables.find((each) => each.table === id);
  assert.ok(found);
  return found;
}

function row(tableId: string, id: string): RowJson {
  const found = table(tableId).rows.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

describe('matrixJson', () => {
  it('gives the tables by name, their rows in document order', () => {
    const { version, tables } = matrixJson(matrix.data);
    assert.equal(version, 1);
    const names = tables.map((each) => each.table);
    assert.deepEqual(names, [...names].sort());
    assert.equal(names.length, 9);
    assert.deepEqual(
      table('shared.professional')
        .rows.slice(0, 3)
        .map(({ id }) => id),
      ['space.rename', 'space.add-members', 'space.change-member-permissions'],
    );
  });

  it('gives one table when asked', () => {
    const { tables } = matrixJson(matrix.data, [matrix.table('personal')]);
    assert.deepEqual(
      tables.map((each) => each.table),
      ['personal'],
    );
  });

  it('says what a table is', () => {
    const { rows, columns, ...head } = table('shared.professional');
    assert.deepEqual(head, {
      table: 'shared.professional',
      spaceType: 'shared',
      entitlements: ['Professional', 'Full User'],
      document: 'Shared space permissions for users with Professional or Full User entitlement',
    });
    assert.deepEqual(columns[6], {
      id: 'consumer+dataconsumer',
      title: 'Can view and Can consume data',
    });
    assert.equal(rows.length, 204);
  });

  it('writes each kind of cell', () => {
    assert.deepEqual(row('shared.professional', 'data-flow.edit').cells, {
      owner: 'yes',
      facilitator: { if: "if it's your own data flow" },
      codeveloper: 'yes',
      producer: { if: "if it's your own data flow" },
      consumer: 'no',
      dataconsumer: 'no',
    });
    const { cells } = row('managed.analyzer', 'data-source.create');
    assert.equal(cells.facilitator, 'unknown');
    assert.equal((cells.dataconsumer as { entailed: string }).entailed, 'no');
    const copy = row('data.products', 'data-product.activate-marketplace-copy');
    assert.equal(copy.cells.DataProductManager, 'notApplicable');
  });

  it('writes requirements with the names that users see, and the source with its line', () => {
    const { requires, source, section } = row('shared.professional', 'ml-deployment.open-lineage');
    assert.deepEqual(requires[0], { anyOf: [{ permission: 'View lineage', values: ['allowed'] }] });
    assert.equal((requires[1] as { section: true }).section, true);
    assert.deepEqual(source, [
      {
        document: 'Shared space permissions for users with Professional or Full User entitlement',
        line: 346,
      },
    ]);
    assert.equal(section.length, 2);
    const steward = row('managed.professional', 'glossary.create').requires;
    assert.deepEqual(steward, [
      {
        anyOf: [
          { securityRole: 'Steward' },
          { permission: 'Manage glossaries and approve terms', values: ['allowed'] },
        ],
      },
    ]);
    const publish = row('managed.professional', 'app.publish-to-space').requires;
    assert.deepEqual(publish, [
      {
        otherSpace: {
          space: 'source',
          spaceType: 'shared',
          anyOf: ['owner', 'facilitator', 'producer', 'codeveloper'],
          text: 'Can edit or higher in the shared space that the app comes from',
        },
      },
    ]);
  });

  it('is plain JSON', () => {
    const json = matrixJson(matrix.data);
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
  });
});
