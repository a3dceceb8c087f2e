/**
 * Writes a lesson's mutants and alternatives as files that can be judged.
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { applyMutant, editProblem, type MutantTable } from "../../base/mutants.ts";
import { root } from "../../base/root.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import { composeAlternative } from "./compose_alternative.ts";
import type { MutantFile } from "./judged_mutants.ts";

/** The mutants of the lesson `id`. */
export async function mutantTable(id: string): Promise<MutantTable> {
  return (await import(pathToFileURL(join(root, "tests", "mutants", `${id}.ts`)).href)).default;
}

/**
 * Writes each mutant of a table into `scratch`.
 * @throws {UsageError} If some mutants cannot be made from the solution. The message names all of them.
 */
export async function writeMutants(
  { lesson, table }: MutantTable,
  solution: string,
  scratch: string,
): Promise<MutantFile[]> {
  const path = `solutions/${lesson}.ts`;
  const problems = table.flatMap((mutant) => editProblem(solution, mutant, path) ?? []);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const files: MutantFile[] = [];
  for (const [index, mutant] of table.entries()) {
    const file = join(scratch, `${index}`, `${lesson}.ts`);
    await writeAtomically(file, applyMutant(solution, mutant, path));
    files.push({ mutant, file });
  }
  return files;
}

/** The names of the alternatives of the lesson `id`. Files that an editor keeps next to them are ignored. */
export async function alternativesOf(id: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(join(root, "tests", "alternatives", id))) {
    if (/^\w.*\.ts$/.test(name)) names.push(name);
  }
  return names.sort();
}

/**
 * Writes an alternative into `scratch`, as a whole lesson.
 * @returns The path of the new file.
 */
export async function writeAlternative(id: string, name: string, solution: string, scratch: string): Promise<string> {
  const path = `tests/alternatives/${id}/${name}`;
  const text = composeAlternative(await Deno.readTextFile(join(root, path)), solution, id, path);
  await writeAtomically(join(scratch, path), text);
  return join(scratch, path);
}
