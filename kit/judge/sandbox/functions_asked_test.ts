import { assertEquals } from "@std/assert";
import { functionsAsked } from "./functions_asked.ts";

Deno.test("functionsAsked() names the functions that the probe takes from the lesson", () => {
  assertEquals(functionsAsked("({ half }) => half(3)"), ["half"]);
  assertEquals(functionsAsked("async ({ train, answers }, xs) => train(xs)"), ["train", "answers"]);
  assertEquals(functionsAsked("async({\n  train,\n  answers: said,\n}) => said()"), ["train", "answers"]);
});

Deno.test("functionsAsked() names nothing if the lesson is taken as a whole", () => {
  assertEquals(functionsAsked("(lesson) => lesson.half(3)"), []);
  assertEquals(functionsAsked("picture"), []);
});
