import type { FilePlace } from '../../check.js';
import type { Span } from '../../text/span.js';
import type { NameIndex, NamePlace } from '../name-index.js';
import { policyOf, type Snapshot } from '../snapshot.js';

/** The names of a policy and the one at a place in it. */
export interface Found {
  readonly index: NameIndex;
  readonly name: NamePlace;
}

/** The name at an offset of a file; one that ends there counts. */
export function nameAt(snapshot: Snapshot, path: string, offset: number): Found | undefined {
  const checked = policyOf(snapshot, path);
  if (checked === undefined) return undefined;
  const index = snapshot.kept.names(checked);
  const name = index.at(path, offset);
  return name && { index, name };
}

/** Where what is named at an offset is stated: nowhere for what Qlik Cloud itself names (its roles, actions, permissions). */
export function definitionsAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
): readonly FilePlace[] {
  return placesAt(snapshot, path, offset, ({ declares }) => declares);
}

/** Where what is named at an offset is used, in every file of the policy; its email address used for a user's name counts. */
export function referencesAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
  includeDeclaration: boolean,
): readonly FilePlace[] {
  return placesAt(snapshot, path, offset, ({ declares }) => includeDeclaration || !declares);
}

/** A place of a name in one file: stated there (`write`) or used (`read`). */
export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/** Every place in the file itself of what is named at an offset. */
export function highlightsAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
): readonly Highlight[] {
  const found = nameAt(snapshot, path, offset);
  return (found?.index.same(found.name) ?? [])
    .filter((name) => name.path === path)
    .map(({ span, declares }) => ({ span, kind: declares ? 'write' : 'read' }));
}

function placesAt(
  snapshot: Snapshot,
  path: string,
  offset: number,
  wanted: (name: NamePlace) => boolean,
): readonly FilePlace[] {
  const found = nameAt(snapshot, path, offset);
  return (found?.index.same(found.name) ?? [])
    .filter(wanted)
    .map(({ path: file, span }) => ({ path: file, span }));
}
