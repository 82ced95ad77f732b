import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  CodeAction,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  Location,
  Range,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { SymbolKind } from 'vscode-languageserver';
import { type TestClient, uriOf } from '../client.js';

import {
  ALI,
  ALI_ROLE,
  ALIS,
  type Contract,
  FILES,
  mistake,
  SALES,
  SAMPLE,
  shown,
  TENANT,
  TESTS,
} from './sample.js';

/** Refactorings whose edits are asked for when they are chosen. */
async function refactorings(client: TestClient): Promise<void> {
  const uri = uriOf(join(SAMPLE, 'more.spaceward.yaml'));
  const lines = [
    'spaces:',
    '  One: { type: shared, members: { anna: can view, ali: can view } }',
    '  Two: { type: shared, members: { anna: can view, ali: can view } }',
    '',
  ];
  await client.open(uri, lines.join('\n'));
  const start = { line: 1, character: lines[1]?.indexOf('anna') ?? 0 };
  const ask = (kind: string): Promise<CodeAction[]> =>
    client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [], only: [kind] },
    });
  const [group] = await ask('refactor.extract');
  assert.deepEqual(
    [group?.title, group?.kind, group?.edit],
    ['Put ali and anna into the new group One team, in One and Two', 'refactor.extract', undefined],
  );
  const { edit } = await client.request<CodeAction>('codeAction/resolve', group);
  assert.deepEqual(
    ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(
      ({ textDocument, edits }) => [textDocument.uri, edits.length] as const,
    ),
    [[uri, 5]],
  );
  const tests = await ask('refactor.rewrite');
  assert.deepEqual(
    tests.map(({ title }) => title.replace(/: .*/u, '')),
    ['Write a test from what anna can do in One now', 'Expect this'],
  );
  for (const test of tests) {
    const resolved = await client.request<CodeAction>('codeAction/resolve', test);
    const [change] = (resolved.edit?.documentChanges ?? []) as TextDocumentEdit[];
    // Where the policy has tests.
    assert.equal(change?.textDocument.uri, TESTS.uri);
  }
  // What was only tried makes no difference.
  const prepared = await client.request<{ placeholder: string }>('textDocument/prepareRename', {
    textDocument: { uri },
    position: start,
  });
  assert.equal(prepared.placeholder, 'anna');
  const gone = { ...group, title: 'what was never offered' };
  await assert.rejects(client.request('codeAction/resolve', gone), /change it by hand/u);
  await client.close(uri);
}

