import assert from 'node:assert/strict';
import { type Hover, hoverAt, type HoverOptions } from '../../server/src/core/features/hover.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const PEOPLE = `tenant: { subscription: enterprise, entitlement: full }
users: { anna: { name: Anna Lind }, ali: {}, bea: { entitlement: analyzer }, cyd: { status: disabled }, root: { roles: [Tenant Admin] } }
groups: { sales: { members: [bea], others: unknown } }
`;
const SPACE = `spaces:
  Dev:
    type: shared
    owner: anna
    members: { ali: can edit, group sales: can view }
    apps:
      KPI: { owner: ali, shares: { bea: can view, root: can view } }
`;
const TEST = 'tests:\n  t:\n    - ';

/** What is shown where `$0` stands. */
function hover(marked: string, options?: HoverOptions): Hover | undefined {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0);
  const text = marked.replace('$0', '');
  return hoverAt(snapshotOf(check(text)), 'file-0.spaceward.yaml', offset, options);
}

function shown(marked: string, options?: HoverOptions): string {
  const found = hover(marked, options);
  assert.ok(found, marked);
  return found.markdown;
}

/** Puts the cursor into the first place of a text. */
function at(policy: string, before: string, after: string): string {
  assert.ok(policy.includes(before + after), before + after);
  return policy.replace(before + after, `${before}$0${after}`);
}

const POLICY = PEOPLE + SPACE;

describe('hover: people', () => {
  it('a member: what they may do, through what, with which entitlement', () => {
    const text = shown(at(POLICY, 'members: { al', 'i'));
    assert.match(text, /^\*\*ali\*\* in \*\*Dev\*\*, a shared space: \*\*\d+\*\* of \d+ actions/u);
    assert.match(text, /Entitlement \*\*full\*\* \(table shared\.professional\)/u);
    assert.match(text, /- \*\*member\*\*: Can edit \[file-0\.spaceward\.yaml:8\]/u);
    assert.match(text, /- \*\*item owner\*\* of KPI/u);
    assert.match(text, /\| apps \| \d+ \|/u);
    assert.match(text, /Not known: .*\(\d+\)/u);
  });

  it('an owner in a space, and the span of the name', () => {
    const found = hover(at(POLICY, '    owner: a', 'nna'));
    assert.match(found?.markdown ?? '', /^\*\*anna\*\* \(Anna Lind\) in/u);
    assert.match(found?.markdown ?? '', /- \*\*owner\*\*: Owner/u);
    assert.equal(POLICY.slice(found?.span.start, found?.span.end), 'anna');
  });

  it('a group as a member: somebody of whom nothing else is known, and the members that are named', () => {
    const text = shown(at(POLICY, ', group sa', 'les: can view'));
    assert.match(text, /^\*\*group sales\*\* \(a member of whom nothing else is known\)/u);
    assert.match(text, /Entitlement not known/u);
    assert.match(text, /Its members may, with all that they have: bea \d+/u);
  });

  it("a user's entry: entitlement, tenant roles, groups, spaces with roles", () => {
    const text = shown(at(POLICY, ', b', 'ea:'));
    assert.match(text, /^\*\*bea\*\* · user `bea` · active/u);
    assert.match(text, /entitlement \*\*analyzer\*\*/u);
    assert.match(text, /- groups: sales/u);
    assert.match(text, /\*\*Dev\*\* \(shared\): Can view through group sales; share of KPI/u);
    assert.match(shown(at(POLICY, ', r', 'oot:')), /as administrator: every space/u);
    assert.match(shown(at(POLICY, ', c', 'yd:')), /\*\*disabled\*\*: denied everything/u);
  });

  it('a group, a tenant role', () => {
    const group = shown(at(POLICY, 'groups: { s', 'ales'));
    assert.match(group, /1 member: bea, and others that the policy does not state/u);
    assert.match(group, /\*\*Dev\*\* \(shared\): Can view/u);
    const role = shown(at(POLICY, '[Ten', 'ant Admin]'));
    assert.match(role, /built-in administrator role/u);
    assert.match(role, /held by root/u);
  });
});

describe('hover: roles and shares', () => {
  it("a member's role: what it allows, and what it adds", () => {
    const text = shown(at(POLICY, 'ali: can e', 'dit'));
    assert.match(text, /^\*\*Can edit\*\* in a shared space: allows \*\*\d+\*\* of \d+ actions/u);
    assert.match(text, /- Yes: .*Create new apps in the space/u);
    assert.match(text, /Can edit gives ali \*\*\d+ actions\*\*/u);
  });

  it('a role that its holder has already adds nothing', () => {
    const policy = POLICY.replace('ali: can edit', 'ali: can edit, anna: can view');
    const text = shown(at(policy, 'anna: can v', 'iew'));
    assert.match(text, /Can view adds nothing to what anna has besides/u);
  });

  it("one of several roles, under the cursor, as the holder's entitlement reads it", () => {
    const policy = POLICY.replace('ali: can edit', 'bea: "can edit, can consume data"');
    assert.match(shown(at(policy, 'can edit, can c', 'onsume')), /^\*\*Can consume data\*\*/u);
    assert.match(shown(at(policy, 'bea: "can e', 'dit')), /table shared\.analyzer/u);
  });

  it('a role that the space does not have gives nothing', () => {
    const policy = POLICY.replace('ali: can edit', 'ali: can publish');
    const text = shown(at(policy, 'ali: can p', 'ublish'));
    assert.match(text, /does not exist in a shared space: it does in managed, data spaces/u);
  });

  it('a share: who gains what', () => {
    const text = shown(at(POLICY, 'shares: { b', 'ea'));
    assert.match(text, /^Share of \*\*KPI\*\* of Dev with \*\*bea\*\*/u);
    assert.match(text, /adds nothing|gives bea \*\*\d+ action/u);
    const alone = POLICY.replace(', group sales: can view', '');
    assert.match(shown(at(alone, 'shares: { b', 'ea')), /gives bea \*\*\d+ actions\*\*/u);
  });
});

describe('hover: spaces, content, actions, keys', () => {
  it('a space: owner, members by role, shares against the limits', () => {
    const text = shown(at(POLICY, '  D', 'ev:'));
    assert.match(text, /^\*\*Dev\*\* · shared space · owner anna/u);
    assert.match(text, /- Can edit: ali\n- Can view: group sales\n- holds 1 app/u);
    assert.match(text, /2 of 400 shares in the space/u);
  });

  it('an app: owner, shares, who can open it', () => {
    const text = shown(at(POLICY, '  K', 'PI:'));
    assert.match(text, /^\*\*KPI\*\* · app in Dev \(shared\) · owner ali/u);
    assert.match(text, /Shared: Can view: bea, root/u);
    assert.match(text, /may open it \(`app\.open`\): anna \(owner\), ali \(member\)/u);
    assert.match(text, /denied: 1 other$/u);
  });

  it('an action: a row for each role', () => {
    const text = shown(`${POLICY}${TEST}ali can app.ex$0port on Dev/KPI\n`);
    assert.match(text, /\*\*allowed\*\* · ali · `app\.export`/u);
    assert.match(text, /\| Role \| &emsp;Full, Professional \| &emsp;Analyzer \|/u);
    assert.match(text, /\| Can view \| No \| No \|/u);
    assert.match(text, /Shared space permissions for users with Professional/u);
  });

  it('a title names the action too, and what it needs is said', () => {
    const text = shown(
      `${POLICY}${TEST}"ali can 'Create data con$0nections in the space' on Dev"\n`,
    );
    assert.match(text, /needs the permission Data connections/u);
  });

  it('keys and permissions', () => {
    assert.match(
      shown(at(POLICY, '    ow', 'ner: anna')),
      /^`owner`: The user who owns the space/u,
    );
    assert.match(shown(at(POLICY, 'type: sh', 'ared')), /Takes `personal`, `shared`/u);
    assert.match(shown(at(POLICY, 'us', 'ers:')), /^`users`: /u);
    const roles = 'roles: { Maker: { permissions: { data conn$0ections: allowed } } }\n';
    assert.match(shown(roles), /^\*\*Data connections\*\* · permission/u);
  });
});

describe('hover: expectations', () => {
  const verdict = (sentence: string): string => shown(`${POLICY}${TEST}${sentence}\n`);

  it('a denial: the shortfalls and the nearest grants', () => {
    const text = verdict('bea can$0not app.export on Dev/KPI');
    assert.match(text, /^✓ The expectation holds/u);
    assert.match(text, /\*\*denied\*\* · bea · `app\.export`/u);
    assert.match(text, /- \*\*role\*\*: .*\[file-0\.spaceward\.yaml:8\]/u);
    assert.match(text, /Would allow it, least first:/u);
  });

  it('what depends: the missing facts and what closes them', () => {
    const text = verdict('ali can$0 app.see-all on Dev');
    assert.match(text, /^\? Undecided/u);
    assert.match(text, /\*\*depends\*\*/u);
    assert.match(text, /To settle it: try it, and state it in spaceward\.config\.yaml/u);
  });

  it('a failure: what stands against it', () => {
    const text = verdict('nobody$0 can app.open on Dev/KPI');
    assert.match(text, /^✗ The expectation fails/u);
    assert.match(text, /Against it:\n\n- \*\*via owner\*\*/u);
  });

  it('several questions: each in a line; the part under the cursor alone', () => {
    const sentence = 'ali and anna can app.open and app.export on Dev/KPI';
    assert.equal(verdict(`$0${sentence}`).match(/\*\*allowed\*\*/gu)?.length, 2);
    assert.equal(verdict(sentence.replace(' can', ' c$0an')).match(/\*\*allowed\*\*/gu)?.length, 4);
    const marked = `${POLICY}${TEST}${sentence.replace('export', 'ex$0port')}\n`;
    const { start, end } = hover(marked)?.span ?? { start: 0, end: 0 };
    assert.equal(marked.replace('$0', '').slice(start, end), 'app.export');
  });

  it('a sentence that cannot be asked says so; its names are explained all the same', () => {
    assert.match(verdict('ali can app.exprt o$0n Dev/KPI'), /^✗ It cannot be asked/u);
    assert.match(verdict('ali can app.exprt on D$0ev/KPI'), /^\*\*Dev\*\* · shared space/u);
  });

  it('changes under given count', () => {
    const text = shown(
      `${POLICY}tests:\n  t:\n    given: [ add bea to Dev as can edit ]\n    expect: [ bea$0 can app.export on Dev/KPI ]\n`,
    );
    assert.match(text, /^✓ The expectation holds, after 1 change under given\n\n\*\*allowed\*\*/u);
    const role = shown(`${POLICY}tests:\n  t:\n    given: [ add bea to Dev as can e$0dit ]\n`);
    assert.match(role, /^\*\*Can edit\*\* in a shared space/u);
  });
});

describe('hover: markdown', () => {
  const EVIL = '<img src=x onerror=y> [x](command:z) | **b** `c` $0 https://e.example\\n\\n# h';

  it('nothing of a policy breaks out of it', () => {
    const policy = `users:\n  "${EVIL.replace('$0', '')}": {}\nspaces:\n  S$0: { type: shared, owner: "${EVIL.replace(' $0', ' ')}" }\n`;
    const text = shown(policy);
    const outside = text.replace(/\\[^A-Za-z0-9]/gu, '').replace(/`[^`\n]*`/gu, '');
    assert.doesNotMatch(outside, /<|\]\(command|\|/u);
    assert.doesNotMatch(outside, /^# h/mu);
    assert.doesNotMatch(outside, /https:\/\//u);
  });

  it('places are linked as the caller says, and never to a command', () => {
    const link = { label: 'there', target: 'file:///a b/(c).yaml#L3' };
    const marked = at(POLICY, '    owner: a', 'nna');
    assert.match(
      shown(marked, { link: () => link }),
      /\[there\]\(file:\/\/\/a%20b\/%28c%29\.yaml#L3\)/u,
    );
    const command = { label: 'there', target: 'command:x' };
    assert.doesNotMatch(shown(marked, { link: () => command }), /\]\(/u);
  });
});
