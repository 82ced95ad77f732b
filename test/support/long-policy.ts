/** Policies with a group and a space of so many members that these are divided into parts. */
import fc from 'fast-check';

const PEOPLE = ['ali', 'bea', 'cem', 'dan', 'eve'];

/** One of many things nearly always, else an odd one. */
const mostly = <T>(usual: fc.Arbitrary<T>, odd: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 400, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const between = mostly(fc.constant(''), [
  '\n',
  '      # note\n',
  '# outside\n',
  '      # spaceward-ignore unknown-user: left\n',
]);

const nameOf = mostly(
  fc.nat(9).map((way) => (id: string) => (way === 0 ? `"${id}"` : id)),
  [
    (id) => `'${id}'`,
    (id) => `${id} # joined`,
    () => 'nobody',
    () => 'two words',
    (id) => `${id}@x.example`,
    () => 'ali',
    (id) => `[${id}]`,
    (id) => `"${id}\n         x"`,
  ],
);

const itemOf = fc.tuple(between, nameOf);

const rolesOf = mostly(
  fc.constantFrom('can view', 'can edit', 'can view, can edit', '[can view, can consume data]'),
  [
    '\n        - can view\n        - can edit',
    '|\n        can view',
    '"can view"',
    '',
    'can fly',
    'owner',
    '{ can view: x }',
    'can\n        view',
  ],
);

const keyOf = mostly(
  fc.nat(9).map((way) => (id: string) => (way === 0 ? `user ${id}` : id)),
  [
    (id) => `"${id}"`,
    (id) => `${id}@x.example`,
    () => 'everyone',
    () => 'group g2',
    () => 'ali',
    () => 'nobody',
    () => 'u3',
  ],
);

const size = fc.integer({ min: 128, max: 200 });

const members = size.chain((count) => fc.array(itemOf, { minLength: count, maxLength: count }));

const grants = size.chain((count) =>
  fc.array(fc.tuple(between, keyOf, rolesOf), { minLength: count, maxLength: count }),
);

/** Their users are `ali` to `eve` and `u0`, `u1`, …; their groups `g1`, of many, and `g2`; their spaces `S0`, and `S1`, of many. */
export const longPolicy: fc.Arbitrary<string> = fc
  .record({
    members,
    grants,
    isFlush: fc.boolean(),
    isAfter: fc.boolean(),
    /** How many items and pairs stand on a line, between brackets; 0: one a line, without. */
    flow: fc.constantFrom(0, 0, 1, 6),
    lineEnd: fc.constantFrom('\n', '\n', '\n', '\r\n'),
  })
  .map(({ members, grants, isFlush, isAfter, flow, lineEnd }) => {
    const users = [...PEOPLE, ...Array.from({ length: 200 }, (_, index) => `u${index}`)];
    const pad = isFlush ? '    ' : '      ';
    const names = members.map(([, name], index) => name(`u${index}`));
    // A comment between brackets ends the glance that parts are read at.
    const items = names.map((name) => name.replace(/ #.*/u, ''));
    const list = members.map(([before], index) => `${before}${pad}- ${names[index]}\n`);
    const keys = grants.map(([, key], index) => key(`u${index}`));
    const map = grants.map(
      ([before, , roles], index) => `${before}      ${keys[index]}: ${roles}\n`,
    );
    const pairs = grants.map(([, , roles], index) => `${keys[index]}: ${bracketed(roles)}`);
    const type = '    type: shared\n';
    const text = [
      'tenant: { name: T, subscription: enterprise, entitlement: full }\nusers:\n',
      ...users.map((id, at) => `  ${id}: ${at % 40 === 0 ? `{ email: ${id}@x.example }` : '{}'}\n`),
      'groups:\n  g1:\n    provider: custom\n    members:',
      ...(flow > 0 ? lines('[', items, ']', flow) : ['\n', ...list]),
      isAfter ? '    others: unknown\n' : '',
      '  g2: { members: [ali, u3] }\n',
      `spaces:\n  S1:\n${isAfter ? '' : type}    members:`,
      ...(flow > 0 ? lines('{', pairs, '}', flow) : ['\n', ...map]),
      isAfter ? type : '',
      '    apps:\n      app: { owner: bea, shares: { group g2: can view } } # spaceward-ignore\n',
      '  S0: { type: shared, members: { group g1: can view, u5: can view } }\n',
    ];
    return text.join('').replaceAll('\n', lineEnd);
  });

/** Roles as they stand between brackets, where a comma ends a value. */
function bracketed(roles: string): string {
  return roles.includes(',') && !roles.startsWith('[') ? `[${roles}]` : roles;
}

/** Things between brackets, so many a line, the first ones beside the bracket where there are several. */
function lines(open: string, things: readonly string[], close: string, many: number): string[] {
  const written = things.map((thing, index) => {
    const isFirst = index % many === 0 && (index > 0 || many === 1);
    return `${isFirst ? '\n      ' : ' '}${thing},`;
  });
  return [' ', open, ...written, many === 1 ? '\n      ' : '', close, '\n'];
}
