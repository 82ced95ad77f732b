import { personText } from '../../decide/person.js';
import { reaches } from '../../decide/holdings.js';
import type { ItemTarget, Person } from '../../decide/types.js';
import type { Item, Space } from '../../model/world.js';
import { shareProblem } from '../../model/validity.js';
import type { HoverContext } from './context.js';
import { countedActions, kindName, sum, type Tally, tallies } from './counts.js';
import { counted } from '../counted.js';
import { bold, blocks, folded, foldedLines, name, plain, tableOfCounts } from './markdown.js';
import { groupMembers } from '../group-members.js';
import {
  entitlementText,
  heldIn,
  holdingText,
  personTitle,
  throughText,
  typeText,
} from './people.js';

const FOREIGN: ItemTarget = { kind: 'foreign' };

/** What somebody can do in a space, and through what. */
export function personInSpace(context: HoverContext, person: Person, space: Space): string {
  const { engine } = context;
  const found = tallies(engine, person, space, FOREIGN);
  const own = tallies(engine, person, space, { kind: 'own' });
  const all = sum(found, '');
  const through = [...roleLines(context, person, space), ...itemLines(context, person, space)];
  return blocks(
    `${personTitle(person)} in ${bold(space.name)}, ${typeText(space.type)}: ${amount(all)}`,
    headNote(person, space),
    through.length === 0
      ? `${plain(personText(person))} holds nothing there: no role, no share, no tenant role that counts.`
      : foldedLines(through, 7),
    countTable(found, own, space),
    openText(context, person, space),
    memberText(context, person, space),
  );
}

const MOST_FACTS = 3;

/** The facts that most of the open verdicts wait for. */
function openText({ engine }: HoverContext, person: Person, space: Space): string {
  const place = { engine, person, space, target: FOREIGN };
  const verdicts = engine.verdicts.here(place);
  const counts = new Map<string, number>();
  for (const action of countedActions(engine, space.type)) {
    // Only what depends waits for facts; the verdict alone is told much quicker.
    if (verdicts.on(action) !== 'depends') continue;
    const outcome = engine.decideAt({ ...place, action });
    const texts = outcome.missing.map(({ kind, text }) =>
      kind === 'cell' ? 'cells that no document at hand gives' : text,
    );
    for (const text of new Set(texts)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const facts = [...counts].sort(([, a], [, b]) => b - a);
  const parts = facts.map(([text, count]) => `${plain(text)} (${count})`);
  if (parts.length === 0) return '';
  const where = parts.length > MOST_FACTS ? ' (Explain Access names those of each action)' : '';
  return `Not known: ${folded(parts, MOST_FACTS, '; ')}${where}`;
}

/** What the members of a group may do that the policy names: they may have more than the group gives. */
function memberText(context: HoverContext, person: Person, space: Space): string {
  const { engine } = context;
  if (person.kind !== 'group-member') return '';
  const users = groupMembers(engine, person.group);
  const parts = users.map((user, index) =>
    // Those that are folded away are only counted.
    index >= MOST_MEMBERS
      ? ''
      : `${name(user.id)} ${sum(tallies(engine, { kind: 'user', user }, space, FOREIGN), '').allowed}`,
  );
  return parts.length === 0
    ? ''
    : `Its members may, with all that they have: ${folded(parts, MOST_MEMBERS)}`;
}

const MOST_MEMBERS = 6;

/** `120 of 163 actions, 4 more depend on what the policy does not state`. */
export function amount({ allowed, depends, total }: Tally): string {
  const may = allowed === 0 ? 'none' : `**${allowed}**`;
  const open = depends === 0 ? '' : `, ${depends} more depend on what is not known`;
  return `${may} of ${counted(total, 'action')}${open}`;
}

function headNote(person: Person, space: Space): string {
  const status = person.kind === 'user' ? person.user.status : 'active';
  if (status === 'disabled') return 'Disabled (status: disabled): denied everything.';
  const entitlement = entitlementText(person, space);
  const invited = status === 'invited' ? ' · invited, not active yet' : '';
  return `${entitlement.charAt(0).toUpperCase()}${entitlement.slice(1)}${invited}`;
}

function roleLines(context: HoverContext, person: Person, space: Space): readonly string[] {
  return heldIn(context, person, space).map((holding) => {
    const doubt = holding.missing === undefined ? '' : `: ${plain(holding.missing.text)}`;
    return `**${holding.via}**: ${holdingText(holding, person)}${doubt}${context.at(holding.origin)}`;
  });
}

/** Single items: those that are shared with the person, and those that they own. */
function itemLines(context: HoverContext, person: Person, space: Space): readonly string[] {
  const shares = space.items.flatMap((item) => shareLine(context, person, space, item) ?? []);
  const owned =
    person.kind === 'user' ? context.engine.grantsOf(space).itemsOf(person.user.id) : [];
  if (owned.length === 0) return shares;
  const names = folded(
    owned.map((item) => name(item.name)),
    4,
  );
  return [...shares, `**item owner** of ${names}`];
}

function shareLine(
  context: HoverContext,
  person: Person,
  space: Space,
  item: Item,
): string | undefined {
  const { engine, world } = context;
  const parts: string[] = [];
  for (const { principal, roles, origin } of item.shares) {
    const reach = reaches(engine.people, person, principal);
    if (reach === undefined) continue;
    const titles = roles
      .filter(({ role }) => shareProblem(world, space, item, principal, role) === undefined)
      .map(({ role }) => role.title);
    if (titles.length === 0) continue;
    const through = throughText(principal, person);
    const doubt = reach.missing === undefined ? '' : ' (not known whether)';
    parts.push(`${plain(titles.join(', '))}${through}${doubt}${context.at(origin)}`);
  }
  return parts.length === 0
    ? undefined
    : `**share** of ${name(item.name)}: ${folded(parts, 2)}, that ${item.kind} only`;
}

/** The space itself, the kinds of content that it holds, and the other kinds together. */
function countTable(
  found: readonly Tally[],
  own: readonly Tally[],
  space: Space,
): readonly string[] {
  if (sum(found, '').allowed + sum(found, '').depends + sum(own, '').allowed === 0) return [];
  const kinds = new Set(['space', 'app', ...space.items.map(({ kind }) => kind)]);
  const shown = found.filter(({ kind }) => kinds.has(kind)).slice(0, 6);
  const rest = found.filter((tally) => !shown.includes(tally));
  const ownOf = (tally: readonly Tally[]): Tally =>
    sum(
      own.filter(({ kind }) => tally.some((each) => each.kind === kind)),
      '',
    );
  const row = (label: string, list: readonly Tally[]): readonly string[] => {
    const all = sum(list, '');
    const mine = ownOf(list).allowed;
    const onOwn = mine === all.allowed ? '' : `${mine}`;
    return [label, `${all.allowed}`, onOwn, `${all.depends}`, `${all.total}`];
  };
  return tableOfCounts(
    ['Actions on', 'Allowed', 'On own items', 'Depends', 'In all'],
    [
      ...shown.map((tally) => row(kindName(tally.kind), [tally])),
      ...(rest.length === 0 ? [] : [row('other kinds', rest)]),
    ],
  );
}
