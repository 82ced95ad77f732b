import { isBareName } from '../../../../../grammar/src/index.js';
import type { Checked } from '../../check.js';
import { nameKey } from '../../model/world.js';
import type { Wanted } from '../block-names.js';
import type { NameIndex, NamePlace } from '../name-index.js';
import { READS_AS_VALUE } from '../plain-change.js';

/**
 * Whether a rename of a user or a group puts one name in the place of another and can do nothing else: the new name stands
 * nowhere in the policy, in whatever letter case, and the old one names nothing else. Policies look at names of users and
 * groups in no other way than whether they are the same; so the renamed policy says what it said before, and needs no check.
 *
 * Where it is false, the rename may be as good, but has to be checked.
 */
export function isSubstitution(
  { policy }: Checked,
  index: NameIndex,
  { kind, id }: NamePlace,
  name: string,
): boolean {
  if ((kind !== 'user' && kind !== 'group') || id === undefined) return false;
  if (name.length > MOST_LENGTH || !PLAIN_NAME.test(name) || !isBareName(name)) return false;
  if (READS_AS_VALUE.test(name)) return false;
  if (policy.files.some(({ tree }) => holdsWord(tree.text, name))) return false;
  const [old, now] = [id.toLowerCase(), name.toLowerCase()];
  // What becomes ASCII by composing, or in lower case, is as long before.
  const keepsLength = !NOT_ASCII.test(old);
  const isInTheWay: Wanted = (otherKind, otherId, text) => {
    // Most names are told apart by their length, where composing them cannot change it.
    const isAsLong = text.length === old.length || text.length === now.length;
    if (!isAsLong && (keepsLength || !NOT_ASCII.test(text))) return false;
    const key = nameKey(text).toLowerCase();
    if (key === now) return true;
    const isSame = otherKind === kind && otherId === id;
    return key === old && !isSame && (otherId === undefined || PEOPLE.has(otherKind));
  };
  return !index.some(isInTheWay);
}

/** Names that YAML and sentences read as names without quotes, wherever they stand. */
const PLAIN_NAME = /^[a-z_][\w.@-]*$/iu;
const MOST_LENGTH = 100;

const NOT_ASCII = /[^ -~]/;

/** What can stand in each other's place. */
const PEOPLE: ReadonlySet<NamePlace['kind']> = new Set(['user', 'group', 'tenant role']);

/** Whether a text holds a plain name, in any letter case, that isn't a part of a longer word. */
function holdsWord(text: string, name: string): boolean {
  const pattern = name.replaceAll(/[.-]/gu, '[$&]');
  return new RegExp(`(?<![\\w.@-])${pattern}(?![\\w.@-])`, 'iu').test(text);
}
