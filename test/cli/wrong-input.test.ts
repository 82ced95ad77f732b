import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, type Run, spaceward } from '../support/cli.js';

const GOOD = 'users:\n  anna: {}\n';

/** Runs a command in a folder with some files, and checks that nothing looks like a crash. */
function run(files: Readonly<Record<string, string | Uint8Array>>, ...args: string[]): Run {
  const folder = new Folder(files);
  try {
    const result = spaceward(args, { cwd: folder.path });
    assert.doesNotMatch(result.out + result.err, /\n\s+at .*:\d+:\d+|internal error/u);
    return result;
  } finally {
    folder.remove();
  }
}

describe('wrong input', () => {
  it('a file that is not YAML: problems, exit code 1', () => {
    const { code, out } = run({ 'a.spaceward.yaml': 'users: [\n  anna: {}\n' }, 'check');
    assert.equal(code, 1);
    assert.match(out, /a\.spaceward\.yaml:1:8 error .*never closed.*\(yaml-syntax\)/u);
  });

  it('three mistakes: three problems, and the rest still counts', () => {
    const text = [
      'users:',
      '  anna: &anchor {}',
      '  ali: { name: "Ali }',
      'spaces:',
      '  S: { type: shared, owner: ana }',
      '',
    ].join('\n');
    const { code, out } = run({ 'a.spaceward.yaml': text }, 'check', '--format', 'json');
    assert.equal(code, 1);
    const { diagnostics } = JSON.parse(out) as { diagnostics: { rule: string }[] };
    const rules = diagnostics.map(({ rule }) => rule);
    assert.equal(rules.filter((rule) => rule === 'yaml-syntax').length >= 2, true);
  });

  it('bytes that are not UTF-8: says so, exit code 2, other files are checked', () => {
    const bytes = new Uint8Array([0x75, 0x73, 0x65, 0x72, 0x73, 0x3a, 0xff]);
    const files = {
      'latin.spaceward.yaml': bytes,
      'good.spaceward.yaml': 'users: { a: { x: y } }\n',
    };
    const { code, out, err } = run(files, 'check');
    assert.equal(code, 2);
    assert.match(err, /latin\.spaceward\.yaml: the file is not UTF-8/u);
    assert.match(out, /good\.spaceward\.yaml:1:15 error unknown key x/u);
    assert.match(out, /✗ .*1 file that can't be read/u);
  });

  it('what bears the name of a file and is none: says so, exit code 2', function () {
    if (process.platform === 'win32') this.skip();
    const folder = new Folder({
      'a.spaceward.yaml': GOOD,
      'sub/spaceward.config.yaml/note.txt': '',
      'sub/tenant.spaceward.yaml': GOOD,
    });
    try {
      spawnSync('mkfifo', [join(folder.path, 'pipe.spaceward.yaml')]);
      const all = spaceward(['check'], { cwd: folder.path });
      assert.equal(all.code, 2);
      assert.match(all.err, /pipe\.spaceward\.yaml: it is no file/u);
      assert.match(all.err, /sub\/spaceward\.config\.yaml: it is a directory/u);
      for (const [args, says] of [
        [['check', 'pipe.spaceward.yaml'], /pipe\.spaceward\.yaml: it is no file/u],
        [['check', 'a.spaceward.yaml/x'], /a\.spaceward\.yaml\/x: there is no such file/u],
        [['init', 'a.spaceward.yaml'], /a\.spaceward\.yaml is a file: init takes a folder/u],
        [['init', 'a.spaceward.yaml/x'], /the folder can't be made/u],
      ] as const) {
        const { code, err } = spaceward([...args], { cwd: folder.path });
        assert.equal(code, 2, args.join(' '));
        assert.match(err, says);
      }
    } finally {
      folder.remove();
    }
  });

  it('a configuration by another name: says how it is named, exit code 2', () => {
    for (const name of ['spaceward.config.yml', '.spaceward.config.yaml', '.spaceward.config.yml'])
      for (const config of [{}, { 'p/spaceward.config.yaml': 'rules: {}\n' }]) {
        const wrong = { [`p/${name}`]: 'fail-on: info\n' };
        const files = { 'p/tenant.spaceward.yaml': GOOD, ...wrong, ...config };
        const { code, err } = run(files, 'check');
        assert.equal(code, 2, name);
        const then = 'p/spaceward.config.yaml' in config ? 'take it away' : 'rename it';
        assert.ok(err.includes(`p/${name}: a configuration is named spaceward.config.yaml`), err);
        assert.ok(err.includes(then), err);
        // Who reads no configuration isn't kept from it.
        assert.equal(run(files, 'format', '--check').code, 0);
      }
  });

  it('an empty file: an error, exit code 1', () => {
    for (const text of ['', '\n\n', '# nothing but a comment\n', '---\n']) {
      const { code, out } = run({ 'a.spaceward.yaml': text }, 'check');
      assert.equal(code, 1, JSON.stringify(text));
      assert.match(out, /says nothing/u, JSON.stringify(text));
    }
  });

  it('a directory without policies: says what they are named, exit code 2', () => {
    const { code, err, out } = run({ 'readme.txt': 'hello' }, 'check');
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /no policy files in \.: they are named \*\.spaceward\.yaml/u);
  });

  it('a file that is named is read, wherever it is; a link that leads nowhere is reported', () => {
    const folder = new Folder({
      'p/tenant.spaceward.yaml': 'tenant: { name: T }\n',
      'p/node_modules/z.spaceward.yaml': 'usrs: {}\n',
      'elsewhere/team/x.spaceward.yaml': 'usrs: {}\n',
    });
    try {
      const at = { cwd: folder.path };
      assert.equal(spaceward(['check', 'p'], at).code, 0);
      assert.equal(spaceward(['check', 'p/node_modules/z.spaceward.yaml'], at).code, 1);
      symlinkSync('../elsewhere/team', join(folder.path, 'p/team'));
      assert.equal(spaceward(['check', 'p'], at).code, 0);
      assert.equal(spaceward(['check', 'p/team'], at).code, 1);
      assert.equal(spaceward(['check', 'p/team/x.spaceward.yaml'], at).code, 1);
      symlinkSync('nowhere', join(folder.path, 'p/gone.spaceward.yaml'));
      const { code, err } = spaceward(['check', 'p'], at);
      assert.equal(code, 2);
      assert.match(err, /p\/gone\.spaceward\.yaml: it is not there/u);
    } finally {
      folder.remove();
    }
  });

  it('a missing path, and a file of another name: exit code 2', () => {
    const missing = run({}, 'check', 'nowhere');
    assert.equal(missing.code, 2);
    assert.match(missing.err, /nowhere: there is no such file or directory/u);
    const other = run({ 'policy.yaml': GOOD }, 'check', 'policy.yaml');
    assert.equal(other.code, 2);
    assert.match(other.err, /policy files are named/u);
  });

  it('a line of 10 MB: read in time, problems at their place', () => {
    const text = `users:\n  anna: { name: "${'x'.repeat(10_000_000)}", nme: y }\n`;
    const { code, out } = run({ 'a.spaceward.yaml': text }, 'check');
    assert.equal(code, 1);
    assert.match(out, /a\.spaceward\.yaml:2:10000021 error unknown key nme; did you mean name\?/u);
    assert.ok(out.length < 5000);
  });

  it('a million entries in braces on one line: no stack overflow', () => {
    const text = `users: {${Array.from({ length: 200_000 }, (_, i) => `u${i}: {}`).join(', ')}}\n`;
    const { code, out } = run({ 'a.spaceward.yaml': text }, 'check');
    assert.equal(code, 0, out.slice(0, 500));
  });

  it('unknown keys and entries of another form: said one by one', () => {
    const text =
      'usrs: {}\nusers:\n  anna: { rols: [] }\n  ali: [a, b]\n  bob: text\nspaces: [a]\ntests: x\n';
    const { code, out } = run({ 'a.spaceward.yaml': text }, 'check');
    assert.equal(code, 1);
    assert.match(out, /1:1 error unknown section usrs; did you mean users\?/u);
    assert.match(out, /3:11 error unknown key rols; did you mean roles\?/u);
    assert.match(out, /4:8 error expected a user, found a list/u);
    assert.match(out, /5:8 error expected a user, found a text/u);
    assert.match(out, /6:9 error spaces is a map of names to entries; found a list/u);
    assert.match(out, /7:8 error tests is a map of names to entries; found a text/u);
  });

  it('control characters in names do not reach the terminal', () => {
    const text =
      'users:\n  "an\\e[31mna\\a": { rols: [] }\nspaces:\n  S: { type: shared, owner: "x\\e]0;title\\a" }\n';
    const { out } = run({ 'a.spaceward.yaml': text }, 'check');
    assert.match(out, /unknown user x\\u\{1b\}\]0;title\\u\{7\}/u);
    // eslint-disable-next-line no-control-regex -- it is control characters that must not be there
    assert.doesNotMatch(out, /[\u0000-\u0008\u000B-\u001F]/u);
  });

  it('wrong usage: exit code 2 and what to do', () => {
    const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [['frobnicate'], /unknown command frobnicate/u],
      [
        ['check', '--format', 'xml'],
        /--format takes one of pretty, json, sarif, junit, github, markdown; found xml/u,
      ],
      [['chekc'], /unknown command chekc; did you mean check\?: see spaceward --help/u],
      [
        ['check', '--fromat=json'],
        /Unknown option '--fromat'; did you mean --format\?: see spaceward check --help/u,
      ],
      [['check', '-f'], /Unknown option '-f': see/u],
      [['--verison'], /unknown option --verison; did you mean --version\?/u],
      [['check', '--fail-on', 'never'], /--fail-on takes one of/u],
      [['check', '--nonsense'], /Unknown option/iu],
      [['explain', 'anna'], /ACTION is missing: spaceward explain WHO ACTION WHERE/u],
      [['check', '--format'], /--format/u],
      [['check', '--format', 'json', '--format', 'json'], /--format can be given once/u],
      [['check', ''], /a path is empty/u],
      [['check', '--', '--nowhere'], /--nowhere: there is no such file/u],
      [['matrix', 'x'], /takes no paths/u],
      [['--hepl'], /unknown option --hepl/u],
      [['explain', 'nobody2', 'app.open', 'S'], /unknown user nobody2/u],
      [['explain', 'anna', 'app.opne', 'S'], /unknown action app\.opne; did you mean app\.open\?/u],
      [['explain', 'anna', 'publish', 'S'], /unknown action publish: .* spaceward matrix/u],
      [['explain', 'anna', 'app.open', 'X'], /unknown space X/u],
      [['explain', 'anna', 'app.open', 'S', '--could'], /not answered yet/u],
      [['explain', 'anna', 'app.publish', 'S'], /--to SPACE/u],
      [['explain', 'anna', 'app.open', 'S', '--to', 'S'], /leave out --to/u],
      [['explain', 'anna', 'app.open', 'S', '--given', 'remove'], /expected/u],
      [['matrix', '--table', 'x'], /unknown table x; there are /u],
      [
        ['matrix', '--table', 'shared.profesional'],
        /unknown table shared\.profesional; did you mean shared\.professional\?/u,
      ],
      [
        ['check', '--watch', '--format', 'json'],
        /--watch can't be combined with --format: .*leave out one or the other/u,
      ],
    ];
    const folder = new Folder({ 'a.spaceward.yaml': `${GOOD}spaces: { S: { type: shared } }\n` });
    try {
      for (const [args, message] of cases) {
        const { code, out, err } = spaceward(args, { cwd: folder.path });
        assert.equal(code, 2, args.join(' '));
        assert.equal(out, '', args.join(' '));
        assert.match(err, message);
        assert.doesNotMatch(err, /internal error|\n\s+at /u);
      }
    } finally {
      folder.remove();
    }
  });
});
