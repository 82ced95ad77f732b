import { spanIn } from '../../syntax/long-node.js';
import type { Checked, Diagnostic } from '../../check.js';
import type { Place } from '../../model/change.js';
import {
  type Grant,
  nameKey,
  principalText,
  samePrincipal,
  type Space,
} from '../../model/world.js';
import type { Origin } from '../../syntax/policy/access.js';
import type { Span } from '../../text/span.js';
import { type MemberEdit, memberEdits } from '../members/edit.js';
import { treeOf } from '../snapshot.js';
import { type CodeAction, costly } from './types.js';

/** A grant of a space, as it stands in the policy. */
interface GrantThere {
  readonly space: Space;
  readonly grant: Grant;
  /** Of a share, its app; of a membership, the space. */
  readonly of: Place;
}

/** Takes a role away that adds nothing, and with the last role the grant. */
export function redundancyActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (rule !== 'redundant-grant' && rule !== 'redundant-share') return [];
  const { block, span } = finding.origin;
  for (const there of grantsAt(checked, { block, span })) {
    const { space, grant, of } = there;
    const role = grant.roles.find(
      ({ origin }) => origin !== undefined && holds(origin, finding.origin),
    );
    if (role === undefined) continue;
    const left = grant.roles.filter((each) => each !== role).map((each) => each.role);
    const edit: MemberEdit =
      left.length === 0 ? { kind: 'remove', of } : { kind: 'set-roles', of, roles: left };
    const made = memberEdits(checked, space, grant.principal, edit);
    if (made.kind === 'problem') return [];
    const title = `Take ${role.role.title} away from ${principalText(grant.principal)}: it adds nothing`;
    return [
      {
        title,
        kind: 'quickfix',
        rule,
        diagnostic,
        edits: made.edits,
        isPreferred: false,
        safe: false,
      },
    ];
  }
  return [];
}

/** Turns the grant at a place into the other kind: shares of apps into a membership of the space, a membership into shares. */
export function rewriteActions(checked: Checked, path: string, span: Span): readonly CodeAction[] {
  const at = treeOf(checked, path)?.blockAt(span.start);
  if (at === undefined) return [];
  const { block, start } = at;
  const { matrix } = checked.engine;
  const place: Origin = { block, span: { start: span.start - start, end: span.end - start } };
  return grantsAt(checked, place).flatMap(({ space, grant, of }): readonly CodeAction[] => {
    const who = principalText(grant.principal);
    const shareRole = matrix.rolesIn(space.type, true)[0];
    const apps = space.items.filter(
      ({ kind, appKind }) => kind === 'app' && appKind === 'qlik-sense',
    );
    if (of.item !== undefined) {
      const roles = grant.roles
        .map(({ role }) => role)
        .filter((role) => matrix.rolesIn(space.type, false).includes(role));
      const isMember = space.members.some(({ principal }) =>
        samePrincipal(principal, grant.principal),
      );
      const title = `Make ${who} a member of ${space.name} instead of sharing apps`;
      return roles.length === 0 || isMember || grant.principal.kind === 'link'
        ? []
        : rewrite(checked, space, grant, title, { kind: 'to-member', roles });
    }
    if (shareRole === undefined || apps.length === 0) return [];
    const all = apps.length === 1 ? (apps[0]?.name ?? '') : `all ${apps.length} apps`;
    const title = `Share ${all} with ${who} as ${shareRole.title} instead of the membership of ${space.name}`;
    const edit: MemberEdit = {
      kind: 'to-shares',
      roles: [shareRole],
      apps: apps.map(({ name }) => name),
    };
    return rewrite(checked, space, grant, title, edit);
  });
}

function rewrite(
  checked: Checked,
  space: Space,
  { principal }: Grant,
  title: string,
  edit: MemberEdit,
): readonly CodeAction[] {
  return [
    costly({ title, kind: 'refactor.rewrite', isPreferred: false, safe: false }, () => {
      const made = memberEdits(checked, space, principal, edit);
      return made.kind === 'problem' ? undefined : made.edits;
    }),
  ];
}

/** The grants whose principal or roles stand at a place. */
function grantsAt({ engine }: Checked, place: Origin): readonly GrantThere[] {
  const found: GrantThere[] = [];
  for (const { section, key } of place.block.entries) {
    const space = section === 'spaces' ? engine.world.spaces.get(nameKey(key.value)) : undefined;
    if (space === undefined) continue;
    for (const grant of space.members)
      if (stands(grant, place)) found.push({ space, grant, of: { space: space.name } });
    for (const { kind, name, shares } of space.items)
      for (const grant of shares)
        if (stands(grant, place))
          found.push({ space, grant, of: { space: space.name, item: { kind, name } } });
  }
  return found;
}

function stands({ origin, roles }: Grant, place: Origin): boolean {
  return [origin, ...roles.map((role) => role.origin)].some(
    (each) => each !== undefined && holds(each, place),
  );
}

function holds(origin: Origin, place: Origin): boolean {
  const span = spanIn(place.block, origin);
  return span !== undefined && span.start <= place.span.start && place.span.end <= span.end;
}
