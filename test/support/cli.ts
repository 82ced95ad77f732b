import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The command line as it is bundled. */
export const PROGRAM = join(ROOT, 'dist/spaceward.cjs');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the bundled command line as a user would, in a folder. */
export function spaceward(
  args: readonly string[],
  {
    cwd = ROOT,
    env = {},
    program = PROGRAM,
  }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly program?: string } = {},
): Run {
  const result = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...plainEnvironment(), ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** What the bundled command line writes, byte by byte. */
export function bytesOf(args: readonly string[], cwd = ROOT): Uint8Array {
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: plainEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return new Uint8Array(stdout);
}

/** The environment without what is said of colours in it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  delete inherited.FORCE_COLOR;
  delete inherited.NO_COLOR;
  return inherited;
}

/** A folder of its own with files in it; removed by `remove`. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'spaceward-')));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
