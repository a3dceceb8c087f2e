/**
 * Measures what the page adds to `--watch`: the time from a save to the verdict and to the picture, in the terminal and
 * on the page, the memory of the server's own process over many saves, the bytes that a browser loads, and how long it
 * takes to show the page. Without a browser, the last one is missing.
 *
 *     deno run -A bench/page.ts [--saves N] [--json]
 *
 * The times of a save are measured in the same run, for the same saves. Their page is a WebSocket that reads what a
 * browser would. The terminal's output is read every 20 ms, so that a difference may
 * be up to 20 ms too small.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { residentMemoryMiB } from "../kit/base/limits.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { courseCopy } from "../kit/testbed/course_copy.ts";
import { inBrowser, whyNoBrowser } from "../kit/testbed/browser/in_browser.ts";
import { startTask, until } from "../kit/testbed/started.ts";
import { median, thisMachine } from "./machine.ts";
import type { Opening } from "./page_opened.ts";

/** How often the memory is measured, and in how many equal parts the median of each part is printed. */
const MEASUREMENTS = 50;
const PARTS = 5;

/** How often the page is opened in a browser. */
const OPENINGS = 9;

/** What a browser loads for the page, and for the frame with the chart. */
const FILES = { page: ["/", "/page.css", "/page.js", "/icon.svg"], frame: ["/frame", "/frame.js"] };

const { values, flags } = readArguments(Deno.args, { flags: [], values: ["saves"] });
const saves = Number(values.get("saves") ?? 50);
if (!Number.isInteger(saves) || saves < MEASUREMENTS) {
  throw new UsageError(`--saves must be a whole number from ${MEASUREMENTS}.`);
}

await using course = await courseCopy("04_gradient_descent");
await using task = startTask(course, ["lesson", "4", "--page"]);
const [address] = /http:\/\/127\S+/.exec(await task.says("The page:", "#", "\n"))!;
const { host, origin, hash } = new URL(address);
const socket = new WebSocket(`ws://${host}/socket`, { headers: { origin } });
/** When the page was told of a verdict, and of a picture, since the last save. */
let told: { verdict?: number; picture?: number } = {};
socket.onopen = () => socket.send(hash.slice(1));
socket.onmessage = ({ data }) => {
  const sections = JSON.parse(data);
  if (sections.state === "judged") told.verdict ??= performance.now();
  if (sections.data !== undefined && sections.picture) told.picture ??= performance.now();
};
await task.says("points in");

const solution = await course.read("solutions", "04_gradient_descent.ts");
const later = { verdict: [] as number[], picture: [] as number[] };
const memory: number[] = [];
for (let save = 0; save < saves; save++) {
  told = {};
  await course.write("lessons/04_gradient_descent.ts", `${solution}\n// save ${save}\n`);
  const inTerminal = await timeOf("points in");
  const picture = await timeOf(".svg");
  await until(() => told.verdict !== undefined && told.picture !== undefined, "the page was not told");
  later.verdict.push(told.verdict! - inTerminal);
  later.picture.push(told.picture! - picture);
  if ((save + 1) % Math.ceil(saves / MEASUREMENTS) === 0) memory.push(Math.round(await residentMemoryMiB(task.pid)));
}
socket.close();

const why = await whyNoBrowser();
const program = import.meta.resolve("./page_opened.ts");
const openings = why ? [] : await inBrowser<Opening[]>(program, { address, times: OPENINGS });
const opened = (name: keyof Opening) => median(openings.map((each) => each[name]));
const inPart = memory.length / PARTS;
const result = {
  saves,
  verdictMs: median(later.verdict),
  pictureMs: median(later.picture),
  memoryMiB: Array.from({ length: PARTS }, (_, i) => median(memory.slice(i * inPart, (i + 1) * inPart))),
  gzippedBytes: { page: await gzippedBytes(FILES.page), frame: await gzippedBytes(FILES.frame) },
  opened: why ? null : { paintMs: opened("paintMs"), verdictMs: opened("verdictMs"), chartMs: opened("chartMs") },
};
if (flags.has("json")) console.log(JSON.stringify(result));
else {
  const { cores, model, load } = thisMachine();
  console.log(`${cores} × ${model}, load ${load.toFixed(1)}; ${saves} saves of a solved lesson 04`);
  console.log(`the page knows the verdict ${result.verdictMs.toFixed(1)} ms after the terminal (median)`);
  console.log(`the page knows the picture ${result.pictureMs.toFixed(1)} ms after the terminal (median)`);
  const { memoryMiB, gzippedBytes, opened } = result;
  console.log(`memory of the server's process: ${memoryMiB.join(", ")} MiB (the median of each fifth of the saves)`);
  console.log(`gzipped, the page has ${gzippedBytes.page} bytes, and the frame with the chart ${gzippedBytes.frame}`);
  console.log(
    opened
      ? `after opening (medians of ${OPENINGS}): first paint ${opened.paintMs.toFixed(0)} ms, verdict ${
        opened.verdictMs.toFixed(0)
      } ms, chart ${opened.chartMs.toFixed(0)} ms`
      : `not opened in a browser: ${why}`,
  );
}

/** How long files of the server are together, each compressed. */
async function gzippedBytes(paths: readonly string[]): Promise<number> {
  const lengths = await Promise.all(paths.map(async (path) => {
    const { body } = await fetch(`http://${host}${path}`);
    return (await new Response(body!.pipeThrough(new CompressionStream("gzip"))).bytes()).length;
  }));
  return lengths.reduce((sum, length) => sum + length);
}

/** Waits until the terminal shows `text`, and returns the time. */
async function timeOf(text: string): Promise<number> {
  await task.says(text);
  return performance.now();
}
