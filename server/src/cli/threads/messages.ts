import type { SourceText } from '../../core/check.js';

/** What a thread begins with. */
export interface ThreadStart {
  /** What was taken of the parts: see `Taken`. */
  readonly taken: SharedArrayBuffer;
}

/** What a thread is told: a file of the policy, one after the other, and when there are no more. */
export type ToThread =
  | { readonly kind: 'file'; readonly source: SourceText }
  | { readonly kind: 'check'; readonly config: SourceText | undefined };

/** What a thread tells: in what of a part there is something to report (see `Parts.noisy`), and when no more will come. */
export type FromThread =
  | { readonly kind: 'part'; readonly part: number; readonly noisy: readonly number[] }
  | { readonly kind: 'end' };
