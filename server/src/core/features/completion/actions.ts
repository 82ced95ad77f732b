import { parseExpectation } from '../../../../../grammar/src/index.js';
import { isAbout } from '../../decide/items.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { Action, SpaceType } from '../../matrix/types.js';
import { bothHalves } from '../../model/asked-actions.js';
import { kindText, type Names } from './names.js';
import { targetOf } from './sentence-context.js';
import type { SentenceKind } from './sentence.js';
import type { Candidate } from './types.js';

/** The actions that can be asked of a sentence's target, or every one where none is written yet. */
export function actionCandidates(
  names: Names,
  kind: SentenceKind,
  sentence: string,
  form: 'id' | 'title',
): readonly Candidate[] {
  if (kind === 'change') return [];
  const { matrix } = names;
  const fits = actionsOfTarget(names, sentence);
  const actions = matrix.actions.filter((action) => action.kind !== 'data-product' && fits(action));
  const single = actions.map((action) => candidate(matrix, action, form));
  return form === 'title' ? single : [...single, ...wholes(matrix, actions)];
}

/** Which actions a sentence's target takes. */
function actionsOfTarget(names: Names, sentence: string): (action: Action) => boolean {
  const target = parseExpectation(sentence).tree?.target;
  if (target === undefined) return () => true;
  if (target.kind === 'new-space') return ({ id }) => id === 'space.create';
  const [first] = target.references;
  const found = first && targetOf(names, first);
  if (found === undefined) return () => true;
  const { space, item } = found;
  if (item !== undefined) return (action) => isAbout(action, item);
  const { data } = names.matrix;
  const tables = new Set(
    data.tables.filter(({ spaceType }) => spaceType === space.type).map(({ id }) => id),
  );
  return (action) => action.tables.some((table) => tables.has(table));
}

function candidate(matrix: Matrix, action: Action, form: 'id' | 'title'): Candidate {
  const { id, title, section, askedOf, titleRepeats } = action;
  const text = form === 'id' ? id : titleRepeats === true ? `${section} > ${title}` : title;
  const types = spaceTypes(matrix, action);
  const asked = {
    space: 'a space',
    item: 'an item or a space',
    'two-spaces': 'an item, and to a space',
  };
  return {
    text,
    kind: 'action',
    detail: form === 'id' ? title : id,
    documentation: `**${title}** (\`${id}\`)\n\n${section} · asked of ${asked[askedOf]}${types.length === 0 ? '' : ` · in ${types.join(', ')} spaces`}`,
    filter: form === 'id' ? title : id,
  };
}

function spaceTypes(matrix: Matrix, { tables }: Action): readonly SpaceType[] {
  return [...new Set(tables.flatMap((table) => matrix.table(table).spaceType ?? []))];
}

/** `app.publish` and the like, which ask both halves. */
function wholes(matrix: Matrix, actions: readonly Action[]): readonly Candidate[] {
  const kinds = new Set(
    actions.filter(({ askedOf }) => askedOf !== 'space').map((action) => action.kind),
  );
  return [...kinds].flatMap((kind) =>
    ['publish', 'move'].flatMap((verb): readonly Candidate[] => {
      const id = `${kind}.${verb}`;
      const whole = bothHalves(matrix, id);
      if (whole === undefined) return [];
      const documentation = `**${verb === 'publish' ? 'Publish' : 'Move'} ${kindText(kind)} from one space to another** (\`${id}\`)\n\nAsked of an item: \`on SPACE/ITEM to SPACE\``;
      return [{ text: id, kind: 'action', detail: 'from one space to another', documentation }];
    }),
  );
}
