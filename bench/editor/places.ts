import type { Tenant } from '../generate/tenant.js';
import type { Edit } from './client.js';
import { Lines, type Position, type Search } from './lines.js';

/** A kind of keystroke. */
export interface Kind {
  readonly name: string;
  /** `local`: concerns one entry; `wide`: what much of the policy rests on; `odd`: the text is no YAML until the next keystroke. */
  readonly reach: 'local' | 'odd' | 'wide';
  /** Whether the policy has problems after it. What says that it has none would not have looked. */
  readonly breaks: boolean;
  readonly places: readonly Place[];
}

/** Where one character is typed. */
export interface Place extends Position {
  readonly typed: string;
}

export function typing({ line, character, typed }: Place): Edit {
  const at = { line, character };
  return { range: { start: at, end: at }, text: typed };
}

export function undoing({ line, character, typed }: Place): Edit {
  const start = { line, character };
  const end =
    typed === '\n' ? { line: line + 1, character: 0 } : { line, character: character + 1 };
  return { range: { start, end }, text: '' };
}

/** Where the keystrokes of one kind are, and what is typed there. */
interface Typing extends Search {
  readonly typed?: string;
}

/** The kind that a JSON schema knows as well. */
export const ROLE = 'the role of a member';

const ANY_ID = /^(?: {8}| {6}- | {4}members: \[)(?:'?"?)([\p{L}\d])/du;

/** The keystrokes that are measured in a tenant of one file. Each is typed and then undone. */
export function keystrokes({ files, landmarks }: Tenant): readonly Kind[] {
  const lines = new Lines(files[0]?.text ?? '');
  const kind = (
    name: string,
    reach: Kind['reach'],
    breaks: boolean,
    { typed = 'q', ...search }: Typing,
  ): Kind => ({
    name,
    reach,
    breaks,
    places: lines.find(search).map((position) => ({ ...position, typed })),
  });
  const role = /^( {6}[^ #].*: can [a-z])[a-z]+$/du;
  const { busiestGroup, largestSpace } = landmarks;
  return [
    kind('the name of a user', 'local', false, {
      section: 'users',
      pattern: /^( {4}name: \p{L})/du,
    }),
    kind(ROLE, 'local', true, { section: 'spaces', pattern: role }),
    kind('a role in the largest space', 'local', true, {
      section: 'spaces',
      pattern: role,
      entry: largestSpace,
    }),
    kind('the owner of an app', 'local', true, {
      section: 'spaces',
      pattern: /^( {8}owner: [\p{L}\d])/du,
    }),
    kind("a group's list", 'local', true, { section: 'groups', pattern: ANY_ID }),
    kind('a sentence of a test', 'local', true, {
      section: 'tests',
      pattern: /^( +- .*(?:can|cannot) (?:app|space)\.[a-z])/du,
    }),
    // A comment that silences a rule says something.
    kind('a comment', 'local', false, {
      section: '',
      pattern: /^( *# (?!spaceward-ignore)[a-z])/du,
    }),
    kind('a blank line', 'local', false, {
      section: 'users',
      pattern: /^( {4}groups: .*\])$/du,
      typed: '\n',
    }),
    kind("the tenant's name", 'wide', false, {
      section: 'tenant',
      pattern: /^( {2}name: [A-Z])/du,
    }),
    kind("the tenant's entitlement", 'wide', true, {
      section: 'tenant',
      pattern: /^( {2}entitlement: f)/du,
    }),
    kind('a permission of User Default', 'wide', true, {
      section: 'roles',
      pattern: /^( {6}data connections: r|(?: {4}permissions-otherwise: not a))/du,
      entry: 'User Default',
    }),
    kind('the list of the group that most spaces use', 'wide', true, {
      section: 'groups',
      pattern: ANY_ID,
      entry: busiestGroup,
    }),
    kind('the key of the group that most spaces use', 'wide', true, {
      section: 'groups',
      pattern: /^( {2}['"]?[a-z])/du,
      entry: busiestGroup,
    }),
    kind('a quote that is not closed', 'odd', true, {
      section: 'users',
      pattern: /^( {4}name: )\p{L}/du,
      typed: "'",
    }),
  ];
}
