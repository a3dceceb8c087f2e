/**
 * `deno task data`: says which files of a data set are here, whether they are intact, and how to get the others.
 * @module
 */
import { join } from "node:path";
import { download, DownloadError } from "../../learn/data/download.ts";
import type { DataPlace, DataSet, DataSize, PublishedFile } from "../../base/data_set.ts";
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import { showLive } from "../../base/live_line.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { UsageError } from "../../base/usage_error.ts";
import { printJson } from "./request.ts";

/** The data set that the task is about, and the form of its output. */
interface Request {
  /** The data set. */
  set: DataSet;
  /** Whether to print only one JSON value. */
  json: boolean;
  /** The colours to use. */
  style: Style;
}

/** What is wrong with a file. */
interface Problem {
  /** Its path. */
  file: string;
  /** A sentence that names it. */
  message: string;
}

/** The files that were found in a place. */
interface PlaceReport extends Pick<DataPlace, "name" | "size" | "folder" | "message"> {
  /**
   * How many of the files are there: none, some or all; after a verification, whether all are intact or one is broken.
   */
  status: "none" | "incomplete" | "there" | "intact" | "broken";
  /** Whether a program that uses the data set reads it from here. */
  isUsed: boolean;
  /** What is wrong there. */
  problems: Problem[];
}

/**
 * Prints which examples are on this machine.
 * @returns The exit code: 1 if the examples cannot be read because a file is missing.
 */
export function showData({ set, json, style }: Request): number {
  const reports = reportsOf(
    set,
    (place) => mayBeEmpty(set, place) || hasAllFiles(set, place) ? [] : [missing(set, place)],
  );
  const code = reports.some(({ problems }) => problems.length > 0) ? 1 : 0;
  if (json) return printJson({ places: reports }), code;
  printReports(set, reports, style);
  const hasAll = reports.some(({ size, isUsed }) => size === "full" && isUsed);
  const { train, test } = set.counts.full;
  const all = `To get all ${countText(train + test)} ${set.items}`;
  const way = hasAll ? "To verify the files: deno task data --verify" : `${all}: deno task data --download`;
  console.log(wrap(way, 2, style.width));
  return code;
}

/**
 * Reads every byte of the files that are here.
 * @returns The exit code: 1 if a file is broken.
 */
export function verifyData({ set, json, style }: Request): number {
  const reports = reportsOf(set, (place) => problemsOf(set, place), true);
  const count = reports.flatMap(({ problems }) => problems).length;
  if (json) return printJson({ places: reports }), count > 0 ? 1 : 0;
  printReports(set, reports, style);
  console.log(
    count > 0 ? `  ${counted(count, "file is", "files are")} broken.` : "  All files here are intact.",
  );
  return count > 0 ? 1 : 0;
}

/**
 * Downloads the original files that are missing.
 * @returns The exit code: 1 if they could not be downloaded.
 * @throws {UsageError} If there is no folder for them, or an address is not valid.
 */
export async function downloadData({ set, json }: Request): Promise<number> {
  const { folder: variable } = set.variables;
  const folder = set.downloadFolder();
  if (!folder) throw new UsageError(`There is no home folder for a cache: set ${variable} to a folder for the files.`);
  const mirrors = mirrorsOf(set);
  const places = set.places();
  const elsewhere = places.find((place) => place.size === "full" && place.folder !== folder && hasAllFiles(set, place));
  const isNamed = Boolean(Deno.env.get(variable));
  if (elsewhere && !isNamed) {
    return finish(set, { folder: elsewhere.folder!, downloaded: [] }, problemsOf(set, elsewhere), json);
  }

  const place = places.find((place) => place.folder === folder)!;
  const downloaded: string[] = [];
  try {
    for (const [key, file] of Object.entries(set.files)) {
      const there = place.files[key];
      if (there && !problemOf(set, there, key, "full")) continue;
      downloaded.push(await fetchFile(file, folder, mirrors, json));
    }
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    const advice =
      `The downloaded part is kept: try again later, or get the files elsewhere and set ${variable} to their folder.`;
    return finish(set, { folder, downloaded }, [{ file: "", message: `${error.message}\n${advice}` }], json);
  }
  return finish(set, { folder, downloaded }, [], json);
}

