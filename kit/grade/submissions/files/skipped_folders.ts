/**
 * @module
 */

/**
 * Folders that are not searched for lessons, in lower case: those of the course that contain files with the names of
 * lessons (`.cache` contains a copy of the stubs), and those of other programs.
 */
const SKIPPED = [
  ...["solutions", "tests", "backups", "plots", ".stubs", ".cache"],
  ...[".git", ".vscode", ".idea", "node_modules", "__macosx", ".ipynb_checkpoints"],
];

/** Whether a folder with this name is not searched for lessons. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.includes(name.toLowerCase());
}
