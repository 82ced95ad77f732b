import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Completion, completionsAt } from '../../server/src/core/features/completion.js';
import { hoverAt } from '../../server/src/core/features/hover.js';
import { LISTED_RULES, RULE_IDS } from '../../server/src/core/rules/ids.js';
import { check, matrix } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'spaceward.config.yaml';
const POLICY = 'users: { anna: {} }\n';
const CONFIG = `rules:
  redundant-grant: error
fail-on: warning
limits: { near: 90 }
facts:
  - table: managed.professional
    action: script.open
    yes: [can view, basicconsumer+dataconsumer]
    source: tried in our tenant
`;

/** What is proposed at `$0` of a configuration. */
function at(marked: string): readonly Completion[] {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0);
  const snapshot = snapshotOf(check(POLICY, marked.replace('$0', '')));
  return completionsAt(snapshot, PATH, offset).items;
}

function labels(marked: string): readonly string[] {
  return at(marked).map(({ label }) => label);
}

/** The text after a proposal was taken; a tab stop is where the cursor stands. */
function taking(marked: string, label: string): string {
  const found = at(marked).find((each) => each.label === label);
  assert.ok(found, `${label} is not among ${labels(marked).join(' | ')}`);
  const clean = marked.replace('$0', '');
  return clean.slice(0, found.span.start) + found.insertText + clean.slice(found.span.end);
}

/** What is shown where `$0` stands in a configuration. */
function hover(marked: string): string | undefined {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0);
  const snapshot = snapshotOf(check(POLICY, marked.replace('$0', '')));
  return hoverAt(snapshot, PATH, offset, { rulePage: (rule) => `file:///pages/${rule}.md` })
    ?.markdown;
}

function shown(before: string, after: string): string {
  assert.ok(CONFIG.includes(before + after), before + after);
  return hover(CONFIG.replace(before + after, `${before}$0${after}`)) ?? '';
}

const SECTIONS = ['rules', 'fail-on', 'limits', 'facts'];
const SEVERITIES = ['error', 'warning', 'info', 'off'];
const FACT_KEYS = ['table', 'action', 'source', 'yes', 'no'];
const sorted = (list: readonly string[]): readonly string[] => [...list].sort();

describe('completion in spaceward.config.yaml', () => {
  it('proposes the sections that are not there yet, wherever one may stand', () => {
    assert.deepEqual(sorted(labels('$0')), sorted(SECTIONS));
    assert.deepEqual(sorted(labels('ru$0')), sorted(SECTIONS));
    assert.deepEqual(labels('rules:\n  near-limit: off\nlimits: {}\n$0\nfail-on: info\n'), [
      'facts',
    ]);
    assert.equal(taking('lim$0', 'limits'), 'limits:\n  $0');
    assert.equal(taking('f$0', 'facts'), 'facts:\n  - $0');
  });

  it('proposes every rule, with its severity and what it reports', () => {
    for (const marked of ['rules:\n  $0', 'rules:\n  red$0\n', 'rules: { $0', 'rules: {$0}\n']) {
      const items = at(marked);
      assert.deepEqual(sorted(items.map(({ label }) => label)), sorted(RULE_IDS), marked);
      for (const { id, severity, summary } of LISTED_RULES) {
        const item = items.find(({ label }) => label === id);
        assert.equal(item?.detail, `default: ${severity}`);
        assert.ok(item.documentation?.includes(summary));
      }
    }
    assert.equal(taking('rules:\n  red$0\n', 'redundant-grant'), 'rules:\n  redundant-grant: \n');
    assert.ok(!labels('rules:\n  near-limit: off\n  $0\n').includes('near-limit'));
    assert.ok(!labels('rules:\n  $0\n  near-limit: off\n').includes('near-limit'));
    assert.equal(
      taking('rules:\n  near$0: off\n', 'near-limit'),
      'rules:\n  near-limit: off\n',
      'the value stays',
    );
  });

  it('proposes severities and levels, also right behind the colon', () => {
    for (const marked of [
      'rules:\n  near-limit: $0',
      'rules: { near-limit: o$0 }',
      'rules:\n  near-limit:$0\nfail-on: info',
    ])
      assert.deepEqual(sorted(labels(marked)), sorted(SEVERITIES), marked);
    assert.deepEqual(sorted(labels('fail-on: $0\n')), ['error', 'info', 'warning']);
    assert.equal(taking('fail-on:$0\n', 'info'), 'fail-on: info\n');
    assert.equal(
      taking('rules:\n  near-limit: err$0or # why\n', 'off'),
      'rules:\n  near-limit: off # why\n',
    );
    for (const { documentation = '' } of at('fail-on: $0')) assert.match(documentation, /A check/u);
  });

  it('proposes limits, and of each its default', () => {
    assert.deepEqual(sorted(labels('limits:\n  near: 3\n  $0\n')), [
      'shares-per-application',
      'shares-per-principal',
      'shares-per-space',
    ]);
    const { sharesPerSpace } = matrix.data.limits;
    assert.deepEqual(labels('limits:\n  shares-per-space: $0\n'), [String(sharesPerSpace)]);
    assert.deepEqual(labels('limits: { near: $0 }\n'), ['80']);
  });

  it('proposes the keys of a site fact behind the dash, without one, and below', () => {
    assert.deepEqual(sorted(labels('facts:\n  - $0')), sorted(FACT_KEYS));
    assert.equal(taking('facts:\n  - t$0', 'table'), 'facts:\n  - table: ');
    assert.equal(taking('facts:\n  $0', 'table'), 'facts:\n  - table: ');
    assert.equal(
      taking('facts:\n  - table: personal\n    y$0', 'yes'),
      'facts:\n  - table: personal\n    yes: [$0]',
    );
    assert.deepEqual(sorted(labels('facts:\n  - $0\n    table: personal\n    source: me\n')), [
      'action',
      'no',
      'yes',
    ]);
    assert.deepEqual(sorted(labels('facts: [{ table: personal, $0')), [
      'action',
      'no',
      'source',
      'yes',
    ]);
  });

  it('proposes tables, and of the table the actions and roles that it has', () => {
    assert.deepEqual(
      sorted(labels('facts:\n  - table: $0')),
      sorted(matrix.data.tables.map(({ id }) => id)),
    );
    const actions = at('facts:\n  - table: managed.admin\n    action: $0');
    assert.ok(actions.length > 0);
    for (const { label, kind, detail } of actions) {
      assert.ok(matrix.row('managed.admin', label), label);
      assert.equal(kind, 'action');
      assert.ok(detail?.startsWith(matrix.action(label)?.title ?? '?'));
    }
    const roles = ['Tenant Admin', 'Analytics Admin'];
    for (const value of ['$0', '[$0', '[Tenant Admin, $0]', '\n      - $0'])
      assert.deepEqual(labels(`facts:\n  - table: managed.admin\n    yes: ${value}`), roles, value);
    assert.deepEqual(labels('facts: [{ table: managed.admin, yes: $0 }]'), roles);
    assert.ok(labels('facts:\n  - yes: $0').length > 20, 'any role, while no table is named');
  });

  it('proposes nothing where there is nothing to propose', () => {
    for (const marked of [
      '# $0',
      'nonsense: $0',
      'users:\n  $0',
      'rules:\n  nonsense: $0',
      'facts:\n  - source: $0',
      'fail-on: info # x$0',
    ])
      assert.deepEqual(labels(marked), [], marked);
  });

  it('proposes what the reader accepts', () => {
    const problems = (text: string): readonly string[] =>
      check(POLICY, text).config.problems.map(({ message }) => message);
    const places = [
      'rules:\n  near-limit: $0\n',
      'fail-on: $0\n',
      'limits: { near: $0 }\n',
      'facts:\n  - { table: $0, action: app.open, no: owner, source: me }\n',
    ];
    for (const marked of places)
      for (const label of labels(marked))
        if (!marked.includes('table:')) assert.deepEqual(problems(taking(marked, label)), []);
        else assert.ok(!problems(taking(marked, label)).some((text) => text.startsWith('unknown')));
    for (const id of labels('rules:\n  $0'))
      assert.deepEqual(problems(`${taking('rules:\n  $0', id)}off`), []);
  });
});

