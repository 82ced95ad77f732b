import { type ExpectationNode, printExpectation } from '../../../../../grammar/src/index.js';
import type { Checked } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import { isOriginOf } from '../../syntax/policy/access.js';
import { answerTo } from '../../tests/check-expectation.js';
import { afterGiven } from '../../tests/given.js';
import type { TestResult } from '../../tests/run-test.js';
import type { Span } from '../../text/span.js';
import { replaceInScalar } from '../edit-scalar.js';
import { scalarAt } from '../hover/at.js';
import { asked, type SentenceQuestion } from '../hover/sentence.js';
import { inFile } from './places.js';
import { holdsIn } from './statements.js';
import { expectAction, ifHolding, oneMore } from './test-edits.js';
import type { CodeAction } from './types.js';

/**
 * Expects what is so at a sentence of a test: of the whole sentence in its place, with the cause or, where it fails, the opposite; of
 * the subject, action or place under the cursor as a sentence more.
 */
export function expectActions(checked: Checked, path: string, span: Span): readonly CodeAction[] {
  const at = scalarAt(checked, path, span.start);
  if (at?.path[0]?.key.value !== 'tests') return [];
  const key = at.path[1]?.key;
  const result = checked.tests.find(
    ({ test }) => key !== undefined && isOriginOf(test.key.origin, at.block, key),
  );
  const index = result?.test.expect.findIndex(({ written }) => written.scalar === at.scalar) ?? -1;
  const expectation = result?.expectations[index];
  const { written, tree } = result?.test.expect[index] ?? {};
  if (result === undefined || written === undefined || tree === undefined) return [];
  if (expectation === undefined || expectation.state === 'broken') return [];
  const said = saidOf(checked.engine, result, index, at.offset);
  if (said === undefined) return [];
  const { text, isWhole } = said;
  // What is expected already, with a cause or without.
  const known = result.test.expect.some(
    (other) => other.tree !== undefined && !other.broken && printExpectation(other.tree) === text,
  );
  if (known || (isWhole && expectation.state === 'passed' && tree.because !== undefined)) return [];
  if (!isWhole) return [expectAction(text, () => oneMore(checked, result.test, text))];
  const { block } = written.origin;
  const head = expectation.state === 'passed' ? 'Expect this' : 'Expect this instead';
  const replacing = (): ReturnType<typeof ifHolding> => {
    const edit = replaceInScalar(block, written.scalar, 0, written.text.length, text);
    const edits = edit && inFile(checked, block, [edit]);
    return edits && ifHolding(checked, edits, result.test.key.text, [text]);
  };
  return [expectAction(text, replacing, head)];
}

/** What holds of what is under the cursor, as a sentence, with its cause where it has one; undefined where it depends. */
function saidOf(
  engine: Engine,
  { test }: TestResult,
  index: number,
  offset: number,
): { readonly text: string; readonly isWhole: boolean } | undefined {
  const { written, tree } = test.expect[index] ?? {};
  if (written === undefined || tree?.target === undefined || tree.mode.startsWith('could'))
    return undefined;
  const sentence = asked(engine, test, written, tree, offset);
  if (sentence === undefined || sentence.node.subjects.length === 0) return undefined;
  const given = afterGiven(engine, test).engine;
  const isTrue = (node: ExpectationNode): boolean =>
    holdsIn(given, node, [given.world, engine.world]);
  const bare = withoutCause(sentence.node);
  const node = (['can', 'cannot'] as const)
    .map((mode): ExpectationNode => ({ ...bare, quantifier: 'each', mode }))
    .find(isTrue);
  if (node === undefined) return undefined;
  const withCause = causesOf(sentence.questions)
    .map((text): ExpectationNode => ({ ...node, because: { text, span: tree.span } }))
    .find(isTrue);
  const isWhole =
    tree.quantifier === 'each' && printExpectation(bare) === printExpectation(withoutCause(tree));
  return { text: printExpectation(withCause ?? node), isWhole };
}

function withoutCause(node: ExpectationNode): ExpectationNode {
  const { kind, quantifier, subjects, mode, actions, target, span } = node;
  return { kind, quantifier, subjects, mode, actions, span, ...(target && { target }) };
}

/** The causes of the first verdict that is asked for, the strongest first. */
function causesOf(questions: Iterable<SentenceQuestion>): readonly string[] {
  for (const { engine, question } of questions) {
    const { verdict, grants, shortfalls } = answerTo(engine, question).outcome;
    return verdict === 'allowed'
      ? grants.map(({ via }) => via)
      : shortfalls.map(({ kind }) => kind);
  }
  return [];
}
