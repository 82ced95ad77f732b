import type { Checked, Diagnostic } from '../../check.js';
import type { NameUse } from '../../model/names.js';
import type { Origin } from '../../syntax/policy/access.js';
import { addEntry } from './add-entry.js';
import type { CodeAction } from './types.js';

/** What is stated of a new entry, by the rule that its absence breaks. */
const NEW: ReadonlyMap<
  string,
  { readonly section: string; readonly value: string; readonly what: string }
> = new Map([
  ['unknown-user', { section: 'users', value: '{}', what: 'user' }],
  ['unknown-group', { section: 'groups', value: '{}', what: 'group' }],
  ['unknown-space', { section: 'spaces', value: '{ type: shared }', what: 'shared space' }],
]);

/** States the user, group or space that a name should be one of. */
export function createActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { finding, rule, path } = diagnostic;
  const added = NEW.get(rule);
  const use = added && troubleAt(checked, finding.origin);
  if (added === undefined || use === undefined || use.found !== undefined) return [];
  if (use.text.trim() === '') return [];
  if (use.isGone === true || (use.hint !== undefined && use.kind === 'user')) return [];
  const edit = addEntry(checked, path, added.section, use.text, { flow: added.value });
  if (edit === undefined) return [];
  const title = `Create the ${added.what} ${use.text}`;
  return [
    { title, kind: 'quickfix', rule, diagnostic, edits: [edit], isPreferred: false, safe: false },
  ];
}

/** The name of which there is something to say at a place: of all names in a large policy, there are few. */
function troubleAt({ policy, tests }: Checked, origin: Origin): NameUse | undefined {
  const isThere = (use: NameUse): boolean => use.origin === origin;
  const found = policy.troubles.find(isThere);
  if (found !== undefined) return found;
  for (const { troubles } of tests) {
    const inTest = troubles.find(isThere);
    if (inTest !== undefined) return inTest;
  }
  return undefined;
}
