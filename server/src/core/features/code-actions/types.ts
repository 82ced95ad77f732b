import type { Diagnostic } from '../../check.js';
import type { FileEdit } from '../apply.js';

export type CodeActionKind = 'quickfix' | 'refactor.rewrite' | 'source.fixAll';

/** A change of the policy that an editor offers. */
export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** The rule whose breach it ends. */
  readonly rule?: string;
  /** The breach that it ends. */
  readonly diagnostic?: Diagnostic;
  /** In the order of their places; spans count from the start of the file. */
  readonly edits: readonly FileEdit[];
  /** Whether it is what most people would choose. */
  readonly isPreferred: boolean;
  /** Whether it changes nobody's access, so that it may be applied without asking. */
  readonly safe: boolean;
}
