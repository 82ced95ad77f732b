import { SHARING_APPLICATIONS } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const groupsOff: SpaceRule = {
  ...invalidGrantRule('groups-off', 'A group is granted something while groups are switched off.'),
  document: SHARING_APPLICATIONS,
};
