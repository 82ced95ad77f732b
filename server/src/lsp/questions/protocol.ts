/** Requests of Spaceward's own, beyond the Language Server Protocol. Names are as on the command line. */

/** What can be asked in the policy of a document. Answered by `Choices`, or null where it belongs to none. */
export const CHOICES_REQUEST = 'spaceward/choices';
/** A verdict with its proof. Answered by `Answered`, or null. */
export const EXPLAIN_REQUEST = 'spaceward/explain';
/** Everybody's verdict. Answered by `Answered`, or null. */
export const WHO_REQUEST = 'spaceward/who';

/** What came of one test, with the proofs. Answered by `Answered`, or null. */
export const RUN_TEST_REQUEST = 'spaceward/runTest';

/** Commands that a client may run, and then names in its initialization options (`commands`). */
export const RUN_TEST_COMMAND = 'spaceward.runTest';
/** Shows who reaches what stands at a place, and through what: `uri` and `position`. */
export const SHOW_CALLERS_COMMAND = 'spaceward.showCallers';

export interface RunTestParams {
  /** The document that the test stands in. */
  readonly uri: string;
  readonly test: string;
}

export interface ChoicesParams {
  /** A document of the policy. */
  readonly uri: string;
  /** With an action, the places are those that it can be asked of. */
  readonly action?: string;
}

export interface Choice {
  /** What a question holds. */
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

export interface ActionChoice extends Choice {
  /** Whether the question must name a second space. */
  readonly twoSpaces: boolean;
  /** Whether it is an action of the tables that is asked of single items. */
  readonly isOfItems: boolean;
}

export interface Choices {
  readonly people: readonly Choice[];
  readonly actions: readonly ActionChoice[];
  readonly places: readonly Choice[];
  readonly spaces: readonly Choice[];
}

export interface WhoParams {
  /** A document of the policy. */
  readonly uri: string;
  readonly action: string;
  readonly where: string;
  /** The other space of a publish or move. */
  readonly to?: string;
}

export interface ExplainParams extends WhoParams {
  readonly who: string;
}

/** A text to show, or why the question can't be answered. */
export type Answered =
  | { readonly kind: 'answer'; readonly title: string; readonly markdown: string }
  | { readonly kind: 'problem'; readonly message: string };
