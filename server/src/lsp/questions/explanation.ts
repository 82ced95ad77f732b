import { decide } from '../../core/decide/decide.js';
import { alsoText, proofLines, type ProofLine, withoutSource } from '../../core/decide/describe.js';
import type { Engine } from '../../core/decide/engine.js';
import { nearestGrants } from '../../core/decide/nearest.js';
import { personText } from '../../core/decide/person.js';
import type { Outcome, Question, Verdict } from '../../core/decide/types.js';

/** A verdict with all that is told of it, in words: what Explain Access and the access view show. */
export interface Explanation {
  readonly who: string;
  readonly verdict: Verdict;
  /** What was asked, by its title and id, and where. */
  readonly action: string;
  readonly id: string;
  readonly place: string;
  /** Those that have something to say. */
  readonly sections: readonly ExplanationSection[];
}

export interface ExplanationSection {
  readonly heading: string;
  readonly lines: readonly ExplanationLine[];
}

export interface ExplanationLine {
  readonly text: string;
  /** The document or table that it rests on. */
  readonly source?: string;
  /** The line of the policy that it rests on. */
  readonly origin?: ProofLine['origin'];
}

/** Answers a question, and says why, and what would change the answer. */
export function explain(engine: Engine, question: Question): Explanation {
  const outcome = decide(engine, question);
  const nearest = outcome.verdict === 'denied' ? nearestGrants(engine, question) : [];
  const sections = [
    {
      heading: outcome.verdict === 'depends' ? 'What the policy does not state' : 'Because',
      lines: proofLines(outcome).map((line) => lineOf(line)),
    },
    {
      heading: 'What would allow it, least first',
      lines: nearest.map(({ text, alsoAllows }) => ({ text: `${text}${alsoText(alsoAllows)}` })),
    },
    { heading: 'Items that differ', lines: differing(outcome) },
    { heading: 'Worth knowing', lines: outcome.caveats.map((text) => ({ text })) },
  ];
  return {
    who: personText(question.who),
    verdict: outcome.verdict,
    action: titleOf(question),
    id: idOf(question),
    place: placeOf(question),
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

function differing({ items = [], verdict }: Outcome): readonly ExplanationLine[] {
  return items
    .filter(({ outcome }) => outcome.verdict !== verdict)
    .map(({ label, outcome }) => {
      const about = `${label}: ${outcome.verdict}`;
      const [reason] = proofLines(outcome);
      return reason === undefined
        ? { text: about }
        : lineOf(reason, (because) => `${about} (${because})`);
    });
}

/** A line of a proof, apart from what it rests on. */
export function lineOf(
  line: ProofLine,
  within: (text: string) => string = (text) => text,
): ExplanationLine {
  const { source, origin } = line;
  return {
    text: within(withoutSource(line)),
    ...(source !== undefined && { source }),
    ...(origin && { origin }),
  };
}

type Place = Omit<Question, 'who'>;

/** The title of what is asked. */
export function titleOf({ asked }: Place): string {
  return asked.kind === 'action' ? asked.action.title : asked.title;
}

/** The id of what is asked. */
export function idOf({ asked }: Place): string {
  return asked.kind === 'action' ? asked.action.id : asked.id;
}

/** Where it is asked. */
export function placeOf({ where, to }: Place): string {
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
