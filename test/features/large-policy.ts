/** A policy of some hundred users that uses every form of the language: types of space, content, shares, sentences, quoting. */

const USERS = 300;
const ENTITLEMENTS = ['full', 'basic', 'professional', 'analyzer', 'none', 'unknown'];
const STATUSES = ['active', 'invited', 'disabled'];

function users(): string {
  const lines = Array.from({ length: USERS }, (_, i) => {
    const fields = [
      `name: "Person ${i}"`,
      `email: u${i}@x.example`,
      ...(i % 2 === 0 ? [`entitlement: ${ENTITLEMENTS[(i / 2) % ENTITLEMENTS.length] ?? ''}`] : []),
      ...(i % 7 === 0 ? [`status: ${STATUSES[(i / 7) % STATUSES.length] ?? ''}`] : []),
      ...(i % 11 === 0 ? ['kind: bot'] : []),
      ...(i % 13 === 0 ? ["roles: ['Maker & Co', TenantAdmin]"] : []),
      ...(i % 3 === 0 ? [`groups: [g${i % 10}, g${(i + 1) % 10}]`] : []),
    ];
    return `  u${i}: { ${fields.join(', ')} }`;
  });
  return `users:\n${lines.join('\n')}
  'O''Brien, Pat': {}
  "tab\\tname \\u00e9": {}
  "*bold* [x](y) <i> | \`c\`": {}
  group x: {}
  everyone: {}
`;
}

function groups(): string {
  const lines = Array.from({ length: 10 }, (_, i) => {
    const members = Array.from({ length: 20 }, (_, n) => `u${i * 20 + n}`).join(', ');
    const more = i % 3 === 0 ? ', others: unknown, provider: idp' : ', provider: custom';
    return `  g${i}: { members: [${members}]${more}${i === 4 ? ', roles: [Analytics Admin]' : ''} }`;
  });
  return `groups:\n${lines.join('\n')}
  Finance Team:
    name: The team of finance
    others: unknown
    members:
      - u1
      - user everyone
      - "O'Brien, Pat"
`;
}

const CONTENT = `    scripts: { Nightly: { owner: u2 }, Same: { owner: u3 } }
    data-flows: { Flow: { owner: u2 } }
    table-recipes: { Recipe: {} }
    data-connections: { Warehouse: { owner: u4 } }
    data-files: { 'a, b.qvd': { owner: u4 } }
    automations: { Auto: { owner: u5 } }
    automation-connections: { Mail: { owner: u5 } }
    ml-experiments: { Churn: { owner: u6 } }
    ml-deployments: { Churn live: { owner: u6, from: PLACE/Churn } }
    glossaries: { Words: { owner: u7 } }
    assistants: { Ask: { owner: u7 } }
    knowledge-bases: { Docs: { owner: u7 } }
    links: { Site: { owner: u7 } }
    notes: { Memo: { owner: u7 } }
`;

function spaces(): string {
  return `spaces:
  Work:
    type: shared
    owner: u1
    created-by: user u2
    description: >-
      Where people
      work together
    members:
      u2: can manage
      user everyone: can edit
      user group x: can view
      group Finance Team: 'can view, can consume data'
      "O'Brien, Pat": [can edit, codeveloper]
      everyone: can view
      u3@x.example: producer
      u7: can publish
    apps:
      'Plan: B': { owner: u1 }
      KPI - the app:
        owner: u1
        uses: ['Work/a, b.qvd']
        shares:
          u20: can view
          group g3: consumer
          everyone: can view
          anyone with the link: can view
          u21: has restricted view
      Old: { owner: u2, kind: qlikview, shares: { u20: can view } }
      Same: { owner: u2 }
      Live: { owner: u2, kind: direct-query }
${CONTENT.replace('PLACE', 'Work')}  Delivery:
    type: managed
    owner: u3
    members: { u4: can publish, u5: can contribute, group g0: has restricted view, group g1: [can consume data, can operate] }
    apps:
      KPI:
        owner: u3
        published-from: 'Work/KPI - the app'
        section-access: true
        features: [write-table, on-demand-template]
        shares: { u30: 'can view, can contribute', group g2: has restricted view }
${CONTENT.replace('PLACE', 'Delivery')}  Data:
    type: data
    owner: u4
    members: { u5: can operate, u6: can view data, group g5: can consume data, u8: can edit, u9: can manage, u10: can publish }
    data-files: { orders.qvd: { owner: u4 } }
  Own:
    type: personal
    owner: u5
    apps: { Draft: { owner: u5, shares: { u6: can view } } }
  Nobody's: { type: shared }
`;
}

