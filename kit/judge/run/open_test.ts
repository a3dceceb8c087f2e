import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type AskOptions, LessonError, type Sandbox } from "../sandbox/sandbox.ts";
import type { Explanation } from "../sandbox/explain.ts";
import type { Check } from "./check.ts";
import { judge } from "./judge.ts";
import { open } from "./open.ts";

const lesson = open<Record<string, () => unknown>>("04_gradient_descent");

/** Judges `body` with a lesson that answers every question with `answer`, or throws `answer` if it is an error. */
async function judged(body: Check["body"], answer: unknown) {
  const questions: string[] = [];
  const sandbox = {
    evaluate(probe: string, _args: unknown[], { onPrint }: AskOptions) {
      questions.push(probe);
      onPrint!("printed\n");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const check: Check = { id: "04-try", name: "tries", points: 3, hints: ["Think."], body };
  const context = { sandbox: sandbox as unknown as Sandbox, seed: 42, shared: new Map() };
  return { record: await judge(check, context), questions };
}

const asking = async () => void await lesson.evaluate(({ f }) => f());

for (const status of ["todo", "fail", "error", "timeout", "memory", "crash", "load", "skipped"] as const) {
  Deno.test(`A failure with the status ${status} in the sandbox gets the verdict ${status} and 0 points`, async () => {
    const location = { line: 2, column: 3, source: "boo();" };
    const { record } = await judged(asking, new LessonError({ status, message: "why", location }));
    assertEquals([record.status, record.points, record.message, record.location], [status, 0, "why", location]);
  });
}

Deno.test("A probe that breaks the rules counts as the course's mistake", async () => {
  const explanation: Explanation = { status: "course", message: "the check's probe failed", location: null };
  const { record } = await judged(asking, new LessonError(explanation));
  assertEquals([record.status, record.fault], ["error", "course"]);
  assertStringIncludes(record.message, "This check is broken, not your code");
});

for (const nothing of [undefined, null]) {
  Deno.test(`A lesson whose answer is ${nothing} fails`, async () => {
    const { record } = await judged(asking, nothing);
    assertEquals([record.status, record.message], [
      "fail",
      `The result is ${nothing}, expected a value: is a "return" missing?`,
    ]);
  });
}

Deno.test("The record of a check contains what the lesson printed during the check", async () => {
  assertEquals((await judged(asking, 1)).record.printed, "printed\n");
});

Deno.test("share() asks the lesson once in a run, but each call counts as a question", async () => {
  const shared = lesson.share(({ f }, x) => [f(), x], 5);
  const { record, questions } = await judged(async () => {
    await shared();
    await shared();
  }, 1);
  assertEquals([record.status, questions.length], ["pass", 1]);
  assertEquals((await judged(async () => void await shared(), 1)).questions.length, 1); // a new run asks again
});

Deno.test("An error in share() fails every check that uses its answer", async () => {
  const shared = lesson.share(({ f }) => f());
  const { record } = await judged(async () => {
    await shared().catch(() => {});
    await shared();
  }, new LessonError({ status: "timeout", message: "too long", location: null }));
  assertEquals(record.status, "timeout");
});

Deno.test("evaluate() outside a check throws an error that says where to call it", async () => {
  await assertRejects(
    () => lesson.evaluate(({ f }) => f()),
    Error,
    "Lesson 04_gradient_descent was asked outside a check: call evaluate in a check's body.",
  );
});

Deno.test("A probe is sent as its source text", async () => {
  const { questions } = await judged(asking, 1);
  assertEquals(questions, ["({ f })=>f()"]);
});
