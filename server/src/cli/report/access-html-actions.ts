import type { Action } from '../../core/matrix/types.js';
import { weightiest } from './access-words.js';
import { escaped } from './xml.js';

/**
 * Lists of actions in a page: rows name a few and lead to the whole list, which stands once at the end, as there are few lists in a
 * tenant and many rows.
 */
export class ActionLists {
  private readonly numbers = new Map<string, number>();

  /** What a row says of its actions. */
  cell(actions: readonly Action[]): string {
    const { named, more } = weightiest(actions);
    const list = named.map(({ id }) => escaped(id)).join(', ');
    if (more === 0) return list;
    return `${list} <a href="#actions-${this.numberOf(actions)}">and ${more} more</a>`;
  }

  private numberOf(actions: readonly Action[]): number {
    const list = actions.map(({ id }) => escaped(id)).join(', ');
    let number = this.numbers.get(list);
    if (number === undefined) this.numbers.set(list, (number = this.numbers.size + 1));
    return number;
  }

  /** The lists that rows lead to. */
  text(): string {
    if (this.numbers.size === 0) return '';
    const lists = Array.from(
      this.numbers,
      ([list, number]) => `<li id="actions-${number}">${list}</li>\n`,
    );
    return `<h2>Lists of actions</h2>\n<ol>\n${lists.join('')}</ol>\n`;
  }
}
