import type { HoverText } from '../hover.js';
import type { TestResult } from '../../tests/run-test.js';
import { nameKey } from '../../model/world.js';
import { isOriginOf } from '../../syntax/policy/access.js';
import { ownValue } from '../../syntax/policy/shape.js';
import { KEYWORD_DOCS } from '../words.js';
import { resultOf } from '../result-of.js';
import { isWithin, keysOf, type ScalarAt, useAt } from './at.js';
import type { HoverContext } from './context.js';
import { keyText, usedName } from './entry.js';
import { expectationHover } from './expectation.js';
import { counted } from '../counted.js';
import { blocks, bold, plain } from './markdown.js';
import { roleHover } from './role.js';

/** A test: its name, a sentence of it, or a name in one. */
export function testText(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const key = at.path[1]?.key;
  const test = context.open.policy.tests.find(
    (each) => key !== undefined && isOriginOf(each.key.origin, at.block, key),
  );
  if (test === undefined) return keyText(at);
  const result = resultOf(context.open, test);
  if (at.isKey && keysOf(at).length === 2) return { markdown: testHover(result) };
  const index = result.test.expect.findIndex(({ written }) => written.scalar === at.scalar);
  const sentence = result.test.expect[index];
  const expectation = result.expectations[index];
  if (sentence !== undefined && expectation !== undefined)
    return (
      (expectation.state === 'broken' ? usedName(context, at) : undefined) ??
      expectationHover(context, result, expectation, sentence, at.offset)
    );
  return (
    givenRole(context, result, at) ??
    usedName(context, at) ??
    changeHover(result, at) ??
    keyText(at)
  );
}

/** A role that a change gives: what it allows in the space that the change names. */
function givenRole(
  context: HoverContext,
  { test }: TestResult,
  at: ScalarAt,
): HoverText | undefined {
  const use = useAt(context.open, at);
  const role = use?.kind === 'space role' && use.found !== undefined ? use.found : undefined;
  const change = test.given.find(({ written }) => written.scalar === at.scalar)?.tree;
  if (use === undefined || role === undefined || change?.kind !== 'add') return undefined;
  const reference = change.to.kind === 'reference' ? change.to.reference : undefined;
  const space = reference && context.world.spaces.get(nameKey(reference.space.text));
  const named = context.matrix.spaceRole(role)?.role;
  if (reference === undefined || space === undefined || named === undefined) return undefined;
  const kind = reference.item === undefined ? 'member' : 'share';
  return { markdown: roleHover(context, named, space, undefined, kind), span: use.origin.span };
}

/** A change as a whole: what such changes do, and whether it can be made. */
function changeHover({ test, impossible }: TestResult, at: ScalarAt): HoverText | undefined {
  const change = test.given.find(({ written }) => written.scalar === at.scalar);
  const verb = change?.tree && (/^[a-z]+/u.exec(change.tree.kind)?.[0] ?? '');
  if (change === undefined || verb === undefined) return undefined;
  const problems = impossible
    .filter(({ origin }) => isWithin(origin, at))
    .map(({ message }) => `✗ It cannot be made: ${plain(message)}`);
  return {
    markdown: blocks(
      `${bold(change.written.text)} · change that the test takes as made`,
      ownValue(KEYWORD_DOCS, verb),
      problems[0],
    ),
  };
}

function testHover({ test, expectations }: TestResult): string {
  const count = (state: string): number =>
    expectations.filter((expectation) => expectation.state === state).length;
  const failed = count('failed') + count('broken');
  const parts = [
    `${count('passed')} of ${counted(expectations.length, 'expectation')} ${expectations.length === 1 ? 'holds' : 'hold'}`,
    ...(failed > 0 ? [`${failed} fail`] : []),
    ...(count('undecided') > 0 ? [`${count('undecided')} undecided`] : []),
  ];
  const given = test.given.length;
  return blocks(
    `${bold(test.key.text)} · test: ${parts.join(', ')}`,
    given === 0 ? '' : `In the policy after ${counted(given, 'change')} under given.`,
  );
}
