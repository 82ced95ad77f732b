/** How often a property test tries: `RUNS=20 npm test` tries twenty times as often. */
export function runs(usual: number): number {
  return Math.ceil(usual * Number(process.env.RUNS ?? 1));
}
