/** Texts as VS Code colours them: by the TextMate grammar of policies, over that of YAML. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { ROOT } from '../support/cli.js';

const require = createRequire(import.meta.url);

/** A part of a line with the names of what it is, outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/**
 * The grammar of YAML: that of the package tm-grammars, or those in the folder that YAML_GRAMMARS names (for example VS Code's own,
 * `extensions/yaml/syntaxes`).
 */
function yamlGrammars(): ReadonlyMap<string, string> {
  const folder = process.env.YAML_GRAMMARS;
  const files =
    folder !== undefined && existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .map((name) => join(folder, name))
      : [require.resolve('tm-grammars/grammars/yaml.json')];
  return new Map(
    files.map((path) => {
      const text = readFileSync(path, 'utf8');
      return [(JSON.parse(text) as { scopeName: string }).scopeName, text];
    }),
  );
}

async function load(): Promise<textmate.IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const yaml = yamlGrammars();
  const own = readFileSync(join(ROOT, 'grammar/spaceward.tmLanguage.json'), 'utf8');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const text = scope === 'source.spaceward' ? own : yaml.get(scope);
      const grammar = text === undefined ? null : textmate.parseRawGrammar(text, `${scope}.json`);
      return Promise.resolve(grammar);
    },
  });
  const grammar = await registry.loadGrammar('source.spaceward');
  if (grammar === null) throw new Error('the grammar of policies cannot be loaded');
  return grammar;
}

let grammar: Promise<textmate.IGrammar> | undefined;

/** The tokens of each line of a text. */
export async function tokenise(text: string): Promise<readonly (readonly Token[])[]> {
  const loaded = await (grammar ??= load());
  let stack = textmate.INITIAL;
  return text.split(/\r?\n/u).map((line) => {
    const { tokens, ruleStack } = loaded.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

/** The texts of the tokens that are something, trimmed. */
export function partsThatAre(
  lines: readonly (readonly Token[])[],
  scope: string,
): readonly string[] {
  return lines
    .flat()
    .filter(({ scopes }) => scopes.some((name) => name === scope || name.startsWith(`${scope}.`)))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');
}
