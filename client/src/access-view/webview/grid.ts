import type { Access } from '../../../../server/src/core/features/access/access.js';
import type { Chosen } from '../../../../server/src/core/features/access/filter.js';
import type { CellName } from '../messages.js';
import { Axis } from './axis.js';
import { element, keep } from './dom.js';
import { type Place, placeFor } from './keys.js';
import { markOf } from './marks.js';

/** What the table tells. */
export interface GridEvents {
  /** A cell is asked about. `byKey`: the keyboard follows to the answer. */
  readonly explain: (cell: CellName, byKey: boolean) => void;
  /** The keyboard is elsewhere, or the table was scrolled. */
  readonly moved: () => void;
  /** The mouse or the keyboard is on a cell, in words; empty: on none. */
  readonly told: (text: string) => void;
}

/** What a row of the table is drawn with. */
interface Row {
  readonly element: HTMLElement;
  readonly header: HTMLElement;
  readonly cells: Map<number, HTMLElement>;
}

/**
 * The table: people downwards, actions or items to the right. Only what is in sight is drawn, with a margin. One cell at a time
 * can be reached by the tabulator, the others by the arrows.
 */
export class Grid {
  readonly element = element('div', { class: 'grid', attributes: { role: 'grid' } });
  readonly #head = element('div', {
    class: 'head',
    attributes: { role: 'row', 'aria-rowindex': '1' },
  });
  readonly #body = element('div', { class: 'body', attributes: { role: 'rowgroup' } });
  readonly #corner = element('div', {
    class: 'corner',
    attributes: { role: 'columnheader', 'aria-colindex': '1' },
  });
  readonly #rows = new Map<number, Row>();
  readonly #heads = new Map<number, HTMLElement>();
  readonly #bands = new Map<number, HTMLElement>();
  readonly #down = new Axis(26, 236);
  readonly #right = new Axis(30, 224);
  #access: Access = { title: '', detail: '', people: [], columns: [], rows: [] };
  #chosen: Chosen = { people: [], columns: [], counts: { allowed: 0, denied: 0, depends: 0 } };
  /** For each column, the first of its group. */
  #firsts: readonly number[] = [];
  #at: Place = { row: 0, column: 0 };
  #explained: CellName | undefined;
  #isWaiting = false;

  constructor(private readonly events: GridEvents) {
    const { style } = this.element;
    style.setProperty('--row', `${this.#down.size}px`);
    style.setProperty('--column', `${this.#right.size}px`);
    style.setProperty('--head', `${this.#down.header}px`);
    style.setProperty('--side', `${this.#right.header}px`);
    this.#head.append(this.#corner);
    const head = element('div', {
      class: 'head-group',
      attributes: { role: 'rowgroup' },
      children: [this.#head],
    });
    this.element.append(head, this.#body);
    this.element.addEventListener('scroll', () => {
      this.#drawSoon();
      events.moved();
    });
    new ResizeObserver(() => {
      this.#drawSoon();
    }).observe(this.element);
    this.element.addEventListener('keydown', (event) => {
      this.#press(event);
    });
    this.element.addEventListener('click', (event) => {
      const place = placeOf(event.target);
      if (place === undefined) return;
      this.#move(place);
      this.#ask(false);
    });
    this.element.addEventListener('pointerover', (event) => {
      const place = placeOf(event.target);
      events.told(place === undefined ? '' : this.#words(place));
    });
    this.element.addEventListener('pointerleave', () => {
      events.told('');
    });
  }

  /** Shows other people, columns or verdicts; the keyboard stays on its cell where that is still there. */
  show(access: Access, chosen: Chosen, at: CellName | undefined = this.at): void {
    // Whoever types elsewhere meanwhile goes on there.
    const hadFocus = document.hasFocus() && this.element.contains(document.activeElement);
    this.#access = access;
    this.#chosen = chosen;
    this.#down.length = chosen.people.length;
    this.#right.length = chosen.columns.length;
    const firsts: number[] = [];
    for (let column = 0; column < chosen.columns.length; column += 1)
      firsts.push(
        this.#groupOf(column) === this.#groupOf(column - 1)
          ? (firsts[column - 1] ?? column)
          : column,
      );
    this.#firsts = firsts;
    this.#at = this.#found(at) ?? this.#within(this.#at);
    this.element.setAttribute('aria-rowcount', `${this.#down.length + 1}`);
    this.element.setAttribute('aria-colcount', `${this.#right.length + 1}`);
    this.element.setAttribute('aria-label', `Access: ${access.title}`);
    this.#corner.textContent = `${access.title}: people`;
    for (const sized of [this.#head, this.#body]) sized.style.width = `${this.#right.extent}px`;
    this.#body.style.height = `${this.#down.extent - this.#down.header}px`;
    this.#clear();
    this.#draw();
    if (hadFocus) this.focus();
  }

  /** The cell that the keyboard is on. */
  get at(): CellName | undefined {
    return this.#name(this.#at);
  }

  /** Marks the cell that is explained. */
  set explained(cell: CellName | undefined) {
    for (const [name, isIt] of [
      [this.#explained, false],
      [cell, true],
    ] as const) {
      const place = this.#found(name);
      if (place !== undefined) this.#cell(place)?.setAttribute('aria-selected', `${isIt}`);
    }
    this.#explained = cell;
  }

  scrollTo(top: number, left: number): void {
    this.element.scrollTo({ top, left, behavior: 'instant' });
    this.#draw();
  }

  /** Puts the keyboard on its cell. */
  focus(): void {
    this.#cell(this.#at)?.focus({ preventScroll: true });
  }

  #cell({ row, column }: Place): HTMLElement | undefined {
    return this.#rows.get(row)?.cells.get(column);
  }

  #name({ row, column }: Place): CellName | undefined {
    const person = this.#access.people[this.#chosen.people[row] ?? -1];
    const entry = this.#access.columns[this.#chosen.columns[column] ?? -1];
    return person && entry && { who: person.who, column: entry.id };
  }

  #found(cell: CellName | undefined): Place | undefined {
    if (cell === undefined) return undefined;
    const { people, columns } = this.#chosen;
    const row = people.findIndex((place) => this.#access.people[place]?.who === cell.who);
    const column = columns.findIndex((place) => this.#access.columns[place]?.id === cell.column);
    return row < 0 || column < 0 ? undefined : { row, column };
  }

  #within({ row, column }: Place): Place {
    const clamp = (value: number, length: number): number =>
      Math.max(0, Math.min(value, length - 1));
    return { row: clamp(row, this.#down.length), column: clamp(column, this.#right.length) };
  }

  #words({ row, column }: Place): string {
    const person = this.#access.people[this.#chosen.people[row] ?? -1];
    const place = this.#chosen.columns[column] ?? -1;
    const entry = this.#access.columns[place];
    if (person === undefined || entry === undefined) return '';
    const mark = markOf((this.#access.rows[person.row] ?? '').charAt(place));
    return `${person.who} · ${entry.label}: ${mark.words}`;
  }

  #press(event: KeyboardEvent): void {
    const target = placeFor(event, this.#at, {
      page: this.#down.page(this.element.clientHeight),
      last: { row: this.#down.length - 1, column: this.#right.length - 1 },
    });
    if (target !== undefined) {
      event.preventDefault();
      this.#move(target);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#ask(true);
    }
  }

  #move(place: Place): void {
    const to = this.#within(place);
    this.#cell(this.#at)?.setAttribute('tabindex', '-1');
    this.#at = to;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    this.element.scrollTo({
      top: this.#down.revealed(to.row, scrollTop, clientHeight),
      left: this.#right.revealed(to.column, scrollLeft, clientWidth),
      behavior: 'instant',
    });
    this.#draw();
    this.#cell(to)?.setAttribute('tabindex', '0');
    this.focus();
    this.events.told(this.#words(to));
    this.events.moved();
  }

  #ask(byKey: boolean): void {
    const { at } = this;
    if (at !== undefined) this.events.explain(at, byKey);
  }

  #drawSoon(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.#draw();
    });
  }

  #clear(): void {
    for (const { element: row } of this.#rows.values()) row.remove();
    for (const head of [...this.#heads.values(), ...this.#bands.values()]) head.remove();
    this.#rows.clear();
    this.#heads.clear();
    this.#bands.clear();
  }

  /** Draws what is missing of what is to be seen, and takes away what isn't. */
  #draw(): void {
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.element;
    const columns = this.#right.drawn(scrollLeft, clientWidth, this.#at.column);
    const rows = this.#down.drawn(scrollTop, clientHeight, this.#at.row);
    this.#drawBands(columns);
    keep(this.#head, this.#heads, columns, (column) => this.#makeHead(column));
    const shown = new Map([...this.#rows].map(([index, row]) => [index, row.element]));
    keep(this.#body, shown, rows, (index) => this.#makeRow(index));
    for (const index of [...this.#rows.keys()]) if (!shown.has(index)) this.#rows.delete(index);
    for (const [index, row] of this.#rows) {
      const text = this.#textOf(index);
      keep(row.element, row.cells, columns, (column) => this.#makeCell(index, column, text));
      row.header.classList.toggle('here', index === this.#at.row);
    }
    for (const [index, head] of this.#heads)
      head.classList.toggle('here', index === this.#at.column);
  }

  #textOf(row: number): string {
    const person = this.#access.people[this.#chosen.people[row] ?? -1];
    return this.#access.rows[person?.row ?? -1] ?? '';
  }

  /** The groups of the columns, above them. They are told with each column, too. */
  #drawBands(columns: readonly number[]): void {
    const wanted = new Set(columns.map((column) => this.#firsts[column] ?? column));
    for (const [first, band] of [...this.#bands])
      if (!wanted.has(first)) {
        band.remove();
        this.#bands.delete(first);
      }
    for (const first of wanted) {
      if (this.#bands.has(first)) continue;
      const group = this.#groupOf(first);
      let end = first;
      while (end < this.#right.length && this.#groupOf(end) === group) end += 1;
      const band = element('div', {
        class: 'band',
        attributes: { 'aria-hidden': 'true', title: group },
        children: [element('span', { text: group })],
      });
      band.style.left = `${this.#right.start(first)}px`;
      band.style.width = `${(end - first) * this.#right.size}px`;
      this.#bands.set(first, band);
      this.#head.append(band);
    }
  }

  #groupOf(column: number): string {
    return this.#access.columns[this.#chosen.columns[column] ?? -1]?.group ?? '';
  }

  #makeHead(column: number): HTMLElement {
    const entry = this.#access.columns[this.#chosen.columns[column] ?? -1];
    const isFirst = this.#firsts[column] === column;
    const { label = '', group = '', section = '' } = entry ?? {};
    const head = element('div', {
      class: isFirst ? 'column first' : 'column',
      attributes: {
        role: 'columnheader',
        'aria-colindex': `${column + 2}`,
        'aria-label': `${label}, ${group}`,
        title: `${label}\n${[group, section].filter((text) => text !== '').join(' · ')}`,
      },
      children: [element('span', { text: label })],
    });
    head.style.left = `${this.#right.start(column)}px`;
    return head;
  }

  #makeRow(index: number): HTMLElement {
    const { who = '', name, email } = this.#access.people[this.#chosen.people[index] ?? -1] ?? {};
    const header = element('div', {
      class: 'person',
      attributes: {
        role: 'rowheader',
        'aria-colindex': '1',
        title: [who, name, email].filter((text) => text !== undefined).join('\n'),
      },
      children: [
        element('span', { class: 'who', text: who }),
        ...(name === undefined ? [] : [' ', element('span', { class: 'name', text: name })]),
      ],
    });
    const row = element('div', {
      class: 'row',
      attributes: { role: 'row', 'aria-rowindex': `${index + 2}` },
      children: [header],
    });
    row.style.top = `${index * this.#down.size}px`;
    this.#rows.set(index, { element: row, header, cells: new Map() });
    return row;
  }

  #makeCell(row: number, column: number, text: string): HTMLElement {
    const name = this.#name({ row, column });
    const mark = markOf(text.charAt(this.#chosen.columns[column] ?? -1));
    const isAt = row === this.#at.row && column === this.#at.column;
    const isExplained =
      name !== undefined &&
      name.who === this.#explained?.who &&
      name.column === this.#explained.column;
    const classes = ['cell', mark.verdict];
    if (mark.differs) classes.push('differs');
    if (this.#firsts[column] === column) classes.push('first');
    const cell = element('div', {
      class: classes.join(' '),
      attributes: {
        role: 'gridcell',
        'aria-colindex': `${column + 2}`,
        'aria-label': this.#words({ row, column }),
        'aria-selected': `${isExplained}`,
        tabindex: isAt ? '0' : '-1',
        'data-place': `${row} ${column}`,
      },
      text: mark.glyph,
    });
    cell.style.left = `${this.#right.start(column)}px`;
    return cell;
  }
}

/** The place of the cell that an event is about. */
function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('[data-place]') : null;
  const [row, column] = (cell?.getAttribute('data-place') ?? '').split(' ').map(Number);
  return row === undefined || column === undefined ? undefined : { row, column };
}
