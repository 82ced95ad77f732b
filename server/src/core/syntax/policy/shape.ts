/**
 * What a policy file may hold, as one description: the reader checks files against it, and editors complete from it.
 */

import { ENTITLEMENTS } from '../../../../../grammar/src/index.js';

/** The form of a value. */
export type Shape =
  | TextShape
  /** A whole number above 0; `most` is the highest. */
  | { readonly kind: 'number'; readonly what: string; readonly most?: number }
  /** One of a few words, in any letter case. */
  | { readonly kind: 'choice'; readonly what: string; readonly values: readonly string[] }
  | NameShape
  | RecordShape
  /** A map from names to values of one form. */
  | { readonly kind: 'map'; readonly what: string; readonly of: Shape }
  /** A sequence; where `orText`, one text is the same as a sequence of it (role lists). */
  | { readonly kind: 'list'; readonly what: string; readonly of: Shape; readonly orText?: true }
  /** Either of two forms: the first fits sequences, the second maps. */
  | { readonly kind: 'list-or-record'; readonly list: Shape; readonly record: Shape };

/** A name of something that the tables have, in any letter case and with any blanks. */
export interface NameShape {
  readonly kind: 'name';
  readonly what: string;
  /** As they are proposed. Not read from the tables before they are asked for. */
  readonly names: () => readonly string[];
  /** Further names that are taken. */
  readonly otherNames?: () => readonly string[];
  /** Whether several names may be joined by `+`. */
  readonly joined?: true;
  /** What there is to say of a name. */
  readonly about: (name: string) => string | undefined;
}

/** A map with known keys. */
export interface RecordShape {
  readonly kind: 'record';
  readonly what: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** What its keys are, where they are names of something: `rule`. */
  readonly keys?: string;
  /** Keys of which at least one is needed. */
  readonly someOf?: readonly string[];
  /** Of a file: whether it may hold nothing at all. */
  readonly mayBeEmpty?: true;
}

export interface Field {
  readonly shape: Shape;
  readonly summary: string;
  readonly required?: true;
  /** What holds where the key is not there. */
  readonly default?: string;
}

/** A value of a record under a key from outside, which may be the name of something that every object inherits. */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The number of a text, if it is a whole number above 0 and not above the highest. */
export function wholeNumber(text: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = /^\d+$/u.test(text) ? Number(text) : 0;
  return value > 0 && value <= most ? value : undefined;
}

/** Any text; or a sentence, which has a grammar of its own, or the name of a user or group. */
export interface TextShape {
  readonly kind: 'text';
  readonly what: string;
  readonly says?: 'expectation' | 'change' | 'principal';
}

/** Whether a text is a sentence. */
export function isSentence({ says }: TextShape): boolean {
  return says === 'expectation' || says === 'change';
}

/** A value that is one text, whatever is said of it. */
export type ScalarShape = Extract<Shape, { kind: 'text' | 'number' | 'choice' | 'name' }>;

export function isScalar(shape: Shape): shape is ScalarShape {
  const { kind } = shape;
  return kind === 'text' || kind === 'number' || kind === 'choice' || kind === 'name';
}

const text = (what: string): Shape => ({ kind: 'text', what });
const sentence = (what: string, says: 'expectation' | 'change'): Shape => ({
  kind: 'text',
  what,
  says,
});
const principal = (what: string): Shape => ({ kind: 'text', what, says: 'principal' });
const choice = (what: string, ...values: string[]): Shape => ({ kind: 'choice', what, values });
const list = (what: string, of: Shape): Shape => ({ kind: 'list', what, of });
const record = (what: string, fields: Record<string, Field>): RecordShape => ({
  kind: 'record',
  what,
  fields: { ...fields, ...common },
});
const map = (what: string, of: Shape): Shape => ({ kind: 'map', what, of });

const common: Record<string, Field> = {
  id: { shape: text('an id'), summary: "The tenant's own id, for import and comparison." },
  name: { shape: text('a name'), summary: 'The name that is shown; the key where there is none.' },
  description: { shape: text('a text'), summary: 'What it is for.' },
};

export { ENTITLEMENTS };
export const SUBSCRIPTIONS = [
  'standard',
  'premium',
  'enterprise',
  'qlik-sense-enterprise-saas',
  'qlik-sense-business',
] as const;
export const SPACE_TYPES = ['personal', 'shared', 'managed', 'data'] as const;

