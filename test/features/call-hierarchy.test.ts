import assert from 'node:assert/strict';
import {
  accessBy,
  accessFrom,
  type AccessItem,
  accessItemAt,
} from '../../server/src/core/features/call-hierarchy.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';
const POLICY = `tenant: { subscription: enterprise, entitlement: full }
users:
  anna: {}
  ali: { groups: [sales] }
  bea: { groups: [] }
  cem: { groups: [], status: disabled }
  root: { groups: [], roles: [Tenant Admin] }
groups:
  sales: { members: [anna] }
spaces:
  Sales:
    type: shared
    owner: anna
    members:
      group sales: can view
      cem: can view
      everyone: can publish
    apps:
      KPI: { owner: bea, shares: { bea: can view } }
      Plan: {}
  Area: { type: personal, owner: bea }
`;
const snapshot = snapshotOf(check(POLICY));

function at(text: string): AccessItem | undefined {
  return accessItemAt(snapshot, PATH, POLICY.indexOf(text) + 1);
}

/** Items as `name (detail) @ text of the line`. */
function shown(items: readonly AccessItem[]): readonly string[] {
  return items.map(({ name, detail, place, through }) => {
    const { start } = (through ?? place).span;
    const from = POLICY.lastIndexOf('\n', start) + 1;
    return `${name} (${detail}) @ ${POLICY.slice(from, POLICY.indexOf('\n', start)).trim()}`;
  });
}

function from(text: string): readonly string[] {
  const item = at(text);
  assert.ok(item, text);
  return shown(accessFrom(snapshot, PATH, item.node));
}

function by(text: string): readonly string[] {
  const item = at(text);
  assert.ok(item, text);
  return shown(accessBy(snapshot, PATH, item.node));
}

describe('who reaches what', () => {
  it('begins at users, groups, spaces and apps', () => {
    assert.deepEqual(
      ['anna:', 'sales: {', 'Sales:', 'KPI:'].map((text) => at(text)?.name),
      ['anna', 'group sales', 'Sales', 'Sales/KPI'],
    );
    for (const text of ['tenant', 'can view', 'type']) assert.equal(at(text), undefined);
  });

  it('tells who opens an app, by the line that grants it', () => {
    assert.deepEqual(from('KPI:'), [
      'anna (owns the space) @ owner: anna',
      'bea (owns the app) @ KPI: { owner: bea, shares: { bea: can view } }',
      'group sales (Can view in the space) @ group sales: can view',
      'bea (Can view, a share of KPI) @ KPI: { owner: bea, shares: { bea: can view } }',
      'root (Tenant Admin of the tenant) @ root: { groups: [], roles: [Tenant Admin] }',
    ]);
    // Neither who is disabled, nor by a role that gives nothing, nor by a share of another app.
    assert.deepEqual(from('Plan:'), [
      'anna (owns the space) @ owner: anna',
      'group sales (Can view in the space) @ group sales: can view',
      'root (Tenant Admin of the tenant) @ root: { groups: [], roles: [Tenant Admin] }',
    ]);
  });

  it('tells who reaches a space, administrators too', () => {
    const found = from('Sales:');
    assert.ok(found.includes('group sales (Can view in the space) @ group sales: can view'));
    assert.ok(
      found.some((line) => line.startsWith('root (Tenant Admin of the tenant)')),
      found.join('\n'),
    );
    assert.ok(!found.some((line) => line.startsWith('cem')));
  });

  it('tells the members of a group, by the line that states them', () => {
    assert.deepEqual(from('sales: {'), [
      'anna (member of sales) @ sales: { members: [anna] }',
      'ali (member of sales) @ ali: { groups: [sales] }',
    ]);
    assert.deepEqual(from('anna:'), []);
  });

  it('tells the spaces that somebody is in, and the apps that are shared with them', () => {
    assert.deepEqual(by('ali:'), ['Sales (Can view through group sales) @ group sales: can view']);
    assert.deepEqual(by('sales: {'), ['Sales (Can view) @ group sales: can view']);
    assert.deepEqual(by('bea:'), [
      'Sales/KPI (share as Can view) @ KPI: { owner: bea, shares: { bea: can view } }',
      'Area (Owner) @ Area: { type: personal, owner: bea }',
    ]);
    assert.deepEqual(by('cem:'), []);
    assert.deepEqual(by('Sales:'), []);
  });
});
