import { append } from '../../append.js';
import type { Checked } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { isOriginOf } from '../../syntax/policy/access.js';
import type { ReadTest } from '../../syntax/policy/reading.js';
import { runTest } from '../../tests/run-test.js';
import { afterEdits, changesOnly } from '../after-edits.js';
import type { FileEdit } from '../apply.js';
import { addEntry } from './add-entry.js';
import { fieldOf } from './grant-places.js';
import { addItem, scalarText } from './insert.js';
import { inFile } from './places.js';
import { type CodeAction, costly } from './types.js';

/** Titles are cut to about a line. */
const MOST_CHARACTERS = 140;

/** A code action that expects what a sentence says. */
export function expectAction(
  sentence: string,
  make: () => readonly FileEdit[] | undefined,
  head = 'Expect this',
): CodeAction {
  const isLong = sentence.length > MOST_CHARACTERS;
  const text = isLong ? `${sentence.slice(0, MOST_CHARACTERS)}…` : sentence;
  return testAction(`${head}: ${text}`, make);
}

/** A code action about a test; its edits are worked out when they are wanted. */
export function testAction(title: string, make: () => readonly FileEdit[] | undefined): CodeAction {
  return costly({ title, kind: 'refactor.rewrite', isPreferred: false, safe: true }, make);
}

/** Whether a test of a name, without changes, has a sentence. */
export function isExpected({ policy }: Checked, name: string, sentence: string): boolean {
  return policy.tests.some(
    ({ key, expect }) =>
      nameKey(key.text) === nameKey(name) &&
      expect.some(({ written }) => written.text === sentence),
  );
}

/** A new test, of that name or with a number behind it; undefined where it can't be written, or wouldn't hold. */
export function newTest(
  checked: Checked,
  path: string,
  name: string,
  sentences: readonly string[],
): readonly FileEdit[] | undefined {
  const taken = new Set(checked.policy.tests.map(({ key }) => nameKey(key.text)));
  let free = name;
  for (let number = 2; taken.has(nameKey(free)); number += 1) free = `${name} ${number}`;
  const edit = addEntry(checked, path, 'tests', free, {
    flow: `[${sentences.map((sentence) => scalarText(sentence, true)).join(', ')}]`,
    lines: sentences.map((sentence) => `  - ${scalarText(sentence, false)}`),
  });
  return edit && ifHolding(checked, [edit], free, sentences);
}

/** A sentence more in a test of a name that makes no changes; a new test where there is none. */
export function withSentence(
  checked: Checked,
  path: string,
  name: string,
  sentence: string,
): readonly FileEdit[] | undefined {
  const test = checked.policy.tests.find(
    ({ key, given, unreadableGiven }) =>
      nameKey(key.text) === nameKey(name) && given.length === 0 && !unreadableGiven,
  );
  if (test === undefined) return newTest(checked, path, name, [sentence]);
  return oneMore(checked, test, sentence);
}

/** A sentence at the end of a test's expectations; undefined where it can't be written there, or wouldn't hold. */
export function oneMore(
  checked: Checked,
  { key }: ReadTest,
  sentence: string,
): readonly FileEdit[] | undefined {
  const { block } = key.origin;
  const pair = block.entries.find((entry) => isOriginOf(key.origin, block, entry.key))?.pair;
  const list = pair?.value?.kind === 'map' ? fieldOf(pair, 'expect')?.value : pair?.value;
  const edit = list?.kind === 'seq' ? addItem(block, list, sentence) : undefined;
  const edits = edit && inFile(checked, block, [edit]);
  return edits && ifHolding(checked, edits, key.text, [sentence]);
}

/** Edits of tests, if with them a test has these sentences, all of which hold, and nothing else is said. */
export function ifHolding(
  checked: Checked,
  edits: readonly FileEdit[],
  name: string,
  sentences: readonly string[],
): readonly FileEdit[] | undefined {
  const after = afterEdits(checked, edits);
  const held: string[] = [];
  for (const test of after.policy.tests)
    if (nameKey(test.key.text) === nameKey(name))
      append(
        held,
        runTest(after.engine, test).expectations.flatMap(({ state, written }) =>
          state === 'passed' ? [written.text] : [],
        ),
      );
  const holdsAll = sentences.every((sentence) => held.includes(sentence));
  return holdsAll && changesOnly(checked, after, new Set()) ? edits : undefined;
}
