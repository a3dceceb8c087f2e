import { assert, assertEquals } from "@std/assert";
import { sampleEntries } from "../testbed/classes/results.ts";
import type { Job } from "../judge/run/job.ts";
import { ClassState } from "./class_state.ts";
import { drawPictures } from "./draw_pictures.ts";
import { Journal } from "./journal/journal.ts";

/** A job that fails on this machine. */
const BROKEN = {
  get entry(): never {
    throw new Error("No memory.");
  },
} as unknown as Job;

Deno.test("drawPictures() goes on if the machine fails, and leaves these pictures to the next grading", async () => {
  const folder = await Deno.makeTempDir();
  try {
    using journal = await Journal.open(folder);
    const state = await ClassState.read(journal);
    for (const entry of sampleEntries()) await state.add(entry);
    const files = state.withoutPicture();
    const notes: string[] = [];
    await drawPictures(state, {
      ...{ folder, jobs: 1, seed: 42 },
      jobOf: () => BROKEN,
      onRecord: (record) => record.type === "note" && notes.push(record.message),
    });
    assert(files.length > 1);
    assertEquals(state.withoutPicture(), files);
    const advice = "type the same command again to try once more";
    assertEquals(notes, [
      `${files.length} pictures could not be drawn, because this machine failed: ${advice}. No memory.`,
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
