import assert from 'node:assert/strict';
import { check } from '../support/policy.js';

const PEOPLE = 'tenant: { entitlement: full }\nusers: { bo: { groups: [] }, al: { groups: [] } }\n';
const SPACE = `${PEOPLE}spaces:\n  F: { type: shared, owner: al, apps: { K: { owner: al } } }\n`;

describe('large policies', () => {
  it('are checked in a time that grows with their size', () => {
    const users = Array.from({ length: 2000 }, (_, i) => `  u${i}: {}`).join('\n');
    const members = Array.from({ length: 1000 }, (_, i) => `      u${i}: can view`).join('\n');
    const apps = Array.from(
      { length: 300 },
      (_, i) => `      A${i}: { owner: u1, shares: { u${i + 1000}: can view } }`,
    ).join('\n');
    const tests = [
      'everyone can app.open on F',
      'only members of F can app.open on F',
      'members of F can app.open on F because member',
      'nobody except members of F can space.delete on F',
    ].map((sentence, i) => `  t${i}: [${sentence}]`);
    const text = `tenant: { entitlement: full }\nusers:\n${users}\nspaces:\n  F:\n    type: shared\n    owner: u1\n    members:\n${members}\n    apps:\n${apps}\ntests:\n${tests.join('\n')}\n`;
    const started = process.cpuUsage().user;
    const { tests: results } = check(text);
    const seconds = (process.cpuUsage().user - started) / 1e6;
    assert.equal(results.length, 4);
    // It takes about one second; what was quadratic here took minutes.
    assert.ok(seconds < 20, `${seconds} s`);
  });

  it('long runs of white space are read in time', () => {
    const started = process.cpuUsage().user;
    const blank = ' '.repeat(60_000);
    check(`${SPACE}tests:\n  t:\n    - 'bo can "a${blank}b" on F'\n    - 'bo can "a${blank}'\n`);
    check(`users:\n${'\ta: {}\n'.repeat(5000)}`);
    const seconds = (process.cpuUsage().user - started) / 1e6;
    assert.ok(seconds < 15, `${seconds} s`);
  });
});
