import { MANAGED_SPACES } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

export const experimentInManagedSpace: SpaceRule = {
  id: 'experiment-in-managed-space',
  severity: 'error',
  summary: 'A managed space holds an ML experiment.',
  document: MANAGED_SPACES,
  *checkSpace({ space }): Iterable<Finding> {
    if (space.type !== 'managed') return;
    for (const { kind, name, origin } of space.items)
      if (kind === 'ml-experiment' && origin !== undefined)
        yield {
          message: `ML experiments cannot be created in managed spaces: state ${name} in the shared or personal space that it is in`,
          origin,
        };
  },
};
