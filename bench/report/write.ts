import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { ROOT } from '../support/paths.js';
import { chart } from './chart.js';
import { page } from './page.js';
import type { Report } from './report.js';

/** Writes the page of results and its picture to a directory. */
export async function writeReport(report: Report, directory: string): Promise<string> {
  const path = join(directory, 'performance.md');
  const options = await prettier.resolveConfig(join(ROOT, 'docs', 'performance.md'));
  mkdirSync(join(directory, 'images'), { recursive: true });
  writeFileSync(path, await prettier.format(page(report), { ...options, parser: 'markdown' }));
  writeFileSync(join(directory, 'images', 'performance.svg'), chart(report));
  return path;
}
