import { SHARING_APPLICATIONS } from './documents.js';
import type { SpaceRule } from './rule.js';
import { wideGrants } from './wide-grant.js';

export const grantedToEveryone: SpaceRule = {
  id: 'granted-to-everyone',
  severity: 'info',
  summary: 'Everyone in the tenant is a member of a space, or an app is shared with everyone.',
  document: SHARING_APPLICATIONS,
  checkSpace: (context) =>
    wideGrants(
      context,
      'everyone',
      'that is the whole tenant, whoever joins it; name groups, or say why in a comment that silences this',
    ),
};
