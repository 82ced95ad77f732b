import type { CellProof } from '../../decide/cell-proof.js';
import { documentText, sourceOf } from '../../decide/cell-text.js';
import { alsoText, proofLines } from '../../decide/describe.js';
import type { ProofLine } from '../../decide/describe.js';
import type { NearestGrant } from '../../decide/nearest.js';
import type { Outcome } from '../../decide/types.js';
import type { HoverContext } from './context.js';
import { blocks, foldedLines, link, name, plain } from './markdown.js';

/** How much of a proof is shown. */
export interface ProofSize {
  readonly lines: number;
  readonly nearest: number;
}

const WHOLE: ProofSize = { lines: 5, nearest: 4 };

/** What a verdict rests on, with links to lines of the policy and to documents; then what would help. */
export function proof(
  context: HoverContext,
  outcome: Outcome,
  nearest: readonly NearestGrant[],
  size: ProofSize = WHOLE,
): string {
  const cells = cellsOf(outcome);
  const lines = proofLines(outcome).map((line, index) => proofLine(context, line, cells[index]));
  const differs = (outcome.items ?? []).filter((item) => item.outcome.verdict !== outcome.verdict);
  return blocks(
    foldedLines(lines, size.lines),
    titled(
      'Would allow it, least first:',
      nearest.map(({ text, alsoAllows }) => `${plain(text)} ${plain(alsoText(alsoAllows))}`),
      size.nearest,
    ),
    titled(
      'Items that differ:',
      differs.map(({ label, outcome: { verdict, grants } }) => {
        const vias = [...new Set(grants.map(({ via }) => via))].join(', ');
        return `${name(label)}: **${verdict}**${vias === '' ? '' : ` (${vias})`}`;
      }),
      4,
    ),
    titled('Worth knowing:', outcome.caveats.map(plain), 2),
  );
}

/** A heading over a list; nothing where the list is empty. */
export function titled(heading: string, lines: readonly string[], most: number): string {
  return lines.length === 0 ? '' : blocks(heading, foldedLines(lines, most));
}

/** The cells that the lines of a proof rest on, in their order. */
function cellsOf({ verdict, grants, shortfalls }: Outcome): readonly (CellProof | undefined)[] {
  if (verdict === 'allowed') return grants.map(({ cell }) => cell);
  return verdict === 'denied' ? shortfalls.map(({ cell }) => cell) : [];
}

/** One line of a proof: its cause in bold, the words, the line of the policy, the document as a link. */
export function proofLine(context: HoverContext, line: ProofLine, cell?: CellProof): string {
  const [, cause, rest] = /^([^:]{1,40}): (.*)$/su.exec(line.text) ?? [];
  const words = linked(plain(rest ?? line.text), cell);
  const start = cause === undefined ? '' : `**${plain(cause)}**: `;
  return `${start}${words}${context.at(line.origin)}`;
}

/** The document's title in the words becomes a link to it. */
function linked(words: string, cell: CellProof | undefined): string {
  const url = cell && sourceOf(cell)?.document.url;
  const document = cell === undefined ? '' : documentText(cell);
  return url === undefined || document === ''
    ? words
    : words.replace(plain(document), () => link(document, url));
}
