// VS Code's server: the workbench that a browser shows, and the extension host, with Node.js, that extensions run in.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { URLSearchParams } from 'node:url';
import { NODE, VSCODE } from './paths.mjs';
import { within } from './time.mjs';

const MAIN = join(VSCODE, 'out/server-main.js');

/** Quiet: nothing that asks, advises, or looks for updates. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Each server leads a group of processes: the extension host and language servers go with it. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

function signal({ pid }, name) {
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone already.
  }
}

/**
 * Starts a server on a free port of this machine alone.
 *
 * @param data its folder, for settings, extensions and logs
 * @param options `env`: what the extension host finds in its environment besides; `automated`: whether the workbench takes tests
 *   from its address, which also keeps it from showing dialogs and notifications
 */
export async function startServer(data, { env = {}, automated = false } = {}) {
  const user = join(data, 'data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(SETTINGS));
  const options = [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
    ...['--server-data-dir', data],
    ...(automated ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(NODE, [MAIN, ...options], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Sockets stand in the folder too, and no marketplace is asked.
    env: {
      ...process.env,
      XDG_RUNTIME_DIR: data,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...env,
    },
  });
  running.add(child);
  const ended = once(child, 'exit').then(([code, by]) => {
    running.delete(child);
    return `the server ended with ${code ?? by}`;
  });
  const log = follow(child, join(data, 'server.log'));
  const listening = log.first(/Extension host agent listening on (\d+)/u);
  const failed = ended.then((why) => Promise.reject(new Error(`${why}:\n${log.text()}`)));
  failed.catch(() => undefined);
  const port = await within(30_000, 'the server', Promise.race([listening, failed]));
  return {
    authority: `127.0.0.1:${port}`,
    /** Says how the extension host ended, once it has. */
    hostEnded: Promise.race([log.first(/Extension Host Process exited with (.*)/u), ended]),
    async stop() {
      signal(child, 'SIGTERM');
      const killer = setTimeout(() => signal(child, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
      // Those of the group that outlived it.
      signal(child, 'SIGKILL');
    },
  };
}

/** Keeps what a process writes, in a file as well. */
function follow({ stdout, stderr }, path) {
  const file = createWriteStream(path);
  const waiting = new Map();
  let text = '';
  for (const stream of [stdout, stderr])
    stream.on('data', (chunk) => {
      file.write(chunk);
      text += chunk;
      for (const [pattern, found] of waiting) {
        const match = pattern.exec(text);
        if (match !== null) found(match[1]);
      }
    });
  return {
    text: () => text,
    first: (pattern) => new Promise((resolve) => waiting.set(pattern, resolve)),
  };
}

/** Installs a packed extension, as a user does. */
export function install(data, vsix) {
  const options = ['--accept-server-license-terms', '--server-data-dir', data];
  const { status, stdout, stderr } = spawnSync(
    NODE,
    [MAIN, ...options, '--install-extension', vsix, '--force'],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0 || !stdout.includes('successfully installed'))
    throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
}

/** The address of the workbench on a folder; what the payload holds, the workbench is told. */
export function address({ authority }, folder, payload = []) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

/** The name of a file for the workbench, which is elsewhere as far as it knows. */
export function remote({ authority }, path) {
  return `vscode-remote://${authority}${path}`;
}
