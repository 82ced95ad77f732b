/** Whether two sets have something in common; costs as much as the smaller. */
export function meet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size > 0) for (const each of few) if (many.has(each)) return true;
  return false;
}
