/**
 * `deno task data`: which images are here, whether they are whole, and how to get the rest.
 * @module
 */
import { join } from "node:path";
import { download, DownloadError } from "../../learn/data/download.ts";
import { COUNTS, FASHION_MNIST_FILES, type FileKey } from "../../learn/data/fashion_mnist_files.ts";
import {
  downloadFolder,
  fashionMNISTPlaces,
  findFashionMNIST,
  isComplete,
  missingFrom,
  type Place,
  VARIABLE,
} from "../../learn/data/find_fashion_mnist.ts";
import { readFashionMNISTFile } from "../../learn/data/read_fashion_mnist.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import { showLive } from "../../base/live_line.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { UsageError } from "../../base/usage_error.ts";
import { printJson } from "./request.ts";

/** The variable with which a class names a server of its own, or several, with spaces in between. */
const MIRRORS_VARIABLE = "FASHION_MNIST_MIRRORS";

/** Who has the original files: the authors' own server, their repository, and TensorFlow's copy. */
const MIRRORS = [
  "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
];

const KEYS = Object.keys(FASHION_MNIST_FILES) as FileKey[];

/** How the task was asked to answer. */
interface Output {
  /** Whether to print one JSON value and nothing else. */
  json: boolean;
  /** How to colour. */
  style: Style;
}

/** What is wrong with a file. */
interface Problem {
  /** Its path. */
  file: string;
  /** A sentence that names it. */
  message: string;
}

/** What was found in a place. */
interface PlaceReport extends Pick<Place, "name" | "size" | "folder" | "message"> {
  /** Nothing there, some of the four files, all of them, all of them and looked through, or not what they should be. */
  status: "none" | "incomplete" | "there" | "intact" | "broken";
  /** Whether `new FashionMNIST()` reads it. */
  isUsed: boolean;
  /** What is wrong there. */
  problems: Problem[];
}

/**
 * Says which images are there.
 * @returns The exit code: 1 if a file is missing without which none can be read.
 */
export function showData({ json, style }: Output): number {
  const reports = reportsOf((place) => mayBeEmpty(place) || isComplete(place) ? [] : [missing(place)]);
  const code = reports.some(({ problems }) => problems.length > 0) ? 1 : 0;
  if (json) return printJson({ places: reports }), code;
  printReports(reports, style);
  const hasAll = reports.some(({ size, isUsed }) => size === "full" && isUsed);
  const way = hasAll ? "Are they whole? deno task data --verify" : "All 70,000 images: deno task data --download";
  console.log(wrap(way, 2, style.width));
  return code;
}

/**
 * Reads all that is there, byte by byte.
 * @returns The exit code: 1 if a file is not what it should be.
 */
export function verifyData({ json, style }: Output): number {
  const reports = reportsOf(problemsOf);
  const count = reports.flatMap(({ problems }) => problems).length;
  if (json) return printJson({ places: reports }), count > 0 ? 1 : 0;
  printReports(reports, style);
  console.log(
    count > 0 ? `  ${counted(count, "file is", "files are")} broken.` : "  All that is here is whole.",
  );
  return count > 0 ? 1 : 0;
}

/**
 * Downloads the four original files, or those of them that are not there, to where {@linkcode downloadFolder} says.
 * @returns The exit code: 1 if they could not be had.
 * @throws {UsageError} If there is no folder to put them, or an address is none.
 */
export async function downloadData({ json }: Output): Promise<number> {
  const folder = downloadFolder();
  if (!folder) throw new UsageError(`There is no home for a cache here: let ${VARIABLE} name a folder for the files.`);
  const mirrors = mirrorsFrom(Deno.env.get(MIRRORS_VARIABLE));
  const places = fashionMNISTPlaces();
  const elsewhere = places.find((place) => place.size === "full" && place.folder !== folder && isComplete(place));
  const isNamed = Boolean(Deno.env.get(VARIABLE));
  if (elsewhere && !isNamed) return finish({ folder: elsewhere.folder!, downloaded: [] }, problemsOf(elsewhere), json);

  const place = places.find((place) => place.folder === folder)!;
  const downloaded: string[] = [];
  try {
    for (const key of KEYS) {
      if (place.files[key] && !problemOf(place.files[key], key, "full")) continue;
      downloaded.push(await fetchFile(key, folder, mirrors, json));
    }
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    const advice =
      `What has arrived is kept, so try again later, or get the files elsewhere and let ${VARIABLE} name their folder.`;
    return finish({ folder, downloaded }, [{ file: "", message: `${error.message}\n${advice}` }], json);
  }
  return finish({ folder, downloaded }, [], json);
}

