import assert from 'node:assert/strict';
import { findCell, type FoundCell } from '../../../server/src/core/matrix/find-cell.js';
import { SiteFacts, type SiteFact } from '../../../server/src/core/matrix/site.js';
import type { TableId } from '../../../server/src/core/matrix/types.js';
import { matrix } from './tables.js';

function find(table: TableId, action: string, column: string, facts: SiteFact[] = []): FoundCell {
  return findCell(matrix, new SiteFacts(facts), table, action, column);
}

/** The parts that say what was found and where. */
function brief({ value, basis, by, table, row, absent }: FoundCell): unknown[] {
  return [value, basis, by, table, row?.id, ...(absent === undefined ? [] : [absent])];
}

describe('findCell', () => {
  it('takes a site fact before a known cell', () => {
    const fact: SiteFact = {
      table: 'shared.professional',
      action: 'app.open',
      column: 'dataconsumer',
      value: 'yes',
      source: 'tried in our tenant, 2026-11-02',
    };
    assert.equal(find('shared.professional', 'app.open', 'dataconsumer').value, 'no');
    const found = find('shared.professional', 'app.open', 'dataconsumer', [fact]);
    assert.deepEqual(brief(found), ['yes', 'site', 'site', 'shared.professional', 'app.open']);
    assert.equal(found.site, fact);
  });

  it('lets a site fact fill a cell of an action without a row', () => {
    const fact: SiteFact = {
      table: 'managed.professional',
      action: 'app.add-data-files-own',
      column: 'facilitator',
      value: 'no',
      source: 'tried',
    };
    const found = find(fact.table, fact.action, fact.column, [fact]);
    assert.deepEqual(brief(found), ['no', 'site', 'site', 'managed.professional', undefined]);
  });

  it("takes the row's own cell", () => {
    const found = find('shared.professional', 'app.open', 'consumer');
    assert.deepEqual(brief(found), ['yes', 'table', 'row', 'shared.professional', 'app.open']);
    assert.deepEqual(found.sources, [
      {
        document: {
          title: 'Shared space permissions for users with Professional or Full User entitlement',
        },
        line: 31,
      },
    ]);
  });

  it("keeps the owner's condition with its words", () => {
    const found = find('shared.professional', 'data-flow.edit', 'facilitator');
    assert.equal(found.value, 'own');
    assert.equal(found.text, "if it's your own data flow");
    assert.match(found.disputed ?? '', /^Data flow roles and permissions: no/u);
  });

  it('marks statements, older editions and disputes', () => {
    assert.equal(find('managed.professional', 'app.edit-data-model', 'owner').basis, 'stated');
    assert.equal(find('managed.professional', 'app.delete', 'owner').basis, 'older');
    const open = find('managed.admin', 'app.open', 'TenantAdmin');
    assert.equal(open.value, 'yes');
    assert.match(open.disputed ?? '', /: no \(/u);
    assert.equal(find('managed.admin', 'app.delete', 'TenantAdmin').disputed, undefined);
  });

  it('takes the sources of single cells before those of the row', () => {
    const found = find('managed.analyzer', 'space.see', 'operator');
    assert.equal(found.sources.length, 2);
    assert.equal(find('managed.analyzer', 'space.see', 'consumer').sources.length, 6);
  });

  it('takes an entailed value where the cell is unknown', () => {
    const found = find('managed.professional', 'app.add-private-sheets', 'contributor');
    assert.deepEqual(brief(found), [
      'yes',
      'entailed',
      'row',
      'managed.professional',
      'app.add-private-sheets',
    ]);
    assert.match(found.entailedBy ?? '', /^Can contribute: /u);
  });

  it('takes a row that covers the action where it has none of its own', () => {
    const found = find('managed.professional', 'app.reload', 'operator');
    assert.deepEqual(brief(found), [
      'yes',
      'older',
      'covers',
      'managed.professional',
      'app.reload-and-schedule',
    ]);
    // covered by a row of this table only
    assert.equal(find('managed.professional', 'app.list-notes', 'facilitator').by, 'covers');
    // its entailed value too
    const notes = find('managed.professional', 'app.list-notes', 'consumer');
    assert.deepEqual([notes.value, notes.basis], ['no', 'entailed']);
  });

  it("takes the action's own row before one that covers it", () => {
    const row = matrix.row('shared.admin', 'data-file.list');
    assert.ok(row);
    assert.equal(find('shared.admin', 'data-file.list', 'TenantAdmin').row, row);
    assert.equal(find('shared.professional', 'data-file.list', 'consumer').by, 'covers');
  });

  it('gives an Analyzer the rows that hold for every entitlement', () => {
    const found = find('managed.analyzer', 'glossary.view-terms', 'consumer');
    assert.deepEqual(brief(found), [
      'yes',
      'entailed',
      'all-entitlements',
      'managed.professional',
      'glossary.view-terms',
    ]);
  });

  it('gives an Analyzer the No of the Professional table, however that was found', () => {
    assert.deepEqual(brief(find('shared.analyzer', 'space.rename', 'consumer')), [
      'no',
      'table',
      'fallback',
      'shared.professional',
      'space.rename',
    ]);
    assert.deepEqual(brief(find('managed.analyzer', 'app.reload', 'consumer')), [
      'no',
      'older',
      'fallback',
      'managed.professional',
      'app.reload-and-schedule',
    ]);
    // a column that the Analyzer table lacks
    assert.equal(find('managed.analyzer', 'app.edit-data-model', 'owner').value, 'no');
  });

  it('never gives an Analyzer the Yes of the Professional table, nor its Yes for owners', () => {
    const yes = find('shared.analyzer', 'space.rename', 'facilitator');
    assert.deepEqual(brief(yes), ['unknown', 'table', 'none', 'shared.analyzer', undefined, 'row']);
    assert.equal(find('shared.analyzer', 'data-flow.edit', 'facilitator').value, 'unknown');
    assert.equal(
      find('shared.analyzer', 'assistant.chat', 'consumer+dataconsumer').value,
      'unknown',
    );
  });

  it('does not deny for want of a row, a column or a cell', () => {
    assert.deepEqual(brief(find('shared.admin', 'app.create', 'TenantAdmin')), [
      'unknown',
      'table',
      'none',
      'shared.admin',
      undefined,
      'row',
    ]);
    assert.deepEqual(brief(find('managed.professional', 'glossary.create', 'operator')), [
      'unknown',
      'table',
      'none',
      'managed.professional',
      'glossary.create',
      'column',
    ]);
    assert.deepEqual(brief(find('managed.professional', 'script.open', 'consumer')), [
      'unknown',
      'table',
      'none',
      'managed.professional',
      'script.open',
    ]);
  });

  it("never reads the rows per space role of the administrators' table", () => {
    assert.ok(matrix.row('shared.admin', 'assistant.chat')?.perSpaceRole);
    const found = find('shared.admin', 'assistant.chat', 'owner');
    assert.deepEqual([found.value, found.row, found.absent], ['unknown', undefined, 'row']);
  });
});
