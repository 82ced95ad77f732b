import type { Checked, Diagnostic } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { scalarMap } from '../../syntax/scalar-map.js';
import { replaceInScalar } from '../edit-scalar.js';
import { inFile, nameScalarAround } from './places.js';
import type { CodeAction } from './types.js';

/** Writes `group` before a name that no user has, but a group, where a group may stand. */
export function asGroupActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { rule, finding } = diagnostic;
  if (rule !== 'unknown-user') return [];
  const { block, span } = finding.origin;
  const named = nameScalarAround(block, span);
  if (named === undefined || !['principal', 'expectation', 'change'].includes(named.form))
    return [];
  const { scalar } = named;
  const map = scalarMap(scalar);
  const [start, end] = [map.index(span.start), map.index(span.end)];
  const name = scalar.value.slice(start, end).replace(/^(["'])(.*)\1$/u, '$2');
  const isGroup = checked.policy.world.groups.has(nameKey(name));
  const user = /\buser\s+$/iu.exec(scalar.value.slice(0, start))?.[0].length ?? 0;
  const edit = isGroup ? replaceInScalar(block, scalar, start - user, start, 'group ') : undefined;
  const edits = edit && inFile(checked, block, [edit]);
  const title = `Write group ${name}`;
  return edits === undefined
    ? []
    : [{ title, kind: 'quickfix', rule, diagnostic, edits, isPreferred: true, safe: false }];
}