async function fetchFile(key: FileKey, folder: string, mirrors: readonly string[], json: boolean): Promise<string> {
  const { name, bytes, sha256 } = FASHION_MNIST_FILES[key];
  const path = join(folder, `${name}.gz`);
  const urls = mirrors.map((mirror) => new URL(`${name}.gz`, mirror).href);
  try {
    await download({ urls, path, bytes, sha256 }, {
      onProgress: (received) => showLive(`  ↓ ${name}.gz  ${megabytes(received)} of ${megabytes(bytes)} MB`),
    });
  } finally {
    showLive("");
  }
  if (!json) console.log(`  ✓ ${name}.gz  ${megabytes(bytes)} MB`);
  return path;
}

function finish(result: { folder: string; downloaded: string[] }, problems: Problem[], json: boolean): number {
  if (json) printJson({ ...result, problems });
  for (const { message } of problems) console.error(printable(message)); // it may quote a server
  if (problems.length > 0) return 1;
  const news = result.downloaded.length > 0 ? "" : " already: nothing was downloaded";
  if (!json) console.log(`  All of FashionMNIST is in ${shortPath(result.folder)}${news}.`);
  return 0;
}

function mirrorsFrom(text: string | undefined): readonly string[] {
  const mirrors = text?.split(/\s+/).filter(Boolean) ?? [];
  const wrong = mirrors.find((mirror) => !/^https?:$/.test(URL.parse(mirror)?.protocol ?? ""));
  if (wrong) {
    throw new UsageError(
      `${MIRRORS_VARIABLE} has "${wrong}" in it, which is no address: write http://…/ or https://…/.`,
    );
  }
  return mirrors.length > 0 ? mirrors.map((mirror) => mirror.endsWith("/") ? mirror : `${mirror}/`) : MIRRORS;
}

function reportsOf(look: (place: Place) => Problem[]): PlaceReport[] {
  const used = usedFolder();
  return fashionMNISTPlaces().map((place) => {
    const { name, size, folder, message } = place;
    const problems = look(place);
    const report = { name, size, folder, message, isUsed: folder !== null && folder === used, problems };
    return { ...report, status: statusOf(place, problems, look === problemsOf) };
  });
}

/** A folder that is named and has not all files in it stands in the way of all others. */
function usedFolder(): string | null {
  try {
    return findFashionMNIST().folder;
  } catch {
    return null;
  }
}

function statusOf(place: Place, problems: readonly Problem[], isVerified: boolean): PlaceReport["status"] {
  if (problems.length > 0) return "broken";
  if (isComplete(place)) return isVerified ? "intact" : "there";
  return Object.keys(place.files).length > 0 ? "incomplete" : "none";
}

/** All that is wrong with what is in a place, byte by byte. */
function problemsOf(place: Place): Problem[] {
  const { folder, files, size, message } = place;
  if (folder === null || message || mayBeEmpty(place) && Object.keys(files).length === 0) return [];
  return KEYS.flatMap((key) => {
    const file = files[key];
    return (file ? problemOf(file, key, size) : missing(place, key)) ?? [];
  });
}

/** Nobody has said that all files are there. */
function mayBeEmpty({ name, size, folder }: Place): boolean {
  return folder === null || name !== `$${VARIABLE}` && size === "full";
}

function missing(place: Place, key = KEYS.find((key) => !place.files[key])!): Problem {
  return { file: join(place.folder!, `${FASHION_MNIST_FILES[key].name}.gz`), message: missingFrom(place, key) };
}

function problemOf(file: string, key: FileKey, size: Place["size"]): Problem | undefined {
  try {
    readFashionMNISTFile(file, key, size);
  } catch (error) {
    if (error instanceof SyntaxError) return { file, message: error.message };
    throw error;
  }
}

/** With fewer columns, how many images there are is said below. */
const NARROW = 60;

function printReports(reports: readonly PlaceReport[], style: Style): void {
  const signs = { none: "□", incomplete: "…", there: "✓", intact: "✓", broken: "✗" };
  const paints = {
    none: style.dim,
    incomplete: style.yellow,
    there: style.green,
    intact: style.green,
    broken: style.red,
  };
  for (const { name, size, folder, message, status, isUsed, problems } of reports) {
    const { train, test } = COUNTS[size];
    const images = status === "none" ? "" : `${train.toLocaleString("en")} + ${test.toLocaleString("en")} images`;
    const isNarrow = style.width < NARROW;
    const middle = isNarrow ? "" : images.padEnd(25);
    const line = `  ${signs[status]} ${status.padEnd(12)}${middle}${name}${isUsed ? "  ← used" : ""}`;
    console.log(paints[status](line.trimEnd()));
    if (isNarrow && images) console.log(`    ${images}`);
    const details = [message || (folder ? shortPath(folder) : "not set"), ...problems.map(({ message }) => message)];
    for (const detail of details) {
      console.log(style.dim(wrap(printable(detail), isNarrow ? 4 : 16, style.width)));
    }
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1);
}
