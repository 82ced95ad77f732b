/** Policies as an editor holds them, with a cursor. */
import assert from 'node:assert/strict';
import {
  type Checked,
  checkPolicy,
  type FilePlace,
  readPolicyFile,
} from '../../../server/src/core/check.js';
import { applyEdits } from '../../../server/src/core/features/edit-scalar.js';
import { rename } from '../../../server/src/core/features/navigation.js';
import type { Snapshot } from '../../../server/src/core/features/snapshot.js';
import { matrix } from '../../core/matrix/tables.js';
import { snapshotOf as snapshotIn } from '../snapshot.js';

/** The texts of a policy's files by path. */
export type Files = Readonly<Record<string, string>>;

export interface Cursor {
  readonly snapshot: Snapshot<Checked>;
  readonly files: Files;
  readonly path: string;
  readonly offset: number;
}

export function snapshotOf(files: Files): Snapshot<Checked> {
  const read = Object.entries(files).map(([path, text]) => readPolicyFile({ path, text }));
  return snapshotIn(checkPolicy(matrix, read));
}

/** A policy in whose files one `$0` marks the cursor. */
export function cursorIn(marked: Files | string): Cursor {
  const all = typeof marked === 'string' ? { 'a.spaceward.yaml': marked } : marked;
  const found = Object.entries(all).find(([, text]) => text.includes('$0'));
  assert.ok(found, 'no $0');
  const [path, text] = found;
  const files = { ...all, [path]: text.replace('$0', '') };
  return { snapshot: snapshotOf(files), files, path, offset: text.indexOf('$0') };
}

/** Places as text: the file (without its ending) and what stands there. */
export function shown(files: Files, places: readonly FilePlace[]): readonly string[] {
  return places.map(({ path, span }) => {
    const text = files[path] ?? '';
    const line = text.slice(0, span.start).split('\n').length;
    return `${path.replace('.spaceward.yaml', '')}:${line} ${text.slice(span.start, span.end)}`;
  });
}

/** The files after a rename; a refusal is its message. */
export function renamed({ snapshot, files, path, offset }: Cursor, name: string): Files | string {
  const result = rename(snapshot, path, offset, name);
  if ('message' in result) return result.message;
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => {
      const own = result.edits.filter((edit) => edit.path === file);
      return [
        file,
        applyEdits(
          text,
          [...own].sort((a, b) => a.span.start - b.span.start),
        ),
      ];
    }),
  );
}

/** The one file after a rename. */
export function renamedText(cursor: Cursor, name: string): string {
  const files = renamed(cursor, name);
  return typeof files === 'string' ? `refused: ${files}` : (files[cursor.path] ?? '');
}
