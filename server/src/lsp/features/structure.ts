import { type FoldingRange, FoldingRangeKind, type SelectionRange } from 'vscode-languageserver';
import { folds } from '../../core/features/folding.js';
import { selectionsAt } from '../../core/features/selection.js';
import { type AskedFile, sound } from '../session.js';
import type { WorkspaceState } from '../workspace/state.js';
import type { Feature } from './feature.js';

/** Folding, and selections that grow from a word to the file. */
export const STRUCTURE: Feature = {
  capabilities: { foldingRangeProvider: true, selectionRangeProvider: true },
  register: (session) => {
    const { connection } = session;
    connection.onFoldingRanges(
      session.currentHandler('textDocument/foldingRange', [], (params, state): FoldingRange[] => {
        const file = session.file(state, params.textDocument.uri);
        const found = file && folds(state, file.path, session.abilities.mostFolds);
        return (found ?? []).map(({ startLine, endLine, kind }) => ({
          startLine,
          endLine,
          ...(kind && { kind: FoldingRangeKind.Comment }),
        }));
      }),
    );
    connection.onSelectionRanges(
      session.currentHandler('textDocument/selectionRange', [], (params, state) => {
        const file = session.file(state, params.textDocument.uri);
        if (file === undefined) return [];
        return params.positions.map((position) =>
          chain(state, file, file.lines.offset(sound(position))),
        );
      }),
    );
  },
};

/** The selections at a place; there is always one, as the protocol counts on it. */
function chain(state: WorkspaceState, { path, lines }: AskedFile, offset: number): SelectionRange {
  const at = lines.position(offset);
  const spans = selectionsAt(state, path, offset);
  const whole = spans.at(-1);
  let range: SelectionRange = { range: whole ? lines.range(whole) : { start: at, end: at } };
  for (const span of [...spans].reverse().slice(1))
    range = { range: lines.range(span), parent: range };
  return range;
}
