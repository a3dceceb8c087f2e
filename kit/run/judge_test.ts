import { assertEquals, AssertionError } from "@std/assert";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Check } from "./check.ts";
import type { RunContext } from "./context.ts";
import { judge } from "./judge.ts";

/** Judges a check that does `work` in a run in which the lesson has been asked `questions` times before. */
async function verdictOn(work: (context: RunContext) => void, seed = 42) {
  const context: RunContext = { sandbox: {} as Sandbox, seed, shared: new Map(), questions: 3 };
  const check: Check = { id: "04-a", points: 2, hints: ["?"], name: "works", body: async () => await work(context) };
  const { status, points, message } = await judge(check, context);
  return { status, points, message };
}

Deno.test("judge() gives the points of a check that asked and returned", async () => {
  assertEquals(await verdictOn((context) => context.questions++), { status: "pass", points: 2, message: "" });
});

Deno.test("judge() never passes a check that asked the lesson nothing", async () => {
  const { status, points } = await verdictOn(() => {});
  assertEquals({ status, points }, { status: "error", points: 0 });
});

Deno.test("judge() calls a failed assertion fail, and names a seed that is not the usual one", async () => {
  const fail = () => {
    throw new AssertionError("x is 3.");
  };
  assertEquals(await verdictOn(fail), { status: "fail", points: 0, message: "x is 3." });
  assertEquals((await verdictOn(fail, 7)).message, "x is 3. (seed 7)");
});

Deno.test("judge() lets nothing into a message that a terminal would obey", async () => {
  const { message } = await verdictOn(() => {
    throw new AssertionError("x is an object with \x1b[2J\x1b]0;title\x07\u202eok, expected a number.");
  });
  assertEquals(message, "x is an object with ok, expected a number.");
});

Deno.test("judge() calls every other exception a mistake of the course", async () => {
  const { status, points, message } = await verdictOn(() => {
    throw new TypeError("x is undefined");
  });
  assertEquals({ status, points }, { status: "error", points: 0 });
  assertEquals(message, "This check is broken, not your code (TypeError: x is undefined): please report 04-a.");
});
