import type { ContentKind } from '../matrix/types.js';
import { CONTENT_SECTIONS } from '../syntax/policy/shape.js';

/** Every kind of content that a policy states. */
export const CONTENT_KIND_NAMES: readonly ContentKind[] = Object.values(CONTENT_SECTIONS);
