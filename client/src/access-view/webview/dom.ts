/** What an element is made with: attributes, and properties that have none. */
export interface Parts {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly (Node | string)[];
}

/** Makes an element. Texts are put in as texts: nothing in a policy is ever read as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: name, attributes = {}, text, children = [] }: Parts = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name !== undefined) made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

/** Puts children in the place of those that an element has. */
export function fill(parent: Element, children: readonly (Node | string)[]): void {
  parent.replaceChildren(...children);
}

/** Makes the children of an element those that are wanted, in their order: what is there stays. */
export function keep(
  parent: HTMLElement,
  known: Map<number, HTMLElement>,
  wanted: readonly number[],
  make: (index: number) => HTMLElement,
): void {
  const set = new Set(wanted);
  for (const [index, child] of [...known])
    if (!set.has(index)) {
      child.remove();
      known.delete(index);
    }
  let next: HTMLElement | null = null;
  for (const index of [...wanted].reverse()) {
    let child = known.get(index);
    if (child === undefined) {
      known.set(index, (child = make(index)));
      parent.insertBefore(child, next);
    }
    next = child;
  }
}
