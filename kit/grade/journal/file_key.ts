/**
 * @module
 */

/** The name of a file in a class: files of the same lesson with the same bytes have the same name. */
export function fileKey({ lesson, sha256 }: { lesson: string; sha256: string | null }): string {
  return `${lesson} ${sha256}`;
}
