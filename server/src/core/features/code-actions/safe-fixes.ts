import type { Checked, Diagnostic } from '../../check.js';
import { fixActions } from './fix.js';
import { unsuppressActions } from './suppress.js';
import type { CodeAction } from './types.js';

/**
 * The changes that end a diagnostic and change nobody's access. The policy must hold the nodes of its files, as those that
 * `checkPolicy` checks do.
 */
export function safeFixes(policy: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (finding.fix?.safe !== true && rule !== 'unused-suppression') return [];
  return [...fixActions(policy, diagnostic), ...unsuppressActions(policy, diagnostic)].filter(
    ({ safe }) => safe,
  );
}
