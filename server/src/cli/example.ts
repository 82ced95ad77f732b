/** A small policy to begin with, as files by their names. */
export const EXAMPLE: ReadonlyMap<string, string> = new Map([
  [
    'tenant.spaceward.yaml',
    `# The tenant and its people. All files named *.spaceward.yaml in this folder and beneath it are one policy, so each
# team can own its file.
spaceward: 1

tenant:
  name: My tenant
  subscription: enterprise # or standard, premium, qlik-sense-enterprise-saas, qlik-sense-business
  entitlement: full # of users who state none

users:
  anna: { name: Anna Lind, groups: [] } # groups, when stated, are complete
  ali: { name: Ali Demir, groups: [finance] }
  gus: { name: Gus the guest, groups: [] }
  root: { name: The administrator, roles: [Tenant Admin], groups: [] }

groups:
  finance: { members: [ali] } # others: unknown says that there are members who aren't named here
`,
  ],
  [
    'example.spaceward.yaml',
    `# A shared space, to be replaced by your own: who is a member, and what is shared with others.
spaces:
  Finance:
    type: shared # or managed, data, personal
    owner: anna
    members:
      group finance: can view
    apps:
      KPI:
        owner: anna
        shares: # this app alone, no membership
          gus: can view
      Budget: { owner: anna }

# What must hold, whatever changes above. spaceward check runs these tests.
tests:
  Guests open what is shared with them, and nothing else:
    - gus can app.open on Finance/KPI because share
    - gus cannot app.open on Finance/Budget
  Nobody else becomes able to delete the space when Anna leaves:
    given:
      - remove anna
    expect:
      - only admins can space.delete on Finance
`,
  ],
]);
