/**
 * One spelling for each URI of a file, so that texts can be compared: that of VS Code, with everything but letters,
 * digits and `-._~/` encoded and a drive in lower case. Other schemes, and what is no URI, stay as they are.
 */
export function canonicalUri(uri: string): string {
  const match = /^file:\/\/([^/]*)(\/[^?#]*)/iu.exec(uri);
  if (match === null) return uri;
  const [, host = '', path = ''] = match;
  const decoded = decodedPath(path).replace(/^\/([A-Z]):/u, (_, drive: string) => {
    return `/${drive.toLowerCase()}:`;
  });
  return `file://${host.toLowerCase()}${decoded.split('/').map(encoded).join('/')}`;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function encoded(name: string): string {
  return encodeURIComponent(wellFormed(name)).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Without halves of surrogate pairs, which no URI holds. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
