import { pageOf, pageSkeleton } from './rule-pages.js';

const FOLDER = 'server/src/core/rules';

/** A new rule's files, by path, and what is left to do. */
export interface NewRule {
  readonly files: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/**
 * The files of a new rule. Until they are filled in, tests fail.
 *
 * @param ids the rules that there are
 * @param index the text of the list of rules
 * @throws Error where the id can't be one
 */
export function newRule(id: string, ids: readonly string[], index: string): NewRule {
  if (!/^[a-z]+(?:-[a-z]+)+$/u.test(id))
    throw new Error(
      `a rule's id is words in lower case, joined by hyphens: not ${id || 'nothing'}`,
    );
  if (ids.includes(id)) throw new Error(`there is a rule ${id}`);
  const name = id.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  const summary = 'TODO';
  const files = new Map([
    [`${FOLDER}/${id}.ts`, ruleFile(id, name, summary)],
    [`${FOLDER}/index.ts`, listed(index, id, name)],
    [pageOf(id), pageSkeleton({ id, severity: 'error', summary })],
  ]);
  return { files, left: left(id) };
}

function ruleFile(id: string, name: string, summary: string): string {
  return `import type { Rule } from './rule.js';

export const ${name}: Rule = {
  id: '${id}',
  severity: 'error',
  summary: '${summary}',
  // TODO: a finding for each breach.
  check: () => [],
};
`;
}

/** The list with one more rule: imported in the order of names, at the end. */
function listed(index: string, id: string, name: string): string {
  const lines = index.split('\n');
  const files = lines.map((line) => /^import .* from '\.\/(.*)\.js';$/u.exec(line)?.[1]);
  const before = files.reduce((last, file, i) => (file !== undefined && file < id ? i : last), -1);
  const end = lines.indexOf('];');
  if (end === -1) throw new Error(`${FOLDER}/index.ts has no list that ends with ];`);
  return [
    ...lines.slice(0, before + 1),
    `import { ${name} } from './${id}.js';`,
    ...lines.slice(before + 1, end),
    `  ${name},`,
    ...lines.slice(end),
  ].join('\n');
}

function left(id: string): readonly string[] {
  return [
    `${FOLDER}/${id}.ts: severity, summary and check; hasFix where it has a fix, document where it rests on one`,
    `${FOLDER}/index.ts: its place among the rules`,
    'test/core/rules/rules.test.ts: a case that breaks it',
    `${pageOf(id)}: Avoid, Prefer and Why`,
    'docs/language.md: a row in the table of rules',
    'npm run generate, npm test, npm run format',
  ];
}
