import assert from 'node:assert/strict';
import { matrix } from './tables.js';

function found(text: string, section?: string): string {
  const result = matrix.findAction(text, section);
  if (result.kind === 'found') return result.action.id;
  return result.kind === 'none' ? 'none' : result.candidates.map(({ id }) => id).join(' ');
}

describe('findAction', () => {
  it('knows ids, in any letter case', () => {
    assert.equal(found('app.open'), 'app.open');
    assert.equal(found(' App.Open '), 'app.open');
    assert.equal(found('app.opens'), 'none');
  });

  it('knows titles: letter case, blanks, kinds of quote and a trailing parenthesis do not matter', () => {
    assert.equal(found('Open an app'), 'app.open');
    assert.equal(found('OPEN  an app'), 'app.open');
    assert.equal(found('customize your own app’s business logic'), 'app.edit-business-logic-own');
    assert.equal(found('Open a glossary'), 'glossary.open');
    assert.equal(found('Edit app attributes (whatever)'), 'app.edit-attributes');
  });

  it('tells variants apart by their parenthesis, and takes the base without it', () => {
    const title = 'Open and edit the data model in Data load editor or Data manager';
    assert.equal(found(title), 'app.edit-data-model');
    assert.equal(found(`${title} (in an app you own)`), 'app.edit-data-model-own');
    assert.equal(found(`${title} (in another user's app)`), 'app.edit-data-model-others');
  });

  it("knows other tables' and older titles", () => {
    assert.equal(found('Monitor a visualization in the hub'), 'app.monitor-visualization');
    assert.equal(found('Change space owner in the Management Console'), 'space.change-owner');
    assert.equal(found('Run prediction configuration'), 'ml-deployment.run-batch-prediction');
  });

  it('asks for the section where titles repeat', () => {
    const title = 'Create and manage tasks for scheduled reloads';
    assert.equal(found(title), 'app.schedule-reloads script.schedule-reloads');
    assert.equal(found(`Script actions > ${title}`), 'script.schedule-reloads');
    assert.equal(found(`script ACTIONS  >  ${title}`), 'script.schedule-reloads');
    assert.equal(
      found(`App actions > App actions - Data modeling and reload > ${title}`),
      'app.schedule-reloads',
    );
    assert.equal(found(title, 'App actions — Data modeling and reload'), 'app.schedule-reloads');
    assert.equal(found(title, 'Space actions'), 'none');
  });

  it('takes a row that one table prints twice for one action', () => {
    assert.equal(
      found('Create, rename, and delete model aliases in an ML deployment'),
      'ml-deployment.manage-model-aliases',
    );
  });

  it('leads to every action by its section and title', () => {
    for (const { id, section, title } of matrix.actions) {
      assert.equal(found(`${section} > ${title}`), id);
      assert.equal(found(title.toUpperCase(), section.replace('–', '-')), id);
    }
  });
});

describe('names of roles and permissions', () => {
  it("know a space role by today's name, in any letter case", () => {
    for (const role of matrix.data.spaceRoles) {
      assert.deepEqual(matrix.spaceRole(role.title), { role, exact: true });
      assert.deepEqual(matrix.spaceRole(role.title.toUpperCase()), { role, exact: true });
    }
  });

  it('know every API name and older name, as not exact', () => {
    const names = {
      facilitator: 'Can manage',
      codeveloper: 'Can edit data in applications',
      producer: 'Can edit',
      consumer: 'Can view',
      contributor: 'Can contribute',
      basicconsumer: 'Has restricted view',
      publisher: 'Can publish',
      dataconsumer: 'Can consume data',
      operator: 'Can operate',
      datapreview: 'Can view data',
      'Can edit data in apps': 'Can edit data in applications',
      'can consume': 'Can consume data',
      'Owner (Space)': 'Owner',
      'is owner': 'Owner',
    };
    for (const [name, title] of Object.entries(names)) {
      const known = matrix.spaceRole(name);
      assert.deepEqual([known?.role.title, known?.exact], [title, false], name);
    }
    assert.equal(matrix.spaceRole('Can do'), undefined);
  });

  it('know security roles by title and id', () => {
    assert.equal(matrix.securityRole('tenant admin')?.role.id, 'TenantAdmin');
    assert.equal(matrix.securityRole('tenant admin')?.exact, true);
    assert.equal(matrix.securityRole('TenantAdmin')?.exact, false);
    assert.equal(matrix.securityRole('Tenant'), undefined);
  });

  it('know permissions, older names too', () => {
    assert.equal(matrix.permission('data CONNECTIONS')?.permission.id, 'dataConnections');
    const models = matrix.permission('Approve or reject AutoML models');
    assert.deepEqual([models?.permission.id, models?.exact], ['approveMlModels', false]);
    assert.deepEqual(matrix.permission('Manage glossaries and approve terms')?.permission.values, [
      'allowed',
      'read and collaborate on terms only',
      'manage only',
    ]);
  });

  it('name where roles are held and shared, who creates spaces, and the limits', () => {
    const { data } = matrix;
    const held = (type: 'shared' | 'managed' | 'data'): string[] =>
      data.spaceRoles.filter((role) => role.spaceTypes.includes(type)).map((role) => role.id);
    assert.deepEqual(held('shared').sort(), [
      'codeveloper',
      'consumer',
      'dataconsumer',
      'facilitator',
      'owner',
      'producer',
    ]);
    assert.equal(held('managed').length, 8);
    assert.equal(held('data').length, 8);
    const shared = data.spaceRoles.filter((role) => role.shareTypes.includes('managed'));
    assert.deepEqual(shared.map((role) => role.id).sort(), [
      'basicconsumer',
      'consumer',
      'contributor',
    ]);
    assert.deepEqual(data.limits, {
      sharesPerApplication: 400,
      sharesPerPrincipalInSpace: 200,
      sharesPerSpace: 400,
    });
    assert.deepEqual(
      data.creation.map(({ spaceType, securityRoles }) => [spaceType, ...securityRoles]),
      [
        ['shared', 'TenantAdmin', 'AnalyticsAdmin', 'SharedSpaceCreator'],
        ['managed', 'TenantAdmin', 'AnalyticsAdmin', 'ManagedSpaceCreator'],
        ['data', 'TenantAdmin', 'DataAdmin', 'DataSpaceCreator'],
      ],
    );
  });
});
