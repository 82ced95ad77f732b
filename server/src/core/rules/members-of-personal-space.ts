import { invalidGrantRule } from './invalid-grant.js';

export const membersOfPersonalSpace = invalidGrantRule(
  'members-of-personal-space',
  'A personal space has members.',
);
