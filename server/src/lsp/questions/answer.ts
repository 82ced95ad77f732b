import { ask } from '../../core/ask.js';
import type { OpenPolicy } from '../../core/check.js';
import { proofLines, type ProofLine } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import { resultOf } from '../../core/features/result-of.js';
import { testSummary } from '../../core/features/test-summary.js';
import { askEverybody } from '../../core/who.js';
import { explain, type ExplanationLine, idOf, lineOf, placeOf, titleOf } from './explanation.js';
import { bold, code, Footnotes, plain, table } from './markdown.js';
import type { Answered, ExplainParams, RunTestParams, WhoParams } from './protocol.js';

/** A link to the line that a part of a proof rests on: empty where there is none. */
export type LinkTo = (origin: ProofLine['origin']) => string;

/** One verdict with its proof, as Markdown. */
export function explained(open: OpenPolicy, params: ExplainParams, link: LinkTo): Answered {
  const asked = ask(open, params);
  if (asked.kind === 'problem') return asked;
  const { who, verdict, action, id, place, sections } = explain(asked.engine, asked.question);
  const notes = new Footnotes();
  const parts = [
    `# ${plain(who)}: ${verdict}`,
    `${bold(action)} (${code(id)}) on ${bold(place)}`,
    ...sections.flatMap(({ heading, lines }) => [
      `## ${heading}`,
      lines.map((line) => `- ${lineText(line, notes, link)}`).join('\n'),
    ]),
    ...sources(notes),
  ];
  return {
    kind: 'answer',
    title: tabTitle(params, `${params.who} ${params.action}`),
    markdown: `${parts.join('\n\n')}\n`,
  };
}

/** Everybody's verdict and what it rests on, as Markdown. */
export function whoCan(open: OpenPolicy, params: WhoParams, link: LinkTo): Answered {
  const asked = askEverybody(open, params);
  if (asked.kind === 'problem') return asked;
  const { place, people } = asked;
  const order = ['allowed', 'depends', 'denied'];
  const sorted = [...people].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const notes = new Footnotes();
  const rows = sorted.map(({ who, verdict, prove }) => {
    const [reason] = proofLines(prove());
    return [
      plain(personText(who)),
      verdict,
      reason === undefined ? '' : lineText(lineOf(reason), notes, link),
    ];
  });
  return {
    kind: 'answer',
    title: tabTitle(params, `who can ${params.action}`),
    markdown: `${[
      `# Who can: ${plain(titleOf(place))}`,
      `${code(idOf(place))} on ${bold(placeOf(place))}`,
      table(['Who', 'Verdict', 'Because'], rows),
      ...sources(notes),
    ].join('\n\n')}\n`,
  };
}

const MARKS = { passed: '✓', failed: '✗', undecided: '?', broken: '✗' } as const;

/** What came of a test, expectation by expectation, as Markdown; undefined where the file has no such test. */
export function tested(
  open: OpenPolicy,
  path: string,
  { test: name }: RunTestParams,
  link: LinkTo,
): Answered | undefined {
  const test = open.policy.tests.find(
    ({ key }) => key.text === name && open.locate(key.origin)?.path === path,
  );
  if (test === undefined) return undefined;
  const notes = new Footnotes();
  const result = resultOf(open, test);
  const parts = result.expectations.map(({ written, state, message, proof }) => {
    const why = state === 'passed' ? '' : `: ${plain(message)}`;
    const head = `- ${MARKS[state]} ${plain(written.text)}${why} ${link(written.origin)}`.trim();
    return [head, ...proof.map((line) => `  - ${lineText(lineOf(line), notes, link)}`)].join('\n');
  });
  return {
    kind: 'answer',
    title: name,
    markdown: `${[`# ${plain(name)}`, testSummary(result), parts.join('\n'), ...sources(notes)].join('\n\n')}\n`,
  };
}

/** What a tab is called: the item first, as tabs are narrow, and many answers are about one space. */
function tabTitle({ where, to }: WhoParams, asked: string): string {
  const slash = where.indexOf('/');
  const place =
    slash < 0 ? where : `${where.slice(slash + 1).trim()} in ${where.slice(0, slash).trim()}`;
  return `${place}: ${asked}${to === undefined ? '' : ` to ${to}`}`;
}

/** A line of a proof, with the number of its source and a link to the line of the policy. */
function lineText(
  { text, source, origin }: ExplanationLine,
  notes: Footnotes,
  link: LinkTo,
): string {
  const mark = source === undefined ? '' : ` ${notes.mark(source)}`;
  return `${plain(`${text}${mark}`)} ${link(origin)}`.trim();
}

function sources(notes: Footnotes): readonly string[] {
  const lines = notes.lines();
  return lines.length === 0 ? [] : ['## Sources', lines.join('\n')];
}
