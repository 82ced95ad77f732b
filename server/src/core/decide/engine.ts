import { ColumnIndex } from '../matrix/columns.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SiteFacts } from '../matrix/site.js';
import type { Group, World } from '../model/world.js';
import { decideAt } from './decide-at.js';
import type { Point } from './evaluate.js';
import type { Holdings, ReachingShare } from './holdings.js';
import { PerPersonAndSpace } from './memo.js';
import { People } from './people.js';
import { Verdicts } from './sets.js';
import type { Outcome } from './types.js';

/** What verdicts are read from: the tables, the organisation's own facts, and one world. */
export class Engine {
  readonly columns: ColumnIndex;
  readonly verdicts: Verdicts;
  readonly people: People;
  readonly memberRoles = new PerPersonAndSpace<Holdings>();
  readonly shares = new PerPersonAndSpace<readonly ReachingShare[]>();
  private readonly closed = new Map<string, Engine>();

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

  /** The engine over a world where groups have no other members than the policy states. */
  closing(groups: ReadonlySet<string>): Engine {
    const key = [...groups].sort().join('\n');
    let engine = this.closed.get(key);
    if (engine === undefined) {
      const closed = [...this.world.groups].map(([id, group]): [string, Group] => [
        id,
        groups.has(id) ? { ...group, othersUnknown: false } : group,
      ]);
      engine = this.over({ ...this.world, groups: new Map(closed) });
      this.closed.set(key, engine);
    }
    return engine;
  }

  /** One action at one place, for one person, with its proof. */
  decideAt(point: Point): Outcome {
    return decideAt(point);
  }
}
