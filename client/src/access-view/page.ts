import { Uri, type Webview } from 'vscode';

/** The folder of what the page loads; it may load nothing else. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist', 'access-view');
}

/** The page of an access view. Nothing in it runs, is drawn or is loaded but the script and the style of the extension. */
export function pageHtml(webview: Webview, extension: Uri): string {
  const nonce = randomNonce();
  const file = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access</title>
<link rel="stylesheet" nonce="${nonce}" href="${file('style.css')}">
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${file('page.js')}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
