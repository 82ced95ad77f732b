import { SHARING_APPLICATIONS } from './documents.js';
import type { SpaceRule } from './rule.js';
import { isNear, limitFindings } from './share-limits.js';

export const nearLimit: SpaceRule = {
  id: 'near-limit',
  severity: 'warning',
  summary: 'Nearly as many shares as the tenant takes (from 80 %).',
  document: SHARING_APPLICATIONS,
  checkSpace: (context) =>
    limitFindings(
      context,
      ({ count, limit }) => count <= limit && isNear(count, limit, context.config.limits),
    ),
};
