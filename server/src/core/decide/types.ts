import type { Action } from '../matrix/types.js';
import type { Entitlement, Group, Item, Principal, Space, User } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { CellProof } from './cell-proof.js';

/** allowed by at least one grant; denied; or depends on a fact that the policy does not state. */
export type Verdict = 'allowed' | 'denied' | 'depends';

/** Who acts: a user of the policy, or somebody it does not name who holds one group's, everyone's or a link's grants alone. */
export type Person =
  | { readonly kind: 'user'; readonly user: User }
  | (Unnamed & { readonly kind: 'group-member'; readonly group: Group })
  | (Unnamed & { readonly kind: 'anyone' })
  | (Unnamed & { readonly kind: 'link-holder' });

interface Unnamed {
  /** What a sentence says of the person's entitlement (`every analyzer`); without it every table must agree. */
  readonly entitlement?: Entitlement;
}

/** Causes of a can, strongest first. */
export const VIAS = [
  'owner',
  'item owner',
  'member',
  'group',
  'everyone',
  'share',
  'admin',
] as const;
export type Via = (typeof VIAS)[number];

/** Causes of a cannot. */
export const SHORTFALL_KINDS = [
  'no role',
  'role',
  'share',
  'entitlement',
  'not owner',
  'no permission',
  'no security role',
  'other space',
  'space type',
  'disabled',
] as const;
export type ShortfallKind = (typeof SHORTFALL_KINDS)[number];

/** One way in which the subject is allowed, from the policy line to the cell. */
export interface GrantProof {
  readonly via: Via;
  readonly principal: Principal;
  readonly role: { readonly id: string; readonly title: string };
  /** The policy line; absent for what a `given` change made. */
  readonly origin?: Origin;
  readonly cell: CellProof;
  /** What the subject holds besides, that the row asks for. */
  readonly holds: readonly HeldProof[];
}

/** A requirement that is met, and by which line. */
export interface HeldProof {
  readonly text: string;
  /** What there is to know about it, though it counts. */
  readonly caveat?: string;
  readonly origin?: Origin;
}

/** Something that was looked at and does not allow. */
export interface Shortfall {
  readonly kind: ShortfallKind;
  readonly text: string;
  readonly via?: Via;
  readonly origin?: Origin;
  readonly cell?: CellProof;
}

/** A fact that would settle the verdict, and the line that would state it. */
export interface Missing {
  readonly kind:
    | 'cell'
    | 'group members'
    | 'permission'
    | 'item owner'
    | 'entitlement'
    | 'requirement'
    | 'link'
    | 'other space'
    | 'reference';
  readonly text: string;
  /** One line of policy or site fact that closes the gap. */
  readonly close: string;
  /** Same key, same fact. */
  readonly key: string;
  readonly origin?: Origin;
}

/** The answer to a question, with what led to it. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly grants: readonly GrantProof[];
  readonly shortfalls: readonly Shortfall[];
  readonly missing: readonly Missing[];
  readonly caveats: readonly string[];
  /** For an action on items that was asked of a space: what holds of each item. */
  readonly items?: readonly ItemOutcome[];
}

export interface ItemOutcome {
  /** The item's name, or what the unnamed one is. */
  readonly label: string;
  readonly item?: Item;
  readonly outcome: Outcome;
}

/** Which item an action is asked of: one of the policy, or one that it does not name. */
export type ItemTarget =
  | { readonly kind: 'item'; readonly item: Item }
  /** Owned by somebody else, shared with nobody. */
  | { readonly kind: 'foreign' }
  /** The subject's own. */
  | { readonly kind: 'own' };

/** Where an action is asked. */
export type Where =
  | { readonly kind: 'space'; readonly space: Space }
  | { readonly kind: 'item'; readonly space: Space; readonly item: Item }
  | { readonly kind: 'new-space'; readonly type: 'shared' | 'managed' | 'data' };

/** What is asked: an action of the tables, or a whole publish or move with its two halves. */
export type Asked =
  | { readonly kind: 'action'; readonly action: Action }
  | {
      readonly kind: 'both-halves';
      readonly id: string;
      readonly title: string;
      readonly source?: Action;
      readonly destination?: Action;
      /** The kind of content that is published or moved. */
      readonly contentKind: string;
    };

export interface Question {
  readonly who: Person;
  readonly asked: Asked;
  readonly where: Where;
  /** The second space of a publish or move. */
  readonly to?: Space;
}
