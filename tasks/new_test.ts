import { assertEquals, assertStringIncludes } from "@std/assert";
import { courseCopy } from "../kit/testbed/course_copy.ts";

Deno.test("new refuses names and options that cannot be used, prints one sentence and exits 2", async () => {
  await using course = await courseCopy("04_gradient_descent");
  const refused: [words: string[], says: string][] = [
    [[], "Name the lesson"],
    [["Momentum!"], '"Momentum!" cannot be the name of a lesson'],
    [["9_K-Means"], "and begin with a letter, as in k_means."],
    [["!"], "as in momentum."],
    [
      ["energy", "--course", "."],
      "is not empty: name an empty folder, or a new one. To add a lesson to a course, run",
    ],
    [["momentum", "--device", "gpu"], "--device gpu is not possible: use cpu or auto."],
    [["momentum", "energy"], '"energy" is one word too many'],
  ];
  for (const [words, says] of refused) {
    const { code, stdout, stderr } = await course.task("new", ...words);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, says);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
  }
});
