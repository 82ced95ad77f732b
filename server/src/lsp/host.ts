/** Files and directories, named by their URIs in the spelling of `canonicalUri`. */
export interface FileSystem {
  /** The policy files and configurations in a directory's tree; of one that can't be read, none. */
  readonly list: (directory: string) => Promise<readonly string[]>;
  /** The nearest directory, the given one or above, that holds `tenant.spaceward.yaml`. */
  readonly rootAbove: (directory: string) => Promise<string | undefined>;
  /** A file's text; undefined where there is none that can be read. */
  readonly read: (file: string) => Promise<string | undefined>;
}

/** What the server asks of the machine that it runs on. */
export interface Host {
  /** The machine's own disk, which `file:` names; undefined where the server can't read it. */
  readonly disk: FileSystem | undefined;
  /** The folder of the rules' pages as a URI, where the program has it beside it. */
  readonly rulePages: string | undefined;
  /** Lets what waits come in: messages of the client, above all. */
  readonly pause: () => Promise<void>;
}
