import type { Diagnostic } from '../../core/check.js';
import type { Severity } from '../../core/rules/rule.js';
import type { LineMap } from '../../core/text/line-map.js';
import type { Span } from '../../core/text/span.js';

/** Which diagnostics of a file are shown, and how many of each severity are not. */
export interface Choice {
  /** In the order of the file. */
  readonly chosen: readonly Diagnostic[];
  readonly left: Readonly<Record<Severity, number>>;
}

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Chooses which diagnostics of a file are shown: the worst, and among equals those nearest to the latest edit by the
 * lines where they start; without an edit, the first.
 *
 * @param list in the order of the file
 * @param most how many are shown
 */
export function choose(
  list: readonly Diagnostic[],
  most: number,
  lines: Pick<LineMap, 'position' | 'lineStart'> | undefined,
  edit: Span | undefined,
): Choice {
  const left = { error: 0, warning: 0, info: 0 };
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of list) counts[severity] += 1;
  const windows = new Map<Severity, Window>();
  let room = most;
  for (const severity of WORST_FIRST) {
    const taken = Math.min(room, counts[severity]);
    const isPart = taken > 0 && taken < counts[severity];
    const from = isPart ? nearest(ofSeverity(list, severity), taken, lines, edit) : 0;
    windows.set(severity, { from, to: from + taken, passed: 0 });
    left[severity] = counts[severity] - taken;
    room -= taken;
  }
  return { chosen: list.filter(({ severity }) => isInside(windows.get(severity))), left };
}

/** The stretch of a severity's diagnostics that is shown: nearness to one place leaves no gaps. */
interface Window {
  readonly from: number;
  readonly to: number;
  /** How many were looked at. */
  passed: number;
}

function isInside(window: Window | undefined): boolean {
  if (window === undefined) return false;
  const index = window.passed;
  window.passed += 1;
  return window.from <= index && index < window.to;
}

function ofSeverity(list: readonly Diagnostic[], severity: Severity): readonly Diagnostic[] {
  return list.filter((diagnostic) => diagnostic.severity === severity);
}

/** Where the stretch of so many that are nearest to an edit begins; of two that are as near, the one above is nearer. */
function nearest(
  list: readonly Diagnostic[],
  count: number,
  lines: Pick<LineMap, 'position' | 'lineStart'> | undefined,
  edit: Span | undefined,
): number {
  if (lines === undefined || edit === undefined) return 0;
  const first = lines.position(edit.start).line;
  const last = lines.position(edit.end).line;
  const lineAt = (index: number): number => lines.position(list[index]?.span.start ?? 0).line;
  let from = firstAt(list, lines.lineStart(first));
  let to = from;
  while (to - from < count) {
    const above = from === 0 ? Infinity : first - lineAt(from - 1);
    const below = to === list.length ? Infinity : lineAt(to) - last;
    if (below <= 0 || below < above) to += 1;
    else from -= 1;
  }
  return from;
}

/** The index of the first that starts at an offset or behind it. */
function firstAt(list: readonly Diagnostic[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
