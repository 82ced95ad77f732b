import { shareCounts, type ShareCount } from '../../rules/share-limits.js';
import type { Grant, OwnerName, Space } from '../../model/world.js';
import { writtenPrincipal } from '../written-principal.js';
import { spaceProblem } from '../../model/validity.js';
import type { HoverContext } from './context.js';
import { countedKind } from './counts.js';
import { gauge } from '../counted.js';
import { blocks, bold, folded, foldedLines, name, plain } from './markdown.js';

/** A space: whose it is, who is in it by role, what it holds, and how near its shares are to the limits. */
export function spaceHover(context: HoverContext, space: Space): string {
  const problem = spaceProblem(context.world, space);
  return blocks(
    `${bold(space.name)} · ${space.type} space · ${ownerText(context, space.owner)}${creatorText(space)}`,
    problem === undefined ? '' : `**${plain(problem.message)}**`,
    foldedLines([...memberLines(space), contentLine(space)], 9),
    shareLines(context, space),
  );
}

/** `owner anna sales.yaml:4`. */
export function ownerText(context: HoverContext, owner: OwnerName | 'gone' | undefined): string {
  if (owner === undefined) return 'no owner stated';
  if (owner === 'gone') return 'its owner left the tenant';
  const status = owner.user === undefined ? undefined : context.world.users.get(owner.user)?.status;
  const who = owner.user === undefined ? 'nobody of the policy' : name(owner.user);
  const note = status === undefined || status === 'active' ? '' : ` (${status})`;
  return `owner ${who}${note}${context.at(owner.origin)}`;
}

function creatorText({ owner, createdBy }: Space): string {
  return createdBy?.user === undefined || createdBy.user === owner?.user
    ? ''
    : ` · created by ${name(createdBy.user)}`;
}

/** Members by role, in the order of the first of each. */
function memberLines(space: Space): readonly string[] {
  if (space.members.length === 0)
    return [space.type === 'personal' ? 'no members: a personal space has none' : 'no members'];
  const roles = new Map<string, string[]>();
  for (const { principal, roles: held } of space.members)
    for (const { role } of held)
      roles.set(role.title, [...(roles.get(role.title) ?? []), name(writtenPrincipal(principal))]);
  return [...roles].map(([title, members]) => `${plain(title)}: ${folded(members, 6)}`);
}

function contentLine({ items }: Space): string {
  const kinds = new Map<string, number>();
  for (const { kind } of items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].map(([kind, count]) => countedKind(count, kind));
  return counts.length === 0 ? 'no content stated' : `holds ${folded(counts, 6)}`;
}

/** The space's own count, and the fullest app and principal. */
function shareLines({ open }: HoverContext, space: Space): readonly string[] {
  const counts = [...shareCounts(space, open.config.limits)];
  const total = counts.at(-1);
  if (total === undefined || total.count === 0) return [];
  const fullest = (list: readonly ShareCount[]): readonly ShareCount[] =>
    [...list].sort((a, b) => b.count / b.limit - a.count / a.limit).slice(0, 1);
  const apps = counts.filter(({ what }) => what.startsWith('the app '));
  const people = counts.slice(0, -1).filter((count) => !apps.includes(count));
  return foldedLines(
    [
      `${gauge(total.count, total.limit)} in the space`,
      ...fullest(apps).map(({ what, count, limit }) => `${gauge(count, limit)} of ${plain(what)}`),
      ...fullest(people).map(
        ({ what, count, limit }) =>
          `${gauge(count, limit)} with ${name(what.replace(/ in the space .*$/su, ''))}`,
      ),
    ],
    3,
  );
}

/** `as Can view: anna, group sales; as Can contribute: ali`. */
export function grantsText(grants: readonly Grant[]): string {
  const roles = new Map<string, string[]>();
  for (const { principal, roles: held } of grants) {
    const title = held.map(({ role }) => role.title).join(', ');
    roles.set(title, [...(roles.get(title) ?? []), name(writtenPrincipal(principal))]);
  }
  return folded(
    [...roles].map(([title, who]) => `${plain(title)}: ${folded(who, 6)}`),
    4,
    '; ',
  );
}
