import type { Finding, Rule } from './rule.js';

export const emptyTest: Rule = {
  id: 'empty-test',
  severity: 'error',
  summary: 'A test without expectations checks nothing.',
  *check({ noisyTests }): Iterable<Finding> {
    for (const { test, expectations } of noisyTests)
      if (expectations.length === 0 && test.unreadable === 0)
        yield {
          message: `the test ${test.key.text} expects nothing: add an expectation, or remove the test`,
          origin: test.key.origin,
        };
  },
};
