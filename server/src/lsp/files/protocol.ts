/**
 * Requests of Spaceward's own that the server sends. A client that has `readsFiles: true` among its initialization options
 * answers them: it reads what the server can't, such as file systems that are only in the editor.
 */

/** The policy files and configurations in the tree of a directory: their URIs. */
export const LIST_REQUEST = 'spaceward/files/list';
/** The nearest directory, the given one or above, that holds `tenant.spaceward.yaml`: its URI, or null. */
export const ROOT_REQUEST = 'spaceward/files/rootAbove';
/** The text of a file, or null where there is none that can be read. */
export const READ_REQUEST = 'spaceward/files/read';

export interface FileParams {
  /** Of a directory without a slash at its end. */
  readonly uri: string;
}
