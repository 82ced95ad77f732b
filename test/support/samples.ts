import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import {
  CONFIG_FILE,
  fileNameOf,
  groupPolicies,
  isPolicyFile,
} from '../../server/src/core/workspace/roots.js';
import type { PolicyFile } from '../../server/src/core/model/policy.js';
import { ROOT } from './cli.js';
import { matrix } from './policy.js';

/** The folders of the samples. */
export const SAMPLES: readonly string[] = readdirSync(join(ROOT, 'samples'), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The policy files and configurations of a sample, as paths from the root of the project, in the order of their listing. */
export function filesOf(sample: string): readonly string[] {
  const list = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) =>
        entry.isDirectory() ? list(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
      );
  return list(`samples/${sample}`).filter(
    (path) => isPolicyFile(path) || fileNameOf(path) === CONFIG_FILE,
  );
}

/** The policies of a sample, checked by the engine alone. */
export function checkedSample(sample: string): readonly Checked[] {
  const read = (path: string): PolicyFile =>
    readPolicyFile({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  return groupPolicies(filesOf(sample)).map(({ files, config }) =>
    checkPolicy(matrix, files.map(read), config === undefined ? undefined : read(config)),
  );
}
