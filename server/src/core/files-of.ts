import type { OpenPolicy } from './check.js';
import type { PolicyFile } from './model/policy.js';

/** The files of a policy, its configuration last. */
export function filesOf({
  policy,
  config,
}: Pick<OpenPolicy, 'policy' | 'config'>): readonly PolicyFile[] {
  return config.file === undefined ? policy.files : [...policy.files, config.file];
}