async function fetchFile(
  { name, bytes, sha256 }: PublishedFile,
  folder: string,
  mirrors: readonly string[],
  json: boolean,
): Promise<string> {
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

function finish(
  set: DataSet,
  result: { folder: string; downloaded: string[] },
  problems: Problem[],
  json: boolean,
): number {
  if (json) printJson({ ...result, problems });
  for (const { message } of problems) console.error(printable(message)); // a message may quote the answer of a server
  if (problems.length > 0) return 1;
  const news = result.downloaded.length > 0 ? "" : " already: nothing was downloaded";
  if (!json) console.log(`  All of ${set.name} is in ${shortPath(result.folder)}${news}.`);
  return 0;
}

/** The servers to download from: those in the environment variable, separated by spaces, or else the data set's own. */
function mirrorsOf({ mirrors: usual, variables }: DataSet): readonly string[] {
  const mirrors = Deno.env.get(variables.mirrors)?.split(/\s+/).filter(Boolean) ?? [];
  const wrong = mirrors.find((mirror) => !/^https?:$/.test(URL.parse(mirror)?.protocol ?? ""));
  if (wrong) {
    throw new UsageError(
      `${variables.mirrors} contains "${wrong}", which is not an address: write http://…/ or https://…/.`,
    );
  }
  return mirrors.length > 0 ? mirrors.map((mirror) => mirror.endsWith("/") ? mirror : `${mirror}/`) : usual;
}

function reportsOf(set: DataSet, look: (place: DataPlace) => Problem[], isVerified = false): PlaceReport[] {
  const used = usedFolder(set);
  return set.places().map((place) => {
    const { name, size, folder, message } = place;
    const problems = look(place);
    const report = { name, size, folder, message, isUsed: folder !== null && folder === used, problems };
    return { ...report, status: statusOf(set, place, problems, isVerified) };
  });
}

/**
 * The folder that programs read from. If a variable names a folder, no other folder is used, even if files are missing
 * there.
 */
function usedFolder(set: DataSet): string | null {
  try {
    return set.find().folder;
  } catch {
    return null;
  }
}

function statusOf(
  set: DataSet,
  place: DataPlace,
  problems: readonly Problem[],
  isVerified: boolean,
): PlaceReport["status"] {
  if (problems.length > 0) return "broken";
  if (hasAllFiles(set, place)) return isVerified ? "intact" : "there";
  return Object.keys(place.files).length > 0 ? "incomplete" : "none";
}

/** All problems in a place, found by reading every byte. */
function problemsOf(set: DataSet, place: DataPlace): Problem[] {
  const { folder, files, size, message } = place;
  if (folder === null || message || mayBeEmpty(set, place) && Object.keys(files).length === 0) return [];
  return Object.keys(set.files).flatMap((key) => {
    const file = files[key];
    return (file ? problemOf(set, file, key, size) : missing(set, place, key)) ?? [];
  });
}

/** Whether a place may be empty, because no setting says that it contains the files. */
function mayBeEmpty({ variables }: DataSet, { name, size, folder }: DataPlace): boolean {
  return folder === null || name !== `$${variables.folder}` && size === "full";
}

function hasAllFiles({ files }: DataSet, place: DataPlace): boolean {
  return Object.keys(files).every((key) => place.files[key] !== undefined);
}

/** The problem of a missing file; by default, of the first file that is missing. */
function missing(
  { files, missingFrom }: DataSet,
  place: DataPlace,
  key = Object.keys(files).find((key) => !place.files[key])!,
): Problem {
  return { file: join(place.folder!, `${files[key].name}.gz`), message: missingFrom(place, key) };
}

function problemOf(set: DataSet, file: string, key: string, size: DataSize): Problem | undefined {
  try {
    set.readFile(file, key, size);
  } catch (error) {
    if (error instanceof SyntaxError) return { file, message: error.message };
    throw error;
  }
}

/** On screens narrower than this, in columns, the number of examples is printed below the place. */
const NARROW = 60;

function printReports(set: DataSet, reports: readonly PlaceReport[], style: Style): void {
  const signs = { none: "□", incomplete: "…", there: "✓", intact: "✓", broken: "✗" };
  const paints = {
    none: style.dim,
    incomplete: style.yellow,
    there: style.green,
    intact: style.green,
    broken: style.red,
  };
  for (const { name, size, folder, message, status, isUsed, problems } of reports) {
    const { train, test } = set.counts[size];
    const examples = status === "none"
      ? ""
      : `${train.toLocaleString("en")} + ${test.toLocaleString("en")} ${set.items}`;
    const isNarrow = style.width < NARROW;
    const middle = isNarrow ? "" : examples.padEnd(25);
    const line = `  ${signs[status]} ${status.padEnd(12)}${middle}${name}${isUsed ? "  ← used" : ""}`;
    console.log(paints[status](line.trimEnd()));
    if (isNarrow && examples) console.log(`    ${examples}`);
    const details = [message || (folder ? shortPath(folder) : "not set"), ...problems.map(({ message }) => message)];
    for (const detail of details) {
      console.log(style.dim(wrap(printable(detail), isNarrow ? 4 : 16, style.width)));
    }
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1);
}
