/** Adds items at the end of a list. Unlike `push(...items)`, it doesn't overflow the stack on very long ones. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
