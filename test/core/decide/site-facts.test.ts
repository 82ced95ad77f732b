/** Facts that an organisation has verified in its own tenant: they fill unknown cells and override known ones. */
import assert from 'node:assert/strict';
import { proofLines } from '../../../server/src/core/decide/describe.js';
import { assertAnswers, check, open, outcome } from '../../support/policy.js';

const text = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed } }
users: { ali: {}, bea: {}, pub: {}, an: { entitlement: analyzer }, boss: {}, pair: {}, root: { roles: [Tenant Admin] } }
spaces:
  Store:
    type: managed
    owner: boss
    members: { ali: can view, bea: can contribute, pub: can publish, an: can view,
      pair: [has restricted view, can consume data] }
    apps: { app: { owner: boss } }
    scripts: { script: { owner: boss } }
  Team:
    type: shared
    owner: boss
    members: { ali: can edit, pub: can consume data, an: can edit }
    apps: { app: { owner: ali }, other: { owner: boss } }
    ml-experiments: { trial: { owner: boss } }
`;
const config = `
facts:
  - { table: managed.professional, action: script.open, yes: [can view, Can contribute], no: [publisher], source: "tried in our tenant, 2026-11-02" }
  - { table: shared.professional, action: app.open, yes: [can consume data], source: "seen on a Monday" }
  - { table: shared.professional, action: app.delete, no: [can edit], source: "ticket 12" }
  - { table: shared.admin, action: app.create, yes: [Tenant Admin], source: tried }
  - { table: shared.analyzer, action: app.duplicate, yes: [can edit], source: tried }
  - { table: managed.professional, action: script.delete, yes: [has restricted view + can consume data], source: tried }
  - { table: shared.professional, action: app.add-data-files-others, yes: [can edit], source: tried }
  - { table: shared.professional, action: ml-deployment.deploy-model, yes: [can edit], source: tried }
`;

describe('site facts', () => {
  const plain = open(text);
  const policy = open(text, config);

  it('fill cells that no document gives', () => {
    assertAnswers(plain, [
      ['ali', 'script.open', 'Store/script', 'depends: cell'],
      ['pub', 'script.open', 'Store/script', 'depends: cell'],
      ['root', 'app.create', 'Team', 'depends: cell'],
      ['an', 'app.duplicate', 'Team/app', 'depends: cell'],
    ]);
    assertAnswers(policy, [
      ['ali', 'script.open', 'Store/script', 'allowed: member'],
      ['bea', 'script.open', 'Store/script', 'allowed: member'],
      ['pub', 'script.open', 'Store/script', 'denied: role'],
      ['boss', 'script.open', 'Store/script', 'depends: cell'],
      ['root', 'app.create', 'Team', 'allowed: admin'],
      ['an', 'app.duplicate', 'Team/app', 'allowed: member'],
      // another table than the one that the fact is of
      ['an', 'script.open', 'Store/script', 'depends: cell'],
    ]);
  });

  it('override cells that a document gives, in either direction', () => {
    assertAnswers(plain, [
      ['pub', 'app.open', 'Team/app', 'denied: role'],
      ['ali', 'app.delete', 'Team/app', 'allowed: member'],
      ['ali', 'app.add-data-files', 'Team/other', 'denied: role'],
    ]);
    assertAnswers(policy, [
      ['pub', 'app.open', 'Team/app', 'allowed: member'],
      ['ali', 'app.delete', 'Team/app', 'denied: role'],
      // by the variant for items of others
      ['ali', 'app.add-data-files', 'Team/other', 'allowed: member'],
      ['ali', 'app.open', 'Team/app', 'allowed: member'],
    ]);
  });

  it('a No of the table for Professionals is a No for Analyzers, from a site too', () => {
    const facts =
      '{ table: shared.professional, action: app.duplicate, no: [can edit], source: tried }';
    const denying = open(text, `facts: [${facts}]`);
    assertAnswers(denying, [['an', 'app.duplicate', 'Team/app', 'denied: role']]);
  });

  it('are held by whoever holds both roles of a pair', () => {
    assertAnswers(plain, [['pair', 'script.delete', 'Store/script', 'depends: cell']]);
    assertAnswers(policy, [['pair', 'script.delete', 'Store/script', 'allowed: member']]);
  });

  it('settle a requirement whose list is lost', () => {
    const given = [
      'give ali Automl Deployment Contributor',
      'give ali Automl Experiment Contributor',
    ];
    assertAnswers(plain, [
      [
        'ali',
        'ml-deployment.deploy-model',
        'Team/trial',
        'depends: requirement',
        { given, to: 'Team' },
      ],
    ]);
    assertAnswers(policy, [
      ['ali', 'ml-deployment.deploy-model', 'Team/trial', 'allowed: member', { given, to: 'Team' }],
    ]);
  });

  it('are named in proofs as what they are', () => {
    const [grant] = outcome(policy, 'pub', 'app.open', 'Team/app').grants;
    assert.equal(grant?.cell.found?.basis, 'site');
    assert.equal(grant.cell.found.site?.source, 'seen on a Monday');
    const checked = check(
      `${text}tests:\n  site:\n    - pub cannot app.open on Team/app\n`,
      config,
    );
    const [allowed] = checked.tests[0]?.expectations ?? [];
    assert.match(allowed?.proof[0]?.text ?? '', /a fact of this site.*seen on a Monday/u);
    const [line] = proofLines(outcome(policy, 'pub', 'script.open', 'Store/script'));
    assert.match(line?.text ?? '', /tried in our tenant, 2026-11-02/u);
  });

  it('that override a known cell are warned about, each of them', () => {
    const about = check(text, config).diagnostics.filter(({ path }) =>
      path.endsWith('config.yaml'),
    );
    assert.deepEqual(
      about.map(({ severity, message }) => [severity, /says? (\w+) here/u.exec(message)?.[1]]),
      [
        ['warning', 'no'],
        ['warning', 'yes'],
        ['warning', 'no'],
      ],
    );
    const overridden = about.map(
      ({ span }) => config.slice(0, span.start).trimEnd().split('\n').length,
    );
    assert.deepEqual(overridden, [4, 5, 9]);
  });

  it('with mistakes are reported and left out', () => {
    const wrong = check(
      text,
      'facts: [{ table: shared.pro, action: app.open, yes: [can view], source: x }, { table: shared.professional, action: app.opens, yes: [can see], source: y }]',
    );
    assert.deepEqual(
      wrong.config.problems.map(({ message }) => message.split(';')[0]),
      ['unknown table shared.pro', 'unknown action app.opens', 'unknown role can see'],
    );
  });

  it('of roles in spaces, in a table of administrators, are reported: nothing reads them', () => {
    const unread =
      'facts: [{ table: shared.admin, action: app.export, no: [can edit], source: x }]';
    const { problems } = check(text, unread).config;
    assert.match(
      problems.map(({ message }) => message).join('\n'),
      /^of the table shared.admin, roles of the tenant alone are read/u,
    );
  });
});
