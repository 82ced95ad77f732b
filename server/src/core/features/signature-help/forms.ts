import { ENTITLEMENTS } from '../../../../../grammar/src/index.js';

/** A part of a sentence: the words that begin it, and what the grammar calls the things that fill it. */
export interface Part {
  readonly text: string;
  readonly opens: readonly string[];
  readonly fills: readonly string[];
  readonly documentation: string;
}

/** A form of a sentence. */
export interface Form {
  /** The words that it may start with; `undefined`: any but those of the other forms. */
  readonly starts?: readonly string[];
  readonly parts: readonly Part[];
}

const HOLDERS = [
  ...['a user', 'user', 'the name of a user', 'group', 'the name of a group', 'everyone'],
  ...['anyone', 'with', 'the', 'link'],
];
const PEOPLE = [
  ...HOLDERS,
  ...['every', 'an entitlement or a tenant role', 'admins'],
  ...['members of', 'of', 'a space or an item', 'an item'],
];
const PLACE = ['a space or an item', 'an item'];

const who = (text: string, ...opens: string[]): Part => ({
  text,
  opens,
  fills: PEOPLE,
  documentation:
    'Users, `group NAME`, `everyone`, `admins`, `every ENTITLEMENT`, `every TENANT ROLE`, `members of SPACE`; several with commas.',
});

const holder = (text: string, ...opens: string[]): Part => ({
  text,
  opens,
  fills: HOLDERS,
  documentation: 'A user, `group NAME`, `everyone` or `anyone with the link`.',
});

const verb = (text: string, ...opens: string[]): Part => ({
  text,
  opens,
  fills: [],
  documentation:
    'What is claimed of each of them and each action: `can`, `cannot`; `could`: also after steps of their own.',
});

const REST: readonly Part[] = [
  {
    text: 'ACTION',
    opens: [],
    fills: ['an action'],
    documentation: 'Ids such as `app.open`, or titles in quotes; several with commas.',
  },
  {
    text: 'on PLACE',
    opens: ['on', 'in'],
    fills: [...PLACE, 'a new', 'new', 'shared', 'managed', 'data', 'space'],
    documentation: 'Spaces, `SPACE/ITEM`, or `a new shared space`; several with commas.',
  },
  {
    text: '[to SPACE]',
    opens: ['to'],
    fills: PLACE,
    documentation: 'The other space of publishing or moving.',
  },
  {
    text: '[because CAUSE]',
    opens: ['because'],
    fills: ['a cause'],
    documentation: 'Why: `owner`, `member`, `group`, … of a can; `no role`, `role`, … of a cannot.',
  },
];

const place = (text: string, ...opens: string[]): Part => ({
  text,
  opens,
  fills: PLACE,
  documentation: 'A space, or `SPACE/ITEM`.',
});

const tenantRole = (text: string, ...opens: string[]): Part => ({
  text,
  opens,
  fills: ['a tenant role'],
  documentation: 'A role of the tenant, built in or custom.',
});

/** The forms of each kind of sentence. */
export const FORMS: Readonly<Record<'expectation' | 'change', readonly Form[]>> = {
  expectation: [
    {
      parts: [who('WHO'), verb('can | cannot | could [never]', 'can', 'cannot', 'could'), ...REST],
    },
    {
      starts: ['only'],
      parts: [who('only WHO', 'only'), verb('can | could', 'can', 'could'), ...REST],
    },
    {
      starts: ['nobody'],
      parts: [
        { text: 'nobody', opens: ['nobody'], fills: [], documentation: 'No user at all.' },
        who('[except WHO]', 'except'),
        verb('can | could', 'can', 'could'),
        ...REST,
      ],
    },
  ],
  change: [
    {
      starts: ['remove'],
      parts: [
        holder('remove WHO', 'remove'),
        {
          text: '[from SPACE | SPACE/APP | group NAME]',
          opens: ['from'],
          fills: [...PLACE, 'group', 'the name of a group'],
          documentation: 'Where they are removed from; without it, from the tenant.',
        },
      ],
    },
    {
      starts: ['add'],
      parts: [
        holder('add WHO', 'add'),
        place('to SPACE | SPACE/APP', 'to'),
        {
          text: 'as ROLE',
          opens: ['as'],
          fills: ['a role'],
          documentation: 'Roles of the space or the share; several with commas.',
        },
      ],
    },
    {
      starts: ['add'],
      parts: [
        holder('add WHO', 'add'),
        {
          text: 'to group NAME',
          opens: ['to'],
          fills: ['group', 'the name of a group'],
          documentation: 'The group that they become a member of.',
        },
      ],
    },
    { starts: ['delete'], parts: [place('delete SPACE | SPACE/ITEM', 'delete')] },
    { starts: ['move'], parts: [place('move SPACE/ITEM', 'move'), place('to SPACE', 'to')] },
    { starts: ['give'], parts: [holder('give WHO', 'give'), tenantRole('TENANT ROLE')] },
    {
      starts: ['take'],
      parts: [tenantRole('take TENANT ROLE', 'take'), holder('from WHO', 'from')],
    },
    {
      starts: ['make'],
      parts: [
        holder('make WHO', 'make'),
        { ...place('owner of SPACE | SPACE/ITEM', 'owner'), fills: ['of', ...PLACE] },
      ],
    },
    {
      starts: ['make'],
      parts: [
        holder('make WHO', 'make'),
        {
          text: 'ENTITLEMENT',
          opens: [],
          fills: ENTITLEMENTS,
          documentation:
            'What they are entitled to from then on: `full`, `basic`, `professional`, …',
        },
      ],
    },
  ],
};
