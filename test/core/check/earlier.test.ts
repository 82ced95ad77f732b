/** A policy whose tenant says again what it said is what it is when it is checked afresh. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Earlier } from '../../../server/src/core/check/earlier.js';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import type { PolicyFile } from '../../../server/src/core/model/policy.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { shown } from '../../support/shown.js';
import { randomPolicy } from '../decide/random-policy.js';

const TESTS = `
tests:
  everybody: [nobody except admins can space.delete on S1, only members of S1 can app.open on S1]
  somebody: [ali can app.open on S1, group g1 can app.open on S2, every full can app.open on S1]
  new: [bea can space.create on a new shared space]
`;

/** What a tenant says, one state after the other: half of the values mean the same. */
const tenant = fc.record({
  entitlement: fc.constantFrom('full', 'full', 'analyzer', 'fqull', 'unknown'),
  more: fc.constantFrom(
    '',
    '',
    '',
    ', groups: disabled',
    ', name: Acme',
    ', subscription: premium',
  ),
});

/** An entry put in the place of another one's, by their numbers; seldom anything but the tenant is edited. */
const edit = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(7), fc.nat(7)) },
);

const ENTRY = /^( {2}(?:ali|bea|cem|dan|eve|g1|g2|g3): )\{(.*)\}$/gmu;

/** The text with what one entry says said of another one, too. */
function withCopy(text: string, from: number, to: number): string {
  const said = Array.from(text.matchAll(ENTRY), ([, , entry]) => entry ?? '');
  let index = -1;
  return text.replaceAll(ENTRY, (entry, start: string) => {
    index += 1;
    return index === from ? `${start}{${said[to] ?? ''}}` : entry;
  });
}

/** The texts of a policy in which some users state no entitlement, one edit after the other. */
const histories = fc
  .tuple(randomPolicy, fc.array(fc.tuple(tenant, edit), { minLength: 3, maxLength: 10 }))
  .map(([policy, steps]) => {
    let body = policy.replace(/^tenant:.*\n/mu, '').replaceAll('entitlement: full, ', '') + TESTS;
    return steps.map(([{ entitlement, more }, copied]) => {
      if (copied !== undefined) body = withCopy(body, ...copied);
      return `tenant: { entitlement: ${entitlement}${more} }\n${body}`;
    });
  });

interface State {
  readonly file: PolicyFile;
  readonly checked: Checked;
}

function next(text: string, before?: State): State {
  const file = readPolicyFile({ path: 'p', text }, before?.file);
  return { file, checked: checkPolicy(matrix, [file], undefined, before?.checked) };
}

/** Checks each state after the one before it; how many were found to be as an earlier one. */
function assertSame(history: readonly string[], step = next): number {
  let state: State | undefined;
  let returned = 0;
  for (const text of history) {
    const before = state?.checked;
    state = step(text, state);
    const { checked } = state;
    // What is returned to is no earlier state any more; others of them are there.
    const isGone = ({ tenant }: Earlier): boolean =>
      checked.earlier.length > 0 &&
      checked.earlier.every((each) => each.tenant !== tenant) &&
      tenant.entitlement !== before?.policy.world.tenant.entitlement;
    if (before?.earlier.some(isGone) === true) returned += 1;
    const [mine, fresh] = [shown(checked), shown(next(text).checked)];
    if (mine !== fresh) assert.equal(mine, fresh, text);
  }
  return returned;
}

describe('a tenant that says again what it said', () => {
  it('makes what it made, whatever was edited in between', function () {
    this.timeout(0);
    let returned = 0;
    fc.assert(
      fc.property(histories, (history) => {
        returned += assertSame(history);
      }),
      { numRuns: runs(40) },
    );
    assert.ok(returned > runs(40) / 2, `${returned}`);
  });

  it('is found again as long as nothing else is edited, and let go of then', () => {
    const policy = (entitlement: string, more = ''): string =>
      `tenant: { entitlement: ${entitlement} }\nusers: { ali: {}, bea: {} }\nspaces: { S1: { type: shared, owner: ali${more} } }\n`;
    let state = next(policy('full'));
    const first = state.checked;
    state = next(policy('fqull'), state);
    assert.equal(state.checked.earlier.length, 1);
    state = next(policy('analyzer'), state);
    assert.equal(state.checked.earlier.length, 2);
    state = next(policy('full'), state);
    assert.equal(state.checked.tests, first.tests);
    assert.equal(state.checked.policy.world.users, first.policy.world.users);
    state = next(policy('full', ', members: { bea: can view }'), state);
    assert.deepEqual(state.checked.earlier, []);
    assert.equal(state.checked.policy.memo.entitled.size, 0);
  });

  it('and what took any state for the one that is there again would be found out', () => {
    const careless = (text: string, before?: State): State => {
      const state = next(text, before);
      const { earlier, ...checked } = state.checked;
      const { tests, noisyTests, testIndex, spaces } = checked;
      const same = earlier.map((each) => ({ ...each, tests, noisyTests, testIndex, spaces }));
      return { ...state, checked: { ...checked, earlier: same } };
    };
    assert.throws(() => {
      fc.assert(
        fc.property(histories, (history) => {
          assertSame(history, careless);
        }),
        { numRuns: 100, endOnFailure: true },
      );
    });
  });
});
