import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldPart } from './check/cold.js';
import { fullPart } from './check/full.js';
import { scalePart } from './check/scale.js';
import { decisionPart } from './decisions/part.js';
import { memoryPart } from './editor/memory.js';
import { keystrokePart } from './editor/part.js';
import { requestPart } from './editor/requests.js';
import type { Plan } from './plan.js';
import { describeMachine } from './report/machine.js';
import type { Report } from './report/report.js';
import { targetsOf } from './report/targets.js';
import { writeReport } from './report/write.js';
import { CACHE, ROOT } from './support/paths.js';

/** Every part of the benchmark, in the order in which they run. */
const PARTS = {
  keystrokes: keystrokePart,
  requests: requestPart,
  memory: memoryPart,
  full: fullPart,
  cold: coldPart,
  scale: scalePart,
  decisions: decisionPart,
};

const NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[];

/** Runs parts, and writes what each measured where it may be thrown away. */
async function runParts(names: readonly string[], plan: Plan): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  mkdirSync(CACHE, { recursive: true });
  for (const name of NAMES.filter((one) => names.length === 0 || names.includes(one))) {
    console.log(`\n== ${name}: ${PARTS[name].title}`);
    results[name] = await PARTS[name].run(plan);
    writeFileSync(join(CACHE, `${name}.json`), JSON.stringify(results[name], null, 2));
  }
  return results;
}

async function main(names: readonly string[], plan: Plan): Promise<void> {
  const machine = describeMachine();
  const started = performance.now();
  const results = await runParts(names, plan);
  if (Object.keys(results).length < NAMES.length) return;
  const minutes = Math.ceil((performance.now() - started) / 60_000);
  // Every part is there, under its name.
  const report = { ...results, machine, minutes } as unknown as Report;
  const page = await writeReport(report, plan.quick ? CACHE : join(ROOT, 'docs'));
  console.log('');
  for (const { wanted, measured, met } of targetsOf(report))
    console.log(`${met ? 'met    ' : 'NOT MET'}  ${wanted}: ${measured}`);
  console.log(`\n${page}, in ${minutes} minutes`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, 'no-build': { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !NAMES.some((one) => one === name));
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  process.exitCode = 2;
} else await main(positionals, { quick: values.quick });