const TESTS = `tests:
  Forms:
    - u1 can app.open on Work because owner
    - u2, u3 and u4 can app.open, app.export and "Delete an app" on "Work/KPI - the app"
    - group g3 can 'Open an app' in "Work/KPI - the app" because share
    - user everyone can app.open on Work
    - user "O'Brien, Pat" can app.create on Work
    - everyone cannot space.delete on Work
    - everyone and u1 can space.see on Work
    - nobody can space.delete on "Nobody's"
    - nobody except admins and u1 can space.delete on Work
    - only u1, admins can space.delete on Work
    - every full can app.open on Work
    - every "Maker & Co" can app.open on Work
    - members of Work can app.open on Work because member
    - members of "Work/KPI - the app" can app.open on "Work/KPI - the app"
    - u2 could app.open on Delivery
    - u2 could never space.delete on Delivery
    - u2 can app.publish on "Work/KPI - the app" to Delivery
    - u3 can app.publish-to-space on Delivery
    - u1 can space.create in a new shared space
    - only admins can space.create in a new managed space
    - u2 can "Script actions > Open a script" on Work/Same
    - u2 cannot script.open on "Work/script:Same" because role
    - u7 cannot app.open on Delivery/KPI because no role
    - u21@x.example cannot app.open on Work and Delivery
    - >-
      u9 can
      space.delete
      on Data
    - 'u10 cannot app.open on "Work/Plan: B" and "Own/Draft"'
    - "u6 can app.open on \\"Own/Draft\\""
  Changes:
    name: Shown so
    given:
      - remove u2
      - remove u3@x.example from Work
      - add u40 to Work as can edit, can consume data
      - add u41 to "Work/KPI - the app" as can view
      - add u42 to group "Finance Team"
      - remove u1 from group g0
      - delete Work/Old
      - move Work/Same to Delivery
      - give u43 Steward
      - take "Maker & Co" from u0
      - make u44 owner of "Work/KPI - the app"
      - make u45 analyzer
    expect:
      - u40 can app.export on Work
      - u44 can app.delete on "Work/KPI - the app" because item owner
      - u2 cannot app.open on Work
      - u40 cannot app.open on Work/Old
  Empty: []
`;

/** The whole policy. */
export function largePolicy(): string {
  return `spaceward: 1
tenant: { name: Large, subscription: enterprise, groups: enabled, entitlement: full }
roles:
  Default permissions:
    permissions: { data connections: read, 'Share applications via fine-grained access control': allowed }
    permissions-otherwise: not allowed
  Maker & Co: { description: makes, permissions: { manage ml experiments: allowed, index knowledge bases: not allowed } }
  steward: { permissions: { view lineage: allowed } }
${users()}${groups()}${spaces()}${TESTS}`;
}

/** The same with mistakes of every kind in it. */
export function brokenPolicy(): string {
  return `${largePolicy()
    .replace('owner: u3\n', 'owner: nobody-here\n')
    .replace('u4: can publish', 'u4: can publsh')
    .replace('group g2: has', 'group gone: has')
    .replace('type: personal', 'type: persnal')
    .replace('Work/Old\n', 'Work/Older\n')
    .replace('give u43 Steward', 'give u43 Stewart')
    .replace('make u45 analyzer', 'make u45 analyser')
    .replace('because no role', 'because no rule')
    .replace('app.export on Work', 'app.exprt on Work')
    .replace('u1 can space.create in', 'u1 can space.creat in')
    .replace('only u1, admins can', 'only u1, admins cann')
    .replace('every full can', 'every ful can')
    .replace('view lineage', 'view linage')
    .replace('subscription: enterprise', 'subscription: premum')
    .replace("Nobody's: { type: shared }", "Nobody's: { type: shared, onwer: u1, members: [u1] }")
    .replace('[g3, g4]', '[g3, g44]')}  Wrong:
    - anna can app.open on Nowhere/App
    - 'u1 can'
    - u1 can app.open on "Work
    - u1: can
    -
users:
  u1: {}
spaces:
  Work: { type: data, owner: u9 }
  Empty:
`;
}
