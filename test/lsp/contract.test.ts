import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  ServerCapabilities,
  SignatureHelp,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { SymbolKind } from 'vscode-languageserver';
import { spaceward } from '../support/cli.js';
import { ROOT } from '../support/cli.js';
import type { Answered, Choices } from '../../server/src/lsp/questions/protocol.js';
import { TestClient, until, uriOf, VSCODE } from './client.js';

const SAMPLE = join(ROOT, 'samples/members-list');
const DEMO = "Sales Development/Demo App - Beginner's tutorial";

/** One file of the sample, and places in it by their text. */
class SampleFile {
  readonly uri: string;
  readonly lines: readonly string[];

  constructor(name: string) {
    this.uri = uriOf(join(SAMPLE, name));
    this.lines = readFileSync(join(SAMPLE, name), 'utf8').split('\n');
  }

  /** A place in the first line that holds `line`, at the first `word` in it. */
  at(line: string, word: string): { textDocument: object; position: object } {
    const number = this.lines.findIndex((text) => text.includes(line));
    const character = this.lines[number]?.indexOf(word) ?? -1;
    assert.ok(number >= 0 && character >= 0, `${word} in ${line}`);
    return {
      textDocument: { uri: this.uri },
      position: { line: number, character: character + 1 },
    };
  }

  text({ start, end }: Range): string {
    assert.equal(start.line, end.line);
    return (this.lines[start.line] ?? '').slice(start.character, end.character);
  }
}

const SALES = new SampleFile('sales.spaceward.yaml');
const TENANT = new SampleFile('tenant.spaceward.yaml');
const TESTS = new SampleFile('tests.spaceward.yaml');
const FILES = new Map([SALES, TENANT, TESTS].map((file) => [file.uri, file]));

/** `sales:6 ali`, lines counted from 1. */
function shown({ uri, range }: Location): string {
  const name = uri.split('/').at(-1)?.split('.')[0] ?? '';
  return `${name}:${range.start.line + 1} ${FILES.get(uri)?.text(range) ?? '?'}`;
}

/** Misspells a user in the sample; the place of the mistake. */
async function mistake(client: TestClient): Promise<{ range: Range }> {
  const { position } = SALES.at(...ALI) as { position: { line: number; character: number } };
  const start = { ...position, character: position.character - 1 };
  const at = (length: number): Range => ({
    start,
    end: { ...start, character: start.character + length },
  });
  await client.change(SALES.uri, { range: at(3), text: 'alli' });
  return { range: at(4) };
}

type Check = (client: TestClient) => Promise<void>;

const ALI = ['ali: can manage', 'ali'] as const;
const ALI_ROLE = ['ali: can manage', 'can manage'] as const;
/** Every place of the user ali. */
const ALIS = [
  'sales:6 ali',
  'sales:9 ali',
  'sales:15 ali',
  'tenant:13 ali',
  'tests:12 ali',
  'tests:13 ali',
  'tests:14 ali',
  'tests:26 ali',
  'tests:27 ali',
];

