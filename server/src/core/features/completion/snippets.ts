import type { Names } from './names.js';
import type { Typed } from './typed.js';
import { type Completion, describe, literal } from './types.js';

/** Whole entries to fill in, where the name of one may stand. */
export function entrySnippets(
  path: readonly string[],
  names: Names,
  typed: Typed,
): readonly Completion[] {
  const [section, , content] = path;
  const at =
    path.length === 1 ? section : path.length === 3 && section === 'spaces' ? content : undefined;
  const snippets: readonly Snippet[] | undefined =
    at === undefined
      ? undefined
      : path.length === 1
        ? ENTRIES[at]?.(firstNames(names))
        : [
            {
              label: `new ${itemWord(at)}`,
              text: `\${1:Name}: { owner: \${2:${firstNames(names).user}} }`,
            },
          ];
  return (snippets ?? []).map(({ label, text }) => {
    const documentation = `\`\`\`yaml\n${text.replaceAll(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}|\$\d/gu, '$1$2')}\n\`\`\``;
    return {
      label,
      ...describe({ text: label, kind: 'snippet', documentation, rank: 0 }),
      insertText: text,
      snippet: true,
      span: typed.span,
    };
  });
}

interface Snippet {
  readonly label: string;
  readonly text: string;
}

/** Names to begin with, as a snippet holds them. */
interface FirstNames {
  readonly user: string;
  readonly space: string;
}

function firstNames({ policy }: Names): FirstNames {
  const { users, spaces } = policy.engine.world;
  const user = first(users.keys(), (id) => /^[\w.@-]+$/u.test(id)) ?? 'anna';
  const space = first(spaces.keys(), (name) => !/["'\\:#]/u.test(name)) ?? 'Finance';
  return { user: literal(user), space: literal(space) };
}

function first(names: Iterable<string>, fits: (name: string) => boolean): string | undefined {
  for (const name of names) if (fits(name)) return name;
  return undefined;
}

function itemWord(content: string): string {
  const words = content.replaceAll('-', ' ').replace(/^ml /u, 'ML ');
  return words === 'glossaries' ? 'glossary' : words.replace(/s$/u, '');
}

const ENTRIES: Readonly<Record<string, (names: FirstNames) => readonly Snippet[]>> = {
  users: () => [
    {
      label: 'new user',
      text: '${1:anna}: { name: ${2:Anna Lind}, email: ${3:anna@example.com} }',
    },
  ],
  groups: ({ user }) => [
    { label: 'new group', text: `\${1:finance}: { members: [\${2:${user}}] }` },
  ],
  roles: () => [
    {
      label: 'new role',
      text: '${1:Role}:\n  permissions:\n    ${2:data connections}: ${3:allowed}\n  permissions-otherwise: not allowed',
    },
  ],
  spaces: ({ user }) => [
    {
      label: 'new space',
      text: `\${1:Finance}:\n  type: \${2|shared,managed,data,personal|}\n  owner: \${3:${user}}\n  members:\n    \${4:${user}}: \${5:can view}`,
    },
  ],
  tests: ({ user, space }) => [
    {
      label: 'new test',
      text: `\${1:What must hold}:\n  - \${2:${user}} \${3|can,cannot|} \${4:app.open} on "\${5:${space}}"`,
    },
    {
      label: 'new test with changes',
      text: `\${1:What must hold then}:\n  given:\n    - \${2:remove ${user}}\n  expect:\n    - \${3:only admins} can \${4:space.delete} on "\${5:${space}}"`,
    },
  ],
};
