// The peer of a check: reads a file with `yaml` and does nothing else. `node parse-document.mjs FILE [no-unique-keys]`.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

const [file, option] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const document = parseDocument(text, option === 'no-unique-keys' ? { uniqueKeys: false } : {});
if (document.errors.length > 0) {
  console.error(document.errors[0]);
  process.exitCode = 1;
}
