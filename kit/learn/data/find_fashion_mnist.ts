/**
 * Finds FashionMNIST on this machine.
 * @module
 */
import { join, resolve } from "node:path";
import { mayRead } from "../../base/may_read.ts";
import { readableVariable } from "../../base/readable_variable.ts";
import { courseFolder } from "../../base/root.ts";
import { runAgain } from "../../base/run_again.ts";
import { UsageError } from "../../base/usage_error.ts";
import { cacheFolder } from "../../base/cache_folder.ts";
import { countText } from "../plot/parts/number_text.ts";
import type { DataPlace, DataSize, DataSource } from "../../base/data_set.ts";
import { COUNTS, FASHION_MNIST_FILES, type FileKey } from "./fashion_mnist_files.ts";

/** The environment variable that names the folder with the four files. */
export const VARIABLE = "FASHION_MNIST_DIR";

/** The folder in which Debian's package `dataset-fashion-mnist` puts the files. */
const DEBIAN = "/usr/share/datasets/fashion-mnist";

/** The advice for missing files, by the name of the place. */
const ADVICE: Record<string, string> = {
  [`$${VARIABLE}`]: `set ${VARIABLE} to the folder with all four files, or fetch them: deno task data --download`,
  "the cache": "deno task data --download fetches it.",
  "the course": "unpack the course into this folder again; your lessons are kept.",
};

/**
 * The places in the order in which they are searched: `$FASHION_MNIST_DIR`, Debian's package, the cache that
 * `deno task data --download` fills, the subset in `data/`. A place that may not be read counts as empty; the program
 * does not ask for permission.
 */
export function fashionMNISTPlaces(environment = readableVariable): DataPlace[] {
  const named = environment(VARIABLE);
  return [
    look(`$${VARIABLE}`, "full", named ? resolve(named) : null),
    look("Debian's package", "full", DEBIAN),
    look("the cache", "full", cached(environment)),
    subsetPlace(),
  ];
}

/**
 * The source of FashionMNIST: the first of {@linkcode fashionMNISTPlaces} that has all four files. The files are
 * checked when they are read.
 * @throws {UsageError} If `$FASHION_MNIST_DIR` is set and a file is missing there, or if even the subset is missing or
 * may not be read.
 */
export function findFashionMNIST(environment = readableVariable): DataSource {
  const places = fashionMNISTPlaces(environment);
  const [named] = places;
  if (named.folder && !named.message && !isComplete(named)) throw new UsageError(missingFrom(named));
  const found = places.find(isComplete);
  if (!found) throw new UsageError(named.message || missingFrom(places.at(-1)!));
  return sourceAt(found);
}

/**
 * All published images.
 * @throws {UsageError} If they are not on this machine.
 */
export function fullFashionMNIST(environment = readableVariable): DataSource {
  const found = findFashionMNIST(environment);
  if (found.size === "full") return found;
  const count = countText(COUNTS.full.train);
  throw new UsageError(`The ${count} images of FashionMNIST are not on this machine: deno task data --download`);
}

/** The subset in `data/`, even if this machine has all images. */
export function fashionMNISTSubset(): DataSource {
  const place = subsetPlace();
  if (!isComplete(place)) throw new UsageError(missingFrom(place));
  return sourceAt(place);
}

/** The folder for a download: `$FASHION_MNIST_DIR`, or otherwise the cache; null if there is no home folder. */
export function downloadFolder(environment = readableVariable): string | null {
  const named = environment(VARIABLE);
  return named ? resolve(named) : cached(environment);
}

function cached(environment: typeof readableVariable): string | null {
  const cache = cacheFolder(environment);
  return cache && join(cache, "fashion-mnist");
}

/** Whether the place has all four files. */
export function isComplete({ files }: DataPlace): boolean {
  return keys().every((key) => files[key] !== undefined);
}

/** A sentence that says that `place` lacks the file `key`, by default the first missing file. */
export function missingFrom(place: DataPlace, key: string = keys().find((key) => !place.files[key])!): string {
  const { name, folder, message } = place;
  if (message) return message;
  if (folder === null) {
    return `FashionMNIST does not come with the library: set ${VARIABLE} to a folder with its four files.`;
  }
  const path = join(folder, `${FASHION_MNIST_FILES[key as FileKey].name}.gz`);
  return `${path} is not there: ${ADVICE[name] ?? "install the package again."}`;
}

/** The four files of a place that has them all. */
export function sourceAt({ name, size, folder, files }: DataPlace): DataSource {
  return { size, place: name, folder: folder!, files: files as Record<string, string> };
}

function keys(): FileKey[] {
  return Object.keys(FASHION_MNIST_FILES) as FileKey[];
}

function subsetPlace(): DataPlace {
  return look("the course", "subset", courseFolder && join(courseFolder, "data"));
}

function look(name: string, size: DataSize, folder: string | null): DataPlace {
  const place: DataPlace = { name, size, folder, files: {}, message: "" };
  if (folder === null) return place;
  if (!mayRead(folder)) return { ...place, message: `Deno may not read ${folder}: type ${runAgain()}.` };
  for (const key of keys()) {
    const path = join(folder, FASHION_MNIST_FILES[key].name);
    const found = [`${path}.gz`, path].find(isFile);
    if (found) place.files[key] = found;
  }
  return place;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
