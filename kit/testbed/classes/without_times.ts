/**
 * Compares the reports of two gradings.
 * @module
 */
import { join, relative } from "node:path";

/** The times in reports, in the order in which they are removed: JSON, JUnit and HTML. */
const TIMES = [
  /"(seconds|durationMs|gradedAt)": ("[^"]*"|[\d.e+-]+|null)/g,
  / (time|timestamp)="[^"]*"/g,
  /<time[^>]*>[^<]*<\/time>/g,
];

/** The texts of all reports in a class's folder, by their paths, without times. The journal and the files are left out. */
export async function reportsWithoutTimes(folder: string): Promise<Record<string, string>> {
  const reports: Record<string, string> = {};
  for (const path of await filesIn(folder)) {
    const name = relative(folder, path).replaceAll("\\", "/");
    if (/^(journal\.jsonl|\.lock|submitted\/)/.test(name)) continue;
    const text = await Deno.readTextFile(path);
    reports[name] = TIMES.reduce((rest, time) => rest.replaceAll(time, ""), text);
  }
  return reports;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = (await Array.fromAsync(Deno.readDir(folder))).sort((a, b) => a.name < b.name ? -1 : 1);
  const paths = await Promise.all(entries.map(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? filesIn(path) : [path];
  }));
  return paths.flat();
}
