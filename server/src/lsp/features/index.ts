import { ACCESS } from '../access/feature.js';
import { QUESTIONS } from '../questions/feature.js';
import { TEST_EXPLORER } from '../test-explorer/feature.js';
import { CODE_ACTIONS } from './code-actions.js';
import { COMPLETION } from './completion.js';
import type { Feature } from './feature.js';
import { FORMATTING } from './formatting.js';
import { HOVER } from './hover.js';
import { NAVIGATION } from './navigation.js';
import { RENAME } from './rename.js';
import { SYMBOLS } from './symbols.js';

/** Every language feature. What stands here is advertised and answered. */
export const FEATURES: readonly Feature[] = [
  HOVER,
  COMPLETION,
  CODE_ACTIONS,
  NAVIGATION,
  RENAME,
  SYMBOLS,
  FORMATTING,
  QUESTIONS,
  TEST_EXPLORER,
  ACCESS,
];
