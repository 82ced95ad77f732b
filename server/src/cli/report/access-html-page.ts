import { createHash } from 'node:crypto';
import type { SelectionText } from '../../core/access/select.js';
import type { Verdict } from '../../core/decide/types.js';
import { VERSION } from '../version.js';
import { type AccessReport, noteText } from './access-report.js';
import { name } from './html.js';

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --back: #f3f3f6; --open: #8a4b00; --no: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #26272b; --open: #ffb454; --no: #ff8a80; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
.note { border-left: .3rem solid var(--open); margin: 1rem 0; padding: .2rem .8rem; }
.find { background: Canvas; margin: 1rem 0 0; padding: .5rem 0; position: sticky; top: 0; z-index: 1; }
.find[hidden] { display: none; }
.find input { font: inherit; padding: .2rem .4rem; width: min(24rem, 60vw); }
section { content-visibility: auto; contain-intrinsic-size: auto 20rem; margin: 1.2rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { font-size: 1.1rem; font-weight: 600; padding: .3rem 0; text-align: start; overflow-wrap: anywhere; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--back); }
tbody th { font-weight: 500; }
.depends th, .depends td { background: color-mix(in srgb, var(--open) 12%, Canvas); }
thead th, td:nth-last-of-type(4) { white-space: nowrap; }
td:nth-last-of-type(3) { min-width: 11rem; }
.depends td:nth-last-of-type(4) { color: var(--open); font-weight: 600; }
ol { padding-inline-start: 2.5rem; }
@media print {
  body { font-size: 9pt; max-width: none; padding: 0; }
  section { content-visibility: visible; }
  tr { break-inside: avoid; }
  caption { break-after: avoid; }
  .find { display: none; }
}
`;

/** Shows the rows that hold what is looked for, in their own words or in their table's caption. */
const SCRIPT = `
'use strict';
const box = document.querySelector('.find');
const [input, found] = [box.querySelector('input'), box.querySelector('output')];
let rows;
let timer;
const readRows = () => Array.from(document.querySelectorAll('tbody tr'), (row) => ({
  row,
  section: row.closest('section'),
  text: (row.closest('table').caption.textContent + ' ' + row.textContent).toLowerCase(),
}));
const find = () => {
  rows ??= readRows();
  const wanted = input.value.trim().toLowerCase();
  const shown = new Set();
  let count = 0;
  for (const { row, section, text } of rows) {
    row.hidden = !text.includes(wanted);
    if (row.hidden) continue;
    shown.add(section);
    count += 1;
  }
  for (const section of document.querySelectorAll('section')) section.hidden = !shown.has(section);
  found.textContent = wanted === '' ? '' : count.toLocaleString('en') + (count === 1 ? ' row' : ' rows');
};
input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(find, 200);
});
box.hidden = false;
`;

/** What a page begins with: what was asked, and how many verdicts there are of each kind. */
export function pageStart(report: AccessReport): string {
  const title = `Effective access by ${report.asked.by}`;
  const note = noteText(report);
  const terms = termsOf(report).map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>\n`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest(STYLE)}'; script-src '${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="spaceward ${VERSION}">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<dl>
${terms.join('')}</dl>
${note === undefined ? '' : `<p class="note">${note}</p>\n`}</header>
<p class="find" hidden><label>Find <input type="search"></label> <output></output></p>
<main>
`;
}

/**
 * What a page ends with.
 *
 * @param lists what its rows refer to, as HTML
 */
export function pageEnd(count: number, lists: string): string {
  const rows = `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
  return `${lists}</main>
<footer><p>${rows}. Written by spaceward ${VERSION}.</p></footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function termsOf({
  asked,
  counts,
  policies,
}: AccessReport): readonly (readonly [string, string])[] {
  const all = counts();
  const verdicts = (['allowed', 'denied', 'depends'] as const).map(
    (verdict) =>
      `${(all?.[verdict] ?? 0).toLocaleString('en')} ${WORDS[verdict].replace('depends', 'depending')}`,
  );
  return [
    [
      policies.length === 1 ? 'Policy' : 'Policies',
      names(
        policies.map((each) => each.name),
        '',
      ),
    ],
    ['Who', names(asked.who, 'everybody')],
    ['Actions', names(asked.actions, ACTIONS[asked.by])],
    ['Where', names(asked.where, asked.by === 'app' ? 'every app' : 'every space')],
    ['Listed', [...new Set(asked.verdicts)].map((verdict) => WORDS[verdict]).join(', ')],
    ...(all === undefined ? [] : [['Verdicts on whole spaces', verdicts.join(', ')] as const]),
  ];
}

const WORDS: Readonly<Record<Verdict, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  depends: 'depends on what the policy does not state',
};

const ACTIONS: Readonly<Record<SelectionText['by'], string>> = {
  user: 'every action that concerns one space',
  space: 'every action that concerns one space',
  app: 'every action on an app',
};

function names(given: readonly string[], none: string): string {
  return given.length === 0 ? none : given.map(name).join(', ');
}

/** How a Content-Security-Policy names what it lets stand in the page. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
