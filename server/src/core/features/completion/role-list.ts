import type { SpaceType } from '../../matrix/types.js';
import { nameKey } from '../../model/world.js';
import { SPACE_TYPES } from '../../syntax/policy/shape.js';
import { quoted } from '../../syntax/traps.js';
import type { Cursor } from './cursor.js';
import type { Names } from './names.js';
import type { Typed } from './typed.js';
import { type Candidate, type Completion, describe } from './types.js';
import { asPart } from './write.js';

/** The roles that the type of the space has and that the list does not hold yet, in the place of the one at the cursor. */
export function completeRoles(cursor: Cursor, typed: Typed, names: Names): Completion[] {
  const { before, after } = typed;
  if (before.includes('\n')) return [];
  const comma = before.lastIndexOf(',') + 1;
  const from = comma + (/^\s*["']?/u.exec(before.slice(comma))?.[0].length ?? 0);
  const length = /^[^,"']*/u.exec(after)?.[0].trimEnd().length ?? 0;
  const others = `${before.slice(0, comma)},${after.slice(length)}`;
  const gap = comma > 0 && comma === before.length ? ' ' : '';
  return rolesNotIn(others, cursor, names).map((role) => {
    const written = gap + role.text;
    return asPart(role, typed, { from, length, written, filter: gap + role.text });
  });
}

function rolesNotIn(list: string, cursor: Cursor, names: Names): readonly Candidate[] {
  const there = new Set(
    list
      .split(',')
      .map((name) =>
        names.matrix.spaceRole(name.trim().replace(/^["']|["']$/gu, ''))?.role.title.toLowerCase(),
      ),
  );
  const share = cursor.path.includes('shares');
  return names.spaceRoles(spaceTypeAt(cursor, names), share).filter(({ text }) => !there.has(text));
}

/**
 * After a comma in braces, where YAML takes what follows for a name: further roles of the pair before, with quotes
 * around its
 * whole list.
 */
export function completeCutList(
  text: string,
  cursor: Cursor,
  typed: Typed,
  names: Names,
): Completion[] {
  const { before: start } = cursor;
  if (start === undefined || typed.style !== 'plain') return [];
  const list = text.slice(start, typed.span.start);
  if (list.includes('\n') || !/^[^"'[\]{}]+,\s*$/u.test(list)) return [];
  const lead = list.trimEnd().replace(/,$/u, ', ');
  return rolesNotIn(list, cursor, names).map((role) => ({
    label: role.text,
    ...describe({ ...role, rank: 6 }),
    insertText: quoted(lead + role.text),
    snippet: false,
    span: { start, end: typed.span.end },
    filterText: list + role.text,
  }));
}

/** The type of the space that a cursor is in: as the policy knows it, else as the text around says. */
function spaceTypeAt({ path, outer }: Cursor, names: Names): SpaceType | undefined {
  const [section, name] = path;
  if (section !== 'spaces' || typeof name !== 'string') return undefined;
  const known = names.policy.engine.world.spaces.get(nameKey(name))?.type;
  const written = outer.map((pairs) => pairs.get('type')).find((type) => type !== undefined);
  return known ?? SPACE_TYPES.find((type) => type === written?.toLowerCase());
}
