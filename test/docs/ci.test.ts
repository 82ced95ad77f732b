/** What is offered to CI systems does what docs/ci.md says: its very shell lines are run on policies. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Folder, ROOT, type Run, spaceward } from '../support/cli.js';
import { elements, readCommands, readJunit, readSarif } from '../support/reports.js';

const BROKEN = `users: { anna: {}, ali: {} }
spaces:
  S:
    type: shared
    owner: anna
    members:
      # spaceward-ignore redundant-grant: both
      ali: can edit, can view
      bob: can view
tests: { t: [ali can app.see-all on S] }
`;
const CLEAN = 'users: { anna: {} }\n';

function yaml(path: string): unknown {
  return parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** Runs a script in a folder, in the shell of a CI system. */
function run(shell: readonly string[], script: string, cwd: string, env: NodeJS.ProcessEnv): Run {
  const [command = '', ...args] = shell;
  const { status, stdout, stderr } = spawnSync(command, [...args, script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** Of each fact that the expectation depends on. */
const MISSING = Array.from({ length: 4 }, () => 'missing-fact');

describe('the action for GitHub', () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: {
      readonly using: string;
      readonly steps: readonly {
        readonly shell: string;
        readonly run: string;
        readonly env: Readonly<Record<string, string>>;
      }[];
    };
  }
  const action = yaml('action.yml') as Action;
  const [install, step] = action.runs.steps;
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({
      'a b/x.spaceward.yaml': BROKEN,
      'clean/x.spaceward.yaml': CLEAN,
      summary: 'before\n',
    });
  });
  afterEach(() => {
    folder.remove();
  });

  /** The step as GitHub runs it: inputs reach it through its environment. */
  const check = (inputs: Readonly<Record<string, string>>): Run => {
    assert.ok(step);
    assert.doesNotMatch(step.run, /\$\{\{/u, 'an input in a script would be run');
    const known: Record<string, string> = { 'github.action_path': ROOT };
    for (const [name, input] of Object.entries(action.inputs))
      known[`inputs.${name}`] = inputs[name] ?? input.default;
    const env = Object.entries(step.env).map(([name, value]): [string, string] => {
      const expression = /^\$\{\{ (\S+) \}\}$/u.exec(value)?.[1] ?? '';
      assert.ok(expression in known, expression);
      return [name, known[expression] ?? ''];
    });
    const GITHUB_STEP_SUMMARY = join(folder.path, 'summary');
    const shell = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'];
    return run(shell, step.run, folder.path, { ...Object.fromEntries(env), GITHUB_STEP_SUMMARY });
  };
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('is composite, and installs what it runs', () => {
    assert.equal(action.runs.using, 'composite');
    assert.equal(action.runs.steps.length, 2);
    assert.match(install?.run ?? '', /^cd "\$ACTION" && npm ci\b/u);
    assert.ok(action.runs.steps.every(({ shell }) => shell === 'bash'));
  });

  it('annotates, sums up, and writes results without what is silenced', () => {
    const { code, out } = check({ paths: 'a b\nclean\n', sarif: 'out.sarif' });
    assert.equal(code, 1);
    assert.deepEqual(
      readCommands(out).commands.map(({ properties }) => [properties.file, properties.title]),
      [
        ['a b/x.spaceward.yaml', 'unknown-user'],
        ['a b/x.spaceward.yaml', 'undecided-expectation'],
        ...MISSING.map((rule) => ['a b/x.spaceward.yaml', rule]),
      ],
    );
    assert.match(read('summary'), /^before\n## ❌ Spaceward\n/u);
    assert.deepEqual(
      readSarif(read('out.sarif')).results.map(({ ruleId }) => ruleId),
      ['unknown-user', 'undecided-expectation', ...MISSING],
    );
  });

  it('passes where nothing is wrong, and writes what is asked for only', () => {
    assert.equal(check({ paths: 'clean', summary: 'false' }).code, 0);
    assert.equal(read('summary'), 'before\n');
    assert.ok(!existsSync(join(folder.path, 'out.sarif')));
  });

  it('takes inputs as they are: nothing in them is run, or read as an option', () => {
    const { code, err } = check({ paths: '$(touch owned); `touch owned`', sarif: 'out.sarif' });
    assert.equal(code, 2);
    assert.match(err, /there is no such file or directory/u);
    assert.ok(!existsSync(join(folder.path, 'owned')));
    assert.ok(!existsSync(join(folder.path, 'out.sarif')));
    assert.equal(check({ paths: '--help' }).code, 2);
    assert.equal(check({ paths: 'clean', 'fail-on': 'never' }).code, 2);
    folder.write('w/x.spaceward.yaml', `${CLEAN}# spaceward-ignore over-limit: none\nspaces: {}\n`);
    assert.equal(check({ paths: 'w' }).code, 0);
    assert.equal(check({ paths: 'w', 'fail-on': 'warning' }).code, 1);
  });
});

describe('the template for GitLab', () => {
  const { spaceward: job } = yaml('ci/gitlab.yml') as {
    readonly spaceward: {
      readonly variables: Readonly<Record<string, string>>;
      readonly script: readonly string[];
      readonly artifacts: { readonly when: string; readonly reports: { readonly junit: string } };
    };
  };
  const folder = new Folder({ 'p/x.spaceward.yaml': BROKEN, 'clean/x.spaceward.yaml': CLEAN });
  let packed = '';
  before(() => {
    // What is built is packed as npm packs it, and installed as the job does.
    const { stdout, status } = spawnSync(
      'npm',
      ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder.path],
      { cwd: ROOT, encoding: 'utf8' },
    );
    assert.equal(status, 0);
    packed = join(folder.path, stdout.trim());
  });
  after(() => {
    folder.remove();
  });
  const script = (variables: Readonly<Record<string, string>>): Run => {
    const prefix = join(folder.path, 'global');
    return run(['sh', '-e', '-c'], job.script.join('\n'), folder.path, {
      ...job.variables,
      ...variables,
      npm_config_prefix: prefix,
      npm_config_offline: 'true',
      PATH: `${prefix}/bin:${process.env.PATH ?? ''}`,
    });
  };

  it('installs, prints the report for people, and keeps one of tests', async () => {
    const { junit } = job.artifacts.reports;
    const { code, out } = script({ SPACEWARD_PACKAGE: packed, SPACEWARD_PATHS: 'clean p' });
    assert.equal(code, 1);
    assert.match(out, /p\/x\.spaceward\.yaml:9:7 error unknown user bob/u);
    assert.equal(job.artifacts.when, 'always');
    const report = await readJunit(readFileSync(join(folder.path, junit), 'utf8'));
    assert.equal(elements(report, 'error').length, 1);
    assert.equal(script({ SPACEWARD_PACKAGE: packed, SPACEWARD_PATHS: 'clean' }).code, 0);
  });

  it('stops where it is not said what to install', () => {
    const { code, err } = script({});
    assert.notEqual(code, 0);
    assert.match(err, /SPACEWARD_PACKAGE.*says what npm is to install/u);
  });
});

describe('the hooks for pre-commit', () => {
  const hooks = yaml('.pre-commit-hooks.yaml') as readonly {
    readonly id: string;
    readonly entry: string;
    readonly files: string;
  }[];
  const folder = new Folder();
  after(() => {
    folder.remove();
  });
  /** As pre-commit does: the entry with the files that it is for; of a hook that changes files, whether it has. */
  const hook = (id: string, files: Readonly<Record<string, string>>): number | null => {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    const found = hooks.find((each) => each.id === id);
    const [program, ...args] = found?.entry.split(' ') ?? [];
    assert.equal(program, 'spaceward');
    const names = Object.keys(files).filter((name) =>
      new RegExp(found?.files ?? '', 'u').test(name),
    );
    return spaceward([...args, ...names], { cwd: folder.path }).code;
  };

  it('check the policies of the files', () => {
    const tenant = { 'p/tenant.spaceward.yaml': 'tenant: { name: T }\n' };
    const files = { ...tenant, 'p/a/x.spaceward.yml': BROKEN, 'p/readme.yaml': 'a: b\n' };
    assert.equal(hook('spaceward-check', files), 1);
    assert.equal(hook('spaceward-check', { ...files, 'p/a/x.spaceward.yml': CLEAN }), 0);
    rmSync(join(folder.path, 'p'), { recursive: true });
  });

  it('format the files', () => {
    const path = 'q/x.spaceward.yaml';
    assert.equal(hook('spaceward-format', { [path]: 'users:\n     anna: {}\n' }), 0);
    assert.equal(readFileSync(join(folder.path, path), 'utf8'), 'users:\n  anna: {}\n');
  });
});

describe('docs/ci.md', () => {
  const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gsu)].map(
    ([, text = '']) => parse(text) as Record<string, unknown>,
  );

  it('has YAML that can be read, and gives the action inputs that it has', () => {
    const { inputs } = yaml('action.yml') as { inputs: object };
    const given = blocks.flatMap(({ jobs }) =>
      Object.values((jobs ?? {}) as Record<string, { steps: { uses?: string; with?: object }[] }>)
        .flatMap(({ steps }) => steps)
        .filter(({ uses }) => uses?.includes('/spaceward@'))
        .flatMap((step) => Object.keys(step.with ?? {})),
    );
    assert.ok(given.length > 0);
    for (const name of given) assert.ok(name in inputs, name);
  });

  it('names the hooks and the variables that there are', () => {
    const hooks = (yaml('.pre-commit-hooks.yaml') as { id: string }[]).map(({ id }) => id);
    const template = yaml('ci/gitlab.yml') as { spaceward: { variables: object } };
    for (const id of hooks) assert.ok(page.includes(`id: ${id}`), id);
    for (const [name] of page.matchAll(/SPACEWARD_\w+/gu))
      assert.ok(name in template.spaceward.variables, name);
  });

  it('shows the reports of the policy that it shows', () => {
    const folder = new Folder();
    const policy = /<!-- the policy -->\s+```yaml\n(.*?)```/su.exec(page)?.[1] ?? '';
    folder.write('policy/tenant.spaceward.yaml', policy);
    for (const format of ['github', 'junit', 'markdown']) {
      const shown = new RegExp(`<!-- ${format} -->\\s+(\`{3,})\\w+\\n(.*?)\\1\\n`, 'su').exec(page);
      const { out } = spaceward(['check', 'policy', '--format', format], { cwd: folder.path });
      assert.equal(shown?.[2], out, format);
    }
    folder.remove();
  });
});
