import { inOrder } from '../../server/src/core/model/in-order.js';
import type { NameUse } from '../../server/src/core/model/names.js';
import type { Policy } from '../../server/src/core/model/policy.js';
import { SECTIONS } from '../../server/src/core/model/units.js';

/** Every place of a policy where something is named outside tests, in file order. */
export function usesOf({ memo, world }: Policy): readonly NameUse[] {
  const { statements, units, references } = memo;
  const stated = SECTIONS.flatMap((section) => [...statements[section].map.values()]);
  return [
    ...stated.flatMap((read) => units.get(read)?.uses ?? []),
    ...inOrder(references.byName, world.spaces.keys()).flatMap(({ uses }) => uses),
  ];
}
