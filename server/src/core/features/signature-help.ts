import { expectedAfter } from '../../../../grammar/src/index.js';
import { cursorAt } from './completion/cursor.js';
import { entryBefore } from './completion/entry-before.js';
import { phraseStarts, wordAt } from './completion/sentence-words.js';
import { typedAt } from './completion/typed.js';
import { POLICY_SHAPE } from '../syntax/policy/shape.js';
import { shapeAt } from './shape-at.js';
import { type Form, FORMS, type Part } from './signature-help/forms.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';

type Kind = keyof typeof FORMS;

/** One form of a sentence: `WHO can ACTION on PLACE because CAUSE`. */
export interface Signature {
  readonly label: string;
  readonly parts: readonly {
    /** Where the part stands in the label. */
    readonly start: number;
    readonly end: number;
    readonly documentation: string;
  }[];
  /** The part that the cursor is in, or that comes next. */
  readonly active: number;
}

/** What the shapes of a policy call sentences. */
const KINDS: Readonly<Record<string, Kind>> = {
  'an expectation': 'expectation',
  'a change': 'change',
};

/**
 * The forms that the sentence at an offset may have, each with the part that comes next; none outside of sentences. The cursor is
 * found as for completion: in text that is no valid YAML yet, too.
 */
export function signaturesAt(
  snapshot: Pick<Snapshot, 'policies'>,
  path: string,
  offset: number,
): readonly Signature[] {
  const tree = treeOf(policyOf(snapshot, path), path);
  if (tree === undefined) return [];
  const { text } = tree;
  const cursor = cursorAt(text, offset, entryBefore(tree, offset));
  const shape =
    cursor === undefined || cursor.kind === 'key'
      ? undefined
      : shapeAt(POLICY_SHAPE, cursor.path)?.shape;
  const kind = shape?.kind === 'text' ? KINDS[shape.what] : undefined;
  if (cursor === undefined || kind === undefined) return [];
  const typed = typedAt(text, cursor);
  const word = wordAt(typed);
  if (expectedAfter(kind, typed.before.slice(0, word.from)).length === 0) return [];
  // A name may be several words: then it began before the last of them.
  for (const from of [word.from, ...phraseStarts(typed.before, word)]) {
    const found = signaturesAfter(kind, typed.before.slice(0, from));
    if (found.length > 0) return found;
  }
  return [];
}

/** The forms of a sentence that begins with whole words. */
function signaturesAfter(kind: Kind, before: string): readonly Signature[] {
  const expected = expectedAfter(kind, before);
  const words = before
    .replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/gu, ' name ')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((word) => word !== '');
  const special = FORMS[kind].flatMap(({ starts = [] }) => starts);
  const fitting = FORMS[kind].filter(({ starts }) => {
    const [first] = words;
    if (first === undefined) return true;
    return starts === undefined ? !special.includes(first) : starts.includes(first);
  });
  return fitting.flatMap((form) => {
    const active = activePart(form, words, expected);
    return active === undefined ? [] : [{ ...laidOut(form), active }];
  });
}

/** The part that was begun last, if something is to fill it yet; else the next that may begin. */
function activePart(
  { parts }: Form,
  words: readonly string[],
  expected: readonly string[],
): number | undefined {
  const isExpected = (labels: readonly string[]): boolean =>
    labels.some((label) => expected.includes(label));
  let begun = parts[0]?.opens.length === 0 ? 0 : -1;
  for (const word of words) {
    const part = parts.findIndex(({ opens }, index) => index > begun && opens.includes(word));
    if (part >= 0) begun = part;
  }
  if (begun >= 0 && isExpected(parts[begun]?.fills ?? [])) return begun;
  const next = parts.findIndex(
    ({ opens, fills }, index) => index > begun && isExpected([...opens, ...fills]),
  );
  return next < 0 ? undefined : next;
}

function laidOut({ parts }: Form): Omit<Signature, 'active'> {
  let label = '';
  const places = parts.map(({ text, documentation }: Part) => {
    if (label !== '') label += ' ';
    const start = label.length;
    label += text;
    return { start, end: label.length, documentation };
  });
  return { label, parts: places };
}
