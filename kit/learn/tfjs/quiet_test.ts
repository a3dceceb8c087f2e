import { assertEquals } from "@std/assert";

Deno.test("quiet.ts drops the greeting of TF.js, and lets every other warning through", async () => {
  const { warn } = console;
  const warnings: unknown[][] = [];
  console.warn = (...data: unknown[]) => void warnings.push(data);
  try {
    await import("./quiet.ts");
    console.warn("\n====\nHi, looks like you are running TensorFlow.js in Node.js. To speed things up …\n====");
    console.warn("The loss is NaN.", 3);
  } finally {
    console.warn = warn;
  }
  assertEquals(warnings, [["The loss is NaN.", 3]]);
});
