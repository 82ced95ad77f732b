import assert from 'node:assert/strict';
import { RULE_IDS } from '../../../server/src/core/rules/ids.js';
import { check } from '../../support/policy.js';
import { EXAMPLE } from '../syntax/example.js';

/** A policy that breaks one rule, and nothing else unless said: what is reported stands between ⟦ and ⟧. */
interface Case {
  readonly rule: string;
  readonly text: string;
  readonly says: RegExp;
  /** Rules that the same mistake breaks besides. */
  readonly besides?: readonly string[];
  readonly config?: string;
}

const PEOPLE = 'users: { anna: {}, ali: {}, "Ann B": {} }\ngroups: { sales: {} }\n';
const FULL = `tenant: { subscription: enterprise, entitlement: full }\n${PEOPLE}`;
const STANDARD = `tenant: { subscription: standard, entitlement: full }\n${PEOPLE}`;
/** People, for what takes entitlements or data. */
const BASIC = `tenant: { subscription: enterprise, entitlement: full }
users: { anna: {}, bea: { entitlement: basic }, cem: { entitlement: basic }, dis: { entitlement: basic, status: disabled } }
groups: { sales: { members: [bea, cem, dis, anna] } }
`;
const ANALYZERS = `tenant: { subscription: qlik-sense-enterprise-saas, entitlement: professional }
users: { anna: {}, ann: { entitlement: analyzer, groups: [sales] }, kim: { entitlement: analyzer } }
groups: { sales: { members: [kim, anna] } }
`;
const WITH_DAN = FULL.replace('anna: {},', 'anna: {}, dan: {},');
const DATA =
  '  D: { type: data, owner: anna, members: { dan: can consume data }, data-files: { f: {} } }\n';
const space = (rest: string, people = FULL): string =>
  `${people}spaces:\n  S: { owner: anna, ${rest} }\n`;
const test = (sentence: string, people = FULL): string =>
  `${people}spaces:\n  S: { type: shared, owner: anna, members: { ali: can view }, apps: { KPI: { owner: anna } } }\ntests:\n  t:\n    - ${sentence}\n`;
const shares = (count: number): string =>
  Array.from({ length: count }, (_, i) => `u${i}: can view`).join(', ');
const many = (count: number, app: string): string =>
  `users: { anna: {}, ${Array.from({ length: count }, (_, i) => `u${i}: {}`).join(', ')} }\nspaces:\n  S: { type: shared, owner: anna, apps: { ${app}: { owner: anna, shares: { ${shares(count)} } } } }\n`;

