import { check } from '../support/policy.js';
import type { Checked } from '../../server/src/core/check.js';
import type { RuleFacts } from '../../server/src/core/rules/ids.js';

/** A policy on a page, with the configuration that stands after it. */
export interface Example {
  readonly policy: string;
  readonly config?: string;
  /** Other rules that it breaks, as the fence says: `yaml also:unknown-user`. */
  readonly also: readonly string[];
}

const SECTIONS = ['Avoid', 'Prefer', 'Why'];
const FENCE = /^```yaml([^\n]*)\n(.*?)^```$/gmsu;

/** The sections of a page, by heading, in order. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^## (.*)$/mu).slice(1);
  return new Map(
    parts.flatMap((title, i) => (i % 2 === 0 ? [[title, (parts[i + 1] ?? '').trim()]] : [])),
  );
}

/** The policies of a section. */
export function examplesIn(page: string, section: string): readonly Example[] {
  const examples: Example[] = [];
  for (const [, info = '', text = ''] of (sectionsOf(page).get(section) ?? '').matchAll(FENCE)) {
    const last = examples.at(-1);
    if (info.trim() !== 'spaceward.config.yaml')
      examples.push({ policy: text, also: /also:(\S+)/u.exec(info)?.[1]?.split(',') ?? [] });
    else if (last !== undefined) examples.splice(-1, 1, { ...last, config: text });
  }
  return examples;
}

export function checkExample({ policy, config }: Example): Checked {
  return check(policy, config);
}

/** The rules that a policy breaks, each once, but for what comments silence. */
export function brokenBy({ diagnostics }: Checked): readonly string[] {
  const open = diagnostics.filter(({ suppressed }) => suppressed === undefined);
  return [...new Set(open.map(({ rule }) => rule))];
}

/** What is wrong with a rule's page. */
export function pageProblems(rule: RuleFacts, page: string): readonly string[] {
  const sections = sectionsOf(page);
  const why = sections.get('Why') ?? '';
  const { id, summary, document } = rule;
  return [
    ...([...sections.keys()].join() === SECTIONS.join()
      ? []
      : ['the sections are Avoid, Prefer, Why']),
    ...(/^[A-Z].*\.$/u.test(summary) ? [] : ['the summary is a sentence']),
    ...(/\bTODO\b/u.test(page) ? ['something is left to do'] : []),
    ...(why === '' ? ['Why says nothing'] : []),
    ...(document?.url === undefined || why.includes(document.url)
      ? []
      : ['Why does not cite the document']),
    ...exampleProblems(page, 'Avoid', (example) => [id, ...example.also]),
    ...exampleProblems(page, 'Prefer', () => []),
  ];
}

function exampleProblems(
  page: string,
  section: string,
  breaks: (example: Example) => readonly string[],
): readonly string[] {
  const examples = examplesIn(page, section);
  if (examples.length === 0) return [`${section} has no policy`];
  return examples.flatMap((example, i) => {
    const broken = [...brokenBy(checkExample(example))].sort().join();
    const wanted = [...breaks(example)].sort().join();
    return broken === wanted
      ? []
      : [`${section}, policy ${i + 1}: breaks ${broken || 'nothing'}, not ${wanted || 'nothing'}`];
  });
}
