import { type Checked, checkWith, type OpenPolicy } from '../check.js';
import type { Policy } from '../model/policy.js';
import type { Sight } from '../rules/rule.js';
import { finishedWithin } from '../steps.js';
import { findInSpace, type Report, spaceFindings, type SpaceFindings } from './findings.js';
import { keptResults } from './test-results.js';

/** More tests and spaces than these aren't looked at anew. */
const MANY = 100;

/**
 * What can be said at once of a policy that takes long to check: rules about the whole of it, and tests and spaces that were
 * edited, are looked at as it is now. Of all others it says what was found in the state before, also where the edit makes a
 * difference to them.
 *
 * @param before the state of the policy that was checked last: the changes of the open one are told from there on
 * @returns undefined where too much was edited
 */
export function checkedMeanwhile(open: OpenPolicy, before: Checked): Checked | undefined {
  const { policy, engine, config } = open;
  if (policy.changes.all || config !== before.config) return undefined;
  const edited = editedSpaces(policy, before.policy);
  if (edited.length > MANY) return undefined;
  const results = finishedWithin(keptResults(policy, engine, before), MANY);
  return results && checkWith(open, results, keptFindings(open, before.spaces, edited));
}

/** The names of the spaces whose entries were edited, came or went. Others that changed name somebody who came or went. */
function editedSpaces(policy: Policy, before: Policy): readonly string[] {
  const entryIn = ({ memo }: Policy, name: string): unknown => memo.statements.spaces.map.get(name);
  return [...policy.changes.spaces].filter(
    (name) => entryIn(policy, name) !== entryIn(before, name),
  );
}

/** What was found in the spaces, but for those that were edited: they are looked at. */
function keptFindings(
  open: OpenPolicy,
  before: SpaceFindings,
  edited: readonly string[],
): SpaceFindings {
  if (edited.length === 0) return before;
  const of = (sight: Sight): ReadonlyMap<string, readonly Report[]> => {
    const found = new Map(before.found[sight]);
    for (const name of edited) {
      const space = open.engine.world.spaces.get(name);
      const reports = space === undefined ? [] : findInSpace(open, space, sight);
      if (reports.length > 0) found.set(name, reports);
      else found.delete(name);
    }
    return found;
  };
  return spaceFindings(open, {
    named: of('named'),
    members: of('members'),
    elsewhere: of('elsewhere'),
  });
}
