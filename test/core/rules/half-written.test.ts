/** A policy that is half written, or has one slip, has one finding: what is wrong, where, and what to do. */
import assert from 'node:assert/strict';
import { check } from '../../support/policy.js';

const POLICY = `users:
  anna: { name: Anna, entitlement: professional }
  ali:
    name: Ali
    entitlement: professional
  bob: { entitlement: analyzer, roles: [Tenant Admin] }
  eve: {}
groups:
  Finance: { members: [anna, ali] }
  Sales:
    members: [bob]
spaces:
  Finance:
    type: shared
    owner: anna
    members:
      ali: can edit
      group Sales: can view
  Plan:
    type: managed
    owner: ali
tests:
  T1:
    - anna can app.open on Finance
    - ali can app.open on Finance
  T2:
    - ali can app.delete on Finance
`;

const MEMBERS = `      ali: can edit
      group Sales: can view`;

const FIRST = '  anna: { name: Anna, entitlement: professional }\n  ali:\n';
const USERS = POLICY.slice(0, POLICY.indexOf('groups:') - 1);
const GROUPS = POLICY.slice(USERS.length + 1, POLICY.indexOf('spaces:') - 1);

/** What is written instead of what, and what is said of it. */
type Slip = readonly [right: string, amiss: string, says: RegExp];

function assertOne([right, amiss, says]: Slip, line = lineOf(right, amiss)): void {
  assert.ok(POLICY.includes(right), right);
  const text = POLICY.replace(right, amiss);
  const { diagnostics } = check(text);
  assert.deepEqual(
    diagnostics.map(({ message, span }) => [message, text.slice(0, span.start).split('\n').length]),
    [[diagnostics[0]?.message, line]],
    text,
  );
  assert.match(diagnostics[0]?.message ?? '', says, text);
}

/** The line on which the text differs first. */
function lineOf(right: string, amiss: string): number {
  const text = POLICY.replace(right, amiss);
  let at = 0;
  while (POLICY[at] === text[at]) at += 1;
  return text.slice(0, at).split('\n').length;
}

