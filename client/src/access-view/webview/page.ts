import type { Access } from '../../../../server/src/core/features/access/access.js';
import {
  type AccessFilter,
  chooseAccess,
  type Chosen,
  NO_FILTER,
} from '../../../../server/src/core/features/access/filter.js';
import type { CellName, FromPage, PageState, Shown, ToPage } from '../messages.js';
import { element } from './dom.js';
import { Filters } from './filters.js';
import { Grid } from './grid.js';
import { GLYPHS } from './marks.js';
import { ProofPanel } from './proof.js';

/** What VS Code gives the page. */
interface Host {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => PageState | undefined;
  readonly setState: (state: PageState) => void;
}

declare function acquireVsCodeApi(): Host;

/** State is kept when nothing has moved for so long, in milliseconds. */
const QUIET = 150;

/** The page of an access view: filters, the table, and why a cell says what it says. */
class Page {
  readonly #filters = new Filters((filter) => {
    this.#choose(filter);
  });
  readonly #grid = new Grid({
    explain: (cell, byKey) => {
      this.#explain(cell, byKey);
    },
    moved: () => {
      this.#keepSoon();
    },
    told: (text) => {
      this.#told.textContent = text;
    },
  });
  readonly #proof = new ProofPanel({
    open: (link) => {
      this.host.postMessage({ type: 'open', link });
    },
    close: () => {
      this.#explained = undefined;
      this.#grid.explained = undefined;
      this.#proof.hide();
      this.#grid.focus();
      this.#keepSoon();
    },
  });
  readonly #title = element('h1', { text: 'Access' });
  readonly #detail = element('span', { class: 'detail' });
  readonly #empty = element('p', { class: 'empty', text: 'Nothing matches these filters.' });
  readonly #problem = element('p', { class: 'problem', attributes: { role: 'alert' } });
  readonly #counts = element('span', { class: 'counts', attributes: { role: 'status' } });
  readonly #told = element('span', { class: 'told', attributes: { 'aria-hidden': 'true' } });
  #shown: Shown | undefined;
  #access: Access | undefined;
  #explained: CellName | undefined;
  /** Whether the keyboard goes to the next proof. */
  #followsProof = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** @param first what it shows from the start, if that is known */
  constructor(
    private readonly host: Host,
    private readonly root: Element,
    first: ToPage | undefined,
  ) {
    const change = element('button', {
      class: 'secondary',
      text: 'Change…',
      attributes: { type: 'button', title: 'Show another space, or items for one action' },
    });
    change.addEventListener('click', () => {
      host.postMessage({ type: 'choose' });
    });
    const bar = element('header', {
      children: [
        element('div', { class: 'titles', children: [this.#title, this.#detail, change] }),
        this.#filters.element,
      ],
    });
    const table = element('div', {
      class: 'table',
      children: [this.#grid.element, this.#empty, this.#problem],
    });
    const work = element('div', { class: 'work', children: [table, this.#proof.element] });
    const foot = element('footer', { children: [legend(), this.#told, this.#counts] });
    root.append(bar, work, foot);
    this.#empty.hidden = true;
    this.#problem.hidden = true;
    // Enter in a search.
    this.#filters.element.addEventListener('submit', () => {
      this.#grid.focus();
    });
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
      this.#take(data);
    });
    // What is on its way when the page goes would be lost.
    document.addEventListener('visibilitychange', () => {
      this.#keep();
    });
    host.postMessage({ type: 'ready' });
    if (first !== undefined) this.#take(first);
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'access':
        this.#show(message.shown, message.access);
        return;
      case 'problem':
        this.#tell(message.message);
        return;
      case 'proof': {
        const { cell, proof } = message;
        if (cell.who !== this.#explained?.who || cell.column !== this.#explained.column) return;
        this.#proof.show(proof, this.#followsProof);
        this.#followsProof = false;
        return;
      }
      case 'moved':
        this.#askAgain();
        return;
    }
  }

  /** Shows why there is nothing to show, in the place of all but the title. */
  #tell(problem: string | undefined): void {
    this.#problem.textContent = problem ?? '';
    this.#problem.hidden = problem === undefined;
    this.root.classList.toggle('without-table', problem !== undefined);
  }

  #show(shown: Shown, access: Access): void {
    const isSame = JSON.stringify(shown) === JSON.stringify(this.#shown);
    const known = isSame ? undefined : this.host.getState();
    const kept = JSON.stringify(known?.shown) === JSON.stringify(shown) ? known : undefined;
    this.#shown = shown;
    this.#access = access;
    this.#tell(undefined);
    this.#title.textContent = access.title;
    this.#detail.textContent = access.detail;
    this.#filters.offer(access, shown.subject);
    if (!isSame) {
      this.#filters.value = kept?.filter ?? NO_FILTER;
      this.#explained = kept?.explained;
      this.#grid.explained = kept?.explained;
      if (kept?.explained === undefined) this.#proof.hide();
    }
    this.#put(chooseAccess(access, this.#filters.value), kept?.at);
    if (!isSame) this.#grid.scrollTo(kept?.scrollTop ?? 0, kept?.scrollLeft ?? 0);
    this.#askAgain();
    this.#keep();
  }

  #choose(filter: AccessFilter): void {
    if (this.#access !== undefined) this.#put(chooseAccess(this.#access, filter));
    this.#keepSoon();
  }

  #put(chosen: Chosen, at?: CellName): void {
    if (this.#access === undefined) return;
    const { people, columns } = this.#access;
    if (at === undefined) this.#grid.show(this.#access, chosen);
    else this.#grid.show(this.#access, chosen, at);
    const isEmpty = chosen.people.length === 0 || chosen.columns.length === 0;
    this.#empty.hidden = !isEmpty;
    const things = this.#shown?.subject.kind === 'items' ? 'items' : 'actions';
    const { allowed, depends } = chosen.counts;
    this.#counts.textContent =
      `${of(chosen.people.length, people.length)} people × ${of(chosen.columns.length, columns.length)} ${things}: ` +
      `${allowed.toLocaleString('en')} allowed, ${depends.toLocaleString('en')} depend`;
  }

  #explain(cell: CellName, byKey: boolean): void {
    this.#explained = cell;
    this.#grid.explained = cell;
    this.#followsProof = byKey;
    this.host.postMessage({ type: 'explain', cell });
    this.#keepSoon();
  }

  #askAgain(): void {
    if (this.#explained !== undefined)
      this.host.postMessage({ type: 'explain', cell: this.#explained });
  }

  #keepSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#keep();
    }, QUIET);
  }

  #keep(): void {
    if (this.#shown === undefined) return;
    const { at } = this.#grid;
    this.host.setState({
      shown: this.#shown,
      filter: this.#filters.value,
      ...(at && { at }),
      ...(this.#explained && { explained: this.#explained }),
      scrollTop: this.#grid.element.scrollTop,
      scrollLeft: this.#grid.element.scrollLeft,
    });
  }
}

/** `12 of 2,000`, or the one number where it is both. */
function of(some: number, all: number): string {
  const text = some.toLocaleString('en');
  return some === all ? text : `${text} of ${all.toLocaleString('en')}`;
}

function legend(): HTMLElement {
  const keys = (['allowed', 'depends', 'denied'] as const).map((verdict) =>
    element('span', {
      class: 'key',
      children: [
        element('span', { class: `chip ${verdict}`, text: GLYPHS[verdict] }),
        verdict === 'depends' ? 'depends on what is not stated' : verdict,
      ],
    }),
  );
  const differs = element('span', {
    class: 'key',
    children: [
      element('span', { class: 'chip denied differs', text: GLYPHS.denied }),
      'otherwise for some items',
    ],
  });
  return element('span', { class: 'legend', children: [...keys, differs] });
}

const root = document.getElementById('page');
const first = document.getElementById('first')?.textContent;
if (root !== null)
  new Page(
    acquireVsCodeApi(),
    root,
    first === undefined ? undefined : (JSON.parse(first) as ToPage),
  );
