import type { Group } from '../../model/world.js';
import type { HoverContext } from './context.js';
import { groupMembers } from '../group-members.js';
import { counted } from '../counted.js';
import { blocks, bold, code, folded, name } from './markdown.js';
import { spaceLines } from './user.js';

/** A group: who is in it, which tenant roles it gives, and where it is granted something. */
export function groupHover(context: HoverContext, group: Group): string {
  const { world } = context;
  const members = groupMembers(context.engine, group);
  const provider = { idp: 'kept by the identity provider', custom: 'kept in the tenant' };
  const about = [
    `group ${code(group.id)}`,
    ...(group.provider === undefined ? [] : [provider[group.provider]]),
    ...(world.tenant.groupsEnabled ? [] : ['**groups are switched off: it gives nothing**']),
  ];
  const others = group.othersUnknown ? ', and others that the policy does not state' : '';
  const roles = group.roles.map(({ title }) => name(title));
  // What everyone is granted is not the group's.
  const { count, lines } = spaceLines(
    context,
    { kind: 'group-member', group },
    (principal) => principal.kind === 'group' && principal.id === group.id,
  );
  return blocks(
    `${bold(group.name)} · ${about.join(' · ')}`,
    [
      `- ${counted(members.length, 'member')}${
        members.length === 0
          ? ''
          : `: ${folded(
              members.map(({ id }) => name(id)),
              8,
            )}`
      }${others}`,
      `- tenant roles of every member: ${roles.length === 0 ? 'none' : folded(roles, 6)}`,
    ],
    count === 0
      ? 'No space gives it a role or a share.'
      : blocks(`In ${counted(count, 'space')}:`, lines),
  );
}
