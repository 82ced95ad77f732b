import { analyzerManagesSpace } from './analyzer-manages-space.js';
import { automationLendsAccess } from './automation-lends-access.js';
import { becomesFullUser } from './becomes-full-user.js';
import { creatorWithoutRole } from './creator-without-role.js';
import { danglingShare } from './dangling-share.js';
import { duplicateEntry } from './duplicate-entry.js';
import { emptyFile } from './empty-file.js';
import { emptyTest } from './empty-test.js';
import { entitlementMismatch } from './entitlement-mismatch.js';
import { experimentInManagedSpace } from './experiment-in-managed-space.js';
import { failedExpectation } from './failed-expectation.js';
import { grantedToEveryone } from './granted-to-everyone.js';
import { grantedToLink } from './granted-to-link.js';
import { groupsOff } from './groups-off.js';
import { impossibleChange } from './impossible-change.js';
import { invalidValue } from './invalid-value.js';
import { membersOfPersonalSpace } from './members-of-personal-space.js';
import { misplacedAction } from './misplaced-action.js';
import { missingFact } from './missing-fact.js';
import { missingValue } from './missing-value.js';
import { nearLimit } from './near-limit.js';
import { olderName } from './older-name.js';
import { overLimit } from './over-limit.js';
import { ownerAsRole } from './owner-as-role.js';
import { ownerWithoutCreatingRole } from './owner-without-creating-role.js';
import { redundantGrant } from './redundant-grant.js';
import { redundantShare } from './redundant-share.js';
import { restrictionWithoutEffect } from './restriction-without-effect.js';
import { roleNotInSpaceType } from './role-not-in-space-type.js';
import { severalWaysToApp } from './several-ways-to-app.js';
import type { Rule } from './rule.js';
import { shareInPersonalSpace } from './share-in-personal-space.js';
import { shareOfAppKind } from './share-of-app-kind.js';
import { shareRole } from './share-role.js';
import { shareWithWriteTable } from './share-with-write-table.js';
import { siteFactOverrides } from './site-fact-overrides.js';
import { sourceOutOfReach } from './source-out-of-reach.js';
import { spaceWithoutOwner } from './space-without-owner.js';
import { statementSyntax } from './statement-syntax.js';
import { subscriptionFeature } from './subscription-feature.js';
import { supersededRole } from './superseded-role.js';
import { undecidedExpectation } from './undecided-expectation.js';
import { unknownAction } from './unknown-action.js';
import { unknownCause } from './unknown-cause.js';
import { unknownContent } from './unknown-content.js';
import { unknownGroup } from './unknown-group.js';
import { unknownKey } from './unknown-key.js';
import { unknownPermission } from './unknown-permission.js';
import { unknownRole } from './unknown-role.js';
import { unknownSpace } from './unknown-space.js';
import { unknownUser } from './unknown-user.js';
import { unpublishableSource } from './unpublishable-source.js';
import { unusableSource } from './unusable-source.js';
import { yamlSyntax } from './yaml-syntax.js';

/** Every rule, in the order in which they are listed. */
export const RULES: readonly Rule[] = [
  yamlSyntax,
  emptyFile,
  statementSyntax,
  unknownKey,
  invalidValue,
  missingValue,
  duplicateEntry,
  unknownUser,
  unknownGroup,
  unknownRole,
  unknownSpace,
  unknownContent,
  unknownAction,
  unknownPermission,
  unknownCause,
  olderName,
  misplacedAction,
  impossibleChange,
  danglingShare,
  roleNotInSpaceType,
  ownerAsRole,
  membersOfPersonalSpace,
  shareInPersonalSpace,
  shareRole,
  shareOfAppKind,
  groupsOff,
  subscriptionFeature,
  experimentInManagedSpace,
  unpublishableSource,
  entitlementMismatch,
  becomesFullUser,
  analyzerManagesSpace,
  spaceWithoutOwner,
  creatorWithoutRole,
  ownerWithoutCreatingRole,
  overLimit,
  nearLimit,
  unusableSource,
  automationLendsAccess,
  sourceOutOfReach,
  shareWithWriteTable,
  grantedToLink,
  grantedToEveryone,
  siteFactOverrides,
  redundantGrant,
  redundantShare,
  restrictionWithoutEffect,
  severalWaysToApp,
  supersededRole,
  failedExpectation,
  undecidedExpectation,
  missingFact,
  emptyTest,
];
