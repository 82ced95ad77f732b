import { expectationRule } from './expectations.js';

export const undecidedExpectation = expectationRule(
  'undecided-expectation',
  'undecided',
  'Whether a test holds depends on facts that the policy does not state.',
);
