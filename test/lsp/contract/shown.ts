import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  DocumentLink,
  FoldingRange,
  InlayHint,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver/node';
import { until, uriOf } from '../client.js';

import {
  ALI,
  type Contract,
  mistake,
  SALES,
  SAMPLE,
  SampleFile,
  shown,
  TENANT,
  TESTS,
} from './sample.js';

/** What is shown between and around the words of a text. */
export const SHOWN: Contract = {
  codeLensProvider: async (client) => {
    const lensesOf = async ({ uri }: SampleFile): Promise<readonly CodeLens[]> => {
      const lenses = await client.request<CodeLens[]>('textDocument/codeLens', {
        textDocument: { uri },
      });
      return Promise.all(
        lenses.map(async (lens) =>
          lens.command ? lens : client.request<CodeLens>('codeLens/resolve', lens),
        ),
      );
    };
    const [members, shares, app] = await lensesOf(SALES);
    assert.equal(members && SALES.text(members.range), 'Sales Development');
    assert.match(members?.command?.title ?? '', /^members: 1 user$/u);
    assert.deepEqual(
      [members?.command?.command, members?.command?.arguments],
      ['spaceward.showCallers', [SALES.uri, members?.range.start]],
    );
    assert.match(shares?.command?.title ?? '', / of \d+ shares$/u);
    assert.equal(shares?.command?.command, '');
    assert.equal(app && SALES.text(app.range), "Demo App - Beginner's tutorial");
    const [run, result] = await lensesOf(TESTS);
    assert.deepEqual([run?.command?.title, run?.command?.command], ['Run', 'spaceward.runTest']);
    assert.match(result?.command?.title ?? '', /^✓ \d+ expectations hold$/u);
    assert.deepEqual(result?.command?.arguments, run?.command?.arguments);
  },
  inlayHintProvider: async (client) => {
    const uri = uriOf(join(SAMPLE, 'hints.spaceward.yaml'));
    const text =
      'groups: { crew: { members: [ali] } }\nspaces: { Crew: { type: shared, members: { group crew: can publish } } }\n';
    await client.open(uri, text);
    const end = text.indexOf(': can publish') - text.indexOf('\n') - 1;
    const ask = (line: number): Promise<InlayHint[]> =>
      client.request('textDocument/inlayHint', {
        textDocument: { uri },
        range: { start: { line, character: 0 }, end: { line, character: 200 } },
      });
    const [members, role] = await ask(1);
    assert.deepEqual([members?.label, members?.position], ['1', { line: 1, character: end }]);
    assert.equal(members?.tooltip, undefined);
    const resolved = await client.request<InlayHint>('inlayHint/resolve', members);
    assert.equal(resolved.tooltip, 'crew: ali');
    assert.equal(role?.label, 'gives nothing');
    assert.deepEqual(await ask(0), []);
    client.settings = { inlayHints: false };
    client.refreshed.length = 0;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.refreshed.includes('workspace/inlayHint/refresh'), 'a refresh');
    assert.deepEqual(await ask(1), []);
    client.settings = {};
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.close(uri);
  },
  callHierarchyProvider: async (client) => {
    const [item] = await client.request<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      SALES.at('Quarterly results', 'Quarterly'),
    );
    assert.equal(item?.name, 'Sales Development/Quarterly results');
    const callers = await client.request<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      { item },
    );
    assert.deepEqual(
      callers.map(({ from: { name, detail, uri, range } }) => [
        name,
        detail,
        shown({ uri, range }),
      ]),
      [
        ['anna', 'owns the space', 'sales:4 anna'],
        ['ali', 'owns the app', 'sales:15 ali'],
        ['ali', 'Can manage in the space', 'sales:6 ali'],
        ['anna', 'Can view, a share of Quarterly results', 'sales:18 anna'],
        ['admin', 'Tenant Admin of the tenant', 'tenant:15 admin'],
      ],
    );
    const [ali] = await client.request<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      TENANT.at('ali: {', 'ali'),
    );
    const called = await client.request<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      { item: ali },
    );
    assert.deepEqual(called[0]?.to.name, 'Sales Development');
    // The line that grants it stands in another file, which the protocol has no place for.
    assert.deepEqual(called[0].fromRanges, [ali?.selectionRange]);
    assert.deepEqual(await client.request('callHierarchy/outgoingCalls', { item }), []);
  },
  foldingRangeProvider: async (client) => {
    const ranges = await client.request<FoldingRange[]>('textDocument/foldingRange', {
      textDocument: { uri: SALES.uri },
    });
    const heads = ranges.map(({ startLine }) => SALES.lines[startLine]?.trim());
    assert.ok(heads.includes('spaces:') && heads.includes('Sales Development:'), heads.join('\n'));
    assert.ok(ranges.every(({ startLine, endLine }) => startLine < endLine));
  },
  selectionRangeProvider: async (client) => {
    const { position, textDocument } = TESTS.at('anna can app.open', 'app.open') as {
      position: Range['start'];
      textDocument: object;
    };
    const [chain] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    });
    assert.equal(chain && TESTS.text(chain.range), 'app.open');
    let last = chain;
    while (last?.parent) last = last.parent;
    assert.equal(last?.range.start.line, 0);
    assert.ok(last.range.end.line >= TESTS.lines.length - 1);
  },
  documentLinkProvider: async (client) => {
    const uri = uriOf(join(SAMPLE, 'links.spaceward.yaml'));
    await client.open(uri, '# spaceward-ignore empty-file: soon\nusers: {}\n');
    const [link] = await client.request<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri },
    });
    assert.deepEqual(
      [link?.target, link?.range.start.character, link?.range.end.character],
      ['file:///pages/empty-file.md', 19, 29],
    );
    await client.close(uri);
  },
  signatureHelpProvider: async (client) => {
    const help = await client.request<SignatureHelp>(
      'textDocument/signatureHelp',
      TESTS.at('anna can app.open', 'app.open'),
    );
    const [signature] = help.signatures;
    const [start, end] = signature?.parameters?.[help.activeParameter ?? 0]?.label ?? [];
    assert.equal(signature?.label.slice(Number(start), Number(end)), 'ACTION');
    assert.equal(await client.request('textDocument/signatureHelp', SALES.at(...ALI)), null);
  },
  semanticTokensProvider: async (client) => {
    const { semanticTokensProvider } = client.initialized.capabilities;
    const { tokenTypes } = semanticTokensProvider?.legend ?? { tokenTypes: [] };
    const textDocument = { uri: SALES.uri };
    const full = await client.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument,
    });
    const { position } = SALES.at(...ALI) as { position: Range['start'] };
    const start = { line: position.line, character: 0 };
    const range = { start, end: position };
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range,
    });
    const [line, character, length, type = 0, modifiers] = data;
    assert.deepEqual(
      [line, character, length, tokenTypes[type], modifiers],
      [position.line, position.character - 1, 3, 'variable', 2],
    );
    const delta = (previousResultId: string | undefined): Promise<SemanticTokensDelta> =>
      client.request('textDocument/semanticTokens/full/delta', { textDocument, previousResultId });
    await mistake(client);
    const changed = await delta(full.resultId);
    // Of the name that nothing has no more than its token is taken out, and the next one told anew.
    assert.equal(changed.edits.length, 1);
    assert.deepEqual([changed.edits[0]?.deleteCount, changed.edits[0]?.data?.length], [10, 5]);
    await client.change(SALES.uri, { text: SALES.lines.join('\n') });
    const [edit] = (await delta(changed.resultId)).edits;
    assert.ok(edit);
    assert.deepEqual(edit.data, full.data.slice(edit.start, edit.start + 10));
    const other = await client.request<SemanticTokens>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: 'none',
    });
    assert.deepEqual(other.data, full.data);
  },
  documentRangeFormattingProvider: async (client) => {
    const { position } = SALES.at('ali: can manage', ' can') as { position: Range['start'] };
    await client.change(SALES.uri, { range: { start: position, end: position }, text: '   ' });
    const range = { start: position, end: { ...position, character: position.character + 3 } };
    const format = (line: number): Promise<TextEdit[]> =>
      client.request('textDocument/rangeFormatting', {
        textDocument: { uri: SALES.uri },
        range: { start: { line, character: 0 }, end: { line, character: 3 } },
        options: { tabSize: 8, insertSpaces: false },
      });
    assert.deepEqual(await format(position.line), [{ range, newText: '' }]);
    assert.deepEqual(await format(0), []);
    await client.change(SALES.uri, { range, text: '' });
  },
};
