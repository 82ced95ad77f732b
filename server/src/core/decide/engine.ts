import { ColumnIndex } from '../matrix/columns.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SiteFacts } from '../matrix/site.js';
import type { World } from '../model/world.js';
import { decideAt } from './decide-at.js';
import type { Point } from './evaluate.js';
import { People } from './people.js';
import { Verdicts } from './sets.js';
import type { Outcome } from './types.js';

/** What verdicts are read from: the tables, the organisation's own facts, and one world. */
export class Engine {
  readonly columns: ColumnIndex;
  readonly verdicts: Verdicts;
  readonly people: People;

  constructor(
    readonly matrix: Matrix,
    readonly siteFacts: SiteFacts,
    readonly world: World,
    columns?: ColumnIndex,
  ) {
    this.columns = columns ?? new ColumnIndex(matrix, siteFacts);
    this.verdicts = new Verdicts(this);
    this.people = new People(world);
  }

  /** The same tables and facts over another world. */
  over(world: World): Engine {
    return new Engine(this.matrix, this.siteFacts, world, this.columns);
  }

  /** One action at one place, for one person, with its proof. */
  decideAt(point: Point): Outcome {
    return decideAt(point);
  }
}
