import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, Row, Table } from '../../../server/src/core/matrix/types.js';
import { matrix, root } from './tables.js';

interface Transcribed {
  readonly line: string;
  readonly section: string;
  readonly title: string;
  /** By heading; `-`: no such cell. */
  readonly cells: ReadonlyMap<string, string>;
}

function readTranscript(table: string): readonly Transcribed[] {
  const rows: Transcribed[] = [];
  let section = '';
  let headings: readonly string[] = [];
  for (const text of readFileSync(join(root, 'test/transcripts', `${table}.tsv`), 'utf8').split(
    '\n',
  )) {
    if (text === '' || text.startsWith('# ')) continue;
    const [line = '', title = '', ...values] = text.split('\t');
    if (text.startsWith('## ')) section = text.slice(3);
    else if (line === 'line') headings = values;
    else {
      assert.equal(values.length, headings.length, `${table}.tsv: ${title}`);
      const cells = new Map(headings.map((heading, i) => [heading, values[i] ?? '']));
      rows.push({ line, section, title, cells });
    }
  }
  return rows;
}

/** The cell as the transcripts write it. */
function written(cell: Cell | undefined): string {
  switch (cell?.value) {
    case undefined:
      return '-';
    case 'yes':
      return 'Yes';
    case 'no':
      return 'No';
    case 'own':
      return `Yes, ${cell.text ?? ''}`;
    case 'unknown':
      return 'unknown';
    case 'not-applicable':
      return 'not applicable';
  }
}

/** `Yes (if it's yours)` and `Yes - If it's yours` as `Yes, if it's yours`, with the table's own capital. */
function plain(value: string): string {
  const condition = /^Yes (?:- (.+)|\((.+)\))$/u.exec(value);
  return condition === null ? value : `Yes, ${condition[1] ?? condition[2] ?? ''}`;
}

/** The columns that a heading of the transcript speaks of: one heading stands for both administrators. */
function columnsUnder(heading: string, table: Table): readonly string[] {
  if (heading === 'Tenant and analytics admin supported') return ['TenantAdmin', 'AnalyticsAdmin'];
  const column = table.columns.find(({ title }) => title === heading);
  assert.ok(column, `${table.id} has no column ${heading}`);
  return [column.id];
}

/** Everything in which a row differs from its transcript. */
function differences(row: Row, said: Transcribed, table: Table): string[] {
  const found: string[] = [];
  const check = (what: string, is: string, should: string): void => {
    if (is !== should) found.push(`${row.id} ${what}: ${is}, transcript: ${should}`);
  };
  check('title', row.title, said.title);
  check('section', row.section.join(' > '), said.section);
  check('line', String(row.sources[0]?.line ?? '-'), said.line);
  const told = new Set<string>();
  for (const [heading, value] of said.cells) {
    for (const column of columnsUnder(heading, table)) {
      told.add(column);
      check(column, written(row.cells[column]), plain(value));
    }
  }
  for (const column of Object.keys(row.cells)) {
    if (!told.has(column)) found.push(`${row.id} ${column}: not in the transcript`);
  }
  return found;
}

describe('the permission tables and their transcripts', () => {
  for (const table of matrix.data.tables) {
    it(`${table.id} says what its documents say, cell by cell`, () => {
      const transcript = readTranscript(table.id);
      const found = table.rows.flatMap((row, i) => {
        const said = transcript[i];
        return said === undefined ? [`${row.id}: not transcribed`] : differences(row, said, table);
      });
      assert.deepEqual(found, []);
      assert.equal(table.rows.length, transcript.length);
    });
  }

  it('the two whole documents have all of their rows', () => {
    assert.equal(matrix.table('shared.professional').rows.length, 204);
    assert.equal(matrix.table('shared.admin').rows.length, 122);
    assert.equal(matrix.actions.length, 346);
  });

  it('every row names its document', () => {
    for (const table of matrix.data.tables) {
      for (const row of table.rows) {
        assert.ok(row.sources.length > 0 && row.sources.every((ref) => ref.document.title !== ''));
      }
    }
  });
});
