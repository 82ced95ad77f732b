/** Random policies, as text: tenants, users, groups, spaces of every type, content and shares, mistakes among them. */
import fc from 'fast-check';

const USERS = ['ali', 'bea', 'cem', 'dan', 'eve'];
const GROUPS = ['g1', 'g2', 'g3'];
const SPACE_ROLES = [
  'can manage',
  'can edit',
  'can edit data in applications',
  'can view',
  'can consume data',
  'can publish',
  'can contribute',
  'has restricted view',
  'can operate',
  'can view data',
  'owner',
];
const TENANT_ROLES = [
  'Tenant Admin',
  'Analytics Admin',
  'Data Admin',
  'Audit Admin',
  'Steward',
  'Shared Space Creator',
  'Managed Space Creator',
  'Automl Experiment Contributor',
  'Automl Deployment Contributor',
  'Open',
  'Vague',
];
const SECTIONS = [
  'scripts',
  'data-flows',
  'data-connections',
  'automations',
  'automations',
  'automations',
  'ml-experiments',
  'ml-deployments',
  'glossaries',
  'assistants',
  'notes',
];

const some = <T>(of: readonly T[], most: number): fc.Arbitrary<readonly T[]> =>
  fc.subarray([...of], { maxLength: most });
const list = (names: readonly string[]): string => `[${names.join(', ')}]`;
const map = (entries: readonly string[]): string => `{ ${entries.join(', ')} }`;

const principal = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...USERS) },
  { weight: 3, arbitrary: fc.constantFrom(...GROUPS).map((group) => `group ${group}`) },
  { weight: 1, arbitrary: fc.constant('everyone') },
);

/** A map of principals to roles. */
const grants = (most: number, withLink: boolean): fc.Arbitrary<string> =>
  fc
    .uniqueArray(
      fc.tuple(
        withLink
          ? fc.oneof({ weight: 9, arbitrary: principal }, fc.constant('anyone with the link'))
          : principal,
        fc.subarray(SPACE_ROLES, { minLength: 1, maxLength: 2 }),
      ),
      { maxLength: most, selector: ([who]) => who },
    )
    .map((all) => map(all.map(([who, roles]) => `${who}: ${list(roles)}`)));

const owner = fc.option(fc.constantFrom(...USERS), { freq: 4 });
const ownerField = (name: string | null): string => (name === null ? '' : `owner: ${name}`);

const SPACES = ['S0', 'S1', 'S2', 'S3'];

/** The data file of a space, or nothing. */
const uses = fc
  .option(fc.constantFrom(...SPACES), { freq: 2 })
  .map((name) => (name === null ? '' : `uses: [${name}/file]`));

const user = fc
  .record({
    entitlement: fc.constantFrom(
      'full',
      'basic',
      'professional',
      'analyzer',
      'none',
      'unknown',
      'full',
    ),
    roles: some(TENANT_ROLES, 2),
    groups: fc.option(some(GROUPS, 2)),
    status: fc.constantFrom('active', 'active', 'active', 'invited', 'disabled'),
  })
  .map(({ entitlement, roles, groups, status }) =>
    map([
      `entitlement: ${entitlement}`,
      `roles: ${list(roles)}`,
      `status: ${status}`,
      ...(groups === null ? [] : [`groups: ${list(groups)}`]),
    ]),
  );

const group = fc
  .record({
    members: some(USERS, 3),
    others: fc.constantFrom('none', 'unknown'),
    roles: some(TENANT_ROLES, 1),
  })
  .map(({ members, others, roles }) =>
    map([`members: ${list(members)}`, `others: ${others}`, `roles: ${list(roles)}`]),
  );

const app = fc
  .record({
    owner,
    shares: grants(2, true),
    kind: fc.constantFrom('qlik-sense', 'qlik-sense', 'qlikview', 'direct-query'),
    uses,
    publishedFrom: fc.option(fc.constantFrom(...SPACES), { freq: 3 }),
    features: some(['write-table', 'on-demand-template'], 1),
  })
  .map((fields) =>
    map(
      [
        ownerField(fields.owner),
        `kind: ${fields.kind}`,
        fields.uses,
        fields.publishedFrom === null ? '' : `published-from: ${fields.publishedFrom}/app`,
        `features: ${list(fields.features)}`,
        `shares: ${fields.shares}`,
      ].filter((text) => text !== ''),
    ),
  );

const space = fc
  .record({
    type: fc.constantFrom('shared', 'managed', 'shared', 'managed', 'data', 'personal'),
    owner,
    members: grants(4, false),
    app,
    section: fc.constantFrom(...SECTIONS),
    itemOwner: owner,
    itemUses: uses,
    createdBy: owner,
  })
  .map((fields) => [
    `    type: ${fields.type}`,
    ...(fields.owner === null ? [] : [`    owner: ${fields.owner}`]),
    `    members: ${fields.members}`,
    `    apps: { app: ${fields.app} }`,
    `    ${fields.section}: { item: ${map([ownerField(fields.itemOwner), fields.itemUses].filter((text) => text !== ''))} }`,
    `    data-files: { file: { ${ownerField(fields.itemOwner)} } }`,
    ...(fields.createdBy === null ? [] : [`    created-by: ${fields.createdBy}`]),
  ]);

/** The text of a policy with five users, three groups and four spaces `S0` to `S3`, each with an app,
 * a data file and another item. */
export const randomPolicy: fc.Arbitrary<string> = fc
  .record({
    groups: fc.constantFrom('enabled', 'enabled', 'enabled', 'disabled'),
    subscription: fc.constantFrom(
      'enterprise',
      'enterprise',
      'premium',
      'standard',
      'qlik-sense-enterprise-saas',
    ),
    userDefault: fc.constantFrom(
      '{}',
      '{ permissions-otherwise: allowed }',
      '{ permissions-otherwise: not allowed }',
      '{ permissions: { share applications via fine-grained access control: not allowed } }',
    ),
    users: fc.tuple(user, user, user, user, user),
    groupList: fc.tuple(group, group, group),
    spaces: fc.array(space, { minLength: 4, maxLength: 4 }),
  })
  .map(({ groups, subscription, userDefault, users, groupList, spaces }) =>
    [
      `tenant: { subscription: ${subscription}, groups: ${groups} }`,
      'roles:',
      `  User Default: ${userDefault}`,
      '  Open: { permissions-otherwise: allowed }',
      '  Vague: { permissions: { data connections: read } }',
      'users:',
      ...USERS.map((name, i) => `  ${name}: ${users[i] ?? '{}'}`),
      'groups:',
      ...GROUPS.map((name, i) => `  ${name}: ${groupList[i] ?? '{}'}`),
      'spaces:',
      ...spaces.flatMap((lines, i) => [`  S${i}:`, ...lines]),
      '',
    ].join('\n'),
  );
