import { personText } from '../decide/person.js';
import { howToGive, isOutOfReach, ownerOf, reportBeyond, sourcesOf } from './data-access.js';
import { AUTOMATION_SHARING } from './documents.js';
import type { Finding, SpaceRule } from './rule.js';

export const automationLendsAccess: SpaceRule = {
  id: 'automation-lends-access',
  severity: 'warning',
  summary: 'Some who can start an automation cannot consume the data that it uses as its owner.',
  document: AUTOMATION_SHARING,
  sight: 'elsewhere',
  *checkSpace(context): Iterable<Finding> {
    const { engine, space } = context;
    const action = engine.matrix.action('automation.list-and-use');
    if (action === undefined) return;
    for (const item of space.items) {
      const owner = item.kind === 'automation' ? ownerOf(engine, item) : undefined;
      if (owner === undefined) continue;
      for (const source of sourcesOf(engine, item)) {
        if (isOutOfReach(engine, owner, source)) continue;
        yield* reportBeyond(
          context,
          automationLendsAccess.id,
          { item, action, source },
          (who) =>
            `${item.name} runs with the access of its owner ${personText(owner)}, whoever starts it: ${who} can, and cannot consume ${source.text} themselves; ${howToGive(source)}, or keep the automation in a space of its own`,
        );
      }
    }
  },
};
