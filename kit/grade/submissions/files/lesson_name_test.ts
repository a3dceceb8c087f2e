import { assertEquals } from "@std/assert";
import { lessonName } from "./lesson_name.ts";

const lessons = ["04_gradient_descent", "05_autodiff"];
const named = (name: string) => {
  const found = lessonName(name, lessons);
  return found && `${found.lesson} ${found.isExact}`;
};

Deno.test("lessonName() accepts a lesson's name, in any case and with a browser's mark", () => {
  for (const name of ["04_gradient_descent.ts", "04_Gradient_Descent.TS"]) {
    assertEquals(named(name), "04_gradient_descent true");
  }
  for (const name of ["04_gradient_descent (1).ts", "04_gradient_descent(12).ts"]) {
    assertEquals(named(name), "04_gradient_descent true");
  }
});

Deno.test("… notices names that only contain a lesson's name", () => {
  for (const end of ["_old.ts", "-1.ts", " copy.ts", ".ts.txt", " (1) (2).ts", "( 1).ts"]) {
    assertEquals(named(`04_gradient_descent${end}`), "04_gradient_descent false", end);
  }
  assertEquals(named("my 05_autodiff.ts"), "05_autodiff false");
});

Deno.test("… finds no lesson in other names", () => {
  for (const name of ["deno.json", "06_optimizer.ts", "04_gradient_descent_test.ts", "04_gradient_descent.json", ""]) {
    assertEquals(named(name), null, name);
  }
});
