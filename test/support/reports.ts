/** Strict readers of reports. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import { validateXML } from 'xmllint-wasm';
import { ROOT } from './cli.js';

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly artifactLocation: SarifAddress;
      readonly replacements: readonly {
        readonly deletedRegion: Readonly<Record<string, number>>;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
  readonly suppressions: readonly { readonly kind: string; readonly justification: string }[];
}

interface SarifAddress {
  readonly uri: string;
  readonly uriBaseId?: string;
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: SarifAddress;
    readonly region: Readonly<Record<string, number>>;
  };
}

export interface SarifRun {
  readonly tool: {
    readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] };
  };
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: object[] },
  ];
  readonly columnKind: string;
  readonly results: readonly SarifResult[];
}

const ajv = new AjvDraft04.default({ allErrors: true });
addFormats.default(ajv);
const isSarif = ajv.compile(
  JSON.parse(readFileSync(join(ROOT, 'test/schemas/sarif-schema-2.1.0.json'), 'utf8')) as object,
);

/** The run of a SARIF log that is valid by the schema of OASIS. */
export function readSarif(text: string): SarifRun {
  const log = JSON.parse(text) as { runs: [SarifRun] };
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors, null, 2));
  assert.equal(log.runs.length, 1);
  return log.runs[0];
}

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** The root of a JUnit report that is valid by the schema of Jenkins' xUnit plugin. */
export async function readJunit(text: string): Promise<XmlNode> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [readFileSync(join(ROOT, 'test/schemas/junit-10.xsd'), 'utf8')],
  });
  assert.ok(valid, errors.map(({ rawMessage }) => rawMessage).join('\n'));
  return readXml(text);
}

/** The root of a text that is well-formed XML. */
export function readXml(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (found) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += found;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  assert.equal(root.children.length, 1);
  return root.children[0] ?? root;
}

/** Every element of a name, in order. */
export function elements(node: XmlNode, name: string): readonly XmlNode[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => elements(child, name)),
  ];
}

/** A workflow command of GitHub Actions. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * The commands in a log, and the lines that are none, as GitHub's runner reads it: a line is a command where it begins with
 * `::`, after blanks, and also where `##[` stands anywhere in it.
 */
export function readCommands(log: string): {
  readonly commands: readonly Command[];
  readonly others: readonly string[];
} {
  assert.ok(log.endsWith('\n'));
  const commands: Command[] = [];
  const others: string[] = [];
  for (const line of log.slice(0, -1).split(/\r\n|[\n\r\u0085\u2028\u2029]/u)) {
    const match = /^::(\S+?)(?: (.*?))?::(.*)$/u.exec(line);
    if (match === null) {
      assert.ok(!line.trimStart().startsWith('::') && !line.includes('##['), line);
      others.push(line);
      continue;
    }
    const [, name = '', list = '', message = ''] = match;
    const pairs = list.split(',').filter((pair) => pair !== '');
    const properties = pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      assert.ok(at > 0, pair);
      return [pair.slice(0, at), unescaped(pair.slice(at + 1), /%(?:25|0D|0A|3A|2C)/gu)];
    });
    assert.equal(new Set(properties.map(([key]) => key)).size, properties.length, line);
    const told = unescaped(message, /%(?:25|0D|0A)/gu);
    commands.push({ name, properties: Object.fromEntries(properties), message: told });
  }
  return { commands, others };
}

function unescaped(text: string, escapes: RegExp): string {
  assert.ok(!text.replace(escapes, '').includes('%'), text);
  return text.replace(escapes, decodeURIComponent);
}
