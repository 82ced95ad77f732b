import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../../server/src/core/rules/ids.js';
import { DEFAULT_SETTINGS } from '../../server/src/lsp/settings.js';
import { CONFIG_FILE, isPolicyFile } from '../../server/src/core/workspace/roots.js';
import { ROOT } from '../support/cli.js';

interface Manifest {
  main: string;
  browser: string;
  icon: string;
  activationEvents: string[];
  extensionKind: string[];
  engines: { vscode: string };
  capabilities: Record<'untrustedWorkspaces' | 'virtualWorkspaces', { supported: boolean }>;
  devDependencies: Record<string, string>;
  contributes: {
    languages: {
      id: string;
      filenamePatterns?: string[];
      filenames?: string[];
      configuration: string;
      icon: Record<string, string>;
    }[];
    grammars: { language: string; scopeName: string; path: string }[];
    commands: { command: string }[];
    viewsContainers: { activitybar: { icon: string }[] };
    walkthroughs: { steps: { media: { image: string } }[] }[];
    configuration: { properties: Record<string, { default: unknown }> };
  };
}

function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

const MANIFEST = JSON.parse(read('package.json')) as Manifest;
const { contributes } = MANIFEST;

describe('the extension', () => {
  it('has every file that its manifest names, in the package too', () => {
    const files = [
      MANIFEST.main,
      MANIFEST.browser,
      MANIFEST.icon,
      ...contributes.languages.flatMap(({ configuration, icon }) => [
        configuration,
        ...Object.values(icon),
      ]),
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
      'dist/server.node.cjs',
      'dist/access-view/page.js',
      'dist/access-view/style.css',
      'dist/server.browser.js',
      'docs/language.md',
      ...RULE_IDS.map((id) => `docs/rules/${id}.md`),
    ];
    const kept = read('.vscodeignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map(
        (line) =>
          new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`, 'u'),
      );
    for (const file of files.map((path) => path.replace(/^\.\//u, ''))) {
      assert.ok(existsSync(join(ROOT, file)), file);
      assert.ok(
        kept.some((pattern) => pattern.test(file)),
        `${file} is left out by .vscodeignore`,
      );
    }
  });

  it('has a page that names nothing of the repository, which VS Code would not show', async () => {
    const script = (await import(join(ROOT, 'scripts/vsix/readme.mjs'))) as {
      readmeForPage: (text: string) => string;
    };
    assert.equal(
      script.readmeForPage('# A\n\n![B](b.png)\n\n[C](c.md#d), [E](#e), [F](https://f.example/)\n'),
      '# A\n\nC, [E](#e), [F](https://f.example/)\n',
    );
    const page = script.readmeForPage(read('README.md'));
    assert.match(page, /^## In the editor$/mu);
    assert.doesNotMatch(page, /\]\((?!https:|#)/u);
  });

  it('starts with policy files and configurations, and in folders of policies, only, and runs where nothing is trusted', () => {
    assert.deepEqual(MANIFEST.activationEvents, [
      'onLanguage:spaceward',
      'onLanguage:spaceward-config',
      'workspaceContains:**/*.spaceward.yaml',
      'workspaceContains:**/*.spaceward.yml',
      'onWebviewPanel:spaceward.access',
    ]);
    assert.equal(MANIFEST.capabilities.untrustedWorkspaces.supported, true);
    const [language, config] = contributes.languages;
    for (const pattern of language?.filenamePatterns ?? [])
      assert.ok(isPolicyFile(pattern.replace('*', 'x')), pattern);
    assert.deepEqual(config?.filenames, [CONFIG_FILE]);
  });

  it('runs where the policies are, and in browsers', () => {
    assert.deepEqual(MANIFEST.extensionKind, ['workspace']);
    assert.ok(MANIFEST.capabilities.virtualWorkspaces.supported);
    assert.ok(existsSync(join(ROOT, MANIFEST.browser)));
  });

  it('is tested in the oldest VS Code that it runs in', () => {
    const { dependencies } = JSON.parse(read('test/vscode/oldest/package.json')) as {
      dependencies: Record<string, string>;
    };
    const [, minor = ''] = /^\^1\.(\d+)\.0$/u.exec(MANIFEST.engines.vscode) ?? [];
    // The package's versions are those of VS Code, with 4 for 1.
    assert.match(dependencies['code-server'] ?? '', new RegExp(`^4\\.${minor}\\.`, 'u'));
  });

  it('registers the commands that it contributes, and no others', () => {
    const files = ['client/src/commands.ts', 'client/src/members/members-commands.ts'];
    const registered = files.flatMap((file) => [
      ...read(file).matchAll(/registerCommand\(\s*'([^']+)'/gu),
    ]);
    assert.deepEqual(
      registered.map(([, name]) => name).sort(),
      contributes.commands.map(({ command }) => command).sort(),
    );
  });

  it('has the defaults of the server', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['spaceward.maxDiagnostics']?.default, DEFAULT_SETTINGS.maxDiagnostics);
  });

  it('is built against the oldest VS Code that it runs in', () => {
    assert.equal(MANIFEST.engines.vscode, `^${MANIFEST.devDependencies['@types/vscode'] ?? ''}`);
  });
});
