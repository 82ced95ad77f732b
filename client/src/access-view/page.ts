import { Uri, workspace } from 'vscode';
import type { ToPage } from './messages.js';

/** What a page is made of. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
}

/** Reads what the page is made of from the extension's folder. */
export async function readPageParts(extension: Uri): Promise<PageParts> {
  const read = async (name: string): Promise<string> => {
    const file = Uri.joinPath(extension, 'dist', 'access-view', name);
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  };
  const [style, script] = await Promise.all([read('style.css'), read('page.js')]);
  return { style, script };
}

/**
 * The page of an access view, in one piece, as what a page loads by itself takes VS Code long to hand over. Nothing in it runs or
 * is drawn but the script and the style of the extension, and nothing is loaded. Neither of them ends its element: the bundler
 * sees to that.
 *
 * @param first what the page shows from the start, if that is known
 */
export function pageHtml({ style, script }: PageParts, first?: ToPage): string {
  const nonce = randomNonce();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main id="page" class="without-table"></main>${first === undefined ? '' : firstHtml(first)}
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

/** Data, which no browser runs. In a text nothing but its end could end the element. */
function firstHtml(first: ToPage): string {
  const json = JSON.stringify(first).replaceAll('<', '\\u003c');
  return `\n<script type="application/json" id="first">${json}</script>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
