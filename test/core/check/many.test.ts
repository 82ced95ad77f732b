/** So many findings that their blocks are looked for together are placed where each is. */
import assert from 'node:assert/strict';
import { checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { OnceCheck } from '../../../server/src/core/check-once.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { matrix } from '../../support/policy.js';

const MANY = 700;
const USERS = Array.from({ length: MANY }, (_, index) => `u${index}`);

const FILES = [
  {
    path: 'tenant',
    text: [
      'tenant: { entitlement: full }',
      'users:',
      ...USERS.map((id) => `  ${id}: {}`),
      'spaces:',
      '  Large:',
      '    type: shared',
      '    owner: u0',
      '    members:',
      ...USERS.map((id) => `      ${id}: can fly`),
      '',
    ].join('\n'),
  },
  {
    path: 'spaces',
    text: [
      '# Another file',
      'spaces:',
      ...USERS.map((id) => `  S ${id}: { type: shared, owner: nobody-${id} }`),
      '',
    ].join('\n'),
  },
];

describe('very many findings', () => {
  const read = (isEdited: boolean): readonly PolicyFile[] =>
    FILES.map((file) => readPolicyFile(file, undefined, isEdited));
  const once = new OnceCheck(matrix);
  const ways = [
    ['read at once', () => checkPolicy(matrix, read(false))],
    ['read for edits', () => checkPolicy(matrix, read(true))],
    [
      'of a policy that is checked once',
      () =>
        once.check(
          FILES.map((file) => once.read(file)),
          undefined,
        ),
    ],
  ] as const;
  for (const [name, check] of ways)
    it(`stand where each is: ${name}`, () => {
      const texts = new Map(FILES.map(({ path, text }) => [path, text]));
      const found = check()
        .diagnostics.filter(({ rule }) => rule.startsWith('unknown-'))
        .map(({ path, span }) => `${path} ${texts.get(path)?.slice(span.start, span.end) ?? ''}`);
      assert.deepEqual(found, [
        ...USERS.map(() => 'tenant can fly'),
        ...USERS.map((id) => `spaces nobody-${id}`),
      ]);
    });
});
