/** Names in policies, and of files, can't break out of any format: they come back as they are, or made harmless. */
import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { checkJson } from '../../../server/src/cli/report/check-json.js';
import { checkPretty } from '../../../server/src/cli/report/check-pretty.js';
import { MORE_REPORTERS } from '../../../server/src/cli/report/more-reports.js';
import type { CheckResult } from '../../../server/src/cli/report/report.js';
import { styleFor } from '../../../server/src/cli/terminal.js';
import { append } from '../../../server/src/core/append.js';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { loadMatrixData } from '../../../server/src/core/matrix/load.js';
import { Matrix } from '../../../server/src/core/matrix/matrix.js';
import { isPolicyFile } from '../../../server/src/core/workspace/roots.js';
import { HOSTILE_NAMES, quoted, scalar, visible } from '../../support/hostile-names.js';
import { elements, readCommands, readJunit, readSarif } from '../../support/reports.js';

/** What a report may not hold raw, whatever it tells. */
const RAW = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A policy in which the name is everywhere that a name can be, and about which there is something to say of each kind. */
function policy(name: string): string {
  const it = scalar(name);
  const silenced = visible(name).slice(0, 200);
  return `tenant: { name: ${it}, subscription: enterprise, entitlement: full }
users: { ${it}: { groups: [] }, owner: {} }
groups: { ${it}: { others: unknown } }
spaces:
  ${it}:
    type: shared
    owner: owner
    members:
      # spaceward-ignore redundant-grant: ${silenced}
      ${scalar(`user ${name}`)}: can edit, can view
      ${scalar(`ghost ${name}`)}: can view
    apps: { ${it}: { owner: owner, ${it}: x } }
tests:
  ${it}:
    - ${scalar(`user ${quoted(name)} can space.delete on ${quoted(name)}`)}
    - ${scalar(`user ${quoted(name)} can app.see-all on ${quoted(name)}`)}
    - ${scalar(`${quoted(`ghost ${name}`)} can space.delete on ${quoted(name)}`)}
  ${scalar(`${name} two`)}: []
`;
}

/** The reporters, as `check` calls them. */
const REPORTERS = {
  ...MORE_REPORTERS,
  json: checkJson,
  pretty: (policies: readonly Checked[], result: CheckResult) =>
    checkPretty(policies, result, styleFor(false)),
};

interface Told {
  readonly message: string;
  readonly file: string;
}

