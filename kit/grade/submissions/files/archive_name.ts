/**
 * Recognizes archives by the names of files.
 * @module
 */

/** The ends of the names of archives, also of those that cannot be read, so that a sentence can say so. */
const ARCHIVE = /\.(zip|tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz|tar\.zst|7z|rar)$/i;

/** Whether a file with this name is an archive. Its first bytes decide which kind it is. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE.test(name);
}

/** The name of an archive without its ending: "ada" for "ada.tar.gz". */
export function withoutArchiveEnding(name: string): string {
  return name.replace(ARCHIVE, "") || name;
}
