import type { AccessOrder } from '../../core/access/entries.js';
import { missingTexts, type Reason } from '../../core/access/reasons.js';
import { grantText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import type { Action } from '../../core/matrix/types.js';
import { type AccessOfPolicy, type AccessReporter, noteText } from './access-report.js';
import { columnsBy, headingOf, placeText, weightiest } from './access-words.js';
import { cellCode, code, tableLine } from './markdown.js';
import { Places } from './proof-json.js';

/** How many characters are shown of a fact that is missing. */
const MOST_OF_FACT = 300;

/** Effective access as tables, one a user, a space or an app. What comes from the policy stands in code spans only. */
export const accessMarkdown: AccessReporter = function* (report) {
  const { asked, policies } = report;
  const { by } = asked;
  yield `# Effective access by ${by}\n`;
  const note = noteText(report);
  if (note !== undefined) yield `\n${note}\n`;
  const isOne = policies.length === 1;
  for (const policy of policies) {
    if (!isOne) yield `\n## ${code(policy.name)}\n`;
    yield* tablesOf(policy, by, isOne ? '##' : '###');
  }
};

function* tablesOf(
  { policy, entries }: AccessOfPolicy,
  by: AccessOrder,
  level: string,
): Generator<string> {
  const places = new Places(policy);
  let heading = '';
  for (const entry of entries) {
    const { name, kind } = headingOf(entry, by);
    const next = `${code(name)}${kind}`;
    if (next !== heading) {
      heading = next;
      yield `\n${level} ${heading}\n\n${tableHead(by)}\n`;
    }
    const first = cellCode(by === 'user' ? placeText(entry) : personText(entry.who));
    const item = by === 'space' ? [entry.item === undefined ? '' : cellCode(entry.item.name)] : [];
    yield `${tableLine([first, ...item, ...reasonCells(places, entry.reason)])}\n`;
  }
  if (heading === '') yield '\nNobody has what is asked for.\n';
}

function tableHead(by: AccessOrder): string {
  const cells = columnsBy(by);
  return [cells, cells.map(() => '---')].map(tableLine).join('\n');
}

function reasonCells(places: Places, reason: Reason): readonly string[] {
  const { verdict, actions, grants, missing, shortfalls } = reason;
  const why = [
    ...grants.map((grant) => `${grant.via}: ${cellCode(grantText(grant))}`),
    ...missingTexts(reason).map((text) => cellCode(text, MOST_OF_FACT)),
    ...shortfalls,
  ];
  const at = places.label(grants[0]?.origin ?? missing[0]?.origin);
  return [verdict, actionsText(actions), why.join('; '), at === undefined ? '' : cellCode(at)];
}

function actionsText(actions: readonly Action[]): string {
  const { named, more } = weightiest(actions);
  const list = named.map(({ id }) => cellCode(id)).join(', ');
  return more > 0 ? `${list} and ${more} more` : list;
}
