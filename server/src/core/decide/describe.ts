import type { FoundCell } from '../matrix/find-cell.js';
import type { SourceRef } from '../matrix/types.js';
import { principalText } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { NearestGrant } from './nearest.js';
import type { CellProof, GrantProof, Missing, Outcome, Shortfall, Where } from './types.js';

/** One line of a proof, and the line of the policy that it rests on. */
export interface ProofLine {
  readonly text: string;
  /** Where the cell stands that the line rests on: what the text ends with, in brackets. */
  readonly source?: string;
  readonly origin?: Origin;
}

/** What a line says, apart from where it stands. */
export function withoutSource({ text, source }: ProofLine): string {
  return source === undefined ? text : text.slice(0, -bracketed(source).length);
}

function bracketed(source: string): string {
  return ` (${source})`;
}

function proofLine(words: string, source: string, origin: Origin | undefined): ProofLine {
  return source === ''
    ? { text: words, ...(origin && { origin }) }
    : { text: words + bracketed(source), source, ...(origin && { origin }) };
}

/** How a place is named: `Finance/KPI`, `a new shared space`. */
export function whereText(where: Where): string {
  if (where.kind === 'new-space') return `a new ${where.type} space`;
  return where.kind === 'space' ? where.space.name : `${where.space.name}/${where.item.name}`;
}

/** How a grant is named: `member ali, Can manage`. */
export function grantText({ via, principal, role }: GrantProof): string {
  const who = principalText(principal);
  if (role.id.includes('+')) return `${role.title}, held together`;
  switch (via) {
    case 'owner':
      return `${who} owns the space`;
    case 'item owner':
      return `${who} owns the item`;
    case 'admin':
      return `${who} has ${role.title}`;
    case 'share':
      return `shared with ${who} as ${role.title}`;
    case 'member':
    case 'group':
    case 'everyone':
      return `${who} is ${role.title}`;
  }
}

/** The cell that answers: `"Open an app" × Can view = Yes`. */
function cellText({ stated, found, row, column }: CellProof, title: string): string {
  if (stated !== undefined) return stated.text;
  if (row === undefined)
    return `${title} × ${column}${found?.site === undefined ? '' : ': a fact of this site'}`;
  const value = found === undefined ? '' : ` = ${valueText(found.value)}`;
  return `"${row.title}" × ${title}${value}`;
}

/** The table of a cell and the document it comes from: `table shared.professional; Shared space permissions, line 46`. */
function cellSource({ stated, found, row, table }: CellProof): string {
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
function disputeText({ found }: Pick<CellProof, 'found'>): string {
  return found?.disputed === undefined ? '' : `disputed: ${found.disputed}`;
}

/** The first document of a cell. */
export function sourceOf({ found, row }: Pick<CellProof, 'found' | 'row'>): SourceRef | undefined {
  return (found?.sources ?? row?.sources ?? [])[0];
}

/** The document of a cell, with the line where it is known. */
export function documentText(cell: Pick<CellProof, 'found' | 'row'>): string {
  if (cell.found?.site !== undefined) return `a fact of this site: ${cell.found.site.source}`;
  const source = sourceOf(cell);
  if (source === undefined) return '';
  const line = source.line === undefined ? '' : `, line ${source.line}`;
  return `${source.document.title}${line}`;
}

/** What a verdict rests on, line by line: grants, or what fell short and what would help, or what is missing. */
export function proofLines(
  outcome: Outcome,
  nearest: readonly NearestGrant[] = [],
): readonly ProofLine[] {
  switch (outcome.verdict) {
    case 'allowed':
      return outcome.grants.map(grantLine);
    case 'denied':
      return [...outcome.shortfalls.map(shortfallLine), ...nearest.map(nearestLine)];
    case 'depends':
      return outcome.missing.map(missingLine);
  }
}

function grantLine(grant: GrantProof): ProofLine {
  const holds =
    grant.holds.length === 0 ? '' : `, with ${grant.holds.map(({ text }) => text).join(', ')}`;
  const cell = cellText(grant.cell, grant.role.title);
  const words = `via ${grant.via}: ${grantText(grant)}${holds}; ${cell}`;
  return proofLine(words, cellSource(grant.cell), grant.origin);
}

function shortfallLine({ kind, text, cell, origin }: Shortfall): ProofLine {
  const source = cell === undefined ? '' : joined([documentText(cell), disputeText(cell)]);
  return proofLine(`${kind}: ${text}`, source, origin);
}

function nearestLine({ text, alsoAllows }: NearestGrant): ProofLine {
  return { text: `would allow it: ${text}${alsoText(alsoAllows)}` };
}

/** What a grant would allow besides: at most three actions by name. */
export function alsoText(ids: readonly string[]): string {
  if (ids.length === 0) return ' (and nothing else)';
  const shown = ids.slice(0, 3).join(', ');
  const more = ids.length - 3;
  return ` (also allows ${shown}${more > 0 ? ` and ${more} more` : ''})`;
}

function missingLine({ text, close, origin }: Missing): ProofLine {
  return { text: `not known: ${text}. To settle it: ${close}`, ...(origin && { origin }) };
}
