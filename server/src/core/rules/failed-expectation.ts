import { expectationRule } from './expectations.js';

export const failedExpectation = expectationRule(
  'failed-expectation',
  'failed',
  'A test expects what the policy does not give, or forbids what it gives.',
);
