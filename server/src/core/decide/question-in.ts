import type { World } from '../model/world.js';
import { decide } from './decide.js';
import { whereText } from './describe.js';
import type { Engine } from './engine.js';
import { denial } from './outcome.js';
import { personText } from './person.js';
import { personIn } from './range.js';
import type { Outcome, Question } from './types.js';

/** The same question about another world; undefined where its subject or place is no longer there. */
export function questionIn(world: World, question: Question): Question | undefined {
  if (isIn(world, question)) return question;
  const who = personIn(world, question.who);
  const { where } = question;
  if (who === undefined) return undefined;
  if (where.kind === 'new-space') return { ...question, who };
  const space = world.spaces.get(where.space.name);
  const to = question.to && world.spaces.get(question.to.name);
  if (space === undefined) return undefined;
  const base = { asked: question.asked, who, ...(to && { to }) };
  if (where.kind === 'space') return { ...base, where: { kind: 'space', space } };
  const item = space.items.find(
    ({ kind, name }) => kind === where.item.kind && name === where.item.name,
  );
  return item && { ...base, where: { kind: 'item', space, item } };
}

/** Whether a question is about that very world. */
function isIn(world: World, { who, where, to }: Question): boolean {
  if (who.kind === 'user' && world.users.get(who.user.id) !== who.user) return false;
  if (who.kind === 'group-member' && world.groups.get(who.group.id) !== who.group) return false;
  if (to !== undefined && world.spaces.get(to.name) !== to) return false;
  if (where.kind === 'new-space') return true;
  if (world.spaces.get(where.space.name) !== where.space) return false;
  return where.kind === 'space' || where.space.items.includes(where.item);
}

/** The answer to a question that was put before changes were made: who or what is gone by now can do, or be done, nothing. */
export function decideAfter(engine: Engine, question: Question): Outcome {
  const asked = questionIn(engine.world, question);
  if (asked !== undefined) return decide(engine, asked);
  const gone =
    personIn(engine.world, question.who) === undefined
      ? personText(question.who)
      : whereText(question.where);
  return denial({ kind: 'no role', text: `${gone} is not there after the given changes` });
}
