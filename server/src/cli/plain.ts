import { MORE_FORMATS } from './formats.js';

/** Options of `check` whose code is with the other commands, as a plain check starts faster without it. */
export const MORE_OF_CHECK: readonly string[] = [
  'fix',
  'dry-run',
  'baseline',
  'write-baseline',
  'watch',
];

/** Whether arguments ask for a check and nothing more. */
export function isPlainCheck([command, ...rest]: readonly string[]): boolean {
  const asksFor = (name: string): boolean =>
    rest.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
  return (
    command === 'check' &&
    !MORE_OF_CHECK.some(asksFor) &&
    !MORE_FORMATS.some((format) => rest.includes(format) || rest.includes(`--format=${format}`))
  );
}
