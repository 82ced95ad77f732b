import { whereText } from '../../decide/describe.js';
import { personText } from '../../decide/person.js';
import type { Outcome, Question } from '../../decide/types.js';
import type { ReadSentence } from '../../syntax/policy/reading.js';
import type { ExpectationNode } from '../../../../../grammar/src/index.js';
import { answerTo } from '../../tests/check-expectation.js';
import type { ExpectationResult, TestResult } from '../../tests/run-test.js';
import { CAUSE_DOCS } from '../words.js';
import type { HoverText } from '../hover.js';
import { actionHover, rowTable } from './action.js';
import type { HoverContext } from './context.js';
import { counted } from '../counted.js';
import { blocks, code, foldedLines, name, plain } from './markdown.js';
import { wordHover } from './name.js';
import { proof, proofLine, titled } from './proof.js';
import { asked, type AskedSentence, type SentenceQuestion } from './sentence.js';

/** The most verdicts that are told one by one; fewer where the action's row follows. */
const MOST = 6;
const MOST_BESIDE_ROW = 4;

/** An expectation: whether it holds, the verdicts that it asks for, and their proof. */
export function expectationHover(
  context: HoverContext,
  { test }: TestResult,
  result: ExpectationResult,
  { written, tree }: ReadSentence<ExpectationNode>,
  offset: number,
): HoverText {
  const headline = stateText(result, test.given.length);
  if (tree === undefined || result.state === 'broken') return { markdown: headline };
  const sentence = asked(context.engine, test, written, tree, offset);
  if (sentence === undefined) return { markdown: headline };
  const { action, cause, part } = sentence;
  const markdown = blocks(
    headline,
    // What could be done is another question than what can be done now.
    tree.mode === 'could' || tree.mode === 'could never'
      ? against(context, result, 5)
      : verdicts(context, result, sentence, tree),
    action === undefined ? '' : rowOf(context, action, sentence.count === 1),
    cause === undefined ? '' : wordHover(CAUSE_DOCS, cause.text, 'cause'),
  );
  return { markdown, ...(part && { span: part }) };
}

function verdicts(
  context: HoverContext,
  result: ExpectationResult,
  { questions, count, action }: AskedSentence,
  tree: ExpectationNode,
): string {
  const list = first(questions, action === undefined ? MOST : MOST_BESIDE_ROW);
  const [only] = list;
  if (count === 1 && only !== undefined) return single(context, only, action !== undefined);
  return blocks(
    severalLines(list, count, tree),
    against(context, result, action === undefined ? 5 : 3),
  );
}

/** The row of the action under the cursor; with its title where no verdict names it. */
function rowOf(
  context: HoverContext,
  { asked: what, where }: NonNullable<AskedSentence['action']>,
  isNamed: boolean,
): string {
  const type = where.kind === 'new-space' ? where.type : where.space.type;
  return isNamed && what.kind === 'action'
    ? rowTable(context, what.action, type)
    : actionHover(context, what, type);
}

function stateText({ state, message }: ExpectationResult, changes: number): string {
  const after = changes === 0 ? '' : `, after ${counted(changes, 'change')} under given`;
  switch (state) {
    case 'passed':
      return `✓ The expectation holds${after}`;
    case 'failed':
      return `✗ The expectation fails${after}: ${plain(message)}`;
    case 'undecided':
      return `? Undecided${after}: ${plain(message)}`;
    case 'broken':
      return `✗ It cannot be asked${after}: ${plain(message)}`;
  }
}

/** One question with its whole proof; a short one where the action's row follows. */
function single(context: HoverContext, one: SentenceQuestion, isShort: boolean): string {
  const { outcome, nearest } = answerTo(one.engine, one.question);
  return blocks(
    verdictText(one.question, outcome),
    proof(
      context,
      outcome,
      nearest(),
      isShort ? { lines: 3, nearest: 2 } : { lines: 5, nearest: 4 },
    ),
  );
}

/** `**denied** · anna2 · app.export (Export apps) · Sales/KPI`. */
function verdictText({ who, asked: what, where, to }: Question, { verdict }: Outcome): string {
  const { id, title } = what.kind === 'action' ? what.action : what;
  const target = to === undefined ? '' : ` to ${name(to.name)}`;
  return `**${verdict}** · ${name(personText(who))} · ${code(id)} ${plain(title)} · ${name(whereText(where))}${target}`;
}

function severalLines(
  list: readonly SentenceQuestion[],
  count: number,
  { quantifier }: ExpectationNode,
): readonly string[] {
  const heads = {
    each: '',
    only: 'Those named:',
    nobody: 'Those excepted, of whom nothing is said:',
  };
  const lines = list.map((each) => {
    const { outcome } = answerTo(each.engine, each.question);
    return `${verdictText(each.question, outcome)}${causeText(outcome)}`;
  });
  const more = count > lines.length ? [`… and ${count - lines.length} more`] : [];
  const head = lines.length === 0 ? '' : heads[quantifier];
  return [...(head === '' ? [] : [head, '']), ...foldedLines([...lines, ...more], MOST + 1)];
}

function causeText({ verdict, grants, shortfalls, missing }: Outcome): string {
  const causes = {
    allowed: grants.map(({ via }) => via),
    denied: shortfalls.map(({ kind }) => kind),
    depends: missing.map(({ kind }) => kind),
  }[verdict];
  return causes.length === 0 ? '' : ` (${[...new Set(causes)].join(', ')})`;
}

/** The first verdict that stands against the expectation. */
function against(
  context: HoverContext,
  { state, proof: lines }: ExpectationResult,
  most: number,
): string {
  return state === 'passed'
    ? ''
    : titled(
        'Against it:',
        lines.map((line) => proofLine(context, line)),
        most,
      );
}

function first<T>(things: Iterable<T>, most: number): readonly T[] {
  const list: T[] = [];
  for (const thing of things) {
    if (list.length === most) break;
    list.push(thing);
  }
  return list;
}
