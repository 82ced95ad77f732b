import type { ColdReport } from '../check/cold.js';
import type { FullReport } from '../check/full.js';
import type { ScaleReport } from '../check/scale.js';
import type { DecisionReport } from '../decisions/part.js';
import type { Session } from '../editor/keystrokes.js';
import type { MemoryResult } from '../editor/memory.js';
import type { RequestResult } from '../editor/requests.js';
import type { Machine } from './machine.js';

/** All that one run measured. */
export interface Report {
  readonly machine: Machine;
  readonly minutes: number;
  readonly keystrokes: readonly Session[];
  readonly requests: readonly RequestResult[];
  readonly memory: readonly MemoryResult[];
  readonly full: FullReport;
  readonly cold: ColdReport;
  readonly scale: ScaleReport;
  readonly decisions: DecisionReport;
}
