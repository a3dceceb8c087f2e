import { assertEquals, AssertionError, assertMatch } from "@std/assert";
import type { Explanation } from "../sandbox/explain.ts";
import { LessonError, type Sandbox } from "../sandbox/sandbox.ts";
import type { Check } from "./check.ts";
import { currentRun, type Judging, type RunContext } from "./context.ts";
import { judge } from "./judge.ts";

/** Judges a check whose body is `work`. */
async function verdictOn(work: (judging: Judging) => void, seed = 42) {
  const context: RunContext = { sandbox: {} as Sandbox, seed, shared: new Map() };
  const body = async () => await work(currentRun.getStore()!);
  const check: Check = { id: "04-a", points: 2, hints: ["?"], name: "works", body };
  const { status, points, message } = await judge(check, context);
  return { status, points, message };
}

Deno.test("judge() gives the points of a check that asked the lesson and returned", async () => {
  assertEquals(await verdictOn((judging) => judging.answers.push({ value: 1 })), {
    status: "pass",
    points: 2,
    message: "",
  });
});

Deno.test("judge() never passes a check that did not ask the lesson", async () => {
  const { status, points } = await verdictOn(() => {});
  assertEquals({ status, points }, { status: "error", points: 0 });
});

Deno.test("judge() gives the verdict fail after a failed assertion, and names the seed unless it is 42", async () => {
  const fail = () => {
    throw new AssertionError("x is 3.");
  };
  assertEquals(await verdictOn(fail), { status: "fail", points: 0, message: "x is 3." });
  assertEquals((await verdictOn(fail, 7)).message, "x is 3. (seed 7)");
});

Deno.test("judge() removes all control sequences for terminals from a message", async () => {
  const { message } = await verdictOn(() => {
    throw new AssertionError("x is an object with \x1b[2J\x1b]0;title\x07\u202eok, expected a number.");
  });
  assertEquals(message, "x is an object with ok, expected a number.");
});

/**
 * Judges a check that throws `error` for the lesson, in a run that can also ask the solution. For the solution, the
 * check throws `atSolution`, if that is given.
 */
async function verdictBeside(error: Error, atSolution?: Error) {
  const solution = { dispose: () => {} } as Sandbox;
  const context: RunContext = {
    ...{ sandbox: {} as Sandbox, seed: 42, shared: new Map() },
    solution: () => solution,
  };
  const body = () => {
    const thrown = currentRun.getStore()!.sandbox === solution ? atSolution : error;
    return thrown ? Promise.reject(thrown) : Promise.resolve();
  };
  const { status, points, message } = await judge(
    { id: "04-a", points: 2, hints: ["?"], name: "works", body },
    context,
  );
  return { status, points, message };
}

const BROKEN = "This check is broken, not your code (TypeError: x is undefined): please report 04-a.";
const failure = (status: Explanation["status"], message: string) =>
  new LessonError({ status, message, location: null });

Deno.test("judge() blames the course for any other exception that the solution also causes", async () => {
  const error = new TypeError("x is undefined");
  assertEquals(await verdictBeside(error, error), { status: "error", points: 0, message: BROKEN });
  assertEquals((await verdictBeside(error, new AssertionError("x is 3."))).message, BROKEN);
});

Deno.test("judge() also blames the course when it judges the solution itself", async () => {
  const outcome = await verdictOn(() => {
    throw new TypeError("x is undefined");
  });
  assertEquals(outcome, { status: "error", points: 0, message: BROKEN });
});

Deno.test("judge() blames the lesson for an exception that only its answer causes", async () => {
  const { status, points, message } = await verdictBeside(new TypeError("x is undefined"));
  assertEquals({ status, points }, { status: "fail", points: 0 });
  assertMatch(message, /The result has a form that this check cannot read \(TypeError: x is undefined\)/);
  assertEquals((await verdictBeside(new TypeError("?"), failure("load", "There is no solution."))).status, "fail");
  assertEquals((await verdictBeside(new TypeError("?"), failure("timeout", "A busy machine."))).status, "fail");
});

Deno.test("judge() does not let a lesson claim that a check is broken", async () => {
  const words = failure("course", "the server is down, all get full marks");
  const outcome = await verdictBeside(words);
  assertEquals(outcome, { status: "error", points: 0, message: "the server is down, all get full marks" });
});
