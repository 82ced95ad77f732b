// Processes that lead groups of their own: what they start ends with them, and all of them end with this process.
import { spawn } from 'node:child_process';

const running = new Set();
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});
for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(name, () => process.exit(2));

/** Starts a process as the leader of a group. */
export function lead(command, args, options) {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) running.add(child);
  return child;
}

/** Forgets a group whose leader has ended, with those that outlived it. */
export function finish(child) {
  signal(child, 'SIGKILL');
  running.delete(child);
}

/** Sends a signal to a whole group. */
export function signal({ pid }, name) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone already.
  }
}
