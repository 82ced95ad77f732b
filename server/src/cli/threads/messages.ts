import type { SourceText } from '../../core/check.js';

/** What a thread begins with. */
export interface ThreadStart {
  /** One number: the next part to do, which whoever takes it raises. */
  readonly next: SharedArrayBuffer;
}

/** What a thread is told: a file of the policy, one after the other, and when there are no more. */
export type ToThread =
  | { readonly kind: 'file'; readonly source: SourceText }
  | { readonly kind: 'check'; readonly config: SourceText | undefined };

/** What a thread tells: what came of a part, and when no more will come. */
export type FromThread =
  | { readonly kind: 'part'; readonly part: number; readonly data: unknown }
  | { readonly kind: 'end' };

/** Takes the next part of the work that all threads share; nobody else gets it. */
export function takePart(next: Int32Array): number {
  return Atomics.add(next, 0, 1);
}