const CASES: readonly Case[] = [
  { rule: 'yaml-syntax', text: 'users: ⟦[⟧\n', says: /never closed/u, besides: ['invalid-value'] },
  { rule: 'yaml-syntax', text: 'users:\n  anna: ⟦&a⟧ {}\n', says: /anchor/iu },
  { rule: 'empty-file', text: '⟦⟧# only a comment\n', says: /says nothing/u },
  {
    rule: 'statement-syntax',
    text: test('anna ⟦cann⟧ app.open on S'),
    says: /did you mean can\?/u,
  },
  {
    rule: 'statement-syntax',
    text: space('type: shared, members: { ali: "can view⟦,⟧" }'),
    says: /expected a role/u,
  },
  { rule: 'unknown-key', text: 'users:\n  anna: { ⟦rols⟧: [] }\n', says: /did you mean roles\?/u },
  { rule: 'unknown-key', text: '⟦user⟧:\n  anna: {}\n', says: /did you mean users\?/u },
  {
    rule: 'invalid-value',
    text: 'users:\n  ali: { status: ⟦inactive⟧ }\n',
    says: /found "inactive"$/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  anna: { status: ⟦actve⟧ }\n',
    says: /did you mean active\?/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  anna: ⟦[x]⟧\n',
    says: /expected a user, found a list/u,
  },
  {
    rule: 'invalid-value',
    text: `${FULL}spaces:\n  "Plan: B": { type: shared, owner: anna }\ntests:\n  t:\n    - ⟦anna can app.open on Plan: B⟧\n`,
    says: /colon with a space after it makes this a map/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  ali: {}\ngroups:\n  sales:\n    members:\n      - ⟦ali: can view⟧\n',
    says: /^expected a user, found a name with a role: write ali alone/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  ali: {}\ngroups:\n  sales:\n    members:\n      ⟦ali: can view⟧\n',
    says: /found a map: write a list: each item on a line of its own/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  ali: {}\n  bea: {}\ngroups:\n  sales: { members: ⟦{ ali, bea }⟧ }\n',
    says: /found a map: write \[ali, bea\]$/u,
  },
  {
    rule: 'invalid-value',
    text: 'users:\n  ali: {}\ngroups:\n  sales: { members: ⟦{}⟧ }\n',
    says: /write \[\] where there is nothing to state/u,
  },
  {
    // A comment isn't written anew, so it isn't told what the list is.
    rule: 'invalid-value',
    text: 'users:\n  ali: {}\n  bea: {}\ngroups:\n  sales:\n    members: ⟦{ ali, # of Leeds\n      bea }⟧\n',
    says: /found a map: write a list: each item on a line of its own, after a dash and a space$/u,
  },
  {
    rule: 'invalid-value',
    text: `${FULL}spaces:\n  S: { type: shared, owner: anna }\ntests:\n  t:\n    - ⟦anna: can space.delete on S⟧\n`,
    says: /^a sentence has no colon here: take it away/u,
  },
  { rule: 'missing-value', text: `${FULL}spaces:\n  ⟦S⟧: { owner: anna }\n`, says: /needs type/u },
  {
    rule: 'invalid-value',
    text: space('type: shared, members: { ali: ⟦can view, can consume data⟧, Ann B: can view }'),
    says: /a comma ends a value.*quote the whole list/u,
  },
  {
    rule: 'invalid-value',
    text: 'users: { bea: { groups: ⟦g, h⟧, name: Bea } }\ngroups: { g: {}, h: {} }\n',
    says: /a comma ends a value.*write a list in brackets, \[g, h\]$/u,
  },
  {
    rule: 'invalid-value',
    text: 'users: { bea: { name: ⟦Smith, Bea⟧, email: bea@x.example } }\n',
    says: /a comma ends a value.*quote the whole text$/u,
  },
  {
    // A key that is likely misspelt is no rest of a list.
    rule: 'unknown-key',
    text: 'users: { bea: { groups: [g], ⟦emial⟧ } }\ngroups: { g: {} }\n',
    says: /unknown key emial; did you mean email\?/u,
  },
  {
    rule: 'duplicate-entry',
    text: 'users:\n  anna: {}\n  ⟦anna⟧: {}\n',
    says: /the user anna is stated twice/u,
  },
  {
    rule: 'duplicate-entry',
    text: space('type: shared, members: { ali: can view, ⟦user ali⟧: can edit }'),
    says: /stated twice, as ali and as user ali: the first entry counts/u,
  },
  {
    rule: 'duplicate-entry',
    text: 'users: { bea: {} }\ngroups: { g: { members: [bea, user ⟦bea⟧] } }\n',
    says: /the member bea is stated twice/u,
  },
  {
    rule: 'duplicate-entry',
    text: 'users: { bea: { groups: [g, ⟦"g"⟧] } }\ngroups: { g: {} }\n',
    says: /the group g is stated twice/u,
  },
  {
    rule: 'duplicate-entry',
    text: 'users: { bea: { roles: [Tenant Admin, ⟦TenantAdmin⟧] } }\n',
    says: /the role TenantAdmin is stated twice/u,
  },
  {
    rule: 'duplicate-entry',
    text: 'groups: { g: { roles: [Tenant Admin, ⟦Tenant Admin⟧] } }\n',
    says: /the role Tenant Admin is stated twice/u,
  },
  {
    rule: 'duplicate-entry',
    text: space(
      'type: shared, scripts: { N: { uses: [S/f, S/data-file:f, ⟦S/f⟧] } }, data-files: { f: {} }',
    ),
    says: /the source S\/f is stated twice/u,
  },
  {
    rule: 'unknown-user',
    text: space('type: shared, members: { ⟦alli⟧: can view }'),
    says: /did you mean ali\?/u,
  },
  {
    rule: 'unknown-user',
    text: space('type: shared, members: { ⟦sales⟧: can view }'),
    says: /write group sales/u,
  },
  {
    rule: 'unknown-user',
    text: `${FULL}spaces:\n  S: { type: shared, owner: "⟦anna, ali⟧" }\n`,
    says: /unknown user anna, ali: one user can stand here, not several$/u,
  },
  {
    rule: 'unknown-user',
    text: `${FULL}spaces:\n  S: { type: shared, owner: ⟦sales⟧ }\n`,
    says: /sales is a group: only a user can stand here$/u,
  },
  {
    rule: 'unknown-user',
    text: `${FULL}spaces:\n  S: { type: shared, owner: anna }\ntests:\n  t:\n    given: [remove ali, add ⟦ali⟧ to S as can view]\n    expect: [anna can space.delete on S]\n`,
    says: /unknown user ali: a change above takes it away$/u,
  },
  {
    rule: 'unknown-space',
    text: `${FULL}spaces:\n  S: { type: shared, owner: anna }\n  T: { type: shared, owner: anna }\ntests:\n  t:\n    given: [delete S, add ali to ⟦S⟧ as can view]\n    expect: [anna can space.delete on T]\n`,
    says: /unknown space S: a change above takes it away$/u,
  },
  {
    rule: 'statement-syntax',
    text:
      space('type: managed, apps: { KPI: { owner: anna, published-from: ⟦T⟧ } }') +
      '  T: { type: shared, owner: anna }\n',
    says: /expected an app, found a space: write T\/ and its name/u,
  },
  {
    rule: 'statement-syntax',
    text: space(
      'type: shared, ml-deployments: { M: { owner: anna, from: "⟦S/script:X⟧" } }, scripts: { X: { owner: anna } }',
    ),
    says: /expected an ML experiment, found something of the kind script/u,
  },
  {
    rule: 'unknown-content',
    text: space(
      'type: shared, ml-deployments: { M: { owner: anna, from: S/⟦X⟧ } }, scripts: { X: { owner: anna } }',
    ),
    says: /unknown content X in S: X is of the kind script/u,
  },
  {
    // What is misspelt isn't missing as well.
    rule: 'unknown-key',
    text: 'users:\n  anna: {}\ntests:\n  t:\n    ⟦expects⟧:\n      - anna can app.open on S\n',
    says: /did you mean expect\?/u,
  },
  { rule: 'unknown-user', text: test('⟦ana⟧ can app.open on S'), says: /did you mean anna\?/u },
  {
    rule: 'unknown-group',
    text: space('type: shared, members: { group ⟦sale⟧: can view }'),
    says: /did you mean sales\?/u,
  },
  {
    rule: 'unknown-group',
    text: space(
      'type: shared, members: { group ⟦sale⟧: can view, group hr: can view, group it: can view }',
      'users: { anna: {} }\n',
    ),
    says: /the policy states no groups.*, and 2 other places name some: see that the section groups is there/u,
  },
  {
    rule: 'unknown-user',
    text: space(
      'type: shared, members: { bob: can view }',
      'groups: { sales: {} }\nusers:\n',
    ).replace('owner: anna', 'owner: ⟦anna⟧'),
    says: /the policy states no users.*, and another place names one: see that the section users is there/u,
  },
  {
    rule: 'unknown-role',
    text: space('type: shared, members: { ali: ⟦can vew⟧ }'),
    says: /did you mean Can view\?/u,
  },
  {
    rule: 'unknown-role',
    text: space('type: shared, members: { ali: ⟦can view and Can edit⟧ }'),
    says: /separate roles by commas: can view, Can edit$/u,
  },
  {
    rule: 'unknown-role',
    text: space('type: shared, members: { ali: ⟦cannot view⟧ }'),
    says: /^unknown role cannot view: a role only gives, so leave out whoever is not to have it/u,
  },
  {
    rule: 'unknown-role',
    text: space('type: shared, members: { ali: "⟦can’t view⟧" }'),
    says: /a role only gives/u,
  },
  {
    rule: 'unknown-role',
    text: 'users:\n  anna: { roles: [⟦Tenant Admin/Analytics Admin⟧] }\n',
    says: /separate roles by commas: Tenant Admin, Analytics Admin$/u,
  },
  {
    rule: 'unknown-role',
    text: 'users:\n  anna: { roles: [⟦Tennant Admin⟧] }\n',
    says: /did you mean Tenant Admin\?/u,
  },
  {
    rule: 'unknown-role',
    text: 'users:\n  anna: { roles: [⟦can view⟧] }\n',
    says: /under members of the space/u,
  },
  { rule: 'unknown-space', text: test('anna can app.open on ⟦T⟧'), says: /unknown space T/u },
  {
    rule: 'unknown-space',
    text: test('anna can app.open on ⟦sales⟧'),
    says: /unknown space sales: sales is a group: only a space or an item can stand here$/u,
  },
  {
    rule: 'unknown-space',
    text: `${FULL}spaces:\n  S: { type: shared, owner: anna }\ntests:\n  t:\n    given: [remove ali from ⟦sales⟧]\n    expect: [anna can space.delete on S]\n`,
    says: /sales is a group: write group sales$/u,
  },
  {
    rule: 'unknown-space',
    text: `${FULL}spaces:\n  S: { type: shared, owner: anna }\ntests:\n  t:\n    given: [add ali to ⟦sales⟧ as can view]\n    expect: [anna can space.delete on S]\n`,
    says: /sales is a group: write group sales, and no role$/u,
  },
  {
    rule: 'unknown-space',
    text: test('members of ⟦sales⟧ can app.open on S/KPI'),
    says: /sales is a group: write group sales instead of members of sales$/u,
  },
  {
    rule: 'unknown-content',
    text: test('anna can app.open on S/⟦KPJ⟧'),
    says: /in S; did you mean KPI\?/u,
  },
  {
    rule: 'unknown-content',
    text: space('type: shared, apps: { A: { owner: anna, uses: [S/⟦orders⟧] } }'),
    says: /unknown content orders/u,
  },
  {
    rule: 'unknown-action',
    text: test('anna can ⟦app.opn⟧ on S'),
    says: /did you mean app\.open\?/u,
  },
  {
    rule: 'unknown-action',
    text: test('anna can ⟦"View"⟧ on S'),
    says: /several actions have this title/u,
  },
  {
    rule: 'unknown-permission',
    text: 'roles:\n  User Default: { permissions: { ⟦data conections⟧: read } }\n',
    says: /did you mean data connections\?/u,
  },
  {
    rule: 'unknown-cause',
    text: test('anna can app.open on S because ⟦ownr⟧'),
    says: /did you mean owner\?/u,
  },
  {
    rule: 'unknown-cause',
    text: test('anna can app.open on S because ⟦of Item Owner⟧'),
    says: /did you mean item owner\?/u,
  },
  {
    rule: 'unknown-cause',
    text: test('anna can app.open on S because ⟦no share⟧'),
    says: /unknown cause no share; there are owner, item owner, /u,
  },
  {
    rule: 'older-name',
    text: space('type: shared, members: { ali: ⟦consumer⟧ }'),
    says: /is called Can view/u,
  },
  {
    rule: 'misplaced-action',
    text: test('anna can ⟦space.delete⟧ on S/KPI'),
    says: /asked of a space/u,
  },
  {
    rule: 'impossible-change',
    text: `${FULL}tests:\n  t:\n    given: [add ⟦group sales⟧ to group sales]\n    expect: [anna can space.create on a new shared space]\n`,
    says: /only users are members of groups/u,
  },
  { rule: 'misplaced-action', text: test('anna can ⟦app.publish⟧ on S/KPI'), says: /two spaces/u },
  {
    rule: 'misplaced-action',
    text: test('anna can ⟦app.open⟧ on a new shared space'),
    says: /space\.create/u,
  },
  {
    rule: 'role-not-in-space-type',
    text: space('type: shared, members: { ali: ⟦has restricted view⟧ }'),
    says: /does not exist in shared spaces/u,
  },
  {
    rule: 'owner-as-role',
    text: space('type: shared, members: { ali: ⟦owner⟧ }'),
    says: /not a role that can be given/u,
  },
  {
    rule: 'members-of-personal-space',
    text: space('type: personal, members: { ⟦ali⟧: can view }'),
    says: /has no members/u,
  },
  {
    rule: 'share-in-personal-space',
    text: space('type: personal, apps: { A: { owner: anna, shares: { ⟦ali⟧: can view } } }'),
    says: /personal space/u,
  },
  {
    rule: 'share-role',
    text: space('type: shared, apps: { A: { owner: anna, shares: { ali: ⟦can edit⟧ } } }'),
    says: /cannot be shared as Can edit/u,
  },
  {
    rule: 'share-of-app-kind',
    text: space(
      'type: shared, apps: { A: { owner: anna, kind: qlikview, shares: { ⟦ali⟧: can view } } }',
    ),
    says: /QlikView/u,
  },
  {
    rule: 'share-of-app-kind',
    text: space(
      'type: shared, apps: { A: { owner: anna, kind: direct-query, shares: { ⟦ali⟧: can view } } }',
    ),
    says: /Direct Query/u,
  },
  {
    rule: 'groups-off',
    text: `tenant: { groups: disabled }\n${PEOPLE}spaces:\n  S: { type: shared, owner: anna, members: { group ⟦sales⟧: can view } }\n`,
    says: /switched off/u,
  },
  {
    rule: 'subscription-feature',
    text: `${STANDARD}spaces:\n  ⟦S⟧: { type: managed, owner: anna }\n`,
    says: /managed spaces are not available/u,
  },
  {
    rule: 'subscription-feature',
    text: space(
      'type: shared, apps: { A: { owner: anna, shares: { ⟦ali⟧: can view } } }',
      STANDARD,
    ),
    says: /sharing single apps/u,
  },
  {
    rule: 'over-limit',
    text: many(401, '⟦A⟧'),
    says: /the app A has 401 of at most 400 shares/u,
    besides: ['over-limit'],
  },
  {
    rule: 'over-limit',
    text: space(
      'type: shared, apps: { ⟦A⟧: { owner: anna, shares: { ali: can view, Ann B: can view } } }',
    ),
    says: /2 of at most 1/u,
    config: 'limits: { shares-per-application: 1 }\n',
    besides: [],
  },
  {
    rule: 'near-limit',
    text: many(320, '⟦A⟧'),
    says: /320 of at most 400 shares/u,
    besides: ['near-limit'],
  },
  {
    rule: 'redundant-grant',
    text: space('type: shared, members: { ali: "can edit, ⟦can view⟧" }'),
    says: /^giving ali Can view in S adds nothing: ali is a member with Can edit$/u,
  },
  {
    rule: 'redundant-share',
    text: space(
      'type: shared, members: { ali: can edit }, apps: { A: { owner: anna, shares: { ali: ⟦can view⟧ } } }',
    ),
    says: /^sharing A with ali as Can view adds nothing: ali is a member with Can edit$/u,
  },
  {
    rule: 'failed-expectation',
    text: test('⟦ali can app.delete on S/KPI⟧'),
    says: /the verdict is denied/u,
  },
  {
    rule: 'undecided-expectation',
    text: test('⟦ali can app.see-all on S⟧'),
    says: /depends on what the policy does not state/u,
    besides: ['missing-fact'],
  },
  {
    rule: 'missing-fact',
    text: test('⟦ali can app.see-all on S⟧'),
    says: /^an expectation depends on .* To settle it: .*facts:/u,
    besides: ['undecided-expectation'],
  },
  {
    rule: 'missing-value',
    text: space('type: shared, members: { ⟦ali⟧: [] }'),
    says: /has at least one role/u,
  },
  {
    rule: 'missing-value',
    text: space('type: shared, apps: { A: { owner: anna, shares: { ⟦ali⟧: [] } } }'),
    says: /has at least one role/u,
  },
  {
    rule: 'impossible-change',
    text: `${space('type: managed, apps: { KPI: { owner: anna } }')}  T: { type: shared, owner: anna }\ntests:\n  t: { given: [⟦move S/KPI to T⟧], expect: [anna can space.delete on T] }\n`,
    says: /moves to other managed spaces only/u,
  },
  {
    rule: 'dangling-share',
    text: `${space('type: shared, apps: { KPI: { owner: anna, shares: { ali: can view } } }')}  T: { type: shared, owner: anna }\ntests:\n  t: { given: [⟦move S/KPI to T⟧], expect: [anna can space.delete on T] }\n`,
    says: /KPI is no longer shared with ali in T/u,
  },
  {
    rule: 'experiment-in-managed-space',
    text: space('type: managed, ml-experiments: { ⟦E⟧: { owner: anna } }'),
    says: /state E in the shared or personal space/u,
  },
  {
    rule: 'unpublishable-source',
    text: space('type: shared, apps: { A: { owner: anna }, B: { published-from: ⟦S/A⟧ } }'),
    says: /S is a shared space: take published-from away/u,
  },
  {
    rule: 'unpublishable-source',
    text: space('type: managed, apps: { A: { owner: anna }, B: { published-from: ⟦S/A⟧ } }'),
    says: /S is a managed space: name the app in the space where it is developed/u,
  },
  {
    rule: 'unpublishable-source',
    text: `${space('type: managed, apps: { B: { owner: anna, published-from: ⟦T/A⟧ } }')}  T: { type: shared, owner: anna, apps: { A: { features: [on-demand-template] } } }\n`,
    says: /T\/A is the template of on-demand apps/u,
  },
  {
    rule: 'entitlement-mismatch',
    text: 'tenant: { subscription: enterprise, entitlement: full }\nusers: { ⟦anna⟧: { entitlement: professional } }\n',
    says: /^anna: professional is no entitlement of the capacity-based subscription enterprise/u,
  },
  {
    rule: 'entitlement-mismatch',
    text: '⟦tenant⟧: { subscription: qlik-sense-business, entitlement: full }\nusers: { anna: {} }\n',
    says: /^full is no entitlement of the user-based subscription/u,
  },
  {
    rule: 'becomes-full-user',
    text: space('type: managed, members: { bea: ⟦can view⟧ }', BASIC),
    says: /^Can view in S makes a Full User of bea,/u,
  },
  {
    rule: 'becomes-full-user',
    text: space('type: managed, members: { group sales: ⟦can view⟧ }', BASIC),
    says: /^Can view in S makes Full Users of bea and cem,/u,
  },
  {
    rule: 'becomes-full-user',
    text: space('type: managed, members: { everyone: ⟦can view⟧ }', BASIC),
    says: /^Can view in S makes Full Users of bea and cem,/u,
    besides: ['granted-to-everyone'],
  },
  {
    rule: 'becomes-full-user',
    text: space(
      'type: managed, apps: { A: { owner: anna, shares: { bea: "has restricted view, ⟦can view⟧" } } }',
      BASIC,
    ),
    says: /^Can view of A makes a Full User of bea,/u,
  },
  {
    rule: 'becomes-full-user',
    text: `${BASIC}spaces:\n  S: { type: data, owner: ⟦bea⟧ }\n`,
    says: /^owning S makes a Full User of bea,/u,
  },
  {
    rule: 'analyzer-manages-space',
    text: space('type: shared, members: { group sales: ⟦can manage⟧ }', ANALYZERS),
    says: /^ann and kim have Analyzer entitlement/u,
  },
  {
    rule: 'analyzer-manages-space',
    text: `${ANALYZERS}spaces:\n  S: { type: shared, owner: ⟦kim⟧ }\n`,
    says: /^kim has Analyzer entitlement.*the owner of S$/u,
  },
  {
    rule: 'space-without-owner',
    text: `${FULL}spaces:\n  ⟦S⟧: { type: shared }\n`,
    says: /^S has no owner/u,
  },
  {
    rule: 'space-without-owner',
    text: 'users: { anna: { status: invited } }\nspaces:\n  S: { type: shared, owner: ⟦anna⟧ }\n',
    says: /anna, is only invited/u,
  },
  {
    rule: 'creator-without-role',
    text: space('type: managed, created-by: ⟦ali⟧'),
    says: /^ali holds none of the roles that create managed spaces \(Tenant Admin, /u,
  },
  {
    rule: 'owner-without-creating-role',
    text: 'users: { anna: {}, ali: { roles: [Data Space Creator] } }\nspaces:\n  S: { type: data, owner: ⟦anna⟧ }\n  T: { type: data, owner: ali }\n  U: { type: data, owner: anna, created-by: ali }\n  V: { type: data, owner: anna }\n  W: { type: shared, owner: anna }\n',
    says: /^no created-by, .* data spaces: S \(anna\) and V \(anna\); state who created them/u,
  },
  {
    rule: 'unusable-source',
    text: `${space('type: shared, scripts: { N: { owner: ali, uses: [⟦D/f⟧] } }', WITH_DAN)}${DATA}`,
    says: /^ali owns N and cannot consume D\/f, which it uses \(ali has no role in D\)/u,
  },
  {
    rule: 'unusable-source',
    text: `${space('type: shared, members: { ali: can view }, apps: { A: { owner: dan, kind: direct-query, uses: [⟦D/f⟧] } }', WITH_DAN)}${DATA}`,
    says: /^ali can open the Direct Query app A, and cannot load its data/u,
  },
  {
    rule: 'automation-lends-access',
    text: `${space('type: shared, members: { ali: can edit, Ann B: can view }, automations: { N: { owner: dan, uses: [⟦D/f⟧] } }', WITH_DAN)}${DATA}`,
    says: /its owner dan, whoever starts it: ali can,/u,
  },
  {
    rule: 'source-out-of-reach',
    text: `${space('type: shared, members: { group sales: can view }, apps: { A: { owner: dan, uses: [⟦D/f⟧] } }', WITH_DAN)}${DATA}`.replace(
      'sales: {}',
      'sales: { members: [ali] }',
    ),
    says: /^group sales can open A, and cannot consume D\/f/u,
  },
  {
    rule: 'share-with-write-table',
    text: space(
      'type: shared, apps: { A: { owner: anna, features: [write-table], shares: { ⟦ali⟧: can view } } }',
    ),
    says: /the write tables of A: make ali a member of S/u,
  },
  {
    rule: 'granted-to-link',
    text: space(
      'type: shared, apps: { A: { owner: anna, shares: { ⟦anyone with the link⟧: can view } } }',
    ),
    says: /^anyone with the link has Can view of A/u,
  },
  {
    rule: 'granted-to-everyone',
    text: space('type: shared, members: { ⟦everyone⟧: can view }'),
    says: /^everyone has Can view in S/u,
  },
  {
    rule: 'restriction-without-effect',
    text: space('type: managed, members: { ali: "⟦has restricted view⟧, can view" }'),
    says: /does not restrict ali in S: ali is a member with Can view/u,
  },
  {
    rule: 'several-ways-to-app',
    text: space(
      'type: managed, members: { ali: has restricted view }, apps: { A: { owner: anna, shares: { ali: ⟦can contribute⟧ } } }',
    ),
    says: /^A is shared with ali, who can open it anyway: ali is a member with Has restricted view/u,
  },
  {
    rule: 'superseded-role',
    text: 'users: { anna: { roles: [⟦Steward⟧] }, ali: {} }\ngroups: { sales: { roles: [Steward] } }\n',
    says: /^anna and group sales have the role Steward/u,
  },
  { rule: 'empty-test', text: `${FULL}tests:\n  ⟦t⟧: []\n`, says: /expects nothing/u },
  {
    rule: 'duplicate-entry',
    text: 'users:\n  anna: { status: active, ⟦status⟧: disabled }\n',
    says: /status is stated twice/u,
  },
  {
    rule: 'invalid-value',
    text: 'roles:\n  User Default: { permissions: { data connections: ⟦alowed⟧ } }\n',
    says: /did you mean allowed\?/u,
  },
  {
    rule: 'invalid-suppression',
    text: 'users:\n  ⟦# spaceward-ignore older-name⟧\n  anna: {}\n',
    says: /say why/u,
  },
  {
    // Behind something it is meant for that line, and would silence the next one.
    rule: 'invalid-suppression',
    text: 'users:\n  anna: {} ⟦# spaceward-ignore duplicate-entry: known⟧\n  anna: {}\n',
    says: /on a line of its own, before/u,
    besides: ['duplicate-entry'],
  },
  {
    rule: 'unused-suppression',
    text: 'users:\n  ⟦# spaceward-ignore older-name: there is none⟧\n  anna: {}\n',
    says: /nothing here breaks the rule/u,
  },
];

describe('rules about the configuration', () => {
  const configured = (config: string): readonly (readonly string[])[] =>
    check(FULL, config).diagnostics.map(({ rule, message }) => [rule, message]);

  it('site-fact-overrides: a fact that says otherwise than the documents', () => {
    const fact = (action: string, answer: string): string =>
      `facts: [{ table: managed.professional, action: ${action}, ${answer}, source: me }]\n`;
    const [found, ...others] = configured(fact('app.open', 'yes: [can publish]'));
    assert.deepEqual(others, []);
    assert.equal(found?.[0], 'site-fact-overrides');
    assert.match(found[1] ?? '', /the documents say no here/u);
    assert.deepEqual(configured(fact('app.open', 'no: [can publish]')), []);
    assert.deepEqual(configured(fact('script.open', 'yes: [can view]')), []);
  });

  it('yaml-syntax: mistakes in the configuration are no less', () => {
    assert.deepEqual(
      configured('rules: { near-limit: off\n').map(([rule]) => rule),
      ['yaml-syntax'],
    );
  });
});

describe('rules', () => {
  it('every rule has a case', () => {
    const tested = new Set([...CASES.map(({ rule }) => rule), 'site-fact-overrides']);
    assert.deepEqual([...tested].sort(), [...RULE_IDS].sort());
  });

  for (const { rule, text, says, besides, config } of CASES)
    it(`${rule}: ${text.replace(/\s+/gu, ' ').slice(-90)}`, () => {
      const start = text.indexOf('⟦');
      const end = text.indexOf('⟧') - 1;
      const { diagnostics } = check(text.replace(/[⟦⟧]/gu, ''), config);
      const found = diagnostics.find(
        (diagnostic) => diagnostic.rule === rule && diagnostic.span.start === start,
      );
      assert.ok(
        found,
        `not reported there: ${JSON.stringify(diagnostics.map((d) => [d.rule, d.span, d.message]))}`,
      );
      assert.match(found.message, says);
      assert.deepEqual(found.span, { start, end });
      const others = diagnostics.filter((diagnostic) => diagnostic !== found).map((d) => d.rule);
      assert.deepEqual([...new Set(others)], besides ?? []);
    });

  it('what is redundant is told with who holds the rest, and through what', () => {
    const messages = (rest: string): readonly (readonly string[])[] =>
      check(
        `users: { anna: {}, ali: { groups: [sales] } }\ngroups: { sales: {} }\nspaces:\n  S: { type: shared, owner: anna, ${rest} }\n`,
      )
        .diagnostics.filter(({ rule }) => rule.startsWith('redundant-'))
        .map(({ message, related }) => [message, ...related.map((other) => other.message)]);
    const shared = (members: string, share: string): string =>
      `members: { ${members} }, apps: { A: { owner: anna, shares: { ${share} } } }`;
    assert.deepEqual(messages(shared('group sales: can edit', 'ali: can view')), [
      [
        'sharing A with ali as Can view adds nothing: ali is in group sales, a member with Can edit',
        'ali is in group sales, a member with Can edit',
      ],
    ]);
    assert.deepEqual(messages(shared('group sales: can edit', 'group sales: can view')), [
      [
        'sharing A with group sales as Can view adds nothing: group sales is a member with Can edit',
      ],
    ]);
    assert.deepEqual(messages(shared('everyone: can edit', 'ali: can view')), [
      [
        'sharing A with ali as Can view adds nothing: everyone is a member with Can edit',
        'everyone is a member with Can edit',
      ],
    ]);
    assert.deepEqual(messages(shared('', 'ali: can view, group sales: can view')), [
      [
        'sharing A with ali as Can view adds nothing: it is shared with group sales as Can view',
        'it is shared with group sales as Can view',
      ],
    ]);
    assert.deepEqual(messages(shared('', 'anna: can view')), [
      ['sharing A with anna as Can view adds nothing: anna owns S'],
    ]);
    assert.deepEqual(messages('members: { anna: can edit }'), [
      ['giving anna Can edit in S adds nothing: anna owns S'],
    ]);
  });

  it('a policy without mistakes breaks none', () => {
    assert.deepEqual(check(test('anna can app.open on S because owner')).diagnostics, []);
  });

  it('the example of the language breaks rules that only inform', () => {
    const { diagnostics } = check(EXAMPLE);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity !== 'info'),
      [],
    );
    assert.deepEqual([...new Set(diagnostics.map(({ rule }) => rule))].sort(), [
      'redundant-share',
      'several-ways-to-app',
      'source-out-of-reach',
    ]);
  });

  it('of an app over its limit, the group is named that holds most of those it is shared with', () => {
    const config = 'limits: { shares-per-application: 1, shares-per-space: 1 }\n';
    const { diagnostics } = check(
      space(
        'type: shared, apps: { A: { owner: anna, shares: { ali: can view, Ann B: can view } } }',
        FULL.replace('sales: {}', 'sales: { members: [ali, Ann B] }'),
      ),
      config,
    );
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      [
        'the space S has 2 of at most 1 shares, 1 too many: make those with the most shares members of the space instead: ali (1) and Ann B (1)',
        'the app A has 2 of at most 1 shares, 1 too many: share it with group sales instead of its members ali and Ann B, which leaves 1',
      ],
    );
  });

  it('limits: at the limit is near, one more is over; per user or group in a space, and per space', () => {
    const rulesOf = (text: string): readonly string[] =>
      check(text).diagnostics.map(({ rule, message }) => `${rule} ${message.slice(0, 30)}`);
    assert.deepEqual(rulesOf(many(319, 'A')), []);
    assert.deepEqual(rulesOf(many(400, 'A')), [
      'near-limit the space S has 400 of at most',
      'near-limit the app A has 400 of at most 4',
    ]);
    const apps = Array.from(
      { length: 201 },
      (_, i) => `A${i}: { owner: anna, shares: { ali: can view } }`,
    );
    const toOne = `users: { anna: {}, ali: {} }\nspaces:\n  S: { type: shared, owner: anna, apps: { ${apps.join(', ')} } }\n`;
    assert.deepEqual(rulesOf(toOne), ['over-limit ali in the space S has 201 of ']);
  });
});
