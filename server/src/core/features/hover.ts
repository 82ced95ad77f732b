import type { Span } from '../text/span.js';
import { holds, type ScalarAt, scalarAt } from './hover/at.js';
import { HoverContext, type HoverOptions } from './hover/context.js';
import { entryText } from './hover/entry.js';
import { configText } from './hover/in-config.js';
import { spaceText } from './hover/in-space.js';
import { testText } from './hover/in-test.js';
import { isConfig } from './shape-at.js';
import { policyOf, type Snapshot } from './snapshot.js';

export type { HoverOptions, PlaceLink } from './hover/context.js';

/** What is shown for a place of a policy file. */
export interface Hover {
  /** At most about 25 lines. Names of the policy are escaped; there is no HTML, and links lead to lines and documents only. */
  readonly markdown: string;
  /** What it is about, in the file. */
  readonly span: Span;
}

/**
 * What there is to say of a place: a user, role, share, space, item, group, expectation, action, key or rule.
 * Undefined where nothing is. Never throws, whatever the text and the offset.
 *
 * @param offset UTF-16 code units from the start of the file
 */
export function hoverAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
  options: HoverOptions = {},
): Hover | undefined {
  const open = policyOf(snapshot, path);
  const at = open && scalarAt(open, path, offset);
  if (open === undefined || at === undefined) return undefined;
  const context = new HoverContext(open, options);
  const text = isConfig(open, path) ? configText(context, at) : textAt(context, at);
  if (text === undefined || text.markdown === '') return undefined;
  // Beside a name, what is said is about the whole scalar.
  const { start, end } = text.span && holds(text.span, at.offset) ? text.span : at.scalar.span;
  return { markdown: text.markdown, span: { start: at.start + start, end: at.start + end } };
}

/** What a hover says; `span` where it is about a part of the scalar, in the block. */
export interface HoverText {
  readonly markdown: string;
  readonly span?: Span;
}

function textAt(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const section = at.path[0]?.key.value;
  if (section === 'spaces') return spaceText(context, at);
  return section === 'tests' ? testText(context, at) : entryText(context, at);
}
