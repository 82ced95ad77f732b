import type { Range } from 'vscode-languageserver';

/** The tests of every policy of the workspace, and what came of them. Answered by `TestsReport`. */
export const TESTS_REQUEST = 'spaceward/tests';
/** Tells a client that has asked for tests that there may be news of them. */
export const TESTS_CHANGED = 'spaceward/testsChanged';

export interface TestsParams {
  /** The id of the report that the client has: it is told what is new since. Without it, it is told everything. */
  readonly previousResultId?: string;
}

export interface TestsReport {
  readonly resultId: string;
  /** Whether these are all tests, and not only those that are new, have changed, or stand elsewhere. */
  readonly isWhole: boolean;
  readonly tests: readonly PolicyTest[];
  /** The ids of tests that are gone. */
  readonly removed: readonly string[];
}

/** A test of a policy file. */
export interface PolicyTest {
  /** Stays the same while the file and the test's name do. */
  readonly id: string;
  readonly uri: string;
  /** As it is named in the file. */
  readonly label: string;
  /** The name's place. */
  readonly range: Range;
  /** Whether only places differ from what was told before. */
  readonly isMoved: boolean;
  readonly expectations: readonly PolicyExpectation[];
}

/** `broken`: it can't be asked; its mistakes are diagnostics of their own. */
export type ExpectationState = 'passed' | 'failed' | 'undecided' | 'broken';

export interface PolicyExpectation {
  /** Its sentence, with a number where it stands in the test before. */
  readonly label: string;
  readonly range: Range;
  readonly state: ExpectationState;
  /** Why it doesn't hold; absent where it does. */
  readonly message?: string;
  /** What the verdict had to be, where one stands against it. */
  readonly expected?: string;
  /** The verdict that stands against it. */
  readonly verdict?: string;
  /** Why that is the verdict. */
  readonly proof: readonly ProofStep[];
}

export interface ProofStep {
  readonly text: string;
  /** The line of the policy that it rests on. */
  readonly uri?: string;
  readonly range?: Range;
}