describe('hostile names', () => {
  for (const [what, name] of Object.entries(HOSTILE_NAMES)) {
    describe(what, () => {
      const file = `p/${name.replaceAll('/', '-')}.spaceward.yaml`;
      const policies = [
        checkPolicy(new Matrix(loadMatrixData()), [
          readPolicyFile({ path: file, text: policy(name) }),
        ]),
      ];
      const result: CheckResult = {
        failed: true,
        unreadable: [],
        fails: (_, { severity, suppressed }) => severity === 'error' && suppressed === undefined,
      };
      const check = (format: keyof typeof REPORTERS): string => {
        const out = REPORTERS[format](policies, result);
        const raw = new Set(out.match(RAW) ?? []);
        raw.delete('\n');
        if (format === 'pretty') raw.delete('\t');
        assert.deepEqual([...raw].map(visible), [], 'characters that are not seen');
        return out;
      };
      const told: Told[] = [];
      /** What is to be told, as the reports for people show it: headlines, and the lines below. */
      const shown = (): readonly {
        readonly headline: string;
        readonly rest: readonly string[];
      }[] =>
        told.map(({ message }) => {
          const [headline = '', ...rest] = message.split('\n').map(visible);
          return { headline, rest };
        });
      before(() => {
        const { diagnostics } = JSON.parse(check('json')) as { diagnostics: Told[] };
        append(told, diagnostics);
      });

      it('json', () => {
        assert.ok(isPolicyFile(file));
        assert.ok(told.length >= 4, String(told.length));
        assert.ok(told.every((each) => each.file === file));
        const seen = name.replace(/(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, visible);
        const about = told.filter(({ message }) => message.includes(seen.trim()));
        assert.ok(about.length >= 3, told.map(({ message }) => visible(message)).join('\n'));
        for (const { message } of told)
          assert.match(
            message,
            /^[^\n\r\u2028\u2029\u0085]*(?:\n {2}[^\n\r\u2028\u2029\u0085]+)*$/u,
          );
      });

      it('pretty', () => {
        const lines = check('pretty').slice(0, -1).split('\n');
        const at = `${visible(file)}:`;
        const outermost = lines.filter((line) => !/^(?:[ >]|$)/u.test(line));
        const summary = outermost.pop() ?? '';
        assert.match(summary, /^✗ 1 file, \d+ errors, /u);
        assert.equal(outermost.length, told.length);
        for (const [index, { headline }] of shown().entries()) {
          const line = outermost[index] ?? '';
          assert.ok(line.startsWith(at), line);
          assert.match(line.slice(at.length), /^\d+:\d+ (?:error|warning|info) /u);
          assert.ok(line.includes(headline), line);
        }
      });

      it('sarif', () => {
        const { results } = readSarif(check('sarif'));
        const expected = shown();
        const open = results.filter(({ suppressions }) => suppressions.length === 0);
        assert.equal(open.length, expected.length);
        for (const [index, { message, locations }] of open.entries()) {
          const [{ physicalLocation }] = locations;
          const { uri } = physicalLocation.artifactLocation;
          assert.match(uri, /^[A-Za-z0-9\-._~!'()*%/]+$/u);
          assert.equal(
            uri.split('/').map(decodeURIComponent).join('/'),
            file.replace(/\p{Cs}/gu, '\uFFFD'),
          );
          // As readers of messages do: neither links nor placeholders are left.
          assert.doesNotMatch(message.text, /(?<!\\)\]\(|(?<!\{)\{\d+\}(?!\})/u);
          const read = message.text.replaceAll('\\](', '](').replace(/\{\{(\d+)\}\}/gu, '{$1}');
          const { headline = '', rest = [] } = expected[index] ?? {};
          assert.equal(read, [headline, ...rest].join('\n'));
        }
        // Blanks around a name are no part of it in a key, so another is meant there.
        assert.equal(results.length > open.length, name === name.trim());
      });

      it('junit', async () => {
        const root = await readJunit(check('junit'));
        const cases = elements(root, 'testcase');
        const names = cases.map(({ attributes }) => attributes.name ?? '');
        const texts = cases.map(({ children }) => children[0]?.text ?? '').join('\n');
        for (const { headline } of shown()) assert.ok(texts.includes(headline), headline);
        assert.ok(names.some((each) => each.includes(visible(quoted(name)))));
        assert.ok(cases.every(({ attributes }) => attributes.classname?.startsWith(visible(file))));
        assert.equal(elements(root, 'testsuite').length, 2);
        const kinds = new Set(cases.flatMap(({ children }) => children.map((child) => child.name)));
        assert.ok([...kinds].every((kind) => ['failure', 'error', 'skipped'].includes(kind)));
      });

      it('github', () => {
        const { commands, others } = readCommands(check('github'));
        const expected = shown();
        assert.equal(others.length, 1);
        assert.match(others[0] ?? '', /^spaceward: 1 file, /u);
        assert.deepEqual(
          commands.map(({ message }) => message.split('\n')[0]).sort(),
          expected.map(({ headline }) => headline).sort(),
        );
        for (const { name: command, properties } of commands) {
          assert.ok(['error', 'warning', 'notice'].includes(command), command);
          assert.equal(properties.file, visible(file));
          assert.match(properties.title ?? '', /^[a-z-]+$/u);
          for (const key of Object.keys(properties))
            assert.ok(['file', 'line', 'col', 'endLine', 'endColumn', 'title'].includes(key), key);
        }
      });

      it('markdown', () => {
        const report = check('markdown');
        const markdown = new MarkdownIt({ html: true, linkify: true, typographer: true });
        const tokens = markdown
          .parse(report, {})
          .flatMap((token) => [token, ...(token.children ?? [])]);
        const of = (type: RegExp): readonly string[] =>
          tokens.filter((token) => type.test(token.type)).map(({ content }) => content);
        assert.deepEqual(of(/^(?:link_open|image|html_inline|blockquote_open|hr)$/u), []);
        for (const html of of(/^html_block$/u))
          assert.match(html, /^(?:<details><summary>Proof<\/summary>|<\/details>)\n*$/u);
        for (const text of of(/^text$/u))
          assert.match(
            text,
            /^(?:|✅ Spaceward|❌ Spaceward|Tests|1 file, [^@<`]* test[s]?\.|[a-z ]+|\d+| at \d+:\d+: | )$/u,
          );
        const codes = of(/^(?:code_inline|fence)$/u);
        for (const { headline } of shown()) {
          const most = 500;
          const cut = headline.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
          const end = headline.length > most ? '…' : '';
          assert.ok(codes.includes(cut + end), `${cut}\n\n${codes.join('\n')}`);
        }
        const headings = tokens.filter(({ type }) => type === 'heading_open').length;
        assert.equal(headings, 3);
        const cells = tokens.filter(({ type }) => type === 'td_open').length;
        assert.equal(cells, 9 + 5);
      });
    });
  }
});
