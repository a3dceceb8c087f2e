import { assertEquals } from "@std/assert";
import { admittedLine } from "./admitted_line.ts";
import { styleWith } from "./style.ts";

const line = (admitted: Parameters<typeof admittedLine>[1]) =>
  admittedLine("04_gradient_descent", admitted, styleWith(false, 200));

Deno.test("admittedLine() says the place in the queue, the expected time, and what is replaced", () => {
  const waiting = { state: "waiting", id: "1", isNew: true, superseded: 0, position: 3, seconds: 12 } as const;
  assertEquals(
    line(waiting),
    "  Lesson 04: received; it is number 3 in the queue. The verdict is expected in 12 s.",
  );
  assertEquals(
    line({ ...waiting, superseded: 1, seconds: null }),
    "  Lesson 04: received; it is number 3 in the queue. No machine is working now. It replaces an older file that was " +
      "still waiting.",
  );
  assertEquals(
    line({ ...waiting, isNew: false, position: 0, seconds: 2 }),
    "  Lesson 04: it was received before, and is being judged. The verdict is expected in 2.0 s.",
  );
});

Deno.test("admittedLine() says what was found, and that a failure of the machines is not the student's", () => {
  const checks = [{ name: "counts", status: "pass" }, { name: "stops", status: "fail" }];
  const verdict = JSON.stringify({ points: 2, maxPoints: 3, checks });
  assertEquals(line({ state: "judged", id: "1", verdict }), "  Lesson 04: 2 of 3 points. Open: stops (fail).");
  assertEquals(
    line({ state: "not graded", id: "1", message: "No memory." }),
    "  Lesson 04: not graded, and that is our fault, not yours: No memory. A grader can try again.",
  );
});
