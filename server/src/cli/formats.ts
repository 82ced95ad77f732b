/** The option of the commands that write for people or for programs. */
export const FORMAT = { value: 'FORMAT', summary: 'pretty (default) or json' };
