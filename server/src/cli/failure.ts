/** Something that the user did or gave that the command can't work with: shown as one message, exit code 2. */
export class Failure extends Error {}

/** What the exit code of a command says. */
export const EXIT = {
  /** Nothing at or above the fail level; an explanation that says allowed. */
  clean: 0,
  /** Problems at or above the fail level; an explanation that says otherwise. */
  problems: 1,
  /** Wrong usage, or a file that can't be read. */
  unusable: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
