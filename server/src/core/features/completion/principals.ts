import { writtenPrincipal } from '../written-principal.js';
import type { Names } from './names.js';
import type { Candidate } from './types.js';

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
    ...names
      .users()
      .map((user) => ({ ...user, text: writtenPrincipal({ kind: 'user', id: user.text }) })),
    ...names
      .groups('group ')
      .map((group) => ({ ...group, text: writtenPrincipal({ kind: 'group', id: group.text }) })),
    everyone,
    ...(share ? [link] : []),
  ];
}
