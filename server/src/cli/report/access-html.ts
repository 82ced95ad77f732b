import type { AccessOrder } from '../../core/access/entries.js';
import { missingTexts, type Reason } from '../../core/access/reasons.js';
import type { AccessEntry } from '../../core/access/space-entries.js';
import { grantText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import type { Verdict } from '../../core/decide/types.js';
import { MadeOnce } from './access-cells.js';
import { ActionLists } from './access-html-actions.js';
import { pageEnd, pageStart } from './access-html-page.js';
import type { AccessOfPolicy, AccessReporter } from './access-report.js';
import { columnsBy, headingOf, placeText } from './access-words.js';
import { name } from './html.js';
import { Places } from './proof-json.js';

/** So many rows have a table of their own: one that isn't in sight needn't be laid out. */
const ROWS = 500;

/** How a verdict is marked besides its word and its colour. */
const MARKS: Readonly<Record<Verdict, string>> = { allowed: '✓', denied: '✗', depends: '?' };

/** Effective access as a page that is whole by itself. What comes from the policy is text in it, and nothing else. */
export const accessHtml: AccessReporter = function* (report) {
  const { asked, policies } = report;
  const tables = new Tables(asked.by);
  yield pageStart(report);
  for (const policy of policies) {
    if (policies.length > 1) yield `<h2>${name(policy.name)}</h2>\n`;
    yield* tables.of(policy);
  }
  yield pageEnd(tables.count, tables.actions.text());
};

/** The tables of a page, one after the other. */
class Tables {
  readonly actions = new ActionLists();
  /** How many rows there are by now. */
  count = 0;

  constructor(private readonly by: AccessOrder) {}

  *of({ policy, entries }: AccessOfPolicy): Generator<string> {
    const places = new Places(policy);
    const reasons = new MadeOnce((reason: Reason) => this.reasonCells(places, reason));
    let heading = '';
    let rows = 0;
    for (const entry of entries) {
      const about = this.heading(entry);
      const isNext = about !== heading;
      if (isNext || rows === ROWS) {
        if (heading !== '') yield END;
        yield this.start(isNext ? about : `${about}, continued`);
        heading = about;
        rows = 0;
      }
      yield `<tr class="${entry.reason.verdict}">${this.firstCells(entry)}${reasons.of(entry.reason)}</tr>\n`;
      rows += 1;
      this.count += 1;
    }
    yield heading === '' ? '<p>Nobody has what is asked for.</p>\n' : END;
  }

  private heading(entry: AccessEntry): string {
    const { name: text, kind } = headingOf(entry, this.by);
    return `${name(text)}${kind}`;
  }

  private start(caption: string): string {
    const heads = columnsBy(this.by).map((head) => `<th scope="col">${head}</th>`);
    return `<section>\n<table>\n<caption>${caption}</caption>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n`;
  }

  private firstCells(entry: AccessEntry): string {
    const { by } = this;
    const first = `<th scope="row">${name(by === 'user' ? placeText(entry) : personText(entry.who))}</th>`;
    if (by !== 'space') return first;
    return `${first}<td>${entry.item === undefined ? '' : name(entry.item.name)}</td>`;
  }

  private reasonCells(places: Places, reason: Reason): string {
    const { verdict, actions, grants, missing, shortfalls } = reason;
    const why = [
      ...grants.map((grant) => `${grant.via}: ${name(grantText(grant))}`),
      ...missingTexts(reason).map(name),
      ...shortfalls,
    ];
    const at = places.label(grants[0]?.origin ?? missing[0]?.origin);
    return [
      `${MARKS[verdict]} ${verdict}`,
      this.actions.cell(actions),
      why.join('<br>'),
      at === undefined ? '' : name(at),
    ]
      .map((cell) => `<td>${cell}</td>`)
      .join('');
  }
}

const END = '</tbody>\n</table>\n</section>\n';
