import { invalidGrantRule } from './invalid-grant.js';

export const groupsOff = invalidGrantRule(
  'groups-off',
  'A group is granted something while groups are switched off.',
);
