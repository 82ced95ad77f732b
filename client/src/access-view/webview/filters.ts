import type { Access } from '../../../../server/src/core/features/access/access.js';
import {
  type AccessFilter,
  NO_FILTER,
} from '../../../../server/src/core/features/access/filter.js';
import type { Shown } from '../messages.js';
import { element, fill } from './dom.js';
import { GLYPHS } from './marks.js';

/** The controls that choose people and columns. */
export class Filters {
  readonly #people = search('Search people');
  readonly #columns = search('Search actions');
  readonly #group = element('select', { attributes: { 'aria-label': 'Kind' } });
  readonly #verdict = element('select', {
    attributes: { 'aria-label': 'Verdict' },
    children: [
      element('option', { text: 'Any verdict', attributes: { value: '' } }),
      ...(['allowed', 'depends', 'denied'] as const).map((verdict) =>
        element('option', {
          text: `${GLYPHS[verdict]} ${verdict}`,
          attributes: { value: verdict },
        }),
      ),
    ],
  });
  readonly #holders = element('input', { attributes: { type: 'checkbox', id: 'holders' } });
  readonly #clear = element('button', { class: 'secondary', text: 'Clear filters' });
  readonly element = element('form', {
    class: 'filters',
    attributes: { role: 'search', 'aria-label': 'Filters' },
    children: [
      this.#people,
      this.#columns,
      this.#group,
      this.#verdict,
      element('label', {
        attributes: { for: 'holders' },
        children: [this.#holders, 'Only who holds something'],
      }),
      this.#clear,
    ],
  });

  /** @param changed is told of each new choice */
  constructor(changed: (filter: AccessFilter) => void) {
    this.element.addEventListener('input', () => {
      this.#showClear();
      changed(this.value);
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    this.#clear.type = 'button';
    this.#clear.addEventListener('click', () => {
      this.value = NO_FILTER;
      this.#people.focus();
      changed(NO_FILTER);
    });
  }

  get value(): AccessFilter {
    const [group = '', section = ''] = this.#group.value.split('\n');
    return {
      people: this.#people.value.trim(),
      columns: this.#columns.value.trim(),
      group,
      section,
      verdict: this.#verdict.value as AccessFilter['verdict'],
      holders: this.#holders.checked,
    };
  }

  set value({ people, columns, group, section, verdict, holders }: AccessFilter) {
    this.#people.value = people;
    this.#columns.value = columns;
    this.#group.value = section === '' ? group : `${group}\n${section}`;
    // What isn't there any more can't be chosen.
    if (this.#group.selectedIndex < 0) this.#group.selectedIndex = 0;
    this.#verdict.value = verdict;
    this.#holders.checked = holders;
    this.#showClear();
  }

  /** Offers the groups and sections of an access; what was chosen stays. */
  offer({ columns }: Access, { kind }: Shown['subject']): void {
    const { value } = this;
    const things = kind === 'actions' ? 'actions' : 'items';
    this.#columns.placeholder = `Search ${things}`;
    this.#columns.setAttribute('aria-label', `Search ${things}`);
    const groups = new Map<string, Set<string>>();
    for (const { group, section } of columns) {
      let sections = groups.get(group);
      if (sections === undefined) groups.set(group, (sections = new Set()));
      sections.add(section);
    }
    const all = kind === 'actions' ? 'Every kind of action' : 'Every space';
    this.#group.setAttribute('aria-label', kind === 'actions' ? 'Kind of action' : 'Space');
    fill(this.#group, [
      element('option', { text: all, attributes: { value: '' } }),
      ...[...groups].flatMap(([group, sections]) => [
        element('option', { text: group, attributes: { value: group } }),
        ...(sections.size < 2 ? [] : [...sections]).map((section) =>
          element('option', {
            // White space would be taken away.
            text: `\u00A0\u00A0\u00A0${section}`,
            attributes: { value: `${group}\n${section}` },
          }),
        ),
      ]),
    ]);
    this.value = value;
  }

  #showClear(): void {
    this.#clear.hidden = JSON.stringify(this.value) === JSON.stringify(NO_FILTER);
  }
}

function search(label: string): HTMLInputElement {
  return element('input', {
    attributes: { type: 'search', placeholder: label, 'aria-label': label, spellcheck: 'false' },
  });
}
