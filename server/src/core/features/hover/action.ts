import { findCell, type FoundCell } from '../../matrix/find-cell.js';
import { requirementTexts } from '../../matrix/requirement-text.js';
import type { Action, TableId } from '../../matrix/types.js';
import { adminTable } from '../../decide/space-tables.js';
import type { Asked } from '../../decide/types.js';
import type { SpaceType } from '../../matrix/types.js';
import { documentText, sourceOf } from '../../decide/cell-text.js';
import type { HoverContext } from './context.js';
import { blocks, bold, code, foldedLines, link, plain, table } from './markdown.js';

/** What is asked, in words; then its row for every role of the type of space. */
export function actionHover(
  context: HoverContext,
  asked: Asked,
  type: SpaceType | undefined,
): string {
  if (asked.kind === 'both-halves') {
    const halves = [asked.source, asked.destination].flatMap((action) => action ?? []);
    return blocks(
      `${code(asked.id)} · ${plain(asked.title)}`,
      `Both halves are needed: ${halves.map(({ id }) => code(id)).join(' and ')}.`,
    );
  }
  const { action } = asked;
  return blocks(
    `${code(action.id)} · ${bold(action.title)} · ${plain(action.section)}`,
    type === undefined ? '' : rowTable(context, action, type),
  );
}

/** A small table: each role, with and without the full entitlement; then what is required, and the document. */
export function rowTable(context: HoverContext, action: Action, type: SpaceType): string {
  const { matrix } = context;
  const tables = readTables(type);
  const first = tables[0];
  if (first === undefined) return '';
  const columns = matrix
    .table(first.id)
    .columns.filter(({ id }) => !id.includes('+') && matrix.spaceRole(id) !== undefined);
  const cells = columns.map((column) => ({
    title: matrix.columnTitle(first.id, column.id),
    found: tables.map(({ id }) => cell(context, id, action, column.id)),
  }));
  const admins = adminCells(context, action, type);
  return blocks(
    `In ${type === 'personal' ? 'a personal space' : `${type} spaces`}:`,
    table(
      ['Role', ...tables.map(({ title }) => title)],
      [
        ...cells.map(({ title, found }) => [plain(title), ...found.map(valueText)]),
        ...admins.map(({ title, found }) => [plain(title), ...tables.map(() => valueText(found))]),
      ],
    ),
    foldedLines(
      notes(context, [...cells.flatMap(({ found }) => found), ...admins.map(({ found }) => found)]),
      5,
    ),
  );
}

function readTables(type: SpaceType): readonly { readonly id: TableId; readonly title: string }[] {
  switch (type) {
    case 'shared':
    case 'managed':
      return [
        { id: `${type}.professional`, title: 'Full, Professional' },
        { id: `${type}.analyzer`, title: 'Analyzer' },
      ];
    case 'data':
      return [{ id: 'data.space', title: 'every entitlement' }];
    case 'personal':
      return [{ id: 'personal', title: 'every entitlement' }];
  }
}

function adminCells(
  context: HoverContext,
  action: Action,
  type: SpaceType,
): readonly { readonly title: string; readonly found: FoundCell }[] {
  const { matrix } = context;
  const id = adminTable(type);
  return matrix.table(id).columns.flatMap((column) =>
    matrix.securityRole(column.id) === undefined
      ? []
      : [
          {
            title: matrix.securityRole(column.id)?.role.title ?? column.title,
            found: cell(context, id, action, column.id),
          },
        ],
  );
}

function cell(
  { engine, matrix }: HoverContext,
  id: TableId,
  action: Action,
  column: string,
): FoundCell {
  return findCell(matrix, engine.siteFacts, id, action.id, column);
}

function valueText({ value, disputed }: FoundCell): string {
  const text = { yes: 'Yes', no: 'No', own: 'own', unknown: '?' }[value];
  return disputed === undefined ? text : `${text} (disputed)`;
}

/** What the rows ask for besides, and where they stand; each once. */
function notes(context: HoverContext, found: readonly FoundCell[]): readonly string[] {
  const rows = [...new Set(found.flatMap(({ row }) => row ?? []))];
  const requires = rows.flatMap((row) =>
    requirementTexts(context.matrix, row).map((text) => `needs ${plain(text)}`),
  );
  const documents = found.flatMap((cell) => {
    const { row } = cell;
    const text = row === undefined ? '' : documentText({ found: cell, row });
    const url = sourceOf({ found: cell, row })?.document.url;
    return text === '' ? [] : [url === undefined ? plain(text) : link(text, url)];
  });
  const disputes = found.flatMap(({ disputed }) => disputed ?? []);
  const unknown = found.some(({ value }) => value === 'unknown');
  return [
    ...new Set(requires),
    ...disputes.slice(0, 1).map((dispute) => `disputed: ${plain(dispute)}`),
    ...(unknown ? ['?: no document at hand gives the cell'] : []),
    ...[...new Set(documents)].slice(0, 2),
  ];
}
