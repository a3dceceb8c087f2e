import { assertEquals } from "@std/assert";
import { functionsAsked } from "./functions_asked.ts";

Deno.test("functionsAsked() names the functions that a probe takes from the lesson", () => {
  assertEquals(functionsAsked("({ half }) => half(3)"), ["half"]);
  assertEquals(functionsAsked("async ({ train, answers }, xs) => train(xs)"), ["train", "answers"]);
  assertEquals(functionsAsked("async({\n  train,\n  answers: said,\n}) => said()"), ["train", "answers"]);
});

Deno.test("functionsAsked() returns no names if the probe takes the lesson as a whole", () => {
  assertEquals(functionsAsked("(lesson) => lesson.half(3)"), []);
  assertEquals(functionsAsked("picture"), []);
});
