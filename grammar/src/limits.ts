/** Longer sentences are refused: nobody writes them, and reading them would hold up an editor. */
export const MAX_LENGTH = 100_000;
