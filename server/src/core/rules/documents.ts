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

export const SHARED_SPACES: SourceDocument = {
  title: 'Shared space permissions',
  url: 'https://help.qlik.com/en-US/cloud-services/Content/Sense_Hub/Spaces/permissions-shared-space-prof-full.htm',
};

export const MANAGED_APPS: SourceDocument = {
  title: 'Managing apps in managed spaces',
  url: 'https://help.qlik.com/en-us/cloud-services/Subsystems/Hub/Content/Sense_Hub/Spaces/managing-apps-in-managed-spaces.htm',
};

export const ACCESS_CONTROL: SourceDocument = {
  title: 'Access control',
  url: 'https://qlik.dev/manage/access-control/',
};

export const AUTOMATION_SHARING: SourceDocument = {
  title: 'Introducing Automation Sharing and Collaboration',
  url: 'https://community.qlik.com/t5/Official-Support-Articles/Introducing-Automation-Sharing-and-Collaboration/tac-p/2521128',
};

export const SPACE_ROLES: SourceDocument = {
  title: 'Space roles',
  url: 'https://qlik.dev/manage/access-control/space-roles/',
};
