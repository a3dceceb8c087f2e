import { assertEquals } from "@std/assert";
import { readVerdict } from "./stored_verdict.ts";

const file = { lesson: "04_gradient_descent", sha256: "a".repeat(64) };

const check = {
  ...{ id: "04-minimum", name: "counts", status: "pass", points: 2, maxPoints: 2, message: "", location: null },
  ...{ fault: null, hasCause: false, diagnosis: null, printed: "\0\ud800", durationMs: 3 },
};

const verdict = {
  ...{ type: "verdict", ...file, device: { backend: "cpu", adapter: null }, walls: 2, checks: [check], points: 2 },
  ...{ maxPoints: 2, diagnosis: null, seconds: 0.5, gradedAt: "2026-01-01T00:00:00.000Z" },
};

Deno.test("readVerdict() returns a verdict on the file as it was stored", () => {
  assertEquals(readVerdict(JSON.stringify(verdict), file), verdict as unknown);
  const skipped = { ...check, id: "04-more", status: "skipped", points: 0 };
  const more = { ...verdict, checks: [check, skipped] };
  assertEquals(readVerdict(JSON.stringify(more), file), more as unknown);
});

Deno.test("readVerdict() takes nothing else from a worker: no verdict on another file, and no other line of a journal", () => {
  const forged: unknown[] = [
    ...[{ ...verdict, sha256: "b".repeat(64) }, { ...verdict, lesson: "05_autodiff" }, { ...verdict, points: 999 }],
    ...[{ ...verdict, points: -1 }, { ...verdict, points: null }, { ...verdict, maxPoints: "2" }],
    ...[{ ...verdict, walls: 9 }, { ...verdict, device: null }, { ...verdict, device: { backend: "<b>" } }],
    ...[{ ...verdict, checks: {} }, { ...verdict, checks: [null] }, { ...verdict, checks: [{ ...check, points: 3 }] }],
    { ...verdict, checks: [{ ...check, status: "constructor" }] },
    { ...verdict, checks: [{ ...check, message: 1 }] },
    ...[{ type: "gone", student: "ada" }, { type: "rules", rules: null }, { type: "not graded", ...file }],
    ...[null, 1, "verdict", []],
  ];
  for (const text of [...forged.map((value) => JSON.stringify(value)), "", "{broken", "__proto__"]) {
    const { type, lesson, sha256 } = readVerdict(text, file);
    assertEquals({ type, lesson, sha256 }, { type: "not graded", ...file }, text);
  }
});