/** What is told of texts, and what is done to them. */
export const LANGUAGE: Contract = {
  textDocumentSync: async (client) => {
    assert.deepEqual(client.initialized.capabilities.textDocumentSync, {
      openClose: true,
      change: 2,
      save: true,
    });
    const { range } = await mistake(client);
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: SALES.uri },
    });
    assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), [
      'unknown-user',
    ]);
    await client.change(SALES.uri, { range, text: 'ali' });
    await client.notify('textDocument/didSave', { textDocument: { uri: SALES.uri } });
  },
  workspace: async (client) => {
    assert.deepEqual(client.initialized.capabilities.workspace, {
      workspaceFolders: { supported: true, changeNotifications: true },
    });
    const folder = { uri: uriOf(SAMPLE), name: 'sample' };
    const symbols = async (): Promise<number> =>
      (await client.request<unknown[]>('workspace/symbol', { query: 'admin' })).length;
    const before = await symbols();
    assert.ok(before > 0);
    await client.close(TENANT.uri);
    for (const { uri } of [SALES, TESTS]) await client.close(uri);
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [folder] },
    });
    assert.equal(await symbols(), 0);
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder], removed: [] },
    });
    assert.equal(await symbols(), before);
    for (const { uri, lines } of FILES.values()) await client.open(uri, lines.join('\n'));
  },
  diagnosticProvider: async (client) => {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: SALES.uri },
    });
    assert.deepEqual([report.kind, report.kind === 'full' && report.items], ['full', []]);
    const { range } = await mistake(client);
    const all = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.deepEqual(
      all.items
        .flatMap((each) =>
          each.kind === 'full' ? each.items.map(({ code }) => [FILES.has(each.uri), code]) : [],
        )
        .sort()
        .slice(-1),
      [[true, 'unknown-user']],
    );
    await client.change(SALES.uri, { range, text: 'ali' });
  },
  hoverProvider: async (client) => {
    const hover = await client.request<Hover>('textDocument/hover', SALES.at(...ALI));
    assert.equal(hover.range && SALES.text(hover.range), 'ali');
    const { value } = hover.contents as { value: string };
    assert.match(value, /^\*\*ali\*\* \(Ali\) in \*\*Sales Development\*\*, a shared space/u);
    assert.ok(value.includes(`[sales.spaceward.yaml:6](${SALES.uri}#L6)`), value);
  },
  completionProvider: async (client) => {
    const { items } = await client.request<CompletionList>(
      'textDocument/completion',
      SALES.at(...ALI_ROLE),
    );
    assert.deepEqual(
      items.map(({ label }) => label),
      ['can manage', 'can edit data in applications', 'can edit', 'can view', 'can consume data'],
    );
    const [first] = items;
    const edit = first?.textEdit as TextEdit;
    assert.deepEqual([SALES.text(edit.range), edit.newText], ['can manage', 'can manage']);
    assert.match(
      JSON.stringify(first?.documentation),
      /a role in shared, managed and data spaces/u,
    );
    const actions = await client.request<CompletionList>(
      'textDocument/completion',
      TESTS.at('anna can app.open', 'app.open'),
    );
    assert.ok(actions.items.some(({ label }) => label === 'app.see-all'));
  },
  codeActionProvider: async (client) => {
    const { range } = await mistake(client);
    const { items } = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: SALES.uri },
    });
    const ask = (only?: readonly string[]): Promise<CodeAction[]> =>
      client.request('textDocument/codeAction', {
        textDocument: { uri: SALES.uri },
        range,
        context: { diagnostics: items, ...(only && { only }) },
      });
    const [meant, ...others] = await ask();
    assert.match(meant?.title ?? '', /\bali\b/u);
    assert.equal(meant?.kind, 'quickfix');
    assert.deepEqual(meant.diagnostics, items);
    const [change] = (meant.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(change?.textDocument.uri, SALES.uri);
    assert.deepEqual(
      change.edits.map((edit) => [edit.range, 'newText' in edit && edit.newText]),
      [[range, 'ali']],
    );
    assert.ok(others.some(({ title }) => /spaceward-ignore|suppress|ignore/iu.test(title)));
    for (const { kind } of await ask(['source.fixAll'])) assert.equal(kind, 'source.fixAll');
    await client.change(SALES.uri, { text: SALES.lines.join('\n') });
    assert.deepEqual(await ask(['quickfix']), []);
    await refactorings(client);
  },
  definitionProvider: async (client) => {
    const found = await client.request<Location[]>('textDocument/definition', SALES.at(...ALI));
    assert.deepEqual(found.map(shown), ['tenant:13 ali']);
  },
  referencesProvider: async (client) => {
    const references = async (includeDeclaration: boolean): Promise<string[]> =>
      (
        await client.request<Location[]>('textDocument/references', {
          ...SALES.at(...ALI),
          context: { includeDeclaration },
        })
      ).map(shown);
    assert.deepEqual(await references(true), ALIS);
    assert.deepEqual(
      await references(false),
      ALIS.filter((place) => place !== 'tenant:13 ali'),
    );
  },
  documentHighlightProvider: async (client) => {
    const found = await client.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      SALES.at(...ALI),
    );
    assert.deepEqual(
      found.map(({ range, kind }) => [range.start.line + 1, SALES.text(range), kind]),
      [
        [6, 'ali', 2],
        [9, 'ali', 2],
        [15, 'ali', 2],
      ],
    );
    const stated = await client.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      TENANT.at('ali: {', 'ali'),
    );
    assert.deepEqual(
      stated.map(({ kind }) => kind),
      [3],
    );
  },
  documentFormattingProvider: async (client) => {
    const format = (): Promise<TextEdit[]> =>
      client.request('textDocument/formatting', {
        textDocument: { uri: SALES.uri },
        options: { tabSize: 8, insertSpaces: false },
      });
    assert.deepEqual(await format(), []);
    const { position } = SALES.at('ali: can manage', ' can') as { position: Range['start'] };
    await client.change(SALES.uri, { range: { start: position, end: position }, text: '   ' });
    const end = { ...position, character: position.character + 3 };
    const range = { start: position, end };
    assert.deepEqual(await format(), [{ range, newText: '' }]);
    await client.change(SALES.uri, { range, text: '' });
  },
  renameProvider: async (client) => {
    const prepared = await client.request<{ range: Range; placeholder: string }>(
      'textDocument/prepareRename',
      TESTS.at('ali can app.open', 'ali'),
    );
    assert.deepEqual([TESTS.text(prepared.range), prepared.placeholder], ['ali', 'ali']);
    await assert.rejects(
      client.request('textDocument/prepareRename', SALES.at(ALI[0], 'can manage')),
      /named by Qlik Cloud/u,
    );
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      ...SALES.at(...ALI),
      newName: 'alice',
    });
    const edits = (edit.documentChanges as TextDocumentEdit[]).flatMap(
      ({ textDocument, edits: list }) =>
        list.map((one) => {
          assert.equal('newText' in one && one.newText, 'alice');
          return shown({ uri: textDocument.uri, range: one.range });
        }),
    );
    assert.deepEqual(edits.sort(), [...ALIS].sort());
    await assert.rejects(
      client.request('textDocument/rename', { ...SALES.at(...ALI), newName: 'anna' }),
      /anna/u,
    );
  },
  documentSymbolProvider: async (client) => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: SALES.uri },
    });
    const space = symbols[0]?.children?.[0];
    assert.equal(space?.kind, SymbolKind.Module);
    assert.equal(space.children?.[0]?.kind, SymbolKind.Key);
    const kinds = await Promise.all(
      [TENANT, TESTS].map(({ uri }) =>
        client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } }),
      ),
    );
    assert.deepEqual(
      kinds.flat().flatMap(({ name, children = [] }) => {
        const [first] = children;
        return first === undefined ? [] : [[name, first.kind]];
      }),
      [
        ['users', SymbolKind.Class],
        ['tests', SymbolKind.Event],
      ],
    );
    const outline = (list: readonly DocumentSymbol[], depth: number): string[] =>
      list.flatMap(({ name, children = [] }) => [
        `${'  '.repeat(depth)}${name}`,
        ...outline(children, depth + 1),
      ]);
    assert.deepEqual(outline(symbols, 0), [
      'spaces',
      '  Sales Development',
      '    ali',
      "    Demo App - Beginner's tutorial",
      '      anna',
      '      anna2',
      '    Quarterly results',
      '      anna',
      '    Sales forecast',
    ]);
  },
  workspaceSymbolProvider: async (client) => {
    const symbols = await client.request<SymbolInformation[]>('workspace/symbol', {
      query: 'forecast',
    });
    assert.deepEqual(
      symbols.map(({ name, containerName, location }) => [name, containerName, shown(location)]),
      [['Sales forecast', 'Sales Development', 'sales:19 Sales forecast']],
    );
  },
};
