import assert from 'node:assert/strict';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeLens,
  commands,
  type DocumentHighlight,
  type DocumentLink,
  type FoldingRange,
  type InlayHint,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  type SignatureHelp,
  type TextDocument,
  type TextEdit,
  window,
} from 'vscode';
import { open, rangeOf, reverting, SALES, TENANT, TESTS, until } from './support.js';

const MEMBER = 'ali: can manage';

/** What VS Code gets of what is shown between words, around them and beside them, and of how a text is divided. */
export function shownTests(): void {
  describe('what is shown of a text', () => {
    let sales: TextDocument;
    before(async () => {
      sales = await open(SALES);
    });

    const ask = <T>(command: string, ...rest: unknown[]): Thenable<T> =>
      commands.executeCommand<T>(command, ...rest);
    const whole = ({ lineCount }: TextDocument): Range => new Range(0, 0, lineCount, 0);

    it('semantic tokens: names by what they name, of a file and of a part of it', async () => {
      const { uri } = sales;
      const legend = await ask<SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        uri,
      );
      const all = tokens(sales, legend, await ask('vscode.provideDocumentSemanticTokens', uri));
      for (const token of ['2 Sales Development namespace', '4 anna variable', '6 ali variable'])
        assert.ok(all.includes(token), token);
      assert.ok(all.includes('6 can manage interface'));
      const line = rangeOf(sales, MEMBER, MEMBER);
      const some = tokens(
        sales,
        legend,
        await ask('vscode.provideDocumentRangeSemanticTokens', uri, line),
      );
      assert.deepEqual(some, ['6 ali variable', '6 can manage interface']);
    });

    it('inlay hints: a role that adds nothing', async () => {
      const hints = await ask<InlayHint[]>(
        'vscode.executeInlayHintProvider',
        sales.uri,
        whole(sales),
      );
      assert.deepEqual(
        hints.map(({ label, position: { line } }) => [line + 1, label]),
        [
          [12, 'adds nothing to Owner'],
          [18, 'adds nothing to Owner'],
        ],
      );
    });

    it('code lenses: members, shares, and what came of tests', async () => {
      const of = async ({ uri }: TextDocument): Promise<readonly string[]> =>
        (await ask<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)).map(
          ({ range, command }) => `${range.start.line + 1} ${command?.title}`,
        );
      const [members, ...shares] = await of(sales);
      assert.equal(members, '2 members: 1 user');
      assert.ok(
        shares.some((text) => /^8 .* of \d+ shares$/u.test(text)),
        shares.join('\n'),
      );
      const tested = await of(await open(TESTS));
      for (const text of ['2 Run', '2 ✓ 6 expectations hold'])
        assert.ok(tested.includes(text), tested.join('\n'));
    });

    it('call hierarchy: who opens an app, and what a user reaches', async () => {
      const at = rangeOf(sales, 'Quarterly results:', 'Quarterly').start;
      const [app] = await ask<CallHierarchyItem[]>('vscode.prepareCallHierarchy', sales.uri, at);
      const callers = await ask<CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', app);
      assert.deepEqual(
        callers.map(({ from: { name, detail } }) => `${name}: ${detail}`),
        [
          'anna: owns the space',
          'ali: owns the app',
          'ali: Can manage in the space',
          'anna: Can view, a share of Quarterly results',
          'admin: Tenant Admin of the tenant',
        ],
      );
      const tenant = await open(TENANT);
      const [ali] = await ask<CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        tenant.uri,
        rangeOf(tenant, 'ali: {', 'ali').start,
      );
      const reached = await ask<CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', ali);
      assert.ok(reached.some(({ to }) => to.name === 'Sales Development'));
    });

    it('signature help: the part of a sentence that the cursor is in', async () => {
      const tests = await open(TESTS);
      const help = await ask<SignatureHelp>(
        'vscode.executeSignatureHelpProvider',
        tests.uri,
        rangeOf(tests, '- ali can app.open', 'app.open').end,
        ' ',
      );
      const [signature] = help.signatures;
      const label = signature?.parameters[help.activeParameter]?.label ?? '';
      const part = typeof label === 'string' ? label : signature?.label.slice(...label);
      assert.equal(part, 'ACTION');
    });

    it('highlights: of a user, in this file', async () => {
      const found = await ask<DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        sales.uri,
        rangeOf(sales, MEMBER, 'ali').start,
      );
      assert.deepEqual(
        found.map(({ range }) => `${range.start.line + 1} ${sales.getText(range)}`),
        ['6 ali', '9 ali', '15 ali'],
      );
    });

    it('folding and selections follow sections, entries and sentences', async () => {
      const folds = await ask<FoldingRange[]>('vscode.executeFoldingRangeProvider', sales.uri);
      for (const line of ['spaces:', 'Sales Development:', 'members:', 'shares:'])
        assert.ok(
          folds.some(({ start }) => sales.lineAt(start).text.trim() === line),
          line,
        );
      const tests = await open(TESTS);
      const at = rangeOf(tests, '- ali can app.open', 'app.open').start;
      const [chain] = await ask<SelectionRange[]>(
        'vscode.executeSelectionRangeProvider',
        tests.uri,
        [at.translate(0, 1)],
      );
      const texts: string[] = [];
      for (let each = chain; each !== undefined; each = each.parent)
        texts.push(tests.getText(each.range));
      assert.ok(texts.includes('app.open'), texts[0]);
      assert.ok(texts.includes('ali can app.open on "Sales Development" because member'));
      assert.equal(texts.at(-1)?.trimEnd(), tests.getText().trimEnd());
    });

    it('links: from a comment to the page of the rule that it silences', async () => {
      const links = await ask<DocumentLink[]>('vscode.executeLinkProvider', sales.uri, 10);
      assert.deepEqual(
        links.map(({ range, target }) => [
          sales.getText(range),
          target?.path.replace(/.*\/docs\//u, ''),
        ]),
        [
          ['redundant-share', 'rules/redundant-share.md'],
          ['redundant-share', 'rules/redundant-share.md'],
        ],
      );
    });

    it('a selection is formatted, and what is beside it is left as it was', async () => {
      const editor = await window.showTextDocument(sales);
      await reverting([sales], async () => {
        await editor.edit((edit) => {
          edit.replace(rangeOf(sales, MEMBER, ': '), ':   ');
        });
        const edits = (line: number): Thenable<TextEdit[] | undefined> =>
          ask('vscode.executeFormatRangeProvider', sales.uri, new Range(line, 0, line, 3), {
            tabSize: 2,
            insertSpaces: true,
          });
        assert.deepEqual((await edits(0)) ?? [], []);
        const [only, ...others] = (await edits(5)) ?? [];
        assert.ok(only);
        assert.deepEqual([sales.getText(only.range), only.newText, others], ['  ', '', []]);
      });
    });

    it('Run above a test opens what came of it, with proofs', async () => {
      const tests = await open(TESTS);
      const [run] = await ask<CodeLens[]>('vscode.executeCodeLensProvider', tests.uri, 100);
      assert.equal(run?.command?.title, 'Run');
      const before = tabs();
      await ask(run.command.command, ...((run.command.arguments ?? []) as unknown[]));
      await until(() => tabs() > before, 'the proofs of the test');
      await commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });
}

function tabs(): number {
  return window.tabGroups.all.reduce((sum, group) => sum + group.tabs.length, 0);
}

/** Tokens as `4 anna variable`: line, text and type. */
function tokens(
  document: TextDocument,
  { tokenTypes }: SemanticTokensLegend,
  { data }: SemanticTokens,
): readonly string[] {
  const found: string[] = [];
  let [line, start] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
    start = down === 0 ? start + right : right;
    line += down;
    const range = new Range(line, start, line, start + length);
    found.push(`${line + 1} ${document.getText(range)} ${tokenTypes[type]}`);
  }
  return found;
}
