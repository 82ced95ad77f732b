import { decide } from '../../decide/decide.js';
import { personText } from '../../decide/person.js';
import type { Question } from '../../decide/types.js';
import type { Action } from '../../matrix/types.js';
import type { Item, Reference, Space } from '../../model/world.js';
import { shareCounts } from '../../rules/share-limits.js';
import type { HoverContext } from './context.js';
import { kindName } from './counts.js';
import { counted, gauge } from '../counted.js';
import { blocks, bold, code, folded, name } from './markdown.js';
import { grantsText, ownerText } from './space.js';

/** An app or other content: whose it is, whom it is shared with, and who can open it. */
export function itemHover(context: HoverContext, space: Space, item: Item): string {
  return blocks(
    `${bold(item.name)} · ${kindText(item)} in ${name(space.name)} (${space.type}) · ${ownerText(context, item.owner)}`,
    facts(item),
    sharesText(context, space, item),
    openers(context, space, item),
  );
}

function kindText({ kind, appKind }: Item): string {
  if (kind !== 'app') return kindName(kind).replace(/ies$/u, 'y').replace(/s$/u, '');
  return { 'qlik-sense': 'app', qlikview: 'QlikView app', 'direct-query': 'Direct Query app' }[
    appKind
  ];
}

function facts({ publishedFrom, from, uses, sectionAccess, features }: Item): readonly string[] {
  const lines: string[] = [];
  if (publishedFrom !== undefined) lines.push(`published from ${referenceText(publishedFrom)}`);
  if (from !== undefined) lines.push(`deploys ${referenceText(from)}`);
  if (uses.length > 0) lines.push(`loads ${folded(uses.map(referenceText), 3)}`);
  if (sectionAccess) lines.push('section access reduces its data besides');
  if (features.length > 0) lines.push(`uses ${folded(features.map(name), 3)}`);
  return lines.map((line) => `- ${line}`);
}

function referenceText({ space, item }: Reference): string {
  return name(item === undefined ? space : `${space}/${item}`);
}

function sharesText({ open }: HoverContext, space: Space, item: Item): readonly string[] {
  if (item.shares.length === 0) return item.kind === 'app' ? ['Shared with nobody.'] : [];
  const count = [...shareCounts(space, open.config.limits)].find(
    ({ origin }) => origin === item.origin,
  );
  const used =
    count === undefined ? counted(item.shares.length, 'share') : gauge(count.count, count.limit);
  return [`Shared: ${grantsText(item.shares)}`, '', `${used} of the ${item.kind}`];
}

/** What comes nearest to opening it. */
function openingAction({ matrix }: HoverContext, { kind }: Item): Action | undefined {
  const verbs = ['open', 'list-and-use', 'list', 'view'];
  const found = verbs.flatMap((verb) => matrix.action(`${kind}.${verb}`) ?? []);
  return found.find(({ askedOf }) => askedOf === 'item');
}

const MOST_NAMED = 8;

/** Everybody of the policy for whom opening it is allowed, with the strongest cause; and whom it depends for. */
function openers(context: HoverContext, space: Space, item: Item): readonly string[] {
  const { engine } = context;
  const action = openingAction(context, item);
  if (action === undefined) return [];
  const allowed: string[] = [];
  const depends: string[] = [];
  let [more, open, denied] = [0, 0, 0];
  for (const who of engine.people.everybody()) {
    const target = { kind: 'item' as const, item };
    const verdict = engine.verdicts.at({ engine, person: who, action, space, target });
    if (verdict === 'denied') denied += 1;
    else if (verdict === 'depends') {
      open += 1;
      if (depends.length < MOST_NAMED) depends.push(name(personText(who)));
    } else if (allowed.length < MOST_NAMED) {
      const question: Question = {
        who,
        asked: { kind: 'action', action },
        where: { kind: 'item', space, item },
      };
      const [grant] = decide(engine, question).grants;
      allowed.push(`${name(personText(who))} (${grant?.via ?? ''})`);
    } else more += 1;
  }
  const rest = (count: number): string => (count > 0 ? ` … and ${count} more` : '');
  const can = allowed.length === 0 ? 'nobody of the policy' : allowed.join(', ');
  return [
    `- may open it (${code(action.id)}): ${can}${rest(more)}`,
    ...(open === 0 ? [] : [`- not known: ${depends.join(', ')}${rest(open - depends.length)}`]),
    ...(denied === 0 ? [] : [`- denied: ${counted(denied, 'other', 'others')}`]),
  ];
}
