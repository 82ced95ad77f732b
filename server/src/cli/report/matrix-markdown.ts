import { link, plain } from '../../core/features/hover/markdown.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { conditionText, OWNERS, requirementTexts } from '../../core/matrix/requirement-text.js';
import type { Cell, Row, SourceDocument, Table } from '../../core/matrix/types.js';
import { code, tableLine } from './markdown.js';

/** The permission tables as Markdown: a table a section, a row an action, a column a role. */
export function matrixMarkdown(matrix: Matrix, tables: readonly Table[]): string {
  const parts = tables.flatMap((table) => [
    `## ${code(table.id)}`,
    documentText(table.document),
    ...sections(matrix, table),
  ]);
  return `${['# Permission tables', LEGEND, ...parts].join('\n\n')}\n`;
}

const LEGEND =
  '_own_: yes for the owner of the item. _?_: not known. In brackets: not in the table, but follows from a stated sentence. Empty: the table has no such cell.';

/** Rows that follow each other under the same headings, as one table with its heading. */
function sections(matrix: Matrix, table: Table): readonly string[] {
  const head = ['action', 'id', ...table.columns.map(({ title }) => plain(title)), 'notes'];
  const sections: { readonly title: string; readonly lines: string[] }[] = [];
  for (const row of table.rows) {
    const title = row.section.join(' > ');
    let section = sections.at(-1);
    if (section?.title !== title)
      sections.push((section = { title, lines: [head, head.map(() => '---')].map(tableLine) }));
    section.lines.push(rowLine(matrix, table, row));
  }
  return sections.flatMap(({ title, lines }) => [`### ${plain(title)}`, lines.join('\n')]);
}

function rowLine(matrix: Matrix, table: Table, row: Row): string {
  const cells = table.columns.map(({ id }) => cellText(row.cells[id]));
  return tableLine([
    plain(row.title),
    code(row.id),
    ...cells,
    notes(matrix, table, row).join('; '),
  ]);
}

function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const { value, entailed, disputed } = cell;
  const shown =
    value === 'unknown' && entailed !== undefined
      ? `(${entailed.value})`
      : { yes: 'yes', no: 'no', own: 'own', unknown: '?', 'not-applicable': 'n/a' }[value];
  return disputed === undefined ? shown : `${shown}, disputed`;
}

/** What the row asks for, who may besides, and where it stands. */
function notes(matrix: Matrix, table: Table, row: Row): readonly string[] {
  const [source] = row.sources;
  const isElsewhere = source !== undefined && source.document.title !== table.document.title;
  return [
    ...requirementTexts(matrix, row).map((text) => `needs ${plain(text)}`),
    ...row.alsoAllowed.map((who) =>
      typeof who === 'string'
        ? `${OWNERS[who]} may, too`
        : `whoever has ${plain(conditionText(matrix, who))} may, too`,
    ),
    ...(isElsewhere ? [documentText(source.document)] : []),
    ...(source?.line === undefined ? [] : [`line ${source.line}`]),
  ];
}

function documentText({ title, url }: SourceDocument): string {
  return url === undefined ? plain(title) : link(title, url);
}
