import { assertThrows } from "@std/assert";
import { checkOptions, checkTexts } from "./check_options.ts";

Deno.test("checkOptions() accepts objects with known names", () => {
  checkOptions({});
  checkOptions({ any: 1 });
  checkOptions({ seed: 1 }, ["seed"]);
});

Deno.test("checkOptions() says what is wrong", () => {
  const refused = (options: unknown, message: string, known?: string[]) =>
    assertThrows(() => checkOptions(options, known), TypeError, message);
  refused(null, "The options are null: pass an object, { name: … }, or leave them out.");
  refused([1], "The options are an Array");
  refused(0.01, "The options are 0.01: pass an object, { learningRate: … }, or leave", ["learningRate"]);
  refused({ lr: 1 }, 'There is no option "lr": the options are learningRate, betas.', ["learningRate", "betas"]);
});

Deno.test("checkTexts() accepts strings, and ignores missing ones", () => {
  checkTexts({ title: "", name: undefined }, ["title", "name"]);
});

Deno.test("checkTexts() says which option is not a string", () => {
  const refuse = () => checkTexts({ title: "a", name: 5 }, ["title", "name"]);
  assertThrows(refuse, TypeError, "name is 5: pass a string, or leave it out.");
});
