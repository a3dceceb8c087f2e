/**
 * Grades a class in a process that is killed again and again.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import type { CountRecord, GradeRecord } from "../../grade/grade_record.ts";
import type { Entry } from "../../grade/journal/entry.ts";
import { RandomState } from "../../learn/data/random_state.ts";
import type { Ended } from "../course_copy.ts";
import { type Started, until } from "../started.ts";

/** The longest delay between the record after which a process is killed and its end, in milliseconds. */
const MOST_DELAY_MS = 300;

/** How often and when to kill. */
export interface KillOptions {
  /** The class's folder. */
  out: string;
  /** How many times the process is killed. */
  kills: number;
  /** The number of records of an undisturbed run: the moments are spread over so many. */
  records: number;
  /** The seed of the moments. */
  seed: number;
}

/**
 * Starts a grader that prints records as JSON, and kills it with SIGKILL: after a random number of records, and a random
 * delay. Starts it again each time, the last time until it ends. Tests that no kill loses a line of the journal, and
 * that every verdict was there before it was counted.
 * @returns How the last process ended.
 */
export async function gradeWithKills(
  start: () => Started,
  { out, kills, records, seed }: KillOptions,
): Promise<Ended> {
  const random = new RandomState(seed);
  const moments = Array.from({ length: kills }, () => Math.floor(random.uniform(0, records))).sort((a, b) => a - b);
  const snapshots: string[] = [await journalOf(out)];
  for (const [i, moment] of moments.entries()) {
    await using grader = start();
    await recordsOf(grader, moment - (moments[i - 1] ?? 0));
    await new Promise((resolve) => setTimeout(resolve, random.uniform(0, MOST_DELAY_MS)));
    grader.kill("SIGKILL");
    const { stdout } = await grader.end();
    const journal = await journalOf(out);
    const written = verdictsIn(journal).length - verdictsIn(snapshots.at(-1)!).length;
    assert(written >= counted(stdout), `${counted(stdout)} verdicts were counted, but only ${written} written`);
    snapshots.push(journal);
  }
  await using grader = start();
  const ended = await grader.end();
  const journal = await journalOf(out);
  for (const [i, snapshot] of snapshots.entries()) {
    assert(journal.startsWith(snapshot), `after kill ${i}, a line of the journal was lost`);
  }
  return ended;
}

/** Tests that no file in the journal in `out` has two verdicts or two pictures. Returns the files with verdicts. */
export async function filesJudgedOnce(out: string): Promise<string[]> {
  const lines = linesOf(await journalOf(out));
  for (const type of ["verdict", "picture"]) {
    const files = lines.filter((entry) => entry.type === type).map(fileOf);
    assertEquals(files.length, new Set(files).size, `a file has two lines of the type ${type}`);
  }
  return verdictsIn(await journalOf(out)).map(fileOf).sort();
}

/** Waits until a process has printed `count` records, or has ended. A large class may take minutes, but not one record. */
async function recordsOf(grader: Started, count: number): Promise<void> {
  let isEnded = false;
  void grader.end().then(() => isEnded = true);
  const printed = () => grader.output.split("\n").length - 1;
  while (!isEnded && printed() < count) {
    const before = printed();
    await until(() => isEnded || printed() > before, `record ${before + 1} of ${count} did not come`);
  }
}

/** The number of verdicts that a process has said are done. */
function counted(output: string): number {
  const records = output.split("\n").slice(0, -1).map((line) => JSON.parse(line) as GradeRecord);
  return records.filter((record): record is CountRecord => record.type === "count" && record.what === "files")
    .at(-1)?.done ?? 0;
}

/** The complete lines of the journal in `out`. */
async function journalOf(out: string): Promise<string> {
  const text = await Deno.readTextFile(join(out, "journal.jsonl")).catch(() => "");
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function verdictsIn(journal: string): Entry[] {
  return linesOf(journal).filter(({ type }) => type === "verdict");
}

function linesOf(journal: string): Entry[] {
  return journal.split("\n").slice(0, -1).map((line) => JSON.parse(line));
}

function fileOf(entry: Entry): string {
  assert(entry.type === "verdict" || entry.type === "picture");
  return `${entry.lesson} ${entry.sha256}`;
}
