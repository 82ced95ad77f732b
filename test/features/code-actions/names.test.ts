import { assertMends, type Case, SPACES, test, USERS } from './mends.js';

const roles = (lines: string): string =>
  `${USERS}roles: # of the tenant\n  Maker: { permissions: { ${lines} } } # makes\n`;
const given = (change: string): string =>
  `${SPACES}tests:\n  t: # a test\n    given:\n      - ${change} # a change\n    expect: [anna can app.open on S]\n`;

/** Every kind of name, where it may be written: the one that is likely meant takes its place, in its quotes. */
describe('code actions: a name that is likely meant', () => {
  const all = (cases: readonly Case[]): void => {
    for (const one of cases) assertMends(one);
  };

  it('in entries: groups, tenant roles, permissions, members of groups', () => {
    all([
      {
        text: SPACES.replace('ali: {}', 'ali: { groups: [sal$0s] }'),
        title: 'Change to sales',
        result: 'ali: { groups: [sales] }',
      },
      {
        text: SPACES.replace('ali: {}', "ali: { roles: ['Shared Space Creatr$0'] }"),
        title: 'Change to Shared Space Creator',
        result: "roles: ['Shared Space Creator']",
        changes: ['ali'],
        besides: ['owner-without-creating-role'],
      },
      {
        text: SPACES.replace('[ali]', '["an$0a"]'),
        title: 'Change to anna',
        result: '["anna"] } # sellers',
      },
      {
        text: roles('data conections$0: allowed'),
        title: 'Change to data connections',
        result: '{ data connections: allowed } } # makes',
      },
      {
        text: roles('data connections: alowed$0'),
        title: 'Change to allowed',
        result: '{ data connections: allowed } } # makes',
      },
      {
        text: roles('Approve or reject AutoML$0 models: allowed'),
        title: 'Change to approve or reject ml models',
        result: '{ approve or reject ml models: allowed } } # makes',
      },
    ]);
  });

  it('in keys and words of closed lists', () => {
    all([
      {
        text: `usrs$0: {}\n${SPACES}`,
        title: 'Change to users',
        result: 'users: {}\n',
        besides: ['duplicate-entry'],
      },
      {
        text: SPACES.replace('type: shared', 'typ$0e2: shared'),
        title: 'Change to type',
        result: 'type: shared\n    owner',
        changes: ['anna', 'ali'],
      },
      {
        text: SPACES.replace('anna: {}', 'anna: { status: disabld$0 }'),
        title: 'Change to disabled',
        result: 'anna: { status: disabled } # the owner',
        changes: ['anna'],
        besides: ['space-without-owner'],
      },
      {
        text: SPACES.replace('anna: {}', 'anna: { entitlement: "analyser$0" }'),
        title: 'Change to analyzer',
        result: 'anna: { entitlement: "analyzer" } # the owner',
        changes: ['anna'],
        besides: ['entitlement-mismatch', 'analyzer-manages-space'],
      },
    ]);
  });

  it('in sentences: who, what, where and why, in their quotes', () => {
    all([
      {
        text: test('\'group "sal$0s" can app.open on S\''),
        title: 'Change to sales',
        result: `- 'group "sales" can app.open on S'`,
      },
      {
        text: test('every Tenant Admn$0 can app.open on S'),
        title: 'Change to Tenant Admin',
        result: '- every Tenant Admin can',
        besides: ['failed-expectation'],
      },
      {
        text: test('every ful$0 can app.open on S'),
        title: 'Change to full',
        result: '- every full can',
        besides: ['failed-expectation'],
      },
      {
        text: test('members of Sale$0 can app.open on Sales').replace('  S:', '  Sales:'),
        title: 'Change to Sales',
        result: 'members of Sales can',
      },
      {
        text: test('>-\n      anna can app.open\n      on "S/My$0 Ap"'),
        title: 'Change to My App',
        result: 'on "S/My App"',
      },
    ]);
  });

  it('in changes: roles in small letters, tenant roles, entitlements', () => {
    all([
      {
        text: given('add "Ann B" to S as can edt$0'),
        title: 'Change to can edit',
        result: 'add "Ann B" to S as can edit # a change',
      },
      {
        text: given('add "Ann B" to S as produc$0er'),
        title: 'Change to can edit',
        result: 'add "Ann B" to S as can edit # a change',
      },
      {
        text: given('give ali Stewrd$0'),
        title: 'Change to Steward',
        result: 'give ali Steward # a change',
      },
      {
        text: given('make ali analyser$0'),
        title: 'Write analyzer',
        result: 'make ali analyzer # a change',
      },
      {
        text: given('delete S/KPY$0'),
        title: 'Change to KPI',
        result: 'delete S/KPI # a change',
      },
      {
        text: given('add ali to group "sals$0"'),
        title: 'Change to sales',
        result: 'to group "sales" # a change',
      },
    ]);
  });
});
