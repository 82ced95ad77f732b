import type { FoundCell } from '../matrix/find-cell.js';
import type { SourceRef, TableId } from '../matrix/types.js';
import type { CellParts } from './cell-proof.js';

/** The cell that answers: `"Open an app" × Can view = Yes`. */
export function cellText({ stated, found, row, column }: CellParts, title: string): string {
  if (stated !== undefined) return stated.text;
  if (row === undefined)
    return `${title} × ${column}${found?.site === undefined ? '' : ': a fact of this site'}`;
  const value = found === undefined ? '' : ` = ${valueText(found.value)}`;
  return `"${row.title}" × ${title}${value}`;
}

/**
 * That a role doesn't allow it, after the role's title: `: "Open an app" is No in the table shared.analyzer`; empty of a cell
 * that isn't No.
 *
 * @param table the table that was asked
 * @param title the action's, for a cell without a row
 */
export function refusalText({ found, row }: CellParts, table: TableId, title: string): string {
  if (found?.value !== 'no') return '';
  const where =
    found.table === table ? table : `${found.table}, and an Analyzer may do no more (${table})`;
  return `: "${row?.title ?? title}" is No in the table ${where}`;
}

/** The table of a cell and the document it comes from: `table shared.professional; Shared space permissions, line 46`. */
export function sourceText({ stated, found, row, table }: CellParts): string {
  if (stated !== undefined) return stated.document;
  if (row === undefined)
    return joined([`table ${table}`, found?.site === undefined ? '' : found.site.source]);
  return joined([
    `table ${table}`,
    found === undefined ? '' : BASIS_TEXTS[found.basis],
    documentText({ found, row }),
    disputeText({ found }),
  ]);
}

/** The document of a cell, and that it is disputed. */
export function groundText(cell: CellParts): string {
  return joined([documentText(cell), disputeText(cell)]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}

function valueText(value: string): string {
  return { yes: 'Yes', no: 'No', own: "Yes, if it is the user's own" }[value] ?? value;
}

const BASIS_TEXTS: Readonly<Record<FoundCell['basis'], string>> = {
  table: '',
  stated: 'stated outside the table',
  entailed: 'follows from a stated sentence',
  older: 'from an older edition',
  site: '',
};

/** That another source says otherwise, or a reviewer doubts the cell. */
function disputeText({ found }: Pick<CellParts, 'found'>): string {
  return found?.disputed === undefined ? '' : `disputed: ${found.disputed}`;
}

/** The first document of a cell. */
export function sourceOf({ found, row }: Pick<CellParts, 'found' | 'row'>): SourceRef | undefined {
  return (found?.sources ?? row?.sources ?? [])[0];
}

/** The document of a cell, with the line where it is known. */
export function documentText(cell: Pick<CellParts, 'found' | 'row'>): string {
  if (cell.found?.site !== undefined) return `a fact of this site: ${cell.found.site.source}`;
  const source = sourceOf(cell);
  if (source === undefined) return '';
  const line = source.line === undefined ? '' : `, line ${source.line}`;
  return `${source.document.title}${line}`;
}
