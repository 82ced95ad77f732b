// A browser without a window, on a profile of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM, RUNTIME } from './paths.mjs';

const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
];
const LOCAL = /^(?:127\.0\.0\.1|localhost|.*\.localhost)$/u;

/** A page, in a browser that reaches this machine alone. */
export async function openBrowser({ scale = 1 } = {}) {
  // What `setup.mjs` has installed, which may be after this file was read.
  const { chromium } = createRequire(join(RUNTIME, 'package.json'))('playwright-core');
  const profile = mkdtempSync(join(tmpdir(), 'spaceward-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    // High enough for hovers as they are: they take a quarter of the window.
    viewport: { width: 1280, height: 1320 },
    deviceScaleFactor: scale,
    // As root, Chromium does without its sandbox or not at all.
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...ARGUMENTS] : ARGUMENTS,
  });
  await context.route(
    ({ protocol, hostname }) => /^https?:$/u.test(protocol) && !LOCAL.test(hostname),
    (route) => route.abort(),
  );
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