describe('hover in spaceward.config.yaml', () => {
  it('of a rule: what it reports, its severity, and where to read more', () => {
    const text = shown('redund', 'ant-grant');
    const rule = LISTED_RULES.find(({ id }) => id === 'redundant-grant');
    assert.ok(rule && text.includes(rule.summary), text);
    assert.match(text, /Default: `\w+`/u);
    assert.match(text, /\]\(file:\/\/\/pages\/redundant-grant\.md\)/u);
    assert.match(shown('grant: err', 'or'), /^\*\*error\*\* · Findings are errors/u);
  });

  it('of a key: what it means, what it takes, what holds without it', () => {
    assert.match(
      shown('fail', '-on'),
      /exits with 1.*Takes `error`, `warning`, `info`\. Default: `error`\./su,
    );
    assert.match(shown('ne', 'ar: 90'), /per cent.*up to 100\. Default: `80`\./su);
    assert.match(shown('near: 9', '0'), /^\*\*90\*\*/u);
    assert.match(shown('ru', 'les'), /off switches a rule off/u);
    assert.match(shown('sou', 'rce'), /Who tried it.*Required/su);
  });

  it('of a table, an action, a role: its title', () => {
    assert.match(shown('table: man', 'aged.professional'), /Managed space permissions|managed/u);
    assert.match(shown('action: scr', 'ipt.open'), /\*\*script\.open\*\* · Open a script/u);
    assert.match(shown('[can', ' view'), /Role in spaces: shared, managed/u);
    assert.match(shown('basicconsumer+', 'dataconsumer'), /Role in spaces.* Role in spaces/u);
  });

  it('of what is unknown: nothing', () => {
    for (const marked of ['non$0sense: 1', 'rules: { non$0sense: off }', '# com$0ment\n', '$0'])
      assert.equal(hover(marked), undefined, marked);
  });
});

describe('in spaceward.config.yaml, whatever the text and the place', () => {
  it('nothing throws, and what is proposed is about the place', () => {
    const piece = fc.constantFrom(
      '',
      ': ',
      ':',
      '"',
      "'",
      '- ',
      '{',
      '}',
      '[',
      '\n',
      '  ',
      ',',
      '|',
      '+',
      '#',
    );
    fc.assert(
      fc.property(
        fc.nat(CONFIG.length),
        fc.nat(30),
        piece,
        fc.integer({ min: -20, max: 20 }),
        (start, length, put, aside) => {
          const text = CONFIG.slice(0, start) + put + CONFIG.slice(start + length);
          const offset = Math.min(Math.max(0, start + aside), text.length);
          const snapshot = snapshotOf(check(POLICY, text));
          for (const { span } of completionsAt(snapshot, PATH, offset).items) {
            assert.ok(span.start <= offset && offset <= span.end);
            assert.ok(!text.slice(span.start, span.end).includes('\n'));
          }
          const found = hoverAt(snapshot, PATH, offset);
          assert.ok(
            found === undefined || (found.span.start <= offset && offset <= found.span.end),
          );
        },
      ),
      { numRuns: runs(300) },
    );
  });
});
