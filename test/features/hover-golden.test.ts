import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../server/src/core/ask.js';
import { type Checked, checkPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { decide } from '../../server/src/core/decide/decide.js';
import { nearestGrants } from '../../server/src/core/decide/nearest.js';
import { hoverAt } from '../../server/src/core/features/hover.js';
import { NameIndex } from '../../server/src/core/features/name-index.js';
import { explainJson } from '../../server/src/cli/report/explain-json.js';
import { matrix, root } from '../core/matrix/tables.js';
import { filesOf } from '../support/samples.js';
import { snapshotOf } from './snapshot.js';

/** `UPDATE_GOLDEN=1 npm test` writes the files anew; read the difference before you commit it. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const GOLDEN = join(root, 'test/golden/hover');

interface Sample {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly checked: Checked;
}

function sample(name: string, paths: readonly string[]): Sample {
  const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  return {
    name,
    files,
    checked: checkPolicy(
      matrix,
      files.map((file) => readPolicyFile(file)),
    ),
  };
}

const EXAMPLE = 'test/fixtures/example.spaceward.yaml';
const SAMPLES: readonly Sample[] = [
  sample('members-list', filesOf('members-list')),
  ...(existsSync(join(root, EXAMPLE)) ? [sample('example', [EXAMPLE])] : []),
];

/** The hovers of a file: what is marked, and what is shown. */
function hovers({ checked, files }: Sample, path: string): string {
  const text = files.find((file) => file.path === path)?.text ?? '';
  const seen = new Set<string>();
  const parts: string[] = [];
  const names = new Set(new NameIndex(checked).in(path).map(({ span }) => span.start));
  const words = [...text.matchAll(/[^\s"'[\]{},:]+/gu)].map(({ index }) => index);
  let end = -1;
  for (const offset of [...new Set([...names, ...words])].sort((x, y) => x - y)) {
    // What is shown for a whole scalar is shown once, but its names have their own.
    if (offset < end && !names.has(offset)) continue;
    const hover = hoverAt(snapshotOf(checked), path, offset);
    if (hover === undefined) continue;
    const { start } = hover.span;
    end = hover.span.end;
    assert.ok(start <= offset && offset <= end, `${path} at ${offset}`);
    const key = `${start} ${hover.markdown}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const line = text.slice(0, start).split('\n').length;
    parts.push(`===== line ${line}: ${text.slice(start, end)}\n\n${hover.markdown}\n`);
  }
  return parts.join('\n');
}

for (const one of SAMPLES)
  describe(`hover: ${one.name}`, () => {
    const snapshot = snapshotOf(one.checked);

    it('every hover is as it was read and approved', () => {
      for (const { path } of one.files) {
        const golden = join(GOLDEN, one.name, `${path.slice(path.lastIndexOf('/') + 1)}.md`);
        const actual = hovers(one, path);
        if (UPDATE) {
          mkdirSync(join(golden, '..'), { recursive: true });
          writeFileSync(golden, actual);
        }
        assert.ok(existsSync(golden), `${golden} is missing: run UPDATE_GOLDEN=1 npm test`);
        assert.equal(actual, readFileSync(golden, 'utf8'), `${golden} differs`);
      }
    });

    it('every name has one, none longer than a screen takes', () => {
      for (const name of new NameIndex(one.checked).names) {
        const hover = hoverAt(snapshot, name.path, name.span.start);
        assert.ok(hover && hover.markdown !== '', `${name.path} ${name.kind} ${name.text}`);
        const lines = hover.markdown.split('\n').filter((line) => line !== '');
        assert.ok(lines.length <= 25, `${name.text}: ${lines.length} lines`);
      }
    });

    it('the verdict of a plain question equals that of explain --format json', () => {
      let compared = 0;
      for (const { test, expectations } of one.checked.tests)
        for (const [index, { tree, written, broken }] of test.expect.entries()) {
          const text = /^(\S+) (?:can|cannot) (\S+) on (?:"([^"]+)"|(\S+))/u.exec(written.text);
          if (tree === undefined || broken || text === null) continue;
          const [, who = '', action = '', quoted, bare = ''] = text;
          if (/^(?:everyone|only|nobody|admins)$/u.test(who)) continue;
          const given = test.given.map((change) => change.written.text);
          const asked = ask(one.checked, { who, action, where: quoted ?? bare, given });
          if (asked.kind === 'problem') continue;
          const { engine, question } = asked;
          const outcome = decide(engine, question);
          const nearest = outcome.verdict === 'denied' ? nearestGrants(engine, question) : [];
          const json = explainJson(one.checked, question, outcome, nearest) as {
            readonly verdict: string;
          };
          const place = one.checked.locate(written.origin);
          assert.ok(place);
          const verb = written.text.indexOf(' can') + 1;
          const { start, end } = place.span;
          const offset = start + verb + (end - start - written.text.length > 0 ? 1 : 0);
          const hover = hoverAt(snapshot, place.path, offset);
          const [, said] = /\*\*(allowed|denied|depends)\*\*/u.exec(hover?.markdown ?? '') ?? [];
          assert.equal(said, json.verdict, written.text);
          assert.ok(expectations[index]);
          for (const { text: help } of nearest.slice(0, 1))
            assert.match(hover?.markdown ?? '', /Would allow it/u, help);
          compared += 1;
        }
      assert.ok(compared > 1);
    });
  });
