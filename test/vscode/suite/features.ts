import assert from 'node:assert/strict';
import {
  commands,
  type CompletionList,
  type DocumentSymbol,
  type Location,
  type Position,
  type Range,
  type SymbolInformation,
  type TextDocument,
  workspace,
} from 'vscode';
import { hoverText, open, rangeOf, SALES, TESTS } from './support.js';

const MEMBER = 'ali: can manage';

/** What the providers of VS Code's own command say about a place. */
async function ask<T>(command: string, { uri }: TextDocument, place: Range): Promise<T> {
  return commands.executeCommand<T>(command, uri, place.start);
}

export function featureTests(): void {
  describe('language features', () => {
    let sales: TextDocument;
    before(async () => {
      sales = await open(SALES);
    });

    it('hover: a member shows what they may', async () => {
      const text = await hoverText(sales, rangeOf(sales, MEMBER, 'ali'));
      assert.match(text, /^\*\*ali\*\* \(Ali\) in \*\*Sales Development\*\*, a shared space/u);
      assert.match(text, /\*\*\d+\*\* of \d+ actions/u);
      assert.match(text, /\*\*member\*\*: Can manage/u);
    });

    it('hover: an expectation shows the verdict', async () => {
      const tests = await open(TESTS);
      const sentence = 'anna2 cannot app.open on "Sales Development/Quarterly results"';
      const text = await hoverText(tests, rangeOf(tests, sentence, 'cannot'));
      assert.match(text, /denied/u);
    });

    it('definition: a member is defined in the tenant', async () => {
      const found = await ask<Location[]>(
        'vscode.executeDefinitionProvider',
        sales,
        rangeOf(sales, MEMBER, 'ali'),
      );
      assert.deepEqual(await Promise.all(found.map(place)), ['tenant.spaceward.yaml:13 ali']);
    });

    it('references: of a user, in every file', async () => {
      const found = await ask<Location[]>(
        'vscode.executeReferenceProvider',
        sales,
        rangeOf(sales, 'anna2: can view', 'anna2'),
      );
      const places = await Promise.all(found.map(place));
      assert.deepEqual(new Set(places.map((text) => text.replace(/:.*/u, ''))), FILES);
      assert.ok(places.every((text) => text.endsWith(' anna2')));
    });

    it('completion: roles of the space type', async () => {
      const labels = await completions(sales, rangeOf(sales, MEMBER, 'can manage').start);
      assert.deepEqual(labels, [
        'can consume data',
        'can edit',
        'can edit data in applications',
        'can manage',
        'can view',
      ]);
    });

    it('symbols: an outline, and names of the workspace', async () => {
      const outline = await commands.executeCommand<DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        sales.uri,
      );
      assert.deepEqual(
        outline.flatMap(({ children }) => children.map(({ name }) => name)),
        ['Sales Development'],
      );
      const found = await commands.executeCommand<SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'forecast',
      );
      assert.deepEqual(
        found.map(({ name }) => name),
        ['Sales forecast'],
      );
    });
  });
}

const FILES = new Set(['sales.spaceward.yaml', 'tenant.spaceward.yaml', 'tests.spaceward.yaml']);

/** The labels of this extension's completions: VS Code adds words of the text only where there are none. */
export async function completions({ uri }: TextDocument, at: Position): Promise<readonly string[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    at,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label)).sort();
}

/** A place on one line: file, line and text. */
async function place({ uri, range }: Location): Promise<string> {
  const document = await workspace.openTextDocument(uri);
  const name = uri.path.replace(/.*\//u, '');
  return `${name}:${range.start.line + 1} ${document.getText(range)}`;
}
