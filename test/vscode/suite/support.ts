import assert from 'node:assert/strict';
import {
  commands,
  type Diagnostic,
  type Extension,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

/** The folder that VS Code has open: a copy of the sample, and a policy with mistakes. */
export function uriOf(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return Uri.joinPath(folder.uri, path);
}

export const SALES = 'members-list/sales.spaceward.yaml';
export const TENANT = 'members-list/tenant.spaceward.yaml';
export const TESTS = 'members-list/tests.spaceward.yaml';
export const BROKEN = 'broken/tenant.spaceward.yaml';

export function extension(): Extension<unknown> {
  const found = extensions.getExtension('spaceward.spaceward');
  assert.ok(found, 'the extension is there');
  return found;
}

/** Opens a file, in an editor. */
export async function open(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uriOf(path));
  await window.showTextDocument(document);
  return document;
}

/** The place of a word, in the first line that holds `line`. */
export function rangeOf(document: TextDocument, line: string, word: string): Range {
  const lines = document.getText().split('\n');
  const number = lines.findIndex((text) => text.includes(line));
  const start = lines[number]?.indexOf(word) ?? -1;
  assert.ok(start >= 0, `${word} in ${line}`);
  return new Range(new Position(number, start), new Position(number, start + word.length));
}

/** What is shown about the start of a place, as Markdown. */
export async function hoverText({ uri }: TextDocument, { start }: Range): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, start);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : ''))
    .join('\n');
}

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until something is so. */
export async function until(what: () => boolean | Promise<boolean>, wanted: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await what())) {
    if (Date.now() > end) assert.fail(`not in time: ${wanted}`);
    await pause(50);
  }
}

/** A diagnostic on one line: where, which rule, and how bad. */
export function shown({ range, code, severity }: Diagnostic): string {
  return `${range.start.line + 1} ${typeof code === 'object' ? code.value : (code ?? '?')} ${severity}`;
}

/** Waits until the diagnostics of a file are as wanted. */
export async function diagnosticsAre(uri: Uri, wanted: readonly string[]): Promise<void> {
  let found: readonly string[] = [];
  const same = (): boolean => {
    found = languages.getDiagnostics(uri).map(shown);
    return found.join('\n') === wanted.join('\n');
  };
  try {
    await until(same, 'diagnostics');
  } catch {
    assert.deepEqual(found, wanted);
  }
}

/** Runs a test and puts files back to what is on the disk. */
export async function reverting(
  documents: readonly TextDocument[],
  test: () => Promise<void>,
): Promise<void> {
  try {
    await test();
  } finally {
    for (const document of documents) {
      await window.showTextDocument(document);
      await commands.executeCommand('workbench.action.files.revert');
    }
  }
  for (const document of documents) assert.ok(!document.isDirty, document.fileName);
}
