import { ACCESS } from '../access/feature.js';
import { MEMBERS } from '../members/feature.js';
import { QUESTIONS } from '../questions/feature.js';
import { TEST_EXPLORER } from '../test-explorer/feature.js';
import { CALL_HIERARCHY } from './call-hierarchy.js';
import { CODE_ACTIONS } from './code-actions.js';
import { CODE_LENSES } from './code-lenses.js';
import { COMPLETION } from './completion.js';
import type { Feature } from './feature.js';
import { FORMATTING } from './formatting.js';
import { DOCUMENT_LINKS } from './document-links.js';
import { HOVER } from './hover.js';
import { INLAY_HINTS } from './inlay-hints.js';
import { NAVIGATION } from './navigation.js';
import { RENAME } from './rename.js';
import { SEMANTIC_TOKENS } from './semantic-tokens.js';
import { SIGNATURE_HELP } from './signature-help.js';
import { STRUCTURE } from './structure.js';
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
  SEMANTIC_TOKENS,
  CODE_LENSES,
  INLAY_HINTS,
  CALL_HIERARCHY,
  STRUCTURE,
  DOCUMENT_LINKS,
  SIGNATURE_HELP,
  QUESTIONS,
  TEST_EXPLORER,
  MEMBERS,
  ACCESS,
];
