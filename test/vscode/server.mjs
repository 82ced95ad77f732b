// VS Code's server: the workbench that a browser shows, and the extension host, with Node.js, that extensions run in.
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { URLSearchParams } from 'node:url';
import { run } from './command.mjs';
import { finish, lead, signal } from './groups.mjs';
import { NODE, VSCODE } from './paths.mjs';
import { QUIET_USER } from './quiet.mjs';
import { within } from './time.mjs';

const MAIN = join(VSCODE, 'out/server-main.js');

/**
 * Starts a server on a free port of this machine alone.
 *
 * @param data its folder, for settings, extensions and logs
 * @param options `env`: what the extension host finds in its environment besides; `automated`: whether the workbench takes tests
 *   from its address, which also keeps it from showing dialogs and notifications; `restricted`: whether folders are not trusted
 */
export async function startServer(data, { env = {}, automated = false, restricted = false } = {}) {
  const user = join(data, 'data/User');
  mkdirSync(user, { recursive: true });
  const trust = {
    'security.workspace.trust.enabled': restricted,
    'security.workspace.trust.startupPrompt': 'never',
  };
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...QUIET_USER, ...trust }));
  const options = [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', data],
    ...(restricted ? [] : ['--disable-workspace-trust']),
    ...(automated ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = lead(NODE, [MAIN, ...options], {
    // Sockets stand in the folder too, nothing of the user's own is read, and no marketplace is asked.
    env: {
      ...process.env,
      HOME: data,
      XDG_RUNTIME_DIR: data,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...env,
    },
  });
  const ended = once(child, 'exit').then(([code, by]) => `the server ended with ${code ?? by}`);
  const log = follow(child, join(data, 'server.log'));
  const listening = log.first(/Extension host agent listening on (\d+)/u);
  const failed = ended.then((why) => Promise.reject(new Error(`${why}:\n${log.text()}`)));
  failed.catch(() => undefined);
  const port = await within(60_000, 'the server', Promise.race([listening, failed]));
  return {
    authority: `127.0.0.1:${port}`,
    /** Says how the extension host ended, once it has. */
    hostEnded: Promise.race([log.first(/Extension Host Process exited with (.*)/u), ended]),
    /** The language servers that run now. */
    languageServers: () => processesOf(child.pid, 'server.node.cjs'),
    async stop() {
      signal(child, 'SIGTERM');
      const killer = setTimeout(() => signal(child, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
      finish(child);
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

/** The processes of a group whose command line holds a text, in the order in which they started. */
function processesOf(group, text) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => {
      try {
        // The name of the program, in brackets, may hold anything; the group comes third after it, the start twentieth.
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /su, '').split(' ');
        const isOne =
          Number(stat[2]) === group && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
        return isOne ? [{ pid: Number(pid), started: Number(stat[19]) }] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    })
    .sort((a, b) => a.started - b.started)
    .map(({ pid }) => pid);
}

/** Installs a packed extension, as a user does. */
export async function install(data, vsix) {
  const options = ['--accept-server-license-terms', '--server-data-dir', data];
  const text = await run(
    'installation of the extension',
    NODE,
    [MAIN, ...options, '--install-extension', vsix, '--force'],
    { env: { HOME: data, XDG_RUNTIME_DIR: data }, seconds: 90 },
  );
  if (!text.includes('successfully installed'))
    throw new Error(`${vsix} was not installed:\n${text}`);
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
