// A policy with more people than a screen has pixels.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROLES = ['can view', 'can edit', 'can edit data in applications', 'can consume data'];
const ENTITLEMENTS = [', entitlement: full', ', entitlement: analyzer', ''];

/** Writes a policy of one shared space, which most of 2,000 users are members of, with apps of theirs. */
export function writeLargePolicy(folder, people = 2000) {
  const users = Array.from({ length: people }, (_, n) => `u${String(n).padStart(4, '0')}`);
  const lines = [
    'spaceward: 1',
    'users:',
    ...users.map((id, n) => `  ${id}: { name: Person ${n}${ENTITLEMENTS[n % 3]} }`),
    'spaces:',
    '  Everything:',
    '    type: shared',
    `    owner: ${users[0]}`,
    '    members:',
    ...users.flatMap((id, n) => (n % 5 === 0 ? [] : [`      ${id}: ${ROLES[(n % 5) - 1]}`])),
    '    apps:',
    ...Array.from({ length: 200 }, (_, n) => {
      const [owner, reader] = [users[(n * 7) % people], users[(n * 11) % people]];
      return `      App ${n}: { owner: ${owner}, shares: { ${reader}: can view } }`;
    }),
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tenant.spaceward.yaml'), `${lines.join('\n')}\n`);
}
