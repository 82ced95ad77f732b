import { WORKING_IN_SPACES } from './documents.js';
import { invalidGrantRule } from './invalid-grant.js';
import type { SpaceRule } from './rule.js';

export const membersOfPersonalSpace: SpaceRule = {
  ...invalidGrantRule('members-of-personal-space', 'A personal space has members.'),
  document: WORKING_IN_SPACES,
};
