import type { Diagnostic } from '../../check.js';
import type { FileEdit } from '../apply.js';

export type CodeActionKind = 'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll';

/** A change of the policy that an editor offers. */
export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** The rule whose breach it ends. */
  readonly rule?: string;
  /** The breach that it ends. */
  readonly diagnostic?: Diagnostic;
  /**
   * In the order of their places; spans count from the start of the file. Of a costly one none, where it turns out that the text
   * doesn't allow it, or that there is nothing to write.
   */
  readonly edits: readonly FileEdit[];
  /** Whether its edits are worked out when they are read: in large policies that takes long. */
  readonly isCostly?: true;
  /** Whether it is what most people would choose. */
  readonly isPreferred: boolean;
  /** Whether it changes nobody's access, so that it may be applied without asking. */
  readonly safe: boolean;
}

/** A code action whose edits are worked out when they are read, once. */
export function costly(
  action: Omit<CodeAction, 'edits' | 'isCostly'>,
  make: () => readonly FileEdit[] | undefined,
): CodeAction {
  let made: readonly FileEdit[] | undefined;
  return {
    ...action,
    isCostly: true,
    get edits() {
      return (made ??= make() ?? []);
    },
  };
}