const entitlement = choice('an entitlement', ...ENTITLEMENTS);
const roleList: Shape = {
  kind: 'list',
  what: 'a list of roles',
  of: text('a role'),
  orText: true,
};

const principals = (what: string): Shape => map(what, roleList);

const owner: Field = { shape: text('a user'), summary: 'The user who owns it.' };
const references = list('a list of references', text('a reference (Space/item)'));

/** Fields that any content may have. */
const content: Record<string, Field> = {
  owner,
  uses: { shape: references, summary: 'What it loads, as Space/item.' },
};

const shares: Field = {
  shape: principals('a map of users and groups to roles'),
  summary: 'Whom this item alone is shared with, and their roles.',
};

const plain = (what: string): Shape => map(`a map of names to ${what}`, record(what, content));

const app = record('an app', {
  ...content,
  shares,
  kind: {
    shape: choice('a kind of app', 'qlik-sense', 'qlikview', 'direct-query'),
    summary: 'What kind of app it is (default: qlik-sense).',
  },
  'published-from': {
    shape: text('a reference (Space/app)'),
    summary: 'The app that it was published from.',
  },
  'section-access': {
    shape: choice('true or false', 'true', 'false'),
    summary: 'Whether the app reduces data by section access.',
  },
  features: {
    shape: list('a list of features', choice('a feature', 'write-table', 'on-demand-template')),
    summary: 'What the app uses that permissions treat apart.',
  },
});

/** The sections of a space that hold content, with the kind of item that each holds. */
export const CONTENT_SECTIONS = {
  apps: 'app',
  scripts: 'script',
  'data-flows': 'data-flow',
  'table-recipes': 'table-recipe',
  'data-connections': 'data-connection',
  'data-files': 'data-file',
  automations: 'automation',
  'automation-connections': 'automation-connection',
  'ml-experiments': 'ml-experiment',
  'ml-deployments': 'ml-deployment',
  glossaries: 'glossary',
  assistants: 'assistant',
  'knowledge-bases': 'knowledge-base',
  links: 'link',
  notes: 'note',
} as const;

const space = record('a space', {
  type: {
    shape: choice('a type of space', ...SPACE_TYPES),
    summary: 'personal, shared, managed or data.',
    required: true,
  },
  owner: { shape: text('a user'), summary: 'The user who owns the space.' },
  'created-by': { shape: text('a user'), summary: 'The user who created the space.' },
  members: {
    shape: principals('a map of users and groups to roles'),
    summary: 'Who is a member, and with which roles.',
  },
  apps: { shape: map('a map of names to apps', app), summary: 'The apps.' },
  scripts: { shape: plain('a script'), summary: 'The scripts.' },
  'data-flows': { shape: plain('a data flow'), summary: 'The data flows.' },
  'table-recipes': { shape: plain('a table recipe'), summary: 'The table recipes.' },
  'data-connections': { shape: plain('a data connection'), summary: 'The data connections.' },
  'data-files': { shape: plain('a data file'), summary: 'The data files.' },
  automations: { shape: plain('an automation'), summary: 'The automations.' },
  'automation-connections': {
    shape: plain('an automation connection'),
    summary: 'The automation connections.',
  },
  'ml-experiments': { shape: plain('an ML experiment'), summary: 'The ML experiments.' },
  'ml-deployments': {
    shape: map(
      'a map of names to ML deployments',
      record('an ML deployment', {
        ...content,
        from: {
          shape: text('a reference (Space/experiment)'),
          summary: 'The ML experiment whose model it deploys.',
        },
      }),
    ),
    summary: 'The ML deployments.',
  },
  glossaries: { shape: plain('a glossary'), summary: 'The business glossaries.' },
  assistants: { shape: plain('an assistant'), summary: 'The assistants.' },
  'knowledge-bases': { shape: plain('a knowledge base'), summary: 'The knowledge bases.' },
  links: { shape: plain('a link'), summary: 'The generic links.' },
  notes: {
    shape: map('a map of names to notes', record('a note', { ...content, shares })),
    summary: 'The notes.',
  },
});

const role = record('a tenant role', {
  permissions: {
    shape: map('a map of permissions to values', text('a value')),
    summary: 'What the role allows, permission by permission.',
  },
  'permissions-otherwise': {
    shape: choice('allowed or not allowed', 'allowed', 'not allowed'),
    summary: "What holds of permissions that aren't stated. Without it they are not known.",
  },
});

