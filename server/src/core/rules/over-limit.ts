import { SHARING_APPLICATIONS } from './documents.js';
import type { SpaceRule } from './rule.js';
import { limitFindings } from './share-limits.js';

export const overLimit: SpaceRule = {
  id: 'over-limit',
  severity: 'error',
  summary:
    'More shares than the tenant takes, of an app, of a user or group in a space, or of a space.',
  document: SHARING_APPLICATIONS,
  checkSpace: (context) => limitFindings(context, ({ count, limit }) => count > limit),
};
