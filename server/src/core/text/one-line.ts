/** A text without line ends: each is shown as an escape, so that a name can't begin a line of its own in a message. */
export function oneLine(text: string): string {
  return text.replace(
    /[\n\v\f\r\u0085\u2028\u2029]/gu,
    (end) => `\\u{${end.charCodeAt(0).toString(16)}}`,
  );
}
