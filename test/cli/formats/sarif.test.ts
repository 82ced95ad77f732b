import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePagesModule } from '../../../scripts/generate/rule-pages-module.js';
import { LISTED_RULES } from '../../../server/src/core/rules/ids.js';
import { ruleDescriptors } from '../../../server/src/cli/report/sarif/rules.js';
import { RULE_PAGES_URL } from '../../../server/src/cli/version.js';
import { Folder, ROOT, spaceward } from '../../support/cli.js';
import { readSarif, type SarifResult, type SarifRun } from '../../support/reports.js';

const TENANT = `tenant: { name: T, subscription: enterprise, entitlement: full }
users:
  anna: {}
  ali: { groups: [] }
`;
const SPACES = `spaces:
  Sales:
    type: shared
    owner: anna
    members:
      # spaceward-ignore redundant-grant: both are asked for
      ali: can edit, can view
      bob: can view
  Dev:
    type: shared
    owner: anna
    members: { ali: consumer, bob: can view }
    apps: { KPI: { owner: anna } }
tests:
  deleting:
    - ali can space.delete on Sales
    - ali can space.delete on Sales
`;

describe('spaceward check --format sarif', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ 'p/tenant.spaceward.yaml': TENANT, 'p/s.spaceward.yaml': SPACES });
  });
  afterEach(() => {
    folder.remove();
  });
  const run = (path = 'p', cwd = folder.path): SarifRun =>
    readSarif(spaceward(['check', path, '--format', 'sarif'], { cwd }).out);
  const results = (): readonly SarifResult[] => run().results;
  const only = (rule: string): SarifResult => {
    const [result] = results().filter(({ ruleId }) => ruleId === rule);
    assert.ok(result);
    return result;
  };

  it('describes every rule, with its page as the help', () => {
    const { rules } = run().tool.driver;
    assert.deepEqual(
      rules.map(({ id }) => id),
      LISTED_RULES.map(({ id }) => id),
    );
    for (const [index, rule] of rules.entries()) {
      const { shortDescription, fullDescription, help, defaultConfiguration } = rule as Record<
        string,
        Record<string, string>
      >;
      assert.equal(shortDescription?.text, LISTED_RULES[index]?.summary);
      assert.ok((fullDescription?.text ?? '').length > 20, `${String(rule.id)} says why`);
      assert.match(help?.markdown ?? '', /^## Avoid\n[^]*```yaml[^]*## Prefer[^]*## Why/u);
      assert.doesNotMatch(help?.text ?? '', /```|^#/mu);
      assert.ok(['error', 'warning', 'note'].includes(defaultConfiguration?.level ?? ''));
    }
  });

  it('holds the pages as they are, without links into the repository', () => {
    const path = 'server/src/cli/report/rule-pages.generated.ts';
    const module = rulePagesModule((name) => readFileSync(join(ROOT, name), 'utf8'));
    assert.equal(readFileSync(join(ROOT, path), 'utf8'), module);
    assert.doesNotMatch(module, /\]\((?!https?:)/u);
  });

  it('links to the pages in the repository that package.json names', () => {
    const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      repository?: { url: string };
    };
    const address = repository?.url.replace(/^git\+|\.git$/gu, '');
    assert.equal(RULE_PAGES_URL?.startsWith(`${address ?? ''}/`), address && true);
    const [first] = ruleDescriptors('https://example.org/rules') as { helpUri: string }[];
    assert.equal(first?.helpUri, 'https://example.org/rules/yaml-syntax.md');
  });

  it('tells places from 1, and what else is spoken of', () => {
    const { locations, relatedLocations, ruleIndex, level } = only('failed-expectation');
    const [{ physicalLocation }] = locations;
    assert.deepEqual(physicalLocation.artifactLocation, {
      uri: 'p/s.spaceward.yaml',
      uriBaseId: '%SRCROOT%',
    });
    assert.deepEqual(physicalLocation.region, {
      startLine: 16,
      startColumn: 7,
      endLine: 16,
      endColumn: 36,
    });
    assert.equal(run().tool.driver.rules[ruleIndex]?.id, 'failed-expectation');
    assert.equal(level, 'error');
    assert.equal(relatedLocations?.[0]?.physicalLocation.region.startLine, 7);
    assert.equal(only('older-name').level, 'note');
    assert.equal(run().columnKind, 'utf16CodeUnits');
  });

  it('marks what is silenced, with the reason', () => {
    assert.deepEqual(only('redundant-grant').suppressions, [
      { kind: 'inSource', justification: 'both are asked for' },
    ]);
    assert.deepEqual(only('older-name').suppressions, []);
  });

  it("has the fixes that change nobody's access, and they fix", () => {
    folder.write(
      'p/s.spaceward.yaml',
      SPACES.replace('      bob:', '      # spaceward-ignore over-limit: x\n      bob:'),
    );
    const fixed = results().filter(({ fixes }) => fixes !== undefined);
    assert.deepEqual(fixed.map(({ ruleId }) => ruleId).sort(), [
      'older-name',
      'unused-suppression',
    ]);
    const lines = readFileSync(join(folder.path, 'p/s.spaceward.yaml'), 'utf8').split('\n');
    const edits = fixed
      .flatMap(({ fixes }) => fixes?.[0]?.artifactChanges[0]?.replacements ?? [])
      .sort((a, b) => (b.deletedRegion.startLine ?? 0) - (a.deletedRegion.startLine ?? 0));
    for (const { deletedRegion, insertedContent } of edits) {
      const { startLine = 1, startColumn = 1, endLine = 1, endColumn = 1 } = deletedRegion;
      const before = lines[startLine - 1]?.slice(0, startColumn - 1) ?? '';
      const after = lines[endLine - 1]?.slice(endColumn - 1) ?? '';
      lines.splice(startLine - 1, endLine - startLine + 1, before + insertedContent.text + after);
    }
    folder.write('p/s.spaceward.yaml', lines.join('\n'));
    const left = results().map(({ ruleId }) => ruleId);
    assert.ok(!left.includes('older-name') && !left.includes('unused-suppression'), left.join());
    assert.equal(lines.join('\n'), SPACES.replace('consumer', 'can view'));
  });

  it('gives addresses that lead to the files, wherever they are', () => {
    const name = 'q %#?ä:1/s p+ü.spaceward.yaml';
    folder.write(name, 'users: { anna: { grups: [] } }\n');
    folder.write('elsewhere/x', '');
    const [inside] = run('q %#?ä:1').results;
    const address = inside?.locations[0].physicalLocation.artifactLocation;
    assert.equal(address?.uri, 'q%20%25%23%3F%C3%A4%3A1/s%20p%2B%C3%BC.spaceward.yaml');
    const [outside] = run('../q %#?ä:1', join(folder.path, 'elsewhere')).results;
    const absolute = outside?.locations[0].physicalLocation.artifactLocation;
    assert.equal(absolute?.uriBaseId, undefined);
    const root = new URL(absolute?.uri ?? '');
    assert.equal(decodeURIComponent(root.pathname), join(folder.path, name));
  });

  it('says which files could not be read', () => {
    folder.write('p/x.spaceward.yaml', Uint8Array.from([0xff, 0xfe, 0x00]));
    const [invocation] = run().invocations;
    assert.equal(invocation.executionSuccessful, false);
    assert.equal(invocation.toolExecutionNotifications.length, 1);
  });

  describe('fingerprints', () => {
    const prints = (): readonly string[] =>
      results()
        .map(({ partialFingerprints }) => partialFingerprints['spaceward/v1'] ?? '')
        .sort();

    it('are all different, and those that GitHub reads are the same', () => {
      const list = results();
      assert.ok(list.length >= 6);
      assert.equal(new Set(prints()).size, list.length);
      for (const { partialFingerprints } of list)
        assert.equal(
          partialFingerprints.primaryLocationLineHash,
          partialFingerprints['spaceward/v1'],
        );
    });

    it('stay where lines come, entries are added and move, and the folder has another name', () => {
      const before = prints();
      const changes: Readonly<Record<string, string>> = {
        'lines above': `# one\n\n# two\n${SPACES}`,
        'line ends': SPACES.replaceAll('\n', '\r\n'),
        'an entry before': SPACES.replace(
          'spaces:\n',
          'spaces:\n  New: { type: shared, owner: anna }\n',
        ),
        'members before': SPACES.replace(
          '    members:\n',
          '    members:\n      anna: can view\n',
        ).replace('anna: can view', 'dora: can view'),
        'an expectation before': SPACES.replace(
          'deleting:\n',
          'deleting:\n    - anna can app.open on Dev/KPI\n',
        ),
        'another order': SPACES.replace(/( {2}Sales:[^]*)( {2}Dev:[^]*)tests/u, '$2$1tests'),
      };
      folder.write('p/tenant.spaceward.yaml', `${TENANT}  dora: {}\n`);
      assert.deepEqual(prints(), before, 'a user more');
      for (const [what, text] of Object.entries(changes)) {
        assert.notEqual(text, SPACES, what);
        folder.write('p/s.spaceward.yaml', text);
        assert.deepEqual(prints(), before, what);
      }
      const { out } = spaceward(['check', '--format', 'sarif'], { cwd: join(folder.path, 'p') });
      const elsewhere = readSarif(out).results.map(
        ({ partialFingerprints }) => partialFingerprints['spaceward/v1'] ?? '',
      );
      assert.deepEqual([...elsewhere].sort(), before, 'from another directory');
    });

    it('are others for another rule, file, entry or message', () => {
      const before = new Set(prints());
      const others = [
        SPACES.replace('  Dev:', '  Devs:').replace('tests:', '#\ntests:'),
        SPACES.replace('bob: can view\n', 'rob: can view\n'),
        SPACES.replaceAll('space.delete', 'space.rename'),
      ];
      for (const text of others) {
        folder.write('p/s.spaceward.yaml', text);
        assert.ok(prints().some((print) => !before.has(print)));
      }
      folder.write('p/s.spaceward.yaml', 'spaces: {}\n');
      folder.write('p/t.spaceward.yaml', SPACES);
      assert.ok(prints().every((print) => !before.has(print)));
    });
  });
});
