/**
 * The tree of the statement language. Spans are half-open UTF-16 offsets in the sentence that was parsed;
 * the caller maps them to the policy file.
 */

/** Half-open range of UTF-16 offsets in a sentence. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name as it is meant (unquoted, doubled quotes undone), with the place where it stands, quotes included. */
export interface Name {
  readonly text: string;
  readonly span: Span;
  /** The quote that the name was written in, if any. */
  readonly quote?: '"' | "'";
}

/** Several words that name something together: a role, a cause, an entitlement. Words are joined with one space. */
export interface Phrase {
  readonly text: string;
  readonly span: Span;
}

/** Who is granted something: `everyone`, a link's holders, a group, or a user. */
export type PrincipalNode =
  | { readonly kind: 'everyone'; readonly span: Span }
  | { readonly kind: 'link'; readonly span: Span }
  | { readonly kind: 'group'; readonly name: Name; readonly span: Span }
  /** `explicit` when the word `user` stands before the name. */
  | { readonly kind: 'user'; readonly name: Name; readonly explicit: boolean; readonly span: Span };

/** One user. */
export type UserNode = Extract<PrincipalNode, { kind: 'user' }>;

/** Who a sentence is about. */
export type SubjectNode =
  | PrincipalNode
  | { readonly kind: 'every'; readonly phrase: Phrase; readonly span: Span }
  | { readonly kind: 'members-of'; readonly of: ReferenceNode; readonly span: Span }
  | { readonly kind: 'admins'; readonly span: Span };

/**
 * `Space`, `Space/item` or `Space/kind:item`. Names hold the text without the slash and the kind. Where one
 * pair of quotes holds space and item, `quote` says so in each name, and the places are those inside.
 */
export interface ReferenceNode {
  readonly space: Name;
  readonly item?: { readonly kind?: Name; readonly name: Name };
  readonly span: Span;
}

/** An action by its id (`app.open`) or by its quoted title, with its section where that was written. */
export interface ActionNode {
  readonly form: 'id' | 'title';
  readonly text: string;
  readonly section?: string;
  readonly span: Span;
}

/** What an expectation asks about. */
export type TargetNode =
  | {
      readonly kind: 'new-space';
      readonly type: 'shared' | 'managed' | 'data';
      readonly span: Span;
    }
  | {
      readonly kind: 'references';
      readonly references: readonly ReferenceNode[];
      readonly to?: ReferenceNode;
      readonly span: Span;
    };

/** `anna can app.open on "Finance Dev/KPI" because member` */
export interface ExpectationNode {
  readonly kind: 'expectation';
  /** `each`: what is said holds of each subject. `nobody`: subjects are those after `except`. */
  readonly quantifier: 'each' | 'only' | 'nobody';
  readonly subjects: readonly SubjectNode[];
  readonly mode: 'can' | 'cannot' | 'could' | 'could never';
  readonly actions: readonly ActionNode[];
  readonly target?: TargetNode;
  readonly because?: Phrase;
  readonly span: Span;
}

/** A change that a test takes as given. */
export type ChangeNode =
  | {
      readonly kind: 'remove';
      readonly principal: PrincipalNode;
      readonly from?: { readonly kind: 'group'; readonly name: Name } | ReferenceTarget;
      readonly span: Span;
    }
  | {
      readonly kind: 'add';
      readonly principal: PrincipalNode;
      readonly to: { readonly kind: 'group'; readonly name: Name } | (ReferenceTarget & AsRoles);
      readonly span: Span;
    }
  | { readonly kind: 'delete'; readonly what: ReferenceNode; readonly span: Span }
  | {
      readonly kind: 'move';
      readonly what: ReferenceNode;
      readonly to: ReferenceNode;
      readonly span: Span;
    }
  | {
      readonly kind: 'give';
      readonly principal: PrincipalNode;
      readonly role: Phrase;
      readonly span: Span;
    }
  | {
      readonly kind: 'take';
      readonly role: Phrase;
      readonly principal: PrincipalNode;
      readonly span: Span;
    }
  | {
      readonly kind: 'make-owner';
      readonly principal: PrincipalNode;
      readonly of: ReferenceNode;
      readonly span: Span;
    }
  | {
      readonly kind: 'make-entitled';
      readonly principal: PrincipalNode;
      readonly entitlement: Phrase;
      readonly span: Span;
    };

export interface ReferenceTarget {
  readonly kind: 'reference';
  readonly reference: ReferenceNode;
}
export interface AsRoles {
  readonly roles: readonly Phrase[];
}

/** A mistake in a sentence: what is wrong, where, and, where it is clear, what to write instead. */
export interface SentenceProblem {
  readonly message: string;
  readonly span: Span;
  /** What could stand here, in the words of the language. */
  readonly expected: readonly string[];
  /** A replacement that is likely meant. */
  readonly suggestion?: { readonly span: Span; readonly text: string };
}

/**
 * A tree as far as one could be read, and what stood in the way. In a tree with problems, lists lack what is
 * missing, and a name or phrase that cannot be lacking is empty.
 */
export interface Parsed<T> {
  readonly tree: T | undefined;
  readonly problems: readonly SentenceProblem[];
}
