/** What is said of the words of the language where they are proposed, and where a cursor rests on them. */

import { ownValue, type Shape } from '../syntax/policy/shape.js';
import { looseKey } from '../text/loose-key.js';

export const ENTITLEMENT_DOCS: Readonly<Record<string, string>> = {
  full: 'Full User: everything that their roles allow (capacity-based subscriptions).',
  basic:
    'Basic User: nothing but the role Has restricted view; with more, they become a Full User (capacity-based).',
  professional: 'Professional: everything that their roles allow (user-based subscriptions).',
  analyzer: 'Analyzer: what the tables for Analyzer users allow their roles (user-based).',
  none: 'No entitlement: roles in spaces give nothing.',
  unknown: 'Not known: a verdict is given only where it holds for every entitlement.',
};

/** Values of closed lists, by what the list is of. */
const VALUE_DOCS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an entitlement': ENTITLEMENT_DOCS,
  'a type of space': {
    personal: "One user's own area: it has no members, and nothing is shared from it.",
    shared: 'People work on content together; single apps may be shared besides.',
    managed: 'Governed delivery: content is published into it for its consumers.',
    data: 'Data and its pipelines, for those who may use them elsewhere.',
  },
  'a status': {
    active: 'The default.',
    invited: 'Has not joined yet; what the policy grants holds once they do.',
    disabled: 'Denied everything.',
  },
  'a kind of user': { person: 'The default.', bot: 'An OAuth client that acts by itself.' },
  'a kind of app': {
    'qlik-sense': 'The default.',
    qlikview: 'A QlikView document: it cannot be shared.',
    'direct-query': 'Reads its data at every selection: it cannot be shared.',
  },
  'a feature': {
    'write-table': 'The app has write tables.',
    'on-demand-template': 'The app is a template that makes apps on demand.',
  },
  'none or unknown': {
    none: 'The members that the policy states are all of them (the default).',
    unknown: 'The group has members that the policy does not state: verdicts through it say so.',
  },
  'a provider': {
    idp: 'The identity provider keeps the group.',
    custom: 'The tenant keeps the group.',
  },
  'enabled or disabled': {
    enabled: 'User groups are switched on (the default).',
    disabled: 'User groups are switched off: what is granted to groups gives nothing.',
  },
  'a severity': {
    error: 'Findings are errors: spaceward check fails.',
    warning: 'Findings are warnings: they are reported, and fail a check where fail-on says so.',
    info: 'Findings are told, and fail a check where fail-on says so.',
    off: 'The rule is not checked.',
  },
  'a level': {
    error: 'A check fails for errors only.',
    warning: 'A check fails for errors and warnings.',
    info: 'A check fails for any finding.',
  },
  'allowed or not allowed': {
    allowed: 'Permissions that are not stated are allowed.',
    'not allowed': 'Permissions that are not stated are denied.',
  },
};

/** What a value means that is a word of a closed list, or a name of the tables; undefined of others. */
export function meaningOf(shape: Shape, value: string): string | undefined {
  switch (shape.kind) {
    case 'list':
      return meaningOf(shape.of, value);
    case 'choice': {
      const docs = ownValue(VALUE_DOCS, shape.what);
      return docs && ownValue(docs, value.toLowerCase());
    }
    case 'name': {
      const parts = shape.joined === true ? value.split('+') : [value];
      return parts.flatMap((part) => shape.about(looseKey(part)) ?? []).join(' ') || undefined;
    }
    case 'text':
    case 'number':
    case 'record':
    case 'map':
    case 'list-or-record':
      return undefined;
  }
}

/** Keywords of sentences. */
export const KEYWORD_DOCS: Readonly<Record<string, string>> = {
  can: 'Each of them is allowed each of the actions.',
  cannot: 'Each of them is denied each of the actions.',
  could: 'Allowed now, or after steps that the subject may take alone.',
  never: '`could never`: not even after steps that the subject may take alone.',
  only: 'These can, and nobody else.',
  nobody: 'No user of the policy, and nobody that it grants something without a name.',
  except: 'Of these nothing is said.',
  everyone: 'Every user of the tenant.',
  every: 'Every user of an entitlement, or every holder of a tenant role.',
  'members of':
    'All who have a role in a space, its owner included; of an app, those it is shared with.',
  admins: 'Tenant and Analytics Admins.',
  group: 'Each member of a group.',
  user: 'A user, where the name alone could be read as something else.',
  because: 'Why: the cause must be among those of the verdict.',
  on: 'The space or the item that the action is asked of.',
  in: 'The space that the action is asked of.',
  to: 'The other one of two spaces.',
  remove:
    '`remove WHO`: leaves the tenant; `remove WHO from …`: a group, a space or the shares of an app.',
  add: '`add WHO to SPACE as ROLE`, `add WHO to SPACE/APP as ROLE`, `add WHO to group NAME`',
  delete: '`delete SPACE/ITEM` or `delete SPACE`',
  move: '`move SPACE/ITEM to SPACE`: shares do not follow.',
  give: '`give WHO TENANT ROLE`',
  take: '`take TENANT ROLE from WHO`',
  make: '`make WHO owner of SPACE` or `make WHO ENTITLEMENT`',
};

/** Causes after `because`. */
export const CAUSE_DOCS: Readonly<Record<string, string>> = {
  owner: 'Owns the space.',
  'item owner': 'Owns the item.',
  member: 'Is a member of the space by name.',
  group: 'Is a member through a group.',
  everyone: 'Through a grant to everyone.',
  share: 'Through a share of the app; of a cannot: the share falls short.',
  admin: 'Is an administrator.',
  'no role': 'Has no role there.',
  role: 'The role falls short: its cell says No.',
  entitlement: 'The entitlement falls short.',
  'not owner': 'Only the owner of the item may.',
  'no permission': 'Lacks a permission of User Default or a custom role.',
  'no security role': 'Lacks a role of the tenant.',
  'other space': 'The other one of the two spaces falls short.',
  'space type': 'Spaces of this type do not have it.',
  disabled: 'The user is disabled.',
};
