/** What a proof tells: every grant, strongest first, with its line, its cell, and what there is to know of the cell. */
import assert from 'node:assert/strict';
import { proofLines } from '../../../server/src/core/decide/describe.js';
import type { CellProof } from '../../../server/src/core/decide/cell-proof.js';
import { open, outcome } from '../../support/policy.js';

const text = `
tenant: { entitlement: full }
roles: { User Default: { permissions-otherwise: not allowed }, Makers: { permissions: { data connections: allowed }, permissions-otherwise: not allowed } }
users:
  ali: { roles: [Tenant Admin, Makers] }
  bea: {}
  boss: {}
groups:
  crew: { members: [ali] }
spaces:
  Team:
    type: shared
    owner: ali
    members: { everyone: can edit, group crew: can view, ali: can manage }
    apps: { app: { owner: boss, shares: { group crew: can view, ali: can view } } }
    notes: { note: { owner: ali } }
    data-connections: { base: { owner: ali } }
  Store:
    type: managed
    owner: boss
    members: { bea: can contribute }
    apps: { app: { owner: boss } }
`;
const policy = open(text);

/** The cell of the first grant, or of the first thing that fell short. */
function cell(who: string, action: string, where: string): CellProof | undefined {
  const { grants, shortfalls } = outcome(policy, who, action, where);
  return grants[0]?.cell ?? shortfalls.find((shortfall) => shortfall.cell !== undefined)?.cell;
}

function lines(who: string, action: string, where: string): string {
  return proofLines(outcome(policy, who, action, where))
    .map((line) => line.text)
    .join('\n');
}

describe('proofs', () => {
  it('list every grant, the strongest first, whatever the order of the policy', () => {
    const { grants } = outcome(policy, 'ali', 'app.open', 'Team/app');
    assert.deepEqual(
      grants.map(({ via, role }) => `${via}: ${role.title}`),
      [
        'owner: Owner',
        'member: Can manage',
        'group: Can view',
        'everyone: Can edit',
        'share: Can view',
        'share: Can view',
        'admin: Tenant Admin',
      ],
    );
    const note = outcome(policy, 'ali', 'note.delete', 'Team/note').grants;
    assert.deepEqual(
      note.map(({ via }) => via),
      ['owner', 'item owner', 'member'],
    );
  });

  it('give the line of the policy for each: whom it grants to, of an owner the name', () => {
    const { grants } = outcome(policy, 'ali', 'app.open', 'Team/app');
    const places = grants.map(({ origin }) => origin && policy.locate(origin));
    const at = places.map((place) => place && text.slice(place.span.start, place.span.end));
    assert.deepEqual(at.slice(0, 6), ['ali', 'ali', 'crew', 'everyone', 'crew', 'ali']);
    const lineOf = places.map((place) => text.slice(0, place?.span.start).split('\n').length);
    assert.deepEqual(lineOf, [13, 14, 14, 14, 15, 15, 5]);
  });

  it('give the cell: table, section, row, column, and the document with its line', () => {
    const proof = cell('bea', 'app.open', 'Team/app');
    assert.deepEqual(
      [proof?.table, proof?.column, proof?.row?.id, proof?.row?.section],
      ['shared.professional', 'producer', 'app.open', ['App actions', 'App actions – General']],
    );
    assert.match(
      lines('bea', 'app.open', 'Team/app'),
      /"Open an app" × Can edit = Yes \(table shared\.professional; Shared space permissions for users with Professional or Full User entitlement, line 31\)/u,
    );
  });

  it('say what is held besides the role, and by which line', () => {
    const [grant] = outcome(policy, 'ali', 'data-connection.edit', 'Team/base').grants;
    const held = grant?.holds.map(({ text: what, origin }) => {
      const place = origin && policy.locate(origin);
      return [what, place && text.slice(place.span.start, place.span.end)];
    });
    assert.deepEqual(held, [
      ['Data connections: allowed (Makers)', 'data connections'],
      ['owns the data connection', undefined],
    ]);
  });

  it('mark cells of older editions, statements, and what follows from a sentence', () => {
    assert.equal(cell('boss', 'app.delete', 'Store/app')?.found?.basis, 'older');
    assert.match(lines('boss', 'app.delete', 'Store/app'), /older edition/u);
    assert.equal(cell('bea', 'app.edit-data-model', 'Store/app')?.found?.basis, 'stated');
    const entailed = cell('bea', 'app.add-private-sheets', 'Store/app')?.found;
    assert.equal(entailed?.basis, 'entailed');
    assert.match(entailed.entailedBy ?? '', /^Can contribute: /u);
    assert.match(
      lines('bea', 'app.add-private-sheets', 'Store/app'),
      /follows from a stated sentence/u,
    );
  });

  it('mark cells that another source contradicts, and use them', () => {
    const disputed = cell('ali', 'app.open', 'Store/app')?.found;
    assert.equal(disputed?.value, 'yes');
    assert.match(disputed.disputed ?? '', /: no \(/u);
    assert.match(
      lines('ali', 'app.open', 'Store/app'),
      /disputed|contested|another source|otherwise/iu,
    );
    assert.doesNotMatch(
      lines('bea', 'app.open', 'Team/app'),
      /disputed|contested|another source|otherwise/iu,
    );
  });

  it('hold unnamed permissions that may be needed as caveats, which never make it depend', () => {
    const reports = outcome(policy, 'bea', 'app.view-reporting-section', 'Team/app');
    assert.equal(reports.verdict, 'allowed');
    assert.match(reports.caveats.join(), /may be needed/u);
    assert.deepEqual(outcome(policy, 'bea', 'app.open', 'Team/app').caveats, []);
  });
});
