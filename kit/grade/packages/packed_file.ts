/**
 * @module
 */

/** A file of a package. */
export interface PackedFile {
  /** Its path in the package, with slashes. */
  path: string;
  /** Its content. */
  content: string | Uint8Array<ArrayBuffer>;
  /** Whether the platform starts it as a program. */
  isProgram?: boolean;
}
