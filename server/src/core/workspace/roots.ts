/** Which files are policy files, and which of them make one policy. */

/** The files that make their directory the root of a policy. */
export const ROOT_FILES: readonly string[] = ['tenant.spaceward.yaml', 'tenant.spaceward.yml'];
const POLICY_FILE = /\.spaceward\.ya?ml$/u;
/** Stands at the root of a policy. */
export const CONFIG_FILE = 'spaceward.config.yaml';
/** Folders that hold other people's files: they are not looked into. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** The files of one policy. */
export interface PolicyPaths {
  /** The directory of `tenant.spaceward.yaml`; of a file by itself, its own. */
  readonly root: string;
  readonly files: readonly string[];
  readonly config: string | undefined;
}

/** Whether a file of that name (or path) belongs to policies: `*.spaceward.yaml` or `.yml`. */
export function isPolicyFile(path: string): boolean {
  return POLICY_FILE.test(path);
}

/** The directory of a path; undefined where nothing is above it. */
export function directoryOf(path: string, separator = '/'): string | undefined {
  const end = path.lastIndexOf(separator);
  return end < 0 ? undefined : path.slice(0, end);
}

/** A path's last part. */
export function fileNameOf(path: string, separator = '/'): string {
  return path.slice(path.lastIndexOf(separator) + 1);
}

/**
 * The policies that files make: each file belongs to the nearest directory above it that holds `tenant.spaceward.yaml`,
 * and is a policy by itself where there is none. Policies and their files stay in the order of the paths.
 *
 * @param paths policy files and configurations; others are passed over
 * @param separator what parts the names in a path
 */
export function groupPolicies(paths: readonly string[], separator = '/'): readonly PolicyPaths[] {
  const known = new Set(paths);
  const roots = new Set(
    paths
      .filter((path) => ROOT_FILES.includes(fileNameOf(path, separator)))
      .map((path) => directoryOf(path, separator)),
  );
  const policies = new Map<string, { readonly root: string; readonly files: string[] }>();
  for (const path of known) {
    if (!isPolicyFile(path)) continue;
    const root = rootOf(path, roots, separator);
    const policy = policies.get(root ?? path);
    if (policy !== undefined) policy.files.push(path);
    else
      policies.set(root ?? path, {
        root: root ?? directoryOf(path, separator) ?? '',
        files: [path],
      });
  }
  return [...policies.values()].map(({ root, files }) => {
    const config = `${root}${separator}${CONFIG_FILE}`;
    return { root, files, config: known.has(config) ? config : undefined };
  });
}

function rootOf(
  path: string,
  roots: ReadonlySet<string | undefined>,
  separator: string,
): string | undefined {
  let directory = directoryOf(path, separator);
  while (directory !== undefined && !roots.has(directory))
    directory = directoryOf(directory, separator);
  return directory;
}
