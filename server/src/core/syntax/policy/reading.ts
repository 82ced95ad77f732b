import type {
  ChangeNode,
  ExpectationNode,
  PrincipalNode,
  ReferenceNode,
} from '../../../../../grammar/src/index.js';
import type { ContentKind, SpaceType } from '../../matrix/types.js';
import type { Origin, Written, WrittenScalar } from './access.js';
import type { ENTITLEMENTS, SUBSCRIPTIONS } from './shape.js';
import type { ReadingProblem } from './problem.js';

/** What one entry says by itself, before names are looked up in the rest of the policy. */
export interface Reading<T> {
  readonly entry: T;
  readonly problems: readonly ReadingProblem[];
}

/** A user that is named as an owner, a creator or a member. */
export interface NamedUser {
  readonly name: string;
  readonly origin: Origin;
}

export interface ReadUser {
  readonly kind: 'user';
  readonly key: Written;
  readonly name: Written | undefined;
  readonly email: Written | undefined;
  readonly entitlement: (typeof ENTITLEMENTS)[number] | undefined;
  readonly roles: readonly Written[];
  readonly groups: readonly Written[] | undefined;
  readonly status: 'active' | 'invited' | 'disabled' | undefined;
  readonly bot: boolean;
}

export interface ReadGroup {
  readonly kind: 'group';
  readonly key: Written;
  readonly name: Written | undefined;
  readonly members: readonly NamedUser[];
  /** The members part by part, where they are divided: lists that stay the same objects while their part does. */
  readonly memberParts?: readonly (readonly NamedUser[])[];
  readonly othersUnknown: boolean;
  readonly provider: 'idp' | 'custom' | undefined;
  readonly roles: readonly Written[];
}

export interface ReadRole {
  readonly kind: 'role';
  readonly key: Written;
  readonly permissions: readonly { readonly name: Written; readonly value: Written }[];
  readonly otherwise: 'allowed' | 'not allowed' | undefined;
}

export interface ReadGrant {
  readonly principal: PrincipalNode;
  /** The whole principal, `group` included. */
  readonly origin: Origin;
  /** The principal's name alone. */
  readonly nameOrigin: Origin;
  readonly roles: readonly { readonly name: string; readonly origin: Origin }[];
  /** Set where an entry before it has the same principal by another key: that has been reported. */
  readonly isRepeated?: true;
}

export interface ReadReference {
  readonly node: ReferenceNode;
  readonly origin: Origin;
  readonly spaceOrigin: Origin;
  readonly itemOrigin: Origin | undefined;
}

export interface ReadItem {
  readonly kind: ContentKind;
  readonly key: Written;
  readonly owner: NamedUser | undefined;
  readonly shares: readonly ReadGrant[];
  readonly appKind: 'qlik-sense' | 'qlikview' | 'direct-query';
  readonly features: readonly string[];
  readonly sectionAccess: boolean;
  readonly publishedFrom: ReadReference | undefined;
  readonly from: ReadReference | undefined;
  readonly uses: readonly ReadReference[];
}

export interface ReadSpace {
  readonly kind: 'space';
  readonly key: Written;
  readonly type: SpaceType | undefined;
  readonly owner: NamedUser | undefined;
  /** The key of an owner that is no user's name. */
  readonly unreadableOwner?: Origin;
  readonly createdBy: NamedUser | undefined;
  readonly members: readonly ReadGrant[];
  /** The members part by part, where they are divided, and none is stated twice. */
  readonly memberParts?: readonly (readonly ReadGrant[])[];
  readonly items: readonly ReadItem[];
}

/** A sentence of a test; the tree is undefined where nothing of it could be read. */
export interface ReadSentence<T> {
  readonly written: WrittenScalar;
  readonly tree: T | undefined;
  /** Whether the sentence has mistakes; then it is not evaluated. */
  readonly broken: boolean;
}

export interface ReadTest {
  readonly kind: 'test';
  readonly key: Written;
  readonly given: readonly ReadSentence<ChangeNode>[];
  readonly expect: readonly ReadSentence<ExpectationNode>[];
  /** Whether something under `given` is no text: then it isn't known what was meant. */
  readonly unreadableGiven: boolean;
  /** How many entries of the test are no sentences: maps, lists, nothing. They are reported where they stand. */
  readonly unreadable: number;
}

export interface ReadTenant {
  readonly key: Written;
  readonly name: Written | undefined;
  readonly subscription: (typeof SUBSCRIPTIONS)[number] | undefined;
  readonly groupsEnabled: boolean;
  readonly entitlement: (typeof ENTITLEMENTS)[number] | undefined;
}

export type ReadEntry = ReadUser | ReadGroup | ReadRole | ReadSpace | ReadTest;
