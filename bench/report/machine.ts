import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { BENCH, ROOT, serverNode } from '../support/paths.js';

/** What a run was measured on, and which versions. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  /** How many processes wanted to run in the minute before: above the cores' number, others were measured too. */
  readonly loadBefore: number;
  readonly versions: readonly (readonly [name: string, version: string])[];
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    loadBefore: loadavg()[0] ?? NaN,
    versions: [
      ['Spaceward', `${versionIn(ROOT)}${commit()}`],
      ['Node.js of the command lines', process.version],
      ['Node.js of the language servers', versionOf(serverNode())],
      ['yaml-language-server', installed('yaml-language-server')],
      ['yaml', installed('yaml')],
      ['eslint-plugin-yml', installed('eslint-plugin-yml')],
      ['@cedar-policy/cedar-wasm', installed('@cedar-policy/cedar-wasm')],
      ['casbin', installed('casbin')],
    ],
  };
}

function installed(name: string): string {
  return versionIn(join(BENCH, 'node_modules', name));
}

function versionIn(directory: string): string {
  const text = readFileSync(join(directory, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function versionOf(node: string): string {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

/** The commit that is measured, where it is one. */
function commit(): string {
  const git = (...args: string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const hash = git('rev-parse', '--short', 'HEAD');
  if (hash === undefined) return '';
  return ` (${hash}${git('status', '--porcelain', '--', 'server', 'grammar') === '' ? '' : ' and changes'})`;
}
