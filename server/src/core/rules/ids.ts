import { RULES } from './index.js';
import { SUPPRESSION_RULES } from './suppressions.js';

/** The ids of every rule, those about suppressions included. */
export const RULE_IDS: readonly string[] = [...RULES, ...SUPPRESSION_RULES].map(({ id }) => id);
