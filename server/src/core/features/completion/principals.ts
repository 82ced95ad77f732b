import type { Names } from './names.js';
import type { Candidate } from './types.js';

/** A principal as the whole of a scalar: the word `user` stands before a name that reads as something else. */
export function principalText(kind: 'user' | 'group', name: string): string {
  if (kind === 'group') return `group ${name}`;
  return /^(?:user|group)\s|^everyone$|^anyone with the link$/iu.test(name) ? `user ${name}` : name;
}

/** Who may be granted something: in shares also whoever has the link. */
export function principals(names: Names, share: boolean): readonly Candidate[] {
  const everyone: Candidate = {
    text: 'everyone',
    kind: 'group',
    detail: 'every user of the tenant',
    documentation: 'Every user of the tenant.',
    rank: 3,
  };
  const link: Candidate = {
    text: 'anyone with the link',
    kind: 'group',
    detail: 'holders of the link',
    documentation: 'Whoever has the link to the app.',
    rank: 4,
  };
  return [
    ...names.users().map((user) => ({ ...user, text: principalText('user', user.text) })),
    ...names.groups().map((group) => ({ ...group, text: principalText('group', group.text) })),
    everyone,
    ...(share ? [link] : []),
  ];
}
