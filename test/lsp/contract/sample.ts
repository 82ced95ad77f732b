import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Location, Range, ServerCapabilities } from 'vscode-languageserver/node';
import { ROOT } from '../../support/cli.js';
import { TestClient, uriOf } from '../client.js';

export const SAMPLE = join(ROOT, 'samples/members-list');
export const DEMO = "Sales Development/Demo App - Beginner's tutorial";

/** One file of the sample, and places in it by their text. */
export class SampleFile {
  readonly uri: string;
  readonly lines: readonly string[];

  constructor(name: string) {
    this.uri = uriOf(join(SAMPLE, name));
    this.lines = readFileSync(join(SAMPLE, name), 'utf8').split('\n');
  }

  /** A place in the first line that holds `line`, at the first `word` in it. */
  at(line: string, word: string): { textDocument: object; position: object } {
    const number = this.lines.findIndex((text) => text.includes(line));
    const character = this.lines[number]?.indexOf(word) ?? -1;
    assert.ok(number >= 0 && character >= 0, `${word} in ${line}`);
    return {
      textDocument: { uri: this.uri },
      position: { line: number, character: character + 1 },
    };
  }

  text({ start, end }: Range): string {
    assert.equal(start.line, end.line);
    return (this.lines[start.line] ?? '').slice(start.character, end.character);
  }
}

export const SALES = new SampleFile('sales.spaceward.yaml');
export const TENANT = new SampleFile('tenant.spaceward.yaml');
export const TESTS = new SampleFile('tests.spaceward.yaml');
export const FILES = new Map([SALES, TENANT, TESTS].map((file) => [file.uri, file]));

/** `sales:6 ali`, lines counted from 1. */
export function shown({ uri, range }: Location): string {
  const name = uri.split('/').at(-1)?.split('.')[0] ?? '';
  return `${name}:${range.start.line + 1} ${FILES.get(uri)?.text(range) ?? '?'}`;
}

/** Misspells a user in the sample; the place of the mistake. */
export async function mistake(client: TestClient): Promise<{ range: Range }> {
  const { position } = SALES.at(...ALI) as { position: { line: number; character: number } };
  const start = { ...position, character: position.character - 1 };
  const at = (length: number): Range => ({
    start,
    end: { ...start, character: start.character + length },
  });
  await client.change(SALES.uri, { range: at(3), text: 'alli' });
  return { range: at(4) };
}

export type Check = (client: TestClient) => Promise<void>;

export const ALI = ['ali: can manage', 'ali'] as const;
export const ALI_ROLE = ['ali: can manage', 'can manage'] as const;
/** Every place of the user ali. */
export const ALIS = [
  'sales:6 ali',
  'sales:9 ali',
  'sales:15 ali',
  'tenant:13 ali',
  'tests:12 ali',
  'tests:13 ali',
  'tests:14 ali',
  'tests:26 ali',
  'tests:27 ali',
];

/** What each capability must answer on the sample. One that isn't here, or has no answer, fails. */

/** What a capability must answer. */
export type Contract = Readonly<Partial<Record<keyof ServerCapabilities, Check>>>;
