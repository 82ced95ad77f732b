// The example of the language's description.

export const EXAMPLE = `tenant:
  name: Acme Analytics
  subscription: enterprise        # standard | premium | enterprise (capacity-based)
                                  # qlik-sense-enterprise-saas | qlik-sense-business (user-based)
  groups: enabled                 # user groups are switched on in the tenant (default: enabled)
  entitlement: full               # of users who state none

roles:                            # tenant (security) roles: User Default and custom ones state permissions
  User Default:
    permissions:
      data connections: read
      manage glossaries and approve terms: read and collaborate on terms only
    permissions-otherwise: not allowed      # or: allowed; what isn't stated *depends*
  ML builder:
    permissions: { manage ml experiments: allowed }

users:
  anna:                           # the key is the id that the rest of the policy uses; an email address works too
    name: Anna Lind
    email: anna@acme.example
    entitlement: full             # full | basic (capacity-based), professional | analyzer (user-based), none, unknown
    roles: [Shared Space Creator, ML builder]
    status: active                # active (default) | invited | disabled: a disabled user is denied everything
  ali: {}
  anna2: { name: Anna 2, groups: [sales] }  # groups of a user, when stated, are complete: these and no other
  eve: {}
  dana: {}
  root: { roles: [Tenant Admin] }

groups:
  finance: { members: [anna, ali] }
  sales: { others: unknown, provider: idp } # the identity provider holds the rest: verdicts through it say so
  audit: { members: [eve], roles: [Audit Admin] }

spaces:
  Finance Dev:
    type: shared                  # personal | shared | managed | data
    owner: anna
    created-by: anna
    members:
      ali: can manage
      group finance: can view, can consume data
    apps:
      Demo App - Beginner's tutorial:
        owner: anna
        shares:                   # fine-grained sharing: this app only, no membership
          anna2: can view
          group sales: can view
      KPI: { owner: anna }
      Legacy: { owner: ali, kind: qlikview }      # qlik-sense (default) | qlikview | direct-query
  Finance:
    type: managed
    owner: ali
    members: { anna: can publish, group sales: has restricted view }
    apps:
      KPI:
        owner: ali
        published-from: Finance Dev/KPI
        uses: [Finance Data/orders.qvd]           # what it loads: checked against who can consume it; any content may have it
        section-access: true
        features: [write-table]                   # write-table | on-demand-template
        shares: { anna2: "can view, can contribute" }
    scripts: { Nightly: { owner: anna } }
  Finance Data:
    type: data
    owner: dana
    members: { group finance: can consume data }
    data-files: { orders.qvd: { owner: dana } }

tests:
  Anna 2 sees only what was shared with her:
    - anna2 can app.open on "Finance Dev/Demo App - Beginner's tutorial" because share
    - anna2 cannot app.open on "Finance Dev/Legacy"
  Finance Dev is safe from deletion when Ali leaves:
    given:
      - remove ali
    expect:
      - only anna and admins can space.delete on "Finance Dev"
`;
