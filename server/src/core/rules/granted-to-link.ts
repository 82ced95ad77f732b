import { SHARING_APPLICATIONS } from './documents.js';
import type { SpaceRule } from './rule.js';
import { wideGrants } from './wide-grant.js';

export const grantedToLink: SpaceRule = {
  id: 'granted-to-link',
  severity: 'warning',
  summary: 'An app is shared with anyone with the link.',
  document: SHARING_APPLICATIONS,
  checkSpace: (context) =>
    wideGrants(
      context,
      'link',
      'nobody knows who holds a link, and verdicts depend on it; share with users or groups',
    ),
};
