import type { AccessOrder } from '../../core/access/entries.js';
import { missingTexts, type Reason } from '../../core/access/reasons.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import { grantText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import type { Action } from '../../core/matrix/types.js';
import { byWeight } from '../../core/features/hover/counts.js';
import type { AccessOfPolicy, AccessReport, AccessReporter } from './access-report.js';
import { cellCode, code, tableLine } from './markdown.js';
import { Places } from './proof-json.js';

/** So many actions are named in a row; the rest is counted. */
const NAMED = 3;
/** How many characters are shown of a fact that is missing. */
const MOST_OF_FACT = 300;

/** Effective access as tables, one a user, a space or an app. What comes from the policy stands in code spans only. */
export const accessMarkdown: AccessReporter = function* (report) {
  const { by, policies } = report;
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
    const next = headingOf(entry, by);
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

/** What the policy leaves open is told, even where it isn't asked for. */
export function noteText({
  counts,
  verdicts,
}: Pick<AccessReport, 'counts' | 'verdicts'>): string | undefined {
  if (counts === undefined || counts.depends === 0 || verdicts.has('depends')) return undefined;
  return `${counts.depends.toLocaleString('en')} ${counts.depends === 1 ? 'verdict depends' : 'verdicts depend'} on what the policy does not state, and ${counts.depends === 1 ? 'is' : 'are'} not listed: --verdict depends lists them.`;
}

function headingOf({ who, space, item }: AccessEntry, by: AccessOrder): string {
  if (by === 'user') return code(personText(who));
  return by === 'space'
    ? `${code(space.name)} (${space.type} space)`
    : code(`${space.name}/${item?.name ?? ''}`);
}

function placeText({ space, item }: AccessEntry): string {
  return item === undefined ? space.name : `${space.name}/${item.name}`;
}

function tableHead(by: AccessOrder): string {
  const first = { user: ['where'], space: ['who', 'item'], app: ['who'] }[by];
  const cells = [...first, 'verdict', 'actions', 'why', 'stated at'];
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
  const named = byWeight(actions)
    .slice(0, NAMED)
    .map(({ id }) => cellCode(id))
    .join(', ');
  const more = actions.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}
