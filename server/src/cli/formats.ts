/** The option of the commands that write for people or for programs. */
export const FORMAT = { value: 'FORMAT', summary: 'pretty (default) or json' };

/** The formats of `check` that are read when they are asked for. */
export const MORE_FORMATS = ['sarif', 'junit', 'github', 'markdown'] as const;
