import type { OpenPolicy } from '../../core/check.js';
import { alsoText, proofLines, type ProofLine, whereText } from '../../core/decide/describe.js';
import type { NearestGrant } from '../../core/decide/nearest.js';
import { personText } from '../../core/decide/person.js';
import type { Outcome, Question } from '../../core/decide/types.js';
import { printable, type Style } from '../terminal.js';
import { differing } from './explain-json.js';
import { Positions } from './positions.js';

/** A verdict with its proof, for people. */
export function explainPretty(
  policy: OpenPolicy,
  question: Question,
  outcome: Outcome,
  nearest: readonly NearestGrant[],
  style: Style,
): string {
  const positions = new Positions([policy]);
  const line = ({ text, origin }: ProofLine): string => {
    const place = origin && policy.locate(origin);
    const at = place === undefined ? '' : style.dim(`  ${positions.label(place)}`);
    return `  ${printable(text)}${at}`;
  };
  const parts = [
    headline(question, outcome, style),
    ...section(HEADINGS[outcome.verdict], proofLines(outcome).map(line), style),
    ...section(
      'What would allow it, least first:',
      nearest.map(({ text, alsoAllows, changes }) =>
        [
          `  ${printable(text)}${style.dim(alsoText(alsoAllows))}`,
          ...changes.map((change) => style.dim(`    --given ${shellQuoted(change)}`)),
        ].join('\n'),
      ),
      style,
    ),
    ...section(
      'Items that differ:',
      differing(outcome).map(
        (item) =>
          `  ${printable(item.label)}: ${item.outcome.verdict}${proofLines(item.outcome)
            .slice(0, 1)
            .map(({ text }) => ` (${printable(text)})`)
            .join('')}`,
      ),
      style,
    ),
    ...section(
      'Worth knowing:',
      outcome.caveats.map((caveat) => `  ${printable(caveat)}`),
      style,
    ),
  ];
  return `${parts.join('\n')}\n`;
}

const HEADINGS = {
  allowed: 'Because:',
  denied: 'Because:',
  depends: 'What the policy does not state:',
} as const;

function headline({ who, asked, where, to }: Question, { verdict }: Outcome, style: Style): string {
  const colour = { allowed: style.green, denied: style.red, depends: style.yellow }[verdict];
  const action = asked.kind === 'action' ? asked.action : asked;
  const target = to === undefined ? '' : ` to ${to.name}`;
  return `${style.bold(colour(verdict))}  ${printable(`${personText(who)} · ${action.id} (${action.title}) · ${whereText(where)}${target}`)}`;
}

function section(heading: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : ['', style.bold(heading), ...lines];
}

/** A sentence as it can be pasted behind an option. */
function shellQuoted(text: string): string {
  return `'${printable(text).replaceAll("'", "'\\''")}'`;
}
