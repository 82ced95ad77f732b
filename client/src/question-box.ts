import { type QuickPick, type QuickPickItem, window } from 'vscode';

/**
 * Questions that follow each other in one box at the top of the window.
 *
 * Each question stays until the next one is there. A box that closes gives the keyboard back to what had it, an access view for example:
 * on a busy machine that is done when the next box is open already, which closes as it loses the keyboard, and the rest is never asked.
 */
export class QuestionBox {
  /** The question that was asked last. */
  #box: QuickPick<QuickPickItem> | undefined;
  #isGivenUp = false;

  private constructor() {
    // Made by `with` alone, which closes it.
  }

  /**
   * Asks questions, and closes the box after them, whatever comes of them.
   *
   * @param ask asks them; there are no answers any more once the user gives up
   */
  static async with<R>(ask: (box: QuestionBox) => Promise<R>): Promise<R> {
    const box = new QuestionBox();
    try {
      return await ask(box);
    } finally {
      box.#box?.dispose();
    }
  }

  /** Has the user pick one; undefined where they gave up. */
  async pick<T extends QuickPickItem>(
    items: readonly T[],
    placeholder: string,
  ): Promise<T | undefined> {
    const [picked] = (await this.#ask(items, placeholder)) ?? [];
    return picked;
  }

  /**
   * Has the user pick one or more; undefined where they gave up, or picked nothing.
   *
   * @param held what is picked at first
   */
  async pickSome<T extends QuickPickItem>(
    items: readonly T[],
    placeholder: string,
    held: readonly T[] = [],
  ): Promise<readonly T[] | undefined> {
    const picked = await this.#ask(items, placeholder, held);
    return picked?.length === 0 ? undefined : picked;
  }

  /** @param held where more than one may be picked */
  async #ask<T extends QuickPickItem>(
    items: readonly T[],
    placeholder: string,
    held?: readonly T[],
  ): Promise<readonly T[] | undefined> {
    if (this.#isGivenUp) return undefined;
    const box = window.createQuickPick<T>();
    box.placeholder = placeholder;
    box.matchOnDescription = true;
    box.matchOnDetail = true;
    box.canSelectMany = held !== undefined;
    box.items = items;
    if (held !== undefined) box.selectedItems = held;
    const before = this.#box;
    this.#box = box;
    box.show();
    before?.dispose();
    const picked = await new Promise<readonly T[] | undefined>((resolve) => {
      box.onDidAccept(() => {
        // Of choices of which one is to be picked, none is selected where none matches.
        if (held !== undefined || box.selectedItems.length > 0) resolve(box.selectedItems);
      });
      box.onDidHide(() => {
        if (this.#box === box) this.#isGivenUp = true;
        resolve(undefined);
      });
    });
    box.busy = true;
    return picked;
  }
}