/** What each capability must answer on the sample. One that isn't here, or has no answer, fails. */
const CONTRACT: Readonly<Partial<Record<keyof ServerCapabilities, Check>>> = {
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
    assert.deepEqual(await ask(), []);
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
  experimental: async (client) => {
    const { requests } = client.initialized.capabilities.experimental as { requests: string[] };
    assert.deepEqual(requests, [
      'spaceward/choices',
      'spaceward/explain',
      'spaceward/who',
      'spaceward/runTest',
      'spaceward/tests',
      'spaceward/spaces',
      'spaceward/members',
      'spaceward/editMembers',
      'spaceward/access',
      'spaceward/access/proof',
      'spaceward/access/spaceAt',
    ]);
    const choices = await client.request<Choices>('spaceward/choices', {
      uri: TESTS.uri,
      action: 'app.open',
    });
    assert.deepEqual(
      choices.people.map(({ value }) => value),
      ['anna', 'ali', 'anna2', 'admin'],
    );
    assert.deepEqual(
      choices.places.map(({ label }) => label),
      [
        'Sales Development',
        DEMO,
        'Sales Development/Quarterly results',
        'Sales Development/Sales forecast',
      ],
    );
    assert.ok(choices.actions.some(({ value, twoSpaces }) => value === 'app.publish' && twoSpaces));
    const question = { uri: SALES.uri, action: 'app.export', where: DEMO };
    const answer = await client.request<Answered>('spaceward/explain', {
      ...question,
      who: 'anna2',
    });
    assert.ok(answer.kind === 'answer');
    assert.match(answer.markdown, /^# anna2: denied\n/u);
    assert.equal(
      answer.title,
      "Demo App - Beginner's tutorial in Sales Development: anna2 app.export",
    );
    // The same proof as on the command line, each source once, beneath.
    const { out } = spaceward(['explain', 'anna2', 'app.export', DEMO, 'samples/members-list']);
    const plain = answer.markdown.replaceAll('\\', '');
    const lines = [...out.matchAll(/^ {2}(\S.*?)(?: {2}\S+:\d+:\d+)?$/gmu)].map(
      ([, text = '']) => text,
    );
    assert.ok(lines.length >= 3);
    const sources = [...plain.matchAll(/^(\d+)\. (.*)$/gmu)];
    assert.ok(sources.length > 0);
    assert.equal(new Set(sources.map(([, , text]) => text)).size, sources.length);
    const whole = sources.reduce(
      (text, [, number = '', source = '']) => text.replaceAll(`[${number}]`, `(${source})`),
      plain,
    );
    for (const line of lines) assert.ok(whole.includes(line), line);
    const who = await client.request<Answered>('spaceward/who', question);
    assert.ok(who.kind === 'answer');
    assert.equal(
      who.title,
      "Demo App - Beginner's tutorial in Sales Development: who can app.export",
    );
    const [table = '', beneath = ''] = who.markdown.split('## Sources');
    const named = [...table.matchAll(/ \\\[(\d+)\\\]/gu)].map(([, number]) => number);
    assert.ok(named.length >= 3);
    assert.deepEqual(
      [...new Set(named)],
      [...beneath.matchAll(/^(\d+)\. /gmu)].map(([, number]) => number),
    );
    assert.doesNotMatch(table, /, line \d/u);
    assert.deepEqual(
      [...who.markdown.matchAll(/^\| (\w+) \| (allowed|denied|depends) \|/gmu)].map((row) =>
        row.slice(1),
      ),
      [
        ['anna', 'allowed'],
        ['ali', 'allowed'],
        ['anna2', 'denied'],
        ['admin', 'denied'],
      ],
    );
    assert.deepEqual(
      await client.request<Answered>('spaceward/who', { ...question, action: 'app.exprt' }),
      { kind: 'problem', message: 'unknown action app.exprt; did you mean app.export?' },
    );
    const test = TESTS.lines
      .find((line) => /^ {2}\S/u.test(line))
      ?.trim()
      .replace(/:$/u, '');
    const run = await client.request<Answered>('spaceward/runTest', { uri: TESTS.uri, test });
    assert.ok(run.kind === 'answer');
    assert.equal(run.title, test);
    assert.match(
      run.markdown,
      /^# .*\n\n✓ \d+ expectations hold\n\n- ✓ .*\[tests\.spaceward\.yaml:\d+\]/u,
    );
    assert.equal(await client.request('spaceward/runTest', { uri: SALES.uri, test }), null);
  },
};

describe('what the language server says that it can', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start(VSCODE, [SAMPLE], {
      commands: ['spaceward.runTest', 'spaceward.showCallers'],
      rulePages: 'file:///pages',
    });
    for (const { uri, lines } of FILES.values()) await client.open(uri, lines.join('\n'));
  });
  after(async () => {
    await client.stop();
  });

  it('is in the contract, and nothing else is', () => {
    assert.deepEqual(
      Object.keys(client.initialized.capabilities).sort(),
      Object.keys(CONTRACT).sort(),
    );
  });

  for (const [capability, check] of Object.entries(CONTRACT))
    it(`${capability} answers as it must`, () => check(client));

  it('is registered for files on disk and settings', () => {
    assert.deepEqual(client.registered.sort(), [
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
  });

  it('is answered without a defect being logged', () => {
    assert.deepEqual(client.logged, []);
  });
});
