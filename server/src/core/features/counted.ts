/** `1 app`, `2 apps`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How much of a limit is used: `▰▰▱▱▱▱▱▱▱▱ 80 of 400 shares`. */
export function gauge(count: number, limit: number): string {
  const share = limit > 0 ? count / limit : 1;
  const full = Math.min(10, Math.floor(share * 10));
  const over = count > limit ? ', over the limit' : '';
  return `${'▰'.repeat(full)}${'▱'.repeat(10 - full)} ${count} of ${limit} shares${over}`;
}
