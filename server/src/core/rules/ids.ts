import { RULES } from './index.js';
import type { Rule } from './rule.js';
import { SUPPRESSION_RULES } from './suppressions.js';

/** What there is to say of a rule. */
export type RuleFacts = Omit<Rule, 'check' | 'checkSpace'>;

/** Every rule, those about suppressions included, in the order in which they are listed. */
export const LISTED_RULES: readonly RuleFacts[] = [...RULES, ...SUPPRESSION_RULES];

/** The ids of every rule. */
export const RULE_IDS: readonly string[] = LISTED_RULES.map(({ id }) => id);
