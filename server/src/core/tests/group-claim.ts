import { decide, verdictAgainst } from '../decide/decide.js';
import { questionIn } from '../decide/question-in.js';
import type { GrantProof, Person, Question } from '../decide/types.js';
import type { Entitlement } from '../model/world.js';
import { type Claim, questionFor } from './claims.js';
import type { AskedThere, Sentence } from './sentence.js';
import type { Subject } from './subjects.js';

/**
 * Whether what is said of members of groups holds by what the groups alone give: then it holds of each member, whatever else
 * they hold, since more grants never take anything away. False where that doesn't tell.
 */
export function holdsByGroups(claim: Claim, sentence: Sentence): boolean {
  const { subjects, questions, to, node } = sentence;
  if (!claim.can || !claim.isOfNamed || to !== undefined) return false;
  // A role that the group gives is a cause of the kind `group` for each of them; of other causes it tells nothing.
  if (node.because !== undefined && node.because.text.toLowerCase() !== 'group') return false;
  if (!questions.every(isAboutGrants)) return false;
  return subjects.every((subject) =>
    membersOf(claim, subject)?.every((person) =>
      questions.every((there) => holdsOf(claim, questionFor(person, there, sentence), sentence)),
    ),
  );
}

/** Whether nothing counts but what somebody is granted: not whether they own what is asked about. */
function isAboutGrants({ asked, where }: AskedThere): boolean {
  return (
    where.kind !== 'new-space' &&
    where.space.type !== 'personal' &&
    asked.kind === 'action' &&
    asked.action.ownership === undefined &&
    asked.action.variants === undefined
  );
}

/** For each entitlement of a group's members, somebody who holds what the group gives and nothing else; undefined where that isn't all. */
function membersOf(
  { engine }: Claim,
  { node, groups: [id] }: Subject,
): readonly Person[] | undefined {
  const group = id === undefined ? undefined : engine.world.groups.get(id);
  if (node.kind !== 'group' || group === undefined) return undefined;
  const entitlements = engine.people.crowd.entitlementsIn(group.id);
  if (entitlements === null) return undefined;
  const kinds: (Entitlement | undefined)[] = [...entitlements];
  if (group.othersUnknown) kinds.push(undefined);
  return kinds.map((entitlement) => ({
    kind: 'group-member',
    group,
    ...(entitlement && { entitlement }),
  }));
}

function holdsOf({ engine }: Claim, question: Question, { node }: Sentence): boolean {
  // What it is asked of may be gone by a change.
  const asked = questionIn(engine.world, question);
  if (asked === undefined) return false;
  if (node.because === undefined) return verdictAgainst(engine, asked, 'allowed') === undefined;
  const outcome = decide(engine, asked);
  const items = outcome.items ?? [{ outcome }];
  return items.every(
    (item) =>
      item.outcome.verdict === 'allowed' && item.outcome.grants.some((grant) => isByGroup(grant)),
  );
}

/** Whether the group gives it to every member. Of roles that allow something together, a member may hold one by other ways. */
function isByGroup({ via, role }: GrantProof): boolean {
  return via === 'group' && !role.id.includes('+');
}
