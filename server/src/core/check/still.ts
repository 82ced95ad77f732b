import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Space } from '../model/world.js';
import type { Sight } from '../rules/rule.js';

/** What has changed since what is remembered was found. */
export interface Since {
  /** Stands for the earlier state: what is remembered may outlive it. */
  readonly before: symbol | undefined;
  /** Stands for this one. */
  readonly now: symbol;
  readonly people: ChangedPeople;
  /** Whether User Default or a custom role has changed. */
  readonly roles: boolean;
}

/** The other spaces that were looked at for one, as they were; undefined where there was none of that name. */
export type Seen = readonly (Space | undefined)[];

const NOTHING: Seen = [];

/** The other spaces that are looked at for a space. */
export function seenFrom(engine: Engine, space: Space, sight: Sight): Seen {
  if (sight !== 'elsewhere') return NOTHING;
  return engine.grantsOf(space).referred.map((name) => engine.world.spaces.get(name));
}

/** Whether nothing that rules of a sight look at has changed of a space that is the same object. */
export function isSpaceStill(
  engine: Engine,
  space: Space,
  sight: Sight,
  seen: Seen,
  since: Since,
): boolean {
  const { people, roles } = since;
  if (people.all) return false;
  if (sight === 'elsewhere') {
    if (roles) return false;
    const now = seenFrom(engine, space, sight);
    if (now.some((each, index) => each !== seen[index])) return false;
  }
  // Whoever a rule speaks of has something here, whatever they have elsewhere.
  return people.others.size === 0 || areStill(engine, space, sight, people);
}

/** Whether the people at whom rules of a sight look in a space are those who they were. */
function areStill(
  engine: Engine,
  space: Space,
  sight: Sight,
  { others, memberships }: ChangedPeople,
): boolean {
  const grants = engine.grantsOf(space);
  if (sight !== 'named') {
    if (grants.grants('everyone')) return false;
    for (const id of memberships) if (grants.grantsGroup(id)) return false;
  }
  for (const id of others) if (grants.names(id)) return false;
  return true;
}
