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
