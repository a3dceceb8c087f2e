import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { checksOf } from "../judge/run/check.ts";
import { smallJob, smallSolution } from "../testbed/small_course.ts";
import { withFolder } from "../testbed/classes/with_folder.ts";
import { gradeOne } from "./grade_one.ts";

/** A solution that notes how it is called, and prints the notes. */
const TELLS = smallSolution("04").replace("export function", "const calls: unknown[] = [];\nexport function")
  .replace(
    "  let x = start;\n",
    "  console.log(JSON.stringify(calls));\n  calls.push([start, steps]);\n  let x = start;\n",
  );

Deno.test("gradeOne() judges a hidden check last, so that no other check can tell what it asks", () =>
  withFolder({ "04_gradient_descent.ts": TELLS }, async (folder) => {
    const job = smallJob("04", { target: join(folder, "04_gradient_descent.ts") });
    const file = await checksOf(job);
    const [hidden] = file;
    const order: string[] = [];
    hidden.hidden = true;
    try {
      const { checks } = await gradeOne(job, "", 42, ({ id }) => Promise.resolve(void order.push(id)));
      assertEquals(order, [...file.slice(1), hidden].map(({ id }) => id));
      assertEquals(checks.map(({ id }) => id), file.map(({ id }) => id));
      assertStringIncludes(checks[1].printed, "[]\n");
      assertEquals(checks[0].printed.includes("[]\n"), false);
    } finally {
      delete hidden.hidden;
    }
  }));