const user = record('a user', {
  email: { shape: text('an email address'), summary: 'Also names the user in the policy.' },
  entitlement: { shape: entitlement, summary: "Default: the tenant's." },
  roles: { shape: list('a list of roles', text('a tenant role')), summary: 'Tenant roles.' },
  groups: {
    shape: list('a list of groups', principal('a group')),
    summary: 'When stated, complete: these groups and no other.',
  },
  status: {
    shape: choice('a status', 'active', 'invited', 'disabled'),
    summary: 'A disabled user is denied everything (default: active).',
  },
  kind: { shape: choice('a kind of user', 'person', 'bot'), summary: 'bot for an OAuth client.' },
});

const group = record('a group', {
  members: { shape: list('a list of users', principal('a user')), summary: 'The members.' },
  others: {
    shape: choice('none or unknown', 'none', 'unknown'),
    summary: 'unknown where the policy states only some of the members.',
  },
  provider: {
    shape: choice('a provider', 'idp', 'custom'),
    summary: 'Who keeps the group: the identity provider or the tenant.',
  },
  roles: {
    shape: list('a list of roles', text('a tenant role')),
    summary: 'Tenant roles of every member.',
  },
});

const sentences = list('a list of expectations', sentence('an expectation', 'expectation'));
const test: Shape = {
  kind: 'list-or-record',
  list: sentences,
  record: record('a test', {
    given: {
      shape: list('a list of changes', sentence('a change', 'change')),
      summary: 'Changes that the test takes as made.',
    },
    expect: { shape: sentences, summary: 'What must hold then.', required: true },
  }),
};

/** The sections whose keys are entries, with the form of an entry. */
export const ENTRY_SHAPES: Readonly<Record<string, Shape>> = {
  roles: role,
  users: user,
  groups: group,
  spaces: space,
  tests: test,
};

/** The sections that are one value, with its form. */
export const SETTING_SHAPES: Readonly<Record<string, Shape>> = {
  spaceward: choice("the language's version", '1'),
  tenant: record('the tenant', {
    subscription: {
      shape: choice('a subscription', ...SUBSCRIPTIONS),
      summary: 'Which features and entitlements the tenant has.',
    },
    groups: {
      shape: choice('enabled or disabled', 'enabled', 'disabled'),
      summary: 'Whether user groups are switched on (default: enabled).',
    },
    entitlement: { shape: entitlement, summary: 'Of users who state none.' },
  }),
};

/** What each section is for, in the order in which the language reference shows them. */
export const SECTION_SUMMARIES: Readonly<Record<string, string>> = {
  spaceward: "The language's version.",
  tenant:
    'The tenant: its subscription, whether groups are on, and the entitlement of users who state none.',
  roles: 'Tenant roles: User Default and custom ones, with their permissions.',
  users: 'The users of the tenant; a key is the id that the rest of the policy uses.',
  groups: 'The groups of the tenant, with their members.',
  spaces: 'The spaces, with their members and content.',
  tests: 'What must hold: each test is a list of sentences that spaceward check proves or refutes.',
};

/** A policy file as one record of its sections. */
export const POLICY_SHAPE: RecordShape = {
  kind: 'record',
  what: 'a policy',
  fields: Object.fromEntries(
    Object.entries(SECTION_SUMMARIES).map(([section, summary]): [string, Field] => {
      const entry = ENTRY_SHAPES[section];
      const shape = entry === undefined ? SETTING_SHAPES[section] : map(section, entry);
      return [section, { summary, shape: shape ?? text(section) }];
    }),
  ),
};

let names: ReadonlySet<string> | undefined;
let maps: ReadonlySet<string> | undefined;

/** The names of all fields that entries and the tenant may have. */
export function fieldNames(): ReadonlySet<string> {
  names ??= namesOf(() => true);
  return names;
}

/** The names of those that may be a map of names to something. */
export function mapNames(): ReadonlySet<string> {
  maps ??= namesOf(({ kind }) => kind === 'map');
  return maps;
}

function namesOf(isWanted: (shape: Shape) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (shape: Shape): void => {
    if (shape.kind === 'map' || shape.kind === 'list') add(shape.of);
    else if (shape.kind === 'list-or-record') add(shape.record);
    else if (shape.kind === 'record')
      for (const [name, field] of Object.entries(shape.fields)) {
        if (isWanted(field.shape)) found.add(name);
        add(field.shape);
      }
  };
  for (const shape of [...Object.values(ENTRY_SHAPES), ...Object.values(SETTING_SHAPES)])
    add(shape);
  return found;
}
