/**
 * How large an archive may be. All limits are checked before anything is written, as far as the archive tells the
 * truth, and again while it is read.
 * @module
 */

/** Limits on an archive. */
export interface ArchiveLimits {
  /** The most files and folders. */
  files: number;
  /** The most bytes of all files together, as the archive states them and as they are unpacked. */
  bytes: number;
  /** The most bytes of the files that are taken, which are written to the disk. */
  takenBytes: number;
  /** The most bytes of an archive in this archive. */
  nestedBytes: number;
  /** The most time for reading it, in seconds. */
  seconds: number;
  /** The most memory for reading it. Deno alone needs a fifth of it. */
  memoryMiB: number;
  /** The longest list of its files, in bytes. */
  outputBytes: number;
}

/**
 * The archive of a student. The whole course folder has about 2,000 files, with its packages in it 30,000 files and
 * 400 MB. With Git's objects, it may be twice as many.
 */
export const STUDENT_LIMITS: ArchiveLimits = {
  files: 60_000,
  bytes: 1e9,
  takenBytes: 100e6,
  nestedBytes: 0,
  seconds: 30,
  memoryMiB: 800,
  outputBytes: 2 ** 24,
};

/**
 * The archive of a class. The largest classes have a thousand students; a platform's upload is at most some hundred
 * megabytes for each, and most students hand in a few kilobytes.
 */
export const CLASS_LIMITS: ArchiveLimits = {
  files: 250_000,
  bytes: 20e9,
  takenBytes: 4e9,
  nestedBytes: 500e6,
  seconds: 600,
  memoryMiB: 1200,
  outputBytes: 2 ** 26,
};

/**
 * The largest ratio of unpacked to packed bytes. Deflate reaches 1,032 with nothing but zeros; programs and data reach
 * 3 to 20.
 */
export const MOST_RATIO = 200;

/** Below this many bytes, the ratio does not matter: a file of blank lines harms nobody. */
export const HARMLESS_BYTES = 10e6;

/** The largest lesson that is taken, in bytes. A longer one could not be judged (see kit/judge/sandbox/lesson_file.ts). */
export const LESSON_BYTES = 1_000_000;

/** The largest list of a platform that is taken, in bytes. Gradescope's also contains what every test printed. */
export const LIST_BYTES = 200e6;
