import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import type { CheckedState } from '../workspace/state.js';
import { type Choice, choose } from './choose.js';

export const SOURCE = 'spaceward';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** How diagnostics are turned into the protocol's. */
export interface Shown {
  /** The URI of a path, as the client spells it. */
  readonly uri: (path: string) => string;
  /** How many of one file are shown. */
  readonly most: number;
  /** Whether the client shows other places that a diagnostic speaks of. */
  readonly related: boolean;
  /** The address of a rule's page; undefined where there is none. */
  readonly page: (rule: string) => string | undefined;
}

/** The diagnostics of every file, by path; files without any have an empty list. Those that comments silence are left out. */
export function diagnosticsOf(
  state: CheckedState,
  shown: Shown,
): ReadonlyMap<string, readonly LspDiagnostic[]> {
  const byPath = new Map<string, Diagnostic[]>([...state.files.keys()].map((path) => [path, []]));
  for (const { policy, diagnostics } of state.policies)
    for (const diagnostic of diagnostics)
      if (diagnostic.suppressed === undefined) {
        const list = byPath.get(diagnostic.path);
        const isShared = !policy.files.some(({ path }) => path === diagnostic.path);
        // Policies without a root may share one configuration: what each finds in it is shown once.
        if (!isShared || list?.some((other) => isSame(other, diagnostic)) !== true)
          list?.push(diagnostic);
      }
  return new Map([...byPath].map(([path, list]) => [path, inFile(state, path, list, shown)]));
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.rule === b.rule &&
    a.message === b.message &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end
  );
}

function inFile(
  state: CheckedState,
  path: string,
  list: readonly Diagnostic[],
  shown: Shown,
): readonly LspDiagnostic[] {
  if (list.length <= shown.most) return list.map((diagnostic) => toLsp(state, diagnostic, shown));
  const { chosen, left } = choose(list, shown.most, state.lines(path), state.edits.get(path));
  return [...chosen.map((diagnostic) => toLsp(state, diagnostic, shown)), note(left)];
}

function toLsp(
  state: CheckedState,
  diagnostic: Diagnostic,
  { uri, related, page }: Shown,
): LspDiagnostic {
  const href = page(diagnostic.rule);
  return {
    range: state.range(diagnostic),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.rule,
    ...(href !== undefined && { codeDescription: { href } }),
    source: SOURCE,
    message: shownMessage(diagnostic, related),
    data: { fixable: diagnostic.finding.fix !== undefined },
    ...(related &&
      diagnostic.related.length > 0 && {
        relatedInformation: diagnostic.related.map((other) => ({
          location: { uri: uri(other.path), range: state.range(other) },
          message: other.message,
        })),
      }),
  };
}

/**
 * What a diagnostic says in a list of problems: of a proof, its headline. The reason that decides stands beside it, as
 * related information; where it rests on no line of the policy, nothing there says it, and it stays.
 */
export function shownMessage({ message, related }: Diagnostic, showsRelated: boolean): string {
  if (!showsRelated) return message;
  const [headline = '', reason] = message.split('\n');
  const isBeside = related.some((other) => other.message === reason?.trim());
  return reason === undefined || isBeside ? headline : `${headline}\n${reason}`;
}

/** What stands in place of the diagnostics beyond the most. */
function note({ error, warning, info }: Choice['left']): LspDiagnostic {
  const start = { line: 0, character: 0 };
  const more = error + warning + info;
  const each = [
    ...(error > 0 ? [`${error} ${error === 1 ? 'error' : 'errors'}`] : []),
    ...(warning > 0 ? [`${warning} ${warning === 1 ? 'warning' : 'warnings'}`] : []),
    ...(info > 0 ? [`${info} of severity info`] : []),
  ].join(', ');
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: `${more} more ${more === 1 ? 'problem is' : 'problems are'} not shown (${each}): see spaceward check, or raise spaceward.maxDiagnostics`,
  };
}
