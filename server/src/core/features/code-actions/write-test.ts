import type { Checked } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import { personOf } from '../../decide/person.js';
import { type Principal, principalText, type Space } from '../../model/world.js';
import type { Span } from '../../text/span.js';
import { namedAt } from './named-at.js';
import { hasStatement, statementBecause, statementsOf } from './statements.js';
import { expectAction, isExpected, newTest, testAction, withSentence } from './test-edits.js';
import type { CodeAction } from './types.js';

/** Of a user or a group, so many of the spaces that name them are spoken of. */
const MOST_SPACES = 4;

/** Writes tests of what somebody who is named at a place can do now: all that tells most, or what that one line gives them. */
export function writeTestActions(
  checked: Checked,
  path: string,
  span: Span,
): readonly CodeAction[] {
  const named = namedAt(checked, path, span.start);
  if (named === undefined) return [];
  const { engine } = checked;
  const { principal, given } = named;
  const spaces = given === undefined ? spacesOf(engine, principal) : [given.space];
  const where = given === undefined ? '' : ` in ${given.space.name}`;
  const what = `what ${principalText(principal)} can do${where}`;
  const actions: CodeAction[] = [];
  // All that there is to say of a large group takes a while to find out.
  if (hasStatement(engine, principal, spaces))
    actions.push(
      testAction(`Write a test from ${what} now`, () =>
        newTest(checked, path, `W${what.slice(1)}`, statementsOf(engine, principal, spaces)),
      ),
    );
  const one = given && statementBecause(engine, principal, given, given.cause);
  const name = `Access to ${given?.space.name ?? ''}`;
  if (one !== undefined && !isExpected(checked, name, one))
    actions.push(expectAction(one, () => withSentence(checked, path, name, one)));
  return actions;
}

/** The first spaces that name somebody, or a group of theirs. */
function spacesOf(engine: Engine, principal: Principal): readonly Space[] {
  const person = personOf(engine.world, principal);
  const groups = person === undefined ? [] : engine.people.memberships(person);
  const found = new Set<Space>();
  for (const one of [
    principal,
    ...groups.map(({ group }): Principal => ({ kind: 'group', id: group })),
  ])
    for (const space of engine.naming.spaces(engine.world, one)) {
      found.add(space);
      if (found.size === MOST_SPACES) return [...found];
    }
  return [...found];
}
