import type {
  ChangeNode,
  PrincipalNode,
  ReferenceNode,
  Span,
} from '../../../../grammar/src/index.js';
import type { SpaceRole } from '../matrix/types.js';
import type { Change, Place } from './change.js';
import { type Found, SentenceResolver } from './resolve.js';
import { memberProblem, shareProblem } from './validity.js';
import type { Principal } from './world.js';

/** Looks up the names of one change of `given`. */
export class ChangeResolver extends SentenceResolver {
  /** A change of `given` with its names looked up; undefined where one wasn't found. */
  change(node: ChangeNode): Change | undefined {
    switch (node.kind) {
      case 'remove': {
        const principal = this.principal(node.principal);
        if (node.from === undefined) return principal && { kind: 'leave', principal };
        if (node.from.kind === 'group') {
          const group = this.group(node.from.name.text, node.from.name.span);
          const user = this.userOnly(principal, node, 'only users are members of groups');
          return user !== undefined && group !== undefined
            ? { kind: 'leave-group', user, group }
            : undefined;
        }
        const found = this.placeOrGroup(node.principal, node.from.reference);
        const from = found && placeFor(found);
        return principal && from && { kind: 'remove', principal, from };
      }
      case 'add': {
        const principal = this.principal(node.principal);
        if (node.to.kind === 'group') {
          const group = this.group(node.to.name.text, node.to.name.span);
          const user = this.userOnly(principal, node, 'only users are members of groups');
          return user !== undefined && group !== undefined
            ? { kind: 'join-group', user, group }
            : undefined;
        }
        const found = this.placeOrGroup(node.principal, node.to.reference, ', and no role');
        const roles = this.spaceRoles(node.to.roles);
        if (principal === undefined || found === undefined) return undefined;
        if (principal.kind === 'link' && found.item === undefined)
          this.cannot(node.principal.span, 'anyone with the link can only stand in shares');
        this.checkRoles(principal, found, roles, node.span);
        return { kind: 'add', principal, to: placeFor(found), roles };
      }
      case 'delete': {
        const what = this.placeOf(node.what);
        return what && { kind: 'delete', what };
      }
      case 'move': {
        const what = this.placeOf(node.what);
        const to = this.space(node.to.space);
        this.spaceOnly(node.to);
        if (what !== undefined && what.item === undefined)
          this.cannot(node.what.span, 'only content moves: name an item (Space/item), not a space');
        if (what?.item?.kind === 'app' && to !== undefined && to.type !== 'managed')
          if (this.world.spaces.get(what.space)?.type === 'managed')
            this.cannot(
              node.span,
              `an app of a managed space moves to other managed spaces only, by administrators: ${to.name} is a ${to.type} space`,
            );
        return what?.item && to && { kind: 'move', what, to: to.name };
      }
      case 'give':
      case 'take': {
        const principal = this.principal(node.principal);
        const role = this.tenantRole(node.role.text, node.role.span);
        if (principal?.kind === 'everyone' || principal?.kind === 'link') {
          this.cannot(node.principal.span, 'a tenant role is held by a user or a group');
          return undefined;
        }
        return principal && role && { kind: node.kind, principal, role };
      }
      case 'make-owner': {
        const principal = this.principal(node.principal);
        const of = this.placeOf(node.of);
        const user = this.userOnly(principal, node, 'an owner is a user');
        return user !== undefined && of ? { kind: 'make-owner', user, of } : undefined;
      }
      case 'make-entitled': {
        const principal = this.principal(node.principal);
        const entitlement = this.entitlement(node.entitlement.text, node.entitlement.span);
        const user = this.userOnly(principal, node, 'an entitlement is given to a user');
        return user !== undefined && entitlement
          ? { kind: 'entitle', user, entitlement }
          : undefined;
      }
    }
  }

  private userOnly(
    principal: Principal | undefined,
    node: { readonly principal: PrincipalNode },
    reason: string,
  ): string | undefined {
    if (principal === undefined || principal.kind === 'user') return principal?.id;
    this.cannot(node.principal.span, reason);
    return undefined;
  }

  /**
   * A place that a principal is added to or removed from. Of users it could be a group.
   *
   * @param besides what a group would need besides the word before its name
   */
  private placeOrGroup(
    principal: PrincipalNode,
    place: ReferenceNode,
    besides = '',
  ): Found | undefined {
    const advice = (group: string): string => `write group ${group}${besides}`;
    return this.reference(place, undefined, principal.kind === 'user' ? advice : undefined);
  }

  private placeOf(node: ReferenceNode): Place | undefined {
    const found = this.reference(node);
    return found && placeFor(found);
  }

  /** Roles that would give nothing there. */
  private checkRoles(
    principal: Principal,
    { space, item }: Found,
    roles: readonly SpaceRole[],
    span: Span,
  ): void {
    for (const role of roles) {
      const invalid =
        item === undefined
          ? memberProblem(this.world, space, principal, role)
          : shareProblem(this.world, space, item, principal, role);
      if (invalid !== undefined) this.cannot(span, invalid.message);
    }
  }
}

function placeFor({ space, item }: Found): Place {
  return { space: space.name, ...(item && { item: { kind: item.kind, name: item.name } }) };
}
