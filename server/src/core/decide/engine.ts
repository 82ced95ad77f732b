import { ColumnIndex } from '../matrix/columns.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SiteFacts } from '../matrix/site.js';
import { PatchedMap } from '../patched-map.js';
import type { Group, Space, Tenant, World } from '../model/world.js';
import { Alike } from './alike.js';
import type { Cells } from './cell-proof.js';
import { Crowd } from './crowd.js';
import { decideAt } from './decide-at.js';
import type { Point } from './evaluate.js';
import { type KnownNaming, TableMemo, TenantMemo } from './memo.js';
import { NamingIndex } from './naming-index.js';
import { People } from './people.js';
import { Verdicts } from './sets.js';
import { type SpaceGrants, SpacesByName } from './space-grants.js';
import type { SpaceSets } from './space-sets.js';
import type { Outcome } from './types.js';

/** So many other spaces are looked at besides those that are known by whom they name. */
const FEW = 64;

/** What verdicts are read from: the tables, the organisation's own facts, and one world. */
export class Engine {
  readonly verdicts: Verdicts;
  readonly people: People;
  readonly memo: TenantMemo;
  /** Where names stand. */
  readonly naming = new NamingIndex(this);
  /** Notes what answers were made from, until it is reset. */
  readonly consulted: { permissions: boolean };
  /** Where the world is only supposed: the engine over the world that it was made of. */
  readonly base: Engine | undefined;
  private readonly tables: TableMemo;
  private readonly closed = new Map<string, Engine>();
  private readonly alikes = new Map<string, Alike>();

  private constructor(
    readonly matrix: Matrix,
    readonly siteFacts: SiteFacts,
    readonly world: World,
    isStated: boolean,
    base?: Engine,
    memo?: TenantMemo,
  ) {
    const isSameTables = base?.matrix === matrix && base.siteFacts === siteFacts;
    this.tables = isSameTables ? base.tables : new TableMemo(new ColumnIndex(matrix, siteFacts));
    const isSame = isSameTables && isSameTenant(base.world.tenant, world.tenant);
    this.memo = memo ?? (isSame ? base.memo : TenantMemo.empty(isStated));
    this.consulted = base?.consulted ?? { permissions: false };
    this.verdicts = new Verdicts(this);
    const crowd = base?.people.crowd;
    this.people = new People(
      world,
      crowd?.isOf(world, this.memo.facts)
        ? crowd
        : new Crowd(world, this.memo.facts, isStated, crowd),
      (space) => this.grantsOf(space),
      isStated ? undefined : base?.people,
      isStated ? base?.people : undefined,
    );
    this.base = isStated ? undefined : base;
  }

  /**
   * The engine over what a policy states.
   *
   * @param base an engine over an earlier state of the policy: what hasn't changed since is not worked out again
   */
  static of(matrix: Matrix, siteFacts: SiteFacts, world: World, base?: Engine): Engine {
    const engine = new Engine(matrix, siteFacts, world, true, base);
    engine.people.crowd.settle();
    if (engine.tables === base?.tables) engine.renewGrants(base.world);
    return engine;
  }

  /** Works out what spaces grant by what they granted in an earlier state, which isn't kept. */
  private renewGrants({ spaces }: World): void {
    if (!PatchedMap.areOfOne(spaces, this.world.spaces)) return;
    for (const name of PatchedMap.differing(spaces, this.world.spaces)) {
      const [before, space] = [spaces.get(name), this.world.spaces.get(name)];
      if (before !== undefined && space !== undefined) this.tables.renew(before, space);
    }
  }

  get columns(): ColumnIndex {
    return this.tables.columns;
  }

  /** What the tables say, cell by cell. */
  get cells(): Cells {
    return this.tables.cells;
  }

  /** The same tables and facts over a changed world. */
  over(world: World): Engine {
    return new Engine(this.matrix, this.siteFacts, world, false, this);
  }

  /** The same engine for who looks at everybody in every space: of people in spaces it keeps nothing but the latest. */
  passing(): Engine {
    return new Engine(this.matrix, this.siteFacts, this.world, false, this, this.memo.passing());
  }

  /** The engine over a world where groups have no other members than the policy states. */
  closing(groups: ReadonlySet<string>): Engine {
    const open = [...groups]
      .filter((id) => this.world.groups.get(id)?.othersUnknown === true)
      .sort();
    if (open.length === 0) return this;
    const key = open.join('\n');
    let engine = this.closed.get(key);
    if (engine === undefined) {
      const closed = open.flatMap((id): [string, Group][] => {
        const group = this.world.groups.get(id);
        return group === undefined ? [] : [[id, { ...group, othersUnknown: false }]];
      });
      engine = this.over({ ...this.world, groups: PatchedMap.with(this.world.groups, closed) });
      this.closed.set(key, engine);
    }
    return engine;
  }

  /** What holding columns gives, by a name for exactly those columns. */
  setsOf(columns: string, make: () => SpaceSets): SpaceSets {
    const { sets } = this.tables;
    let found = sets.get(columns);
    if (found === undefined) sets.set(columns, (found = make()));
    return found;
  }

  /** Whom a space names, and with what. */
  grantsOf(space: Space): SpaceGrants {
    return this.tables.grantsOf(space);
  }

  /** Some spaces by whom they name, all but a few of them the same as those that are asked for. */
  spacesByName(spaces: World['spaces']): KnownNaming {
    const known = this.tables.naming;
    if (known !== undefined && PatchedMap.differing(known.spaces, spaces).size <= FEW) return known;
    const named = SpacesByName.of(spaces.values(), (space) => this.grantsOf(space));
    return (this.tables.naming = { spaces, named });
  }

  /** Who is told apart by questions about spaces, by a sentence that names groups. */
  alike(spaces: readonly Space[], groups: readonly string[]): Alike {
    const granted = (group: string): boolean =>
      spaces.some((space) => this.grantsOf(space).grantsGroup(group));
    // What a space grants is told apart anyway: so sentences about one space share the work.
    const others = [...new Set(groups.filter((group) => !granted(group)))];
    const names = [...new Set(spaces.map(({ name }) => name))];
    const key = [...names, '', ...others].join('\n');
    let alike = this.alikes.get(key);
    if (alike === undefined)
      this.alikes.set(key, (alike = new Alike(this, { spaces, groups: others })));
    return alike;
  }

  /** One action at one place, for one person, with its proof. */
  decideAt(point: Point): Outcome {
    return decideAt(point);
  }
}

/** Whether two tenants are the same to what is worked out of people and spaces. */
export function isSameTenant(a: Tenant, b: Tenant): boolean {
  // What users are entitled to is said of each of them.
  return a.groupsEnabled === b.groupsEnabled && a.subscription === b.subscription;
}
