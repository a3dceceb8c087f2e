/**
 * That the goal pictures are what the solutions draw.
 * @module
 */
import { writeAtomically } from "../write.ts";
import { run } from "../run/run.ts";

/**
 * Compares what the solution of `lesson` draws with `file`; a picture that differs is written beside it, as
 * `NAME-changed.svg`, to be looked at.
 */
export async function pictureProblems(lesson: string, file: string): Promise<string[]> {
  const expected = await Deno.readTextFile(file).catch(() => undefined);
  const drawn = await solutionPicture(lesson);
  if (expected === drawn) return [];
  if (expected === undefined) return [`docs/pictures/${lesson}.svg is missing: run deno task pictures.`];
  await writeAtomically(changedPicture(file), drawn);
  return [
    `The solution of ${lesson} draws another picture than docs/pictures/${lesson}.svg: look at ` +
    `${lesson}-changed.svg beside it, then run deno task pictures or mend the solution.`,
  ];
}

/** Where a picture that is not as `file` has it is written. */
export function changedPicture(file: string): string {
  return file.replace(/\.svg$/, "-changed.svg");
}

/**
 * The picture that the solution of `lesson` draws; on the cpu, for other devices round differently.
 * @throws {Error} If it draws none.
 */
export async function solutionPicture(lesson: string): Promise<string> {
  for await (const record of run(lesson, { target: "solutions", device: "cpu", only: [] })) {
    if (record.type === "picture" && record.svg) return record.svg;
    if (record.type === "picture") throw new Error(record.message);
  }
  throw new Error(`The solution of ${lesson} draws no picture.`);
}
