// Writes what is made from other files: the module of the permission tables from server/data, the JSON schemas of policy
// files and configurations from their shapes, what the documents say of rules, and the module of the rules' pages:
// node out/scripts/generate.js [--check], from the repository's root. With --check nothing is written: what is stale is
// named and the exit code is 1.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG_SCHEMA, configSchema } from './generate/config-schema.js';
import { tablesModule } from './generate/module.js';
import { POLICY_SCHEMA, policySchema } from './generate/policy-schema.js';
import { dataUnder, readMatrix } from './generate/read.js';
import { rulePagesModule } from './generate/rule-pages-module.js';
import { ruleDocuments } from './generate/rule-pages.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function main(): void {
  const data = readMatrix(dataUnder(root));
  const files = new Map([
    ['server/src/core/matrix/tables.generated.ts', tablesModule(data)],
    [POLICY_SCHEMA, policySchema()],
    [CONFIG_SCHEMA, configSchema(data)],
    ...ruleDocuments(read),
    ['server/src/cli/report/rule-pages.generated.ts', rulePagesModule(read)],
  ]);
  const stale = [...files].filter(
    ([path, text]) => !existsSync(join(root, path)) || read(path) !== text,
  );
  if (!process.argv.includes('--check')) {
    for (const [path, text] of stale) writeFileSync(join(root, path), text);
    return;
  }
  for (const [path] of stale) console.error(`${path} is stale: run npm run generate`);
  if (stale.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
