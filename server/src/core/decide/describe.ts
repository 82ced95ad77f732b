import { principalText } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import { cellText } from './cell-text.js';
import type { NearestGrant } from './nearest.js';
import type { GrantProof, Missing, Outcome, Shortfall, Where } from './types.js';

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
  if (source === '') return plainLine(words, origin);
  const text = words + bracketed(source);
  return origin === undefined ? { text, source } : { text, source, origin };
}

function plainLine(text: string, origin: Origin | undefined): ProofLine {
  return origin === undefined ? { text } : { text, origin };
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

/** What a verdict rests on, line by line: grants, or what fell short and what would help, or what is missing. */
export function proofLines(
  outcome: Outcome,
  nearest: readonly NearestGrant[] = [],
): readonly ProofLine[] {
  switch (outcome.verdict) {
    case 'allowed':
      return outcome.grants.map(grantLine);
    case 'denied': {
      const lines = outcome.shortfalls.map(shortfallLine);
      return nearest.length === 0 ? lines : lines.concat(nearest.map(nearestLine));
    }
    case 'depends':
      return outcome.missing.map(missingLine);
  }
}

function grantLine(grant: GrantProof): ProofLine {
  const holds =
    grant.holds.length === 0 ? '' : `, with ${grant.holds.map(({ text }) => text).join(', ')}`;
  const cell = cellText(grant.cell, grant.role.title);
  const words = `via ${grant.via}: ${grantText(grant)}${holds}; ${cell}`;
  return proofLine(words, grant.cell.source, grant.origin);
}

function shortfallLine({ kind, text, cell, origin }: Shortfall): ProofLine {
  return proofLine(`${kind}: ${text}`, cell === undefined ? '' : cell.ground, origin);
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
  return plainLine(`not known: ${text}. To settle it: ${close}`, origin);
}
