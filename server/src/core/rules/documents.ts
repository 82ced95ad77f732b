import type { SourceDocument } from '../matrix/types.js';

/** Documents that rules rest on, at their public addresses. */

const SPACES_HELP =
  'https://help.qlik.com/en-US/cloud-services/Subsystems/Hub/Content/Sense_Hub/Spaces';

export const WORKING_IN_SPACES: SourceDocument = {
  title: 'Working in spaces',
  url: `${SPACES_HELP}/Spaces.htm`,
};

export const SHARING_APPLICATIONS: SourceDocument = {
  title: 'Sharing applications with users who are not space members',
  url: `${SPACES_HELP}/sharing-content-with-non-space-members.htm`,
};

export const MANAGED_SPACES: SourceDocument = {
  title: 'Managing permissions in managed spaces',
  url: `${SPACES_HELP}/managing-managed-spaces.htm`,
};

export const SPACE_ROLES: SourceDocument = {
  title: 'Space roles',
  url: 'https://qlik.dev/manage/access-control/space-roles/',
};
