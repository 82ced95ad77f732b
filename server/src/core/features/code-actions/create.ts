import type { Checked, Diagnostic } from '../../check.js';
import type { NameUse } from '../../model/names.js';
import { addEntry } from './add-entry.js';
import type { CodeAction } from './types.js';

/** What is stated of a new entry, by the kind of name. */
const NEW: Readonly<
  Partial<Record<NameUse['kind'], { readonly section: string; readonly value: string }>>
> = {
  user: { section: 'users', value: '{}' },
  group: { section: 'groups', value: '{}' },
  space: { section: 'spaces', value: '{ type: shared }' },
};

/** States the user, group or space that a name should be one of. */
export function createActions(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
  const { finding, rule, path } = diagnostic;
  const use = [checked.policy.uses, ...checked.tests.map(({ uses }) => uses)]
    .flat()
    .find(({ origin, found }) => found === undefined && origin === finding.origin);
  const added = use && NEW[use.kind];
  if (use === undefined || added === undefined || use.text.trim() === '') return [];
  if (use.hint !== undefined && use.kind === 'user') return [];
  const edit = addEntry(checked, path, added.section, use.text, { flow: added.value });
  if (edit === undefined) return [];
  const what = use.kind === 'space' ? 'shared space' : use.kind;
  const title = `Create the ${what} ${use.text}`;
  return [
    { title, kind: 'quickfix', rule, diagnostic, edits: [edit], isPreferred: false, safe: false },
  ];
}
