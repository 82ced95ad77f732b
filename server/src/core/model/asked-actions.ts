import type { ActionNode } from '../../../../grammar/src/index.js';
import type { Asked } from '../decide/types.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Action } from '../matrix/types.js';

/** Data products are shown by the tables and can't be asked about. */
export function canBeAsked(action: Action): boolean {
  return action.kind !== 'data-product';
}

/** `<kind>.publish` and `<kind>.move` ask both halves: from the one space and to the other. */
export function bothHalves(matrix: Matrix, id: string): Asked | undefined {
  if (matrix.action(id) !== undefined) return undefined;
  const [kind, verb, ...rest] = id.split('.');
  if (kind === undefined || rest.length > 0 || (verb !== 'publish' && verb !== 'move'))
    return undefined;
  const source = matrix.action(
    verb === 'publish' ? `${kind}.publish-from-space` : `${kind}.move-to-another-space`,
  );
  const destination = matrix.action(`${kind}.${verb}-to-space`);
  if (source === undefined && destination === undefined) return undefined;
  return {
    kind: 'both-halves',
    id,
    title: `${verb === 'publish' ? 'Publish' : 'Move'} from one space to another (${kind})`,
    contentKind: kind,
    ...(source && { source }),
    ...(destination && { destination }),
  };
}

/** The names that an action can be asked by. */
export function actionNames(matrix: Matrix, form: ActionNode['form']): readonly string[] {
  const actions = matrix.actions.filter(canBeAsked);
  if (form === 'title') return actions.map(({ title }) => title);
  const halves = [...new Set(actions.map(({ kind }) => kind))].flatMap((kind) =>
    ['publish', 'move']
      .map((verb) => `${kind}.${verb}`)
      .filter((id) => bothHalves(matrix, id) !== undefined),
  );
  return [...actions.map(({ id }) => id), ...halves];
}

/** Why a text that looks like an action names none. */
export function actionHint(matrix: Matrix, node: ActionNode): { readonly hint?: string } {
  const found = matrix.findAction(node.text, node.section);
  if (found.kind === 'found')
    return { hint: 'data products are shown by spaceward matrix and cannot be asked about yet' };
  if (found.kind !== 'ambiguous') return {};
  const titles = found.candidates.map(
    ({ section, title, id }) => `"${section} > ${title}" (${id})`,
  );
  return { hint: `several actions have this title: write ${titles.join(' or ')}` };
}
