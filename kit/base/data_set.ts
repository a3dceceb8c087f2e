/**
 * The types of a data set: how large it is, where its files are, and how to get them.
 * @module
 */

/** All examples of a data set, or the part that comes with the course. */
export type DataSize = "full" | "subset";

/** Examples that lessons train and test with. */
export interface DataSet {
  /** Its name in the records: "FashionMNIST". */
  name: string;
  /** What its examples are: "images". */
  items: string;
  /** How many examples there are. */
  counts: Readonly<Record<DataSize, { train: number; test: number }>>;
  /** The files as they were published; a key such as "trainImages" names their content. */
  files: Readonly<Record<string, PublishedFile>>;
  /**
   * For `deno task data --help`: what is downloaded ("the four original files (31 MB)"), and where the task looks
   * first.
   */
  help: { download: string; places: string };
  /** The addresses of the folders on servers that have these files. */
  mirrors: readonly string[];
  /** The names of two environment variables: one for a folder with the files, one for other servers. */
  variables: { folder: string; mirrors: string };
  /** Where to look for the files, in this order. */
  places: () => DataPlace[];
  /**
   * Finds the files of the requested size; by default, those in the first place that has all of them.
   * @throws {UsageError} If the files are not on this machine; the message says how to get them.
   */
  find: (size?: DataSize) => DataSource;
  /** Where a download is stored; null if the environment names no home folder. */
  downloadFolder: () => string | null;
  /** A sentence that says which file is missing in a place; by default, it names the first missing file. */
  missingFrom: (place: DataPlace, key?: string) => string;
  /**
   * Reads a file and checks all of it.
   * @throws {SyntaxError} If the file is damaged; the message names it.
   */
  readFile: (path: string, key: string, size: DataSize) => Uint8Array;
}

/** One file of a data set, as it was published. */
export interface PublishedFile {
  /** The name of the unpacked file, without the ending `.gz`. */
  name: string;
  /** The length of the packed file, in bytes. */
  bytes: number;
  /** The SHA-256 of the packed file, in hexadecimal. */
  sha256: string;
}

/** The files of a data set that were found. This object is plain data, so it can be sent to a lesson's process. */
export interface DataSource {
  /** All examples, or the course's own part. */
  size: DataSize;
  /** Who put the files there, in words: "the course", "Debian's package". */
  place: string;
  /** The folder that contains the files. */
  folder: string;
  /**
   * The paths of the files, with the same keys as {@linkcode DataSet.files}. A lesson's process may read these files.
   */
  files: Readonly<Record<string, string>>;
}

/** A folder to look into. */
export interface DataPlace {
  /** Who put the files there, in words. */
  name: string;
  /** All examples, or the course's own part. */
  size: DataSize;
  /** The folder, or null if there is none. */
  folder: string | null;
  /** The paths of the files that are there, with the same keys as {@linkcode DataSet.files}. */
  files: Partial<Record<string, string>>;
  /** Why the folder cannot be read, or "". */
  message: string;
}
