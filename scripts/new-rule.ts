// Starts a rule: npm run new-rule <id>. Writes its file, its line in the list and its page, and prints what is left to do.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newRule } from './generate/new-rule.js';
import { LISTED_RULES } from '../server/src/core/rules/ids.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const INDEX = 'server/src/core/rules/index.ts';

function main(id: string): void {
  const ids = LISTED_RULES.map((rule) => rule.id);
  const { files, left } = newRule(id, ids, readFileSync(join(root, INDEX), 'utf8'));
  for (const path of files.keys())
    if (path !== INDEX && existsSync(join(root, path))) throw new Error(`there is a file ${path}`);
  for (const [path, text] of files) {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  console.log(
    `\nLeft to do, until every test passes:\n${left.map((line) => `- ${line}`).join('\n')}`,
  );
}

try {
  main(process.argv[2] ?? '');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
