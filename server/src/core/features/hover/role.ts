import type { ColumnSets } from '../../matrix/columns.js';
import type { Action, SpaceRole, TableId } from '../../matrix/types.js';
import { tablesOf } from '../../decide/entitlement.js';
import { shareReaches } from '../../decide/holdings.js';
import type { Person } from '../../decide/types.js';
import type { Space } from '../../model/world.js';
import type { HoverContext } from './context.js';
import { countedActions, headlines, kindName } from './counts.js';
import { blocks, bold, folded, plain, tableOfCounts } from './markdown.js';

/** What a role allows in a type of space. */
export function roleHover(
  context: HoverContext,
  role: SpaceRole,
  space: Space,
  person: Person | undefined,
  use: 'member' | 'share',
): string {
  const { type } = space;
  const types = use === 'member' ? role.spaceTypes : role.shareTypes;
  const what = use === 'member' ? `a ${type} space` : `a share in a ${type} space`;
  if (!types.includes(type)) {
    const [cannot, can] =
      use === 'member' ? ['does not exist in', 'it does'] : ['cannot be given by', 'it can'];
    const elsewhere = types.length === 0 ? '' : `: ${can} in ${types.join(', ')} spaces`;
    return `${bold(role.title)} ${cannot} ${what}${elsewhere}. It gives nothing here.`;
  }
  const tableId = tableFor(space, person);
  if (tableId === undefined) return `${bold(role.title)}: a personal space has no members.`;
  const sets = context.engine.columns.sets(tableId, role.id);
  const counts = (action: Action): boolean => use === 'member' || shareReaches(action);
  const actions = countedActions(context.engine, type).filter(counts);
  const bits = actions.map((action) => ({
    action,
    value: valueIn(context, sets, action),
  }));
  const count = (value: Value): number => bits.filter((bit) => bit.value === value).length;
  const more = [
    ...(count('gated') > 0
      ? [`${count('gated')} more if a permission or role is held besides`]
      : []),
    ...(count('own') > 0 ? [`${count('own')} on one's own items`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} that no document at hand settles`] : []),
  ];
  return blocks(
    `${bold(role.title)} ${use === 'member' ? 'in' : 'of'} ${what}: allows **${count('yes')}** of ${actions.length} actions (table ${tableId})`,
    more.length === 0 ? '' : `${more.join(', ')}.`,
    headlineLines(context, sets, headlines(context.engine, type).filter(counts)),
    use === 'member' ? sectionTable(bits) : [],
  );
}

type Value = 'yes' | 'gated' | 'own' | 'no' | 'unknown';

function valueIn({ matrix }: HoverContext, sets: ColumnSets, { id }: Action): Value {
  const bit = matrix.actionIndex(id) ?? -1;
  const values = ['yes', 'gated', 'own', 'no'] as const;
  return values.find((value) => sets[value].has(bit)) ?? 'unknown';
}

/** The table that the person's entitlement reads; of nobody in particular the Professional one. */
function tableFor(space: Space, person: Person | undefined): TableId | undefined {
  const [own] = person === undefined ? [] : tablesOf({ person, space });
  if (own !== undefined) return own;
  switch (space.type) {
    case 'shared':
    case 'managed':
      return `${space.type}.professional`;
    case 'data':
      return 'data.space';
    case 'personal':
      return undefined;
  }
}

function headlineLines(
  context: HoverContext,
  sets: ColumnSets,
  telling: readonly Action[],
): readonly string[] {
  const titles = (wanted: readonly Value[]): readonly string[] =>
    telling
      .filter((action) => wanted.includes(valueIn(context, sets, action)))
      .map(({ title }) => plain(title));
  const lines: string[] = [];
  const yes = titles(['yes', 'gated']);
  const no = titles(['no']);
  if (yes.length > 0) lines.push(`- Yes: ${folded(yes, 5, '; ')}`);
  if (no.length > 0) lines.push(`- No: ${folded(no, 4, '; ')}`);
  return lines;
}

/** Counts for each kind of content, the largest first; small ones together. */
function sectionTable(
  bits: readonly { readonly action: Action; readonly value: Value }[],
): readonly string[] {
  const kinds = new Map<string, Value[]>();
  for (const { action, value } of bits)
    kinds.set(action.kind, [...(kinds.get(action.kind) ?? []), value]);
  const count = (values: readonly Value[], ...wanted: readonly Value[]): string =>
    `${values.filter((value) => wanted.includes(value)).length}`;
  const row = (label: string, values: readonly Value[]): readonly string[] => [
    label,
    count(values, 'yes'),
    count(values, 'gated', 'own'),
    count(values, 'no'),
    count(values, 'unknown'),
  ];
  const order = [...kinds].sort(
    ([a, x], [b, y]) => Number(b === 'space') - Number(a === 'space') || y.length - x.length,
  );
  const shown = order.slice(0, 6);
  const rest = order.slice(6).flatMap(([, values]) => values);
  return tableOfCounts(
    ['Actions on', 'Yes', 'With conditions', 'No', 'Not known'],
    [
      ...shown.map(([kind, values]) => row(kindName(kind), values)),
      ...(rest.length === 0 ? [] : [row('other kinds', rest)]),
    ],
  );
}
