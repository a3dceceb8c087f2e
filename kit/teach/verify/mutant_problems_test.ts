import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { smallJob, smallSolution } from "../../testbed/small_course.ts";
import { applyMutant } from "../../base/mutants.ts";
import type { Evidence } from "../../judge/diagnosis/store.ts";
import { judgedMutants } from "./judged_mutants.ts";
import { mutantProblems } from "./mutant_problems.ts";
import { rightProblems } from "./run_problems.ts";

/** The problems that are found if `edits` of `lesson` are declared as mutants that the check `refusedBy` refuses. */
async function problems(lesson: "04" | "20", refusedBy: string, ...edits: [replace: string, by: string][]) {
  const solution = smallSolution(lesson);
  const folder = await Deno.makeTempDir();
  try {
    const files = edits.map(([replace, by], i) => {
      const mutant = { name: `wrong ${i}`, replace, by, refusedBy };
      const file = join(folder, `${i}.ts`);
      Deno.writeTextFileSync(file, applyMutant(solution, mutant, "the solution"));
      return { mutant, file };
    });
    return await mutantProblems(smallJob(lesson, { target: "solutions" }), files);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("mutantProblems() finds nothing if the named check refuses each mutant", async () => {
  assertEquals(await problems("04", "04-minimum", ["x -= ", "x += "], ["x -= ", "x -= 0.5 * "]), []);
});

Deno.test("mutantProblems() finds a mutant that the named check passes, even after another mutant", async () => {
  const found = await problems("04", "04-minimum", ["x -= ", "x += "], ["divergesAbove: 1 ", "divergesAbove: 2 "]);
  assertEquals(found, ['The mutant "wrong 1" of 04_gradient_descent passes 04-minimum, which should refuse it.']);
});

Deno.test("mutantProblems() finds a mutant that is refused only because it does not load", async () => {
  const [problem] = await problems("04", "04-minimum", ["let x = start;", "let x = = start;"]);
  assertMatch(problem, /^The mutant "wrong 0" of 04_gradient_descent does not run: SyntaxError/);
});

Deno.test("mutantProblems() does not accept an error as a refusal if another mutant has caused it", async () => {
  const found = await problems(
    "04",
    "04-minimum",
    ["let x = start;", "let x = start + 1;\n  Object.assign(globalThis, { left: true });"],
    ["let x = start;", 'let x = start;\n  if ("left" in globalThis) throw new Error("too late");'],
  );
  assertEquals(found, ['The mutant "wrong 1" of 04_gradient_descent passes 04-minimum, which should refuse it.']);
});

Deno.test("mutantProblems() does not reuse a process in which a mutant changed the backend", async () => {
  const found = await problems(
    "20",
    "20-mean",
    ["const mean = tf.tidy(", 'void tf.setBackend("cpu");\n  return 0;\n  const mean = tf.tidy('],
    ["const mean = tf.tidy(", 'if (tf.getBackend() === "cpu") return 0;\n  const mean = tf.tidy('],
  );
  assertEquals(found, ['The mutant "wrong 1" of 20_fashion_mnist passes 20-mean, which should refuse it.']);
});

Deno.test("mutantProblems() finds a mutant whose results differ from the stored ones", async () => {
  const job = smallJob("04", { target: "solutions" });
  const mutant = { name: "climbs", replace: "x -= ", by: "x += ", refusedBy: "04-minimum" };
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "0.ts");
    await Deno.writeTextFile(file, applyMutant(smallSolution("04"), mutant, "the solution"));
    const [{ evidence }] = await Array.fromAsync(judgedMutants(job, [{ mutant, file }]));
    const found = (known: Evidence) => {
      const entries = [{ names: ["climbs"], tolerance: 1e-3, evidence: known }];
      return mutantProblems(job, [{ mutant, file }], undefined, { solution: new Map(), entries, silent: [] });
    };
    assertEquals(await found(evidence), []);
    const other: Evidence = new Map([["04-minimum", [{ shape: "#", numbers: [[1]] }]]]);
    assertEquals(await found(other), [
      'The mutant "climbs" of 04_gradient_descent has different results in 04-minimum from the stored ones: ' +
      "run deno task diagnose 04.",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mutantProblems() does not request evidence that it already has", async () => {
  const job = smallJob("04", { target: "solutions" });
  const evidence = new Map<string, Promise<unknown>>();
  assertEquals(await rightProblems(job, evidence), []);
  const folder = await Deno.makeTempDir();
  try {
    const solution = smallSolution("04");
    const mutant = { name: "climbs", replace: "x -= ", by: "x += ", refusedBy: "04-minimum" };
    const file = join(folder, "0.ts");
    await Deno.writeTextFile(file, applyMutant(solution, mutant, "the solution"));
    assertEquals(await mutantProblems(job, [{ mutant, file }]), []);
    // judged by the solution's evidence, even a mutant that climbs passes
    assertEquals(await mutantProblems(job, [{ mutant, file }], evidence), [
      'The mutant "climbs" of 04_gradient_descent passes 04-minimum, which should refuse it.',
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
