import type { Checked, Diagnostic } from '../check.js';
import type { Span } from '../text/span.js';
import { withoutOverlaps } from './apply.js';
import { redundancyActions, rewriteActions } from './code-actions/rewrite-grant.js';
import { asGroupActions } from './code-actions/as-group.js';
import { createActions } from './code-actions/create.js';
import { expectActions } from './code-actions/expect.js';
import { fixActions } from './code-actions/fix.js';
import { safeFixes } from './code-actions/safe-fixes.js';
import { suppressActions, unsuppressActions } from './code-actions/suppress.js';
import { intoGroupActions } from './code-actions/into-group.js';
import type { CodeAction } from './code-actions/types.js';
import { writeTestActions } from './code-actions/write-test.js';
import { policyOf, type Snapshot } from './snapshot.js';

export type { CodeAction, CodeActionKind } from './code-actions/types.js';

/**
 * What can be done about the problems at a stretch of a file, with what stands there (`refactor`), and about the problems of the
 * whole file without a second thought (`source.fixAll`). Never throws; nothing where no policy has the file.
 *
 * @param kinds the kinds that are asked for, each with those beneath it (`source`); all where there is none
 */
export function codeActionsAt(
  snapshot: Snapshot<Checked>,
  path: string,
  span: Span,
  kinds?: readonly string[],
): readonly CodeAction[] {
  const policy = policyOf(snapshot, path);
  if (policy === undefined) return [];
  const wanted = (kind: string): boolean =>
    kinds === undefined || kinds.some((each) => kind === each || kind.startsWith(`${each}.`));
  const own = (): readonly Diagnostic[] =>
    policy.diagnostics.filter(
      (diagnostic) => diagnostic.path === path && diagnostic.suppressed === undefined,
    );
  return [
    ...(wanted('quickfix')
      ? own()
          .filter((each) => each.span.start <= span.end && span.start <= each.span.end)
          .flatMap((diagnostic) => quickFixes(snapshot, policy, diagnostic))
      : []),
    ...(wanted('refactor.extract') ? intoGroupActions(policy, path, span) : []),
    ...(wanted('refactor.rewrite')
      ? [
          ...rewriteActions(policy, path, span),
          ...writeTestActions(policy, path, span),
          ...expectActions(policy, path, span),
        ]
      : []),
    ...(wanted('source.fixAll') ? fixAll(policy, path, own()) : []),
  ];
}

function quickFixes(
  { kept }: Snapshot<Checked>,
  policy: Checked,
  diagnostic: Diagnostic,
): readonly CodeAction[] {
  return [
    ...fixActions(policy, diagnostic),
    ...unsuppressActions(policy, diagnostic),
    ...redundancyActions(policy, diagnostic),
    ...asGroupActions(policy, diagnostic),
    ...kept.grantsFor(policy, diagnostic),
    ...createActions(policy, diagnostic),
    ...suppressActions(policy, diagnostic),
  ];
}

/** Every fix of a file that changes nobody's access, as one. */
function fixAll(
  policy: Checked,
  path: string,
  diagnostics: readonly Diagnostic[],
): readonly CodeAction[] {
  const edits = diagnostics
    .flatMap((diagnostic) => safeFixes(policy, diagnostic))
    .filter((action) => action.edits.every((edit) => edit.path === path))
    .flatMap((action) => action.edits);
  if (edits.length === 0) return [];
  return [
    {
      title: "Fix all that changes nobody's access",
      kind: 'source.fixAll',
      edits: withoutOverlaps(edits),
      isPreferred: false,
      safe: true,
    },
  ];
}
