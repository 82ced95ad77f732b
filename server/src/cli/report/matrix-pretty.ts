import type { Cell, Row, SourceRef, Table } from '../../core/matrix/types.js';
import type { Style } from '../terminal.js';

/** The permission tables for people: a row an action, a column a role, with the line of the document. */
export function matrixPretty(tables: readonly Table[], style: Style): string {
  return tables.map((table) => tableText(table, style)).join('\n');
}

function tableText(table: Table, style: Style): string {
  const titles = table.rows.map(({ title }) => title.length);
  const width = Math.min(70, Math.max(...titles));
  const lines = [
    style.bold(`${table.id}: ${table.document.title}`),
    ...table.columns.map(({ id, title }, index) => style.dim(`  ${index + 1}  ${title} (${id})`)),
    `${' '.repeat(width + 3)}${table.columns.map((_, index) => String(index + 1).padEnd(3)).join('')}`.trimEnd(),
  ];
  let section = '';
  for (const row of table.rows) {
    const here = row.section.join(' > ');
    if (here !== section) lines.push(style.bold((section = here)));
    lines.push(rowText(table, row, width, style));
  }
  return `${lines.join('\n')}\n\n${LEGEND}\n`;
}

const LEGEND =
  'Y yes  - no  o yes for the owner of the item  ? not known  (y)/(n) follows from a stated sentence  * disputed  blank: no such cell';

function rowText(table: Table, row: Row, width: number, style: Style): string {
  const title = row.title.length > width ? `${row.title.slice(0, width - 1)}…` : row.title;
  const cells = table.columns.map(({ id }) => cellText(row.cells[id]).padEnd(3)).join('');
  const notes = [
    row.id,
    ...(row.requires.length > 0 ? ['more is required'] : []),
    ...place(row.sources),
  ];
  return `  ${title.padEnd(width)} ${cells}${style.dim(notes.join(' · '))}`;
}

function place(sources: readonly SourceRef[]): readonly string[] {
  const [source] = sources;
  if (source === undefined) return [];
  return source.line === undefined ? [source.document.title] : [`line ${source.line}`];
}

function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const mark = cell.disputed === undefined ? '' : '*';
  if (cell.value === 'unknown' && cell.entailed !== undefined)
    return `${cell.entailed.value === 'yes' ? '(y)' : '(n)'}${mark}`;
  return `${{ yes: 'Y', no: '-', own: 'o', unknown: '?', 'not-applicable': '/' }[cell.value]}${mark}`;
}