describe('a policy with one slip', () => {
  it('has no finding without it', () => {
    assert.deepEqual(check(POLICY).diagnostics, []);
  });

  const SLIPS: Readonly<Record<string, readonly Slip[]>> = {
    'a colon that is missing': [
      ['users:', 'users', /^write a colon after users$/],
      ['  ali:\n', '  ali\n', /^write a colon after ali$/],
      ['    members: [bob]', '    members [bob]', /^write a colon after members$/],
      ['    members: [bob]', '    members\n      - bob', /^write a colon after members$/],
      ['    members:\n      ali', '    members\n      ali', /^write a colon after members$/],
      ['  Plan:', '  Plan', /^write a colon after Plan$/],
      ['  T2:', '  T2', /^write a colon after T2$/],
      ['users:', 'spaceward 1\nusers:', /^write a colon after spaceward$/],
      ['  Plan:', '  name of it', /^write a colon after name of it$/],
      ['tests:', 'tests', /^write a colon after tests$/],
    ],
    'a colon or a blank that is missing beside its value': [
      ['type: shared', 'type shared', /^write a colon after type$/],
      ['owner: ali', 'owner ali', /^write a colon after owner$/],
      ['owner: ali', 'owner:ali', /^write a space after owner:$/],
      ['type: shared', 'type\uff1ashared', /full-width .*U\+FF1A/],
      ['owner: ali', 'owner:\u00a0ali', /U\+00A0/],
      ['group Sales: can view', 'group Sales can view', /^write a colon after group Sales$/],
    ],
    'a brace beside its key': [
      ['eve: {}', 'eve {}', /^write a colon after eve$/],
      ['eve: {}', 'eve:{}', /^write a space after eve:$/],
      ['bob: {', 'bob {', /^write a colon after bob$/],
      ['Finance: { m', 'Finance:{ m', /^write a space after Finance:$/],
    ],
    'a name that is still being typed': [
      ['  T2:', '  T3\n  T2:', /^write a colon after T3$/],
      ['  Plan:', '  Dev\n  Plan:', /^write a colon after Dev$/],
      ['    owner: ali', '    owner: ali\n    apps', /^write a colon after apps$/],
    ],
    'characters that look like others': [
      ['eve: {}\n', 'eve: {}\r', /^this line ends in a carriage return alone/],
      [
        '    type: shared',
        '\u00a0\u00a0\u00a0\u00a0type: shared',
        /\(U\+00A0\): indent with plain/,
      ],
      ['  eve: {}', '\u3000 eve: {}', /\(U\+3000\): indent with plain/],
      ['groups:', '\ufeffgroups:', /^there is a byte order mark \(U\+FEFF\) in the middle/],
      ['name: Ali', 'name: A\0li', /^this is a control character \(U\+0000\)/],
      [
        'group Sales:',
        'group Sales\u200b:',
        /^unknown group Sales\\u\{200b\}; did you mean Sales\?/,
      ],
      ['ali can app.o', 'ali\u200b can app.o', /"ali\\u\{200b\}"/],
    ],
    'a dash that is missing': [
      ['- ali can app.open', 'ali can app.open', /starts with a dash and a space: write them$/],
      ['- ali can app.open', '-ali can app.open', /^write a space after the dash$/],
      ['- ali can app.del', '-ali can app.del', /: write a space after the dash$/],
      ['- ali can app.del', 'ali can app.del', /starts with a dash and a space: write them$/],
    ],
    'a value of another form': [
      ['eve: {}', 'eve: null', /: write \{\} where there is nothing to state$/],
      ['eve: {}', 'eve: ~', /: write \{\} where there is nothing to state$/],
      ['[Tenant Admin]', 'Tenant Admin', /: write \[Tenant Admin\]$/],
      ['[bob]', 'bob, eve', /: write \[bob, eve\]$/],
      ['[bob]', 'null', /: write \[\] where there is nothing to state$/],
      ['eve: {}', 'eve: []', /: write \{\} where there is nothing to state$/],
      ['eve: {}', 'eve: true', /: write keys with their values on the lines below, or \{\}/],
      ['anna\n    members', '[anna]\n    members', /, found a list: write anna, without/],
      ['owner: ali', 'owner: [ali, anna]', /, found a list: write one, and no list$/],
    ],
    'dashes before the keys of a map': [
      [MEMBERS, MEMBERS.replaceAll(/ {6}/g, '$&- '), /, found a list: a map has no dashes: take/],
      [
        '  Finance: { members: [anna, ali] }\n  Sales:\n    members: [bob]',
        '  - Finance: { members: [anna, ali] }\n  - Sales:\n      members: [bob]',
        /^groups is a map of names to entries; found a list: a map has no dashes: take them away$/,
      ],
    ],
    "a section's first entry at a column of its own": [
      [FIRST, ` ${FIRST}`, /^anna starts in column 4, .* asks for column 3: move it there$/],
      [FIRST, FIRST.slice(1), /^anna starts in column 2, .* asks for column 3: move it there$/],
      ['  T1:', '    T1:', /^T1 starts in column 5, .* asks for column 3: move it there$/],
      [
        '  Finance:\n',
        '    Finance:\n',
        /^Finance starts in column 5, .* column 3: move it there$/,
      ],
      [
        '  Finance: { members: [anna, ali] }\n  Sales:\n',
        '    Finance: { members: [anna, ali] }\n  Sales:\n',
        /^Finance starts in column 5, .* asks for column 3: move it there$/,
      ],
    ],
    'a section that is indented': [
      [
        USERS,
        USERS.replaceAll(/^/gm, '  '),
        /^users is a section and starts in column 3: .*spaces/,
      ],
      [GROUPS, GROUPS.replaceAll(/^/gm, ' '), /^groups is a section and starts in column 2/],
      [GROUPS, GROUPS.replaceAll(/^/gm, '  '), /^groups is a section and starts in column 3/],
      [GROUPS, GROUPS.replaceAll(/^/gm, '   '), /^groups is a section and starts in column 4/],
    ],
    'typographic quotes': [
      [
        'ali:\n    name: Ali',
        'ali:\n    name: “Ali”',
        /^“ and ” are text to YAML.*straight quotes$/,
      ],
      ['owner: ali', 'owner: „ali“', /^„ and “ are text to YAML.*straight quotes$/],
      ['[bob]', '[‘bob’]', /^‘ and ’ are text to YAML.*straight quotes$/],
      ['  Plan:', '  «Plan»:', /^« and » are text to YAML.*straight quotes$/],
      ['group Sales: can', '“group Sales”: can', /^“ and ” are text to YAML.*straight quotes$/],
      ['{ entitlement: analyzer', '{ entitlement: “analyzer”', /^“ and ” are text to YAML/],
      [
        'anna can app.open on Finance',
        '“anna can app.open on Finance”',
        /^“ and ” are text to YAML.*straight quotes$/,
      ],
      [
        'anna can app.open on Finance',
        'anna can app.open on “Finance”',
        /; write straight quotes: "Finance"$/,
      ],
    ],
    'a merge key': [['    name: Ali', '    <<: *ali\n    name: Ali', /no merge keys/]],
  };
  for (const [what, slips] of Object.entries(SLIPS))
    it(`has one for ${what}`, () => {
      for (const slip of slips) assertOne(slip);
    });

  it('has a fix where what was meant is sure', () => {
    const mended = (text: string): string | undefined => {
      const { diagnostics, locate } = check(text);
      const [edit] = diagnostics[0]?.finding.fix?.edits ?? [];
      const span = edit && locate(edit.origin)?.span;
      return span && text.slice(0, span.start) + edit.text + text.slice(span.end);
    };
    for (const [right, amiss] of [
      ...(SLIPS['a dash that is missing'] ?? []).slice(2),
      ...(SLIPS['a value of another form'] ?? []).slice(0, 3),
      ...(SLIPS['a value of another form'] ?? []).slice(5, 6),
      ...(SLIPS['a value of another form'] ?? []).slice(7, 8),
    ])
      assert.equal(mended(POLICY.replace(right, amiss)), POLICY, amiss);
    for (const [right, amiss] of [
      ...(SLIPS['dashes before the keys of a map'] ?? []),
      ...(SLIPS["a section's first entry at a column of its own"] ?? []),
      ...(SLIPS['a section that is indented'] ?? []),
      ...(SLIPS['typographic quotes'] ?? []),
    ])
      assert.deepEqual(check(mended(POLICY.replace(right, amiss)) ?? '').diagnostics, [], amiss);
  });

  it('leaves names alone that are also those of sections and fields', () => {
    for (const [right, amiss] of [
      ['  eve: {}', '  users: {}\n  groups:\n    status: active'],
      ['  eve: {}', '  name:\n    name: Name\n  roles: {}'],
      ['users:\n', 'users:\n  members:\n  roles: {}\n'],
      [POLICY, POLICY.replaceAll(/^/gm, '  ')],
      [USERS, USERS.replaceAll(/^ /gm, '    ')],
    ] as const)
      assert.deepEqual(check(POLICY.replace(right, amiss)).diagnostics, [], amiss);
  });

  it('leaves typographic quotes alone where they are no quoting', () => {
    for (const [right, amiss] of [
      ['name: Ali', 'description: “All of it.”'],
      ['name: Ali', 'name: The “A” team'],
      ['name: Ali', 'name: “A” and “B”'],
      ['name: Ali', 'name: "“Ali”"'],
      ['name: Ali', 'name: ‘Ali'],
    ] as const)
      assert.deepEqual(check(POLICY.replace(right, amiss)).diagnostics, [], amiss);
  });

  it('has one for ends of lines that are all carriage returns', () => {
    const { diagnostics } = check(POLICY.replaceAll('\n', '\r'));
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      [
        '27 lines end in a carriage return alone, as old Macs wrote them: save the file with LF or CRLF as line ends',
      ],
    );
  });

  it('has one a section for indentation that is none', () => {
    const { diagnostics } = check(POLICY.replaceAll('  ', '\u00a0\u00a0'));
    assert.equal(diagnostics.length, 4);
    for (const { message } of diagnostics) assert.match(message, /lines are indented with a space/);
  });
});
