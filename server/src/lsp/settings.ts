/** What the user may set: `spaceward.*` in VS Code. */
export interface Settings {
  /** How many diagnostics of one file are shown. */
  readonly maxDiagnostics: number;
  /** Whether hints stand between the words of a policy. */
  readonly inlayHints: boolean;
}

export const DEFAULT_SETTINGS: Settings = { maxDiagnostics: 1000, inlayHints: true };

/** Settings from what the client sends; what is missing or of no use is as by default. */
export function readSettings(value: unknown): Settings {
  const most = field(value, 'maxDiagnostics');
  return {
    maxDiagnostics:
      typeof most === 'number' && most >= 1 ? Math.floor(most) : DEFAULT_SETTINGS.maxDiagnostics,
    inlayHints: field(value, 'inlayHints') !== false,
  };
}

/** The folder of the rules' pages, as a URI without a slash at its end, from what the client sends when it starts. */
export function readRulePages(options: unknown): string | undefined {
  const folder = field(options, 'rulePages');
  return typeof folder === 'string' && folder !== '' ? folder.replace(/\/+$/u, '') : undefined;
}

/** The commands that the client runs itself, from what it sends when it starts. */
export function readCommands(options: unknown): ReadonlySet<string> {
  const commands = field(options, 'commands');
  const list: readonly unknown[] = Array.isArray(commands) ? commands : [];
  return new Set(list.filter((command) => typeof command === 'string'));
}

/** Whether the client reads files for the server, from what it sends when it starts. */
export function readsFiles(options: unknown): boolean {
  return field(options, 'readsFiles') === true;
}

/** A field of what may be an object. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
