// Commands that may take long, or fail for reasons that go away: downloads, above all.
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import { finish, lead, signal } from './groups.mjs';

/** How much of what a command wrote is kept: it is shown where the command fails. */
const TAIL = 6000;

/**
 * Runs a command to its end, and gives what it wrote; throws where it fails or takes too long, the last of its tries included.
 *
 * @param options `seconds`: the longest that one try may take; `tries`: how many there are; `before`: what to do before another try
 */
export async function run(what, command, args, options = {}) {
  const { tries = 1, before } = options;
  // What is tried several times may take minutes.
  if (tries > 1) console.log(`${what}: ${command}`);
  for (let n = 1; ; n += 1) {
    const { text, why } = await once(command, args, options);
    if (why === undefined) return text;
    const failure = `${what}: ${command} ${why}${tries > 1 ? ` (try ${n} of ${tries})` : ''}`;
    const tail = text.slice(-TAIL).trimEnd();
    if (n >= tries) throw new Error(`${failure}${tail === '' ? '' : `\n${tail}`}`);
    console.log(`${failure}; once more\n${tail}`);
    await pause(3000 * n);
    await before?.();
  }
}

async function once(command, args, { cwd, env, seconds = 60 }) {
  const child = lead(command, args, { cwd, env: { ...process.env, HOME: home(), ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (text = `${text}${chunk}`.slice(-4 * TAIL)));
  let late = false;
  const timers = [
    setTimeout(() => {
      late = true;
      // A package manager is to leave its locks in order.
      signal(child, 'SIGTERM');
    }, seconds * 1000),
    setTimeout(() => signal(child, 'SIGKILL'), (seconds + 10) * 1000),
  ];
  const why = await new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(`did not start: ${message}`));
    // What it leaves behind may hold its output open.
    child.once('exit', () => finish(child));
    child.once('close', (code, by) => resolve(code === 0 ? undefined : `ended with ${code ?? by}`));
  });
  for (const timer of timers) clearTimeout(timer);
  return { text, why: late ? `took longer than ${seconds} s` : why };
}

let found;

/** A folder that programs may write to as their user's: the user's own, where there is one. */
export function home() {
  if (found !== undefined) return found;
  const own = process.env.HOME ?? '';
  try {
    // An empty name would be the working directory, and no folder is none.
    accessSync(own === '' ? own : join(own, '/'), constants.W_OK);
    found = own;
  } catch {
    found = mkdtempSync(join(tmpdir(), 'spaceward-home-'));
  }
  return found;
}
