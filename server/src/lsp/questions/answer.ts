import { ask } from '../../core/ask.js';
import type { Checked } from '../../core/check.js';
import { decide } from '../../core/decide/decide.js';
import { alsoText, proofLines, type ProofLine } from '../../core/decide/describe.js';
import { nearestGrants } from '../../core/decide/nearest.js';
import { personText } from '../../core/decide/person.js';
import type { Outcome, Question } from '../../core/decide/types.js';
import type { Answered, ExplainParams, WhoParams } from './protocol.js';
import { personName } from './choices.js';
import { bold, code, plain, table } from './markdown.js';

/** A link to the line that a part of a proof rests on: empty where there is none. */
export type LinkTo = (origin: ProofLine['origin']) => string;

/** One verdict with its proof, as Markdown. */
export function explained(policy: Checked, params: ExplainParams, link: LinkTo): Answered {
  const asked = ask(policy, params);
  if (asked.kind === 'problem') return asked;
  const { engine, question } = asked;
  const outcome = decide(engine, question);
  const nearest = outcome.verdict === 'denied' ? nearestGrants(engine, question) : [];
  const line = ({ text, origin }: ProofLine): string => {
    const at = link(origin);
    return `${plain(text)}${at === '' ? '' : ` ${at}`}`;
  };
  const parts = [
    `# ${plain(personText(question.who))}: ${outcome.verdict}`,
    `${bold(titleOf(question))} (${code(idOf(question))}) on ${bold(placeOf(question))}`,
    ...section(
      outcome.verdict === 'depends' ? 'What the policy does not state' : 'Because',
      proofLines(outcome).map(line),
    ),
    ...section(
      'What would allow it, least first',
      nearest.map(({ text, alsoAllows }) => plain(`${text}${alsoText(alsoAllows)}`)),
    ),
    ...section('Items that differ', differing(outcome)),
    ...section('Worth knowing', outcome.caveats.map(plain)),
  ];
  return {
    kind: 'answer',
    title: `${params.who} ${params.action} ${params.where}`,
    markdown: `${parts.join('\n\n')}\n`,
  };
}

/** Everybody's verdict and what it rests on, as Markdown. */
export function whoCan(policy: Checked, params: WhoParams, link: LinkTo): Answered {
  const rows: (readonly string[])[] = [];
  let first: Question | undefined;
  for (const person of policy.engine.people.everybody()) {
    const asked = ask(policy, { ...params, who: personName(person) });
    if (asked.kind === 'problem') return asked;
    const outcome = decide(asked.engine, asked.question);
    const [reason] = proofLines(outcome);
    first ??= asked.question;
    rows.push([
      plain(personText(asked.question.who)),
      outcome.verdict,
      reason === undefined ? '' : `${plain(reason.text)} ${link(reason.origin)}`.trim(),
    ]);
  }
  if (first === undefined)
    return { kind: 'problem', message: 'this policy names no users: there is nobody to ask about' };
  const order = ['allowed', 'depends', 'denied'];
  rows.sort((a, b) => order.indexOf(a[1] ?? '') - order.indexOf(b[1] ?? ''));
  return {
    kind: 'answer',
    title: `Who can ${params.action} ${params.where}`,
    markdown: [
      `# Who can: ${plain(titleOf(first))}`,
      `${code(idOf(first))} on ${bold(placeOf(first))}`,
      table(['Who', 'Verdict', 'Because'], rows),
      '',
    ].join('\n\n'),
  };
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, lines.map((line) => `- ${line}`).join('\n')];
}

function differing({ items = [], verdict }: Outcome): readonly string[] {
  return items
    .filter(({ outcome }) => outcome.verdict !== verdict)
    .map(({ label, outcome }) => {
      const [reason] = proofLines(outcome);
      return plain(
        `${label}: ${outcome.verdict}${reason === undefined ? '' : ` (${reason.text})`}`,
      );
    });
}

function titleOf({ asked }: Question): string {
  return asked.kind === 'action' ? asked.action.title : asked.title;
}

function idOf({ asked }: Question): string {
  return asked.kind === 'action' ? asked.action.id : asked.id;
}

function placeOf({ where, to }: Question): string {
  const target = to === undefined ? '' : ` to ${to.name}`;
  switch (where.kind) {
    case 'new-space':
      return `a new ${where.type} space`;
    case 'space':
      return `${where.space.name}${target}`;
    case 'item':
      return `${where.space.name}/${where.item.name}${target}`;
  }
}
