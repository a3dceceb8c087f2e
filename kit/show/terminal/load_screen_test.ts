import { assertEquals } from "@std/assert";
import type { Load } from "../../grade/queue/load.ts";
import { loadLines } from "./load_screen.ts";
import { styleWith } from "./style.ts";

const load: Load = {
  ...{
    waiting: 0,
    running: 0,
    oldestSeconds: 0,
    meanSeconds: 1,
    perSecond: 0,
    workers: [],
    slots: 0,
    desiredWorkers: 0,
  },
  ...{ medianSeconds: null, p95Seconds: null, superseded: 0, fenced: 0, disagreements: 0, notGraded: [] },
};

const lines = (changed: Partial<Load>) => loadLines({ ...load, ...changed }, styleWith(false, 200));

Deno.test("loadLines() says that no worker is there", () => {
  assertEquals(lines({}), [
    "  0 files wait, 0 are being judged.",
    "  No worker is there. Start one with deno task grade-worker.",
  ]);
});

Deno.test("loadLines() says what waits, who works, and how fast", () => {
  const workers = [{ host: "lab-3\x1b[2J", slots: 2, running: 1, courseHash: "0123456789abcdef" }];
  const busy = { waiting: 30, running: 1, oldestSeconds: 200, meanSeconds: 0.42, perSecond: 0.5, workers, slots: 2 };
  assertEquals(lines({ ...busy, desiredWorkers: 3, superseded: 2, fenced: 1, medianSeconds: 1.5, p95Seconds: 61 }), [
    "  30 files wait, 1 is being judged. The oldest has waited for 3 min.",
    "  1 worker with 2 slots; 3 would be right.",
    "    lab-3␛[2J: 1 of 2 slots busy, course 01234567",
    "  In the last 15 minutes, 30.0 files per minute were judged, 0.4 s each.",
    "  In the last hour, half of the students had their verdict within 1.5 s, and 95\u00a0% within 61 s.",
    "  2 files were replaced by a newer version while waiting, and 1 verdict came too late, because another worker had the file.",
  ]);
});

Deno.test("loadLines() names the students whose files could not be judged, and raises the alarm for two verdicts", () => {
  const letter = {
    id: "1",
    student: "ada",
    name: "Ada Lovelace",
    lesson: "04_gradient_descent",
    message: "No memory.",
  };
  assertEquals(lines({ disagreements: 1, notGraded: [letter] }).slice(2), [
    "  Alarm: 1 file was judged twice with different results. Checks should give the same result each time.",
    "",
    "  1 file could not be judged, although the students are not to blame. deno task grade status --retry tries again.",
    "    Ada Lovelace, lesson 04: No memory.",
  ]);
});
