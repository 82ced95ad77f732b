// VS Code for the Web, as a browser loads it from this machine.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { ROOT, RUNTIME, VSCODE_WEB } from './paths.mjs';

/** The folder that is served, as the workbench names it. */
const MOUNTED = 'vscode-test-web://mount';

/**
 * Serves VS Code for the Web, with the built extension, on a folder whose files it changes in the browser alone.
 *
 * @param suite a file that it runs inside its extension host
 * @returns `address`: that of the workbench, on a folder and with a file of it open where they are named; `stop`
 */
export async function serveWeb(folder, suite) {
  // What `setup.mjs` has installed. The package's own entry downloads a VS Code; this is what it starts then.
  const { runServer } = createRequire(join(RUNTIME, 'package.json'))(
    '@vscode/test-web/out/server/main.js',
  );
  // VS Code has webviews on hosts below the name of its own.
  const server = await runServer('localhost', 0, {
    build: { type: 'static', location: VSCODE_WEB, quality: 'stable', version: 'any' },
    extensionDevelopmentPath: ROOT.replace(/\/$/u, ''),
    extensionTestsPath: suite,
    folderMountPath: folder,
  });
  if (!server.listening) await once(server, 'listening');
  return {
    address(below, file) {
      const query = new URLSearchParams();
      if (below !== undefined) query.set('folder', `${MOUNTED}/${below}`);
      if (file !== undefined)
        query.set('payload', JSON.stringify([['openFile', `${MOUNTED}/${below}/${file}`]]));
      return `http://localhost:${server.address().port}/?${query}`;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
