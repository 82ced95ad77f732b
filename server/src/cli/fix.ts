import { resolve } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { append } from '../core/append.js';
import type { Checked, SourceText } from '../core/check.js';
import { filesOf } from '../core/files-of.js';
import { type Fixed, fixPolicy } from '../core/fix.js';
import type { Matrix } from '../core/matrix/matrix.js';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { namedBy, readText } from './files.js';
import type { Loaded } from './load.js';
import { complain, finish, isTerminal } from './output.js';
import { plural } from './report/summary.js';
import { printable } from './terminal.js';
import { warnUnreadable } from './usage.js';
import { writeText } from './write-text.js';

/** Mends the files that paths name, and tells on standard error what was done. The policies are as they are afterwards. */
export function fixLoaded(
  matrix: Matrix,
  { policies, unreadable }: Loaded<Checked>,
  paths: readonly string[],
): Loaded<Checked> {
  // What a file says that can't be read may be what a comment silences.
  if (unreadable.length > 0) {
    complain('nothing is fixed while there are files that cannot be read');
    return { policies, unreadable };
  }
  const failures: Failure[] = [];
  let [count, files] = [0, 0];
  const after = policies.map((policy) => {
    const fixed = fix(matrix, policy, paths);
    if (fixed.files.length === 0) return policy;
    const failed = fixed.files.flatMap((file) => write(policy, file));
    append(failures, failed);
    count += fixed.count;
    files += fixed.files.length - failed.length;
    return fixed.checked;
  });
  if (failures.length === 0)
    complain(
      count === 0
        ? 'there was nothing to fix'
        : `fixed ${plural(count, 'problem')} in ${plural(files, 'file')}`,
    );
  return { policies: after, unreadable: failures };
}

/** Prints what fixes would change as a unified diff, and writes nothing. */
export function fixPreview(
  matrix: Matrix,
  { policies, unreadable }: Loaded<Checked>,
  paths: readonly string[],
): ExitCode {
  if (warnUnreadable(unreadable)) return EXIT.unusable;
  const patches = policies.flatMap((policy) =>
    fix(matrix, policy, paths).files.map((file) =>
      createTwoFilesPatch(
        `a/${file.path}`,
        `b/${file.path}`,
        textBefore(policy, file),
        file.text,
        undefined,
        undefined,
        { headerOptions: FILE_HEADERS_ONLY },
      ),
    ),
  );
  const diff = patches.join('');
  return finish(
    isTerminal() ? printable(diff) : diff,
    patches.length > 0 ? EXIT.problems : EXIT.clean,
  );
}

function fix(matrix: Matrix, policy: Checked, paths: readonly string[]): Fixed {
  const isNamed = namedBy(paths.length === 0 ? ['.'] : paths);
  return fixPolicy(matrix, policy, (path) => isNamed(resolve(path)));
}

function textBefore(policy: Checked, { path }: SourceText): string {
  return filesOf(policy).find((file) => file.path === path)?.tree.text ?? '';
}

/** Writes a file, unless somebody else did since it was read. */
function write(policy: Checked, file: SourceText): readonly Failure[] {
  try {
    const path = resolve(file.path);
    if (readText(path).text !== textBefore(policy, file))
      return [new Failure(`${file.path}: it changed while it was checked: it is not written`)];
    writeText(path, file.text);
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [error];
  }
}
