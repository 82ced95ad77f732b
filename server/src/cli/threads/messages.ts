import type { SourceText } from '../../core/check.js';
import type { SharedSource } from './shared-source.js';

/** What a thread begins with. */
export interface ThreadStart {
  /** What was taken of the parts: see `Taken`. */
  readonly taken: SharedArrayBuffer;
}

/** What a thread is told, once: what the policy is. */
export interface ToThread {
  readonly sources: readonly SharedSource[];
  readonly config: SourceText | undefined;
}

/** What a thread tells: in what of a part there is something to report (see `Parts.noisy`), and when no more will come. */
export type FromThread =
  | { readonly kind: 'part'; readonly part: number; readonly noisy: readonly number[] }
  | { readonly kind: 'end' };
