// A browser without a window, on a profile of its own.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CHROMIUM, RUNTIME } from './paths.mjs';
import { within } from './time.mjs';

const ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  // Containers have little of /dev/shm.
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
];
/** The pages of extensions are on hosts of their own, where VS Code needs what counts as a cookie of others. */
const PREFERENCES = { profile: { cookie_controls_mode: 0 } };
const LOCAL = /^(?:127\.0\.0\.1|localhost|.*\.localhost)$/u;

/** A page, in a browser that reaches this machine alone; what it writes stays in a folder. */
export async function openBrowser(data, { scale = 1 } = {}) {
  // What `setup.mjs` has installed, which may be after this file was read.
  const { chromium } = createRequire(join(RUNTIME, 'package.json'))('playwright-core');
  const context = await chromium.launchPersistentContext(profileIn(data), {
    executablePath: CHROMIUM,
    headless: true,
    env: { ...process.env, HOME: data },
    timeout: 60_000,
    // High enough for hovers as they are: they take a quarter of the window.
    viewport: { width: 1280, height: 1320 },
    deviceScaleFactor: scale,
    // As root, Chromium does without its sandbox or not at all.
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...ARGUMENTS] : ARGUMENTS,
  });
  // The first request for VS Code on a busy machine takes long.
  context.setDefaultNavigationTimeout(60_000);
  await context.route(
    ({ protocol, hostname }) => /^https?:$/u.test(protocol) && !LOCAL.test(hostname),
    (route) => route.abort(),
  );
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    /** Ends it; a browser that is gone, or hangs, is left to its group's end. */
    close: () => within(10_000, 'the end of the browser', context.close()).catch(() => undefined),
  };
}

/** A new profile. */
function profileIn(data) {
  const profile = mkdtempSync(join(data, 'browser-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  return profile;
}
