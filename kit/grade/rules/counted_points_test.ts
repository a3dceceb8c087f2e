import { assertEquals } from "@std/assert";
import { type AppliedRule, countedPoints, dropLowest, type Reached, ruleFor, sumOf } from "./counted_points.ts";
import type { GradingRules } from "../../base/grading_rules.ts";
import { ruleWords } from "./rule_words.ts";

const [LESSON, ADA] = ["04_gradient_descent", "ada"];
const DUE = "2026-10-12T22:00:00.000Z";

/** Eight of ten points. */
const REACHED: Reached = { points: 8, maxPoints: 10, submittedAt: null, isLate: null };

/** The points of {@linkcode REACHED}, handed in as `submission` says, and what the rules say about them. */
function counted(rules: GradingRules, submission: Partial<Reached> = {}): string {
  const { points, maxPoints, rule } = countedPoints({ ...REACHED, ...submission }, ruleFor(rules, ADA, LESSON));
  return [`${points}/${maxPoints}`, ruleWords(rule, maxPoints)].filter((words) => words !== "").join(", ");
}

const at = (submittedAt: string) => ({ submittedAt });

Deno.test("countedPoints() changes nothing without rules", () => {
  assertEquals(counted({}), "8/10");
  assertEquals(counted({}, { ...at("2026-10-30T10:00:00Z"), isLate: true }), "8/10, 1 day late");
});

Deno.test("countedPoints() takes a share of the reached points for each begun day", () => {
  const rules = { lessons: { [LESSON]: { due: DUE } }, late: { perDay: 0.1, most: 0.5, graceMinutes: 15 } };
  assertEquals(counted(rules, at("2026-10-12T22:00:00Z")), "8/10");
  assertEquals(counted(rules, at("2026-10-12T22:15:00Z")), "8/10");
  assertEquals(counted(rules, at("2026-10-12T22:15:01Z")), "7.2/10, 1 day late: −10 %");
  assertEquals(counted(rules, at("2026-10-13T22:00:00Z")), "7.2/10, 1 day late: −10 %");
  assertEquals(counted(rules, at("2026-10-13T22:00:01Z")), "6.4/10, 2 days late: −20 %");
  assertEquals(counted(rules, at("2026-12-12T22:00:00Z")), "4/10, 61 days late: −50 %");
});

Deno.test("countedPoints() gives nothing after the last day", () => {
  const rules = { lessons: { [LESSON]: { due: DUE } }, late: { perDay: 0.1, most: 0.5, closedAfterDays: 2 } };
  assertEquals(counted(rules, at("2026-10-14T22:00:00Z")), "6.4/10, 2 days late: −20 %");
  assertEquals(counted(rules, at("2026-10-14T22:00:01Z")), "0/10, 3 days late: −100 %");
});

Deno.test("countedPoints() reads a time without a zone in the zone of the rules", () => {
  const rules = { lessons: { [LESSON]: { due: DUE } }, late: { perDay: 0.1 } };
  const midnight = at("2026-10-13T00:00:01"); // 22:00:01 in UTC
  assertEquals(counted({ ...rules, timeZone: "Europe/Berlin" }, midnight), "7.2/10, 1 day late: −10 %");
  assertEquals(counted({ ...rules, timeZone: "America/New_York" }, midnight), "7.2/10, 1 day late: −10 %");
  assertEquals(counted({ ...rules, timeZone: "Asia/Tokyo" }, midnight), "8/10");
});

Deno.test("countedPoints() believes the late mark of a platform only if there is no time, and for one day", () => {
  const rules = { lessons: { [LESSON]: { due: DUE } }, late: { perDay: 0.1 } };
  assertEquals(counted(rules, { isLate: true }), "7.2/10, 1 day late: −10 %");
  assertEquals(counted(rules, { isLate: false }), "8/10");
  assertEquals(counted(rules, { isLate: true, ...at("2026-10-12T21:00:00Z") }), "8/10");
  assertEquals(counted(rules, { isLate: false, ...at("2026-10-12T23:00:00Z") }), "7.2/10, 1 day late: −10 %");
  assertEquals(counted({ late: { perDay: 0.1 } }, { isLate: true }), "7.2/10, 1 day late: −10 %");
});

Deno.test("countedPoints() gives a student the extension, and nobody else", () => {
  const rules = { lessons: { [LESSON]: { due: DUE } }, late: { perDay: 0.1 } };
  const late = at("2026-10-15T10:00:00Z");
  const forAda = (rule: object) => ({ ...rules, students: { [ADA]: rule } });
  assertEquals(counted(forAda({ extraDays: 3 }), late), "8/10");
  assertEquals(counted(forAda({ extraDays: 1 }), late), "6.4/10, 2 days late: −20 %");
  assertEquals(counted(forAda({ lessons: { [LESSON]: { due: "2026-10-15T10:00:00Z" } } }), late), "8/10");
  assertEquals(counted({ ...rules, students: { bo: { extraDays: 3 } } }, late), "5.6/10, 3 days late: −30 %");
  assertEquals(counted(forAda({ extraDays: 3 }), { isLate: true }), "8/10"); // the platform does not know about it
});

Deno.test("countedPoints() counts days that end at the same time of the day, also if the clocks change", () => {
  const rules = {
    timeZone: "Europe/Berlin",
    lessons: { [LESSON]: { due: "2026-10-24T21:59:00.000Z" } }, // 23:59 there, the evening before the clocks go back
    late: { perDay: 0.1 },
  };
  assertEquals(counted(rules, at("2026-10-25T22:59:00Z")), "7.2/10, 1 day late: −10 %");
  assertEquals(counted(rules, at("2026-10-25T22:59:01Z")), "6.4/10, 2 days late: −20 %");
  const extended = { ...rules, students: { [ADA]: { extraDays: 7 } } };
  assertEquals(counted(extended, at("2026-10-31T22:59:00Z")), "8/10");
  assertEquals(counted(extended, at("2026-10-31T22:59:01Z")), "7.2/10, 1 day late: −10 %");
  const closed = { ...rules, late: { perDay: 0.1, closedAfterDays: 1 } };
  assertEquals(counted(closed, at("2026-10-25T22:59:00Z")), "7.2/10, 1 day late: −10 %");
  assertEquals(counted(closed, at("2026-10-25T22:59:01Z")), "0/10, 2 days late: −100 %");
  assertEquals(
    counted({ ...rules, late: { perDay: 0.1, closedAfterDays: 1e300 } }, at("2026-10-25T10:00:00Z")).slice(0, 3),
    "7.2",
  );
  assertEquals(counted({ ...rules, students: { [ADA]: { extraDays: 1e300 } } }, at("2026-12-25T10:00:00Z")), "8/10");
  const spring = { ...rules, lessons: { [LESSON]: { due: "2026-03-28T22:59:00.000Z" } } };
  assertEquals(counted(spring, at("2026-03-29T21:59:01Z")), "6.4/10, 2 days late: −20 %");
  assertEquals(counted({ ...rules, students: { [ADA]: { extraDays: 0.5 } } }, at("2026-10-25T09:59:00Z")), "8/10");
});

Deno.test("countedPoints() scales points to what the lesson is worth", () => {
  const rules = { lessons: { [LESSON]: { worth: 25, due: DUE } }, late: { perDay: 0.1 } };
  assertEquals(counted(rules), "20/25, 8 of 10 points in the checks");
  const late = at("2026-10-12T23:00:00Z");
  assertEquals(counted(rules, late), "18/25, 8 of 10 points in the checks; 1 day late: −10 %");
  assertEquals(counted(rules, { points: 0, maxPoints: 0 }), "0/0"); // every check was skipped
  assertEquals(counted({ lessons: { [LESSON]: { worth: 1 } } }, { points: 1, maxPoints: 3 }).split(",")[0], "0.33/1");
});

/** A lesson that counts. */
function lesson(points: number, maxPoints: number, dropped: AppliedRule["dropped"] = null) {
  const rule: AppliedRule = { points, maxPoints, dueAt: null, daysLate: 0, penalty: 0, dropped };
  return { points, maxPoints, rule };
}

/** Which lessons count, and the sums. */
function dropped(lessons: ReturnType<typeof lesson>[], count: number): [string, string] {
  const after = dropLowest(lessons, count);
  const { points, maxPoints } = sumOf(after);
  return [after.map(({ rule }) => rule!.dropped === null ? "+" : "-").join(""), `${points}/${maxPoints}`];
}

Deno.test("dropLowest() leaves out the lessons with the smallest shares, but never all", () => {
  const lessons = [lesson(5, 10), lesson(4, 5), lesson(1, 1), lesson(9, 20)];
  assertEquals(dropped(lessons, 0), ["++++", "19/36"]);
  assertEquals(dropped(lessons, 1), ["+++-", "10/16"]);
  assertEquals(dropped(lessons, 2), ["-++-", "5/6"]);
  assertEquals(dropped(lessons, 9), ["--+-", "1/1"]);
  assertEquals(dropped([], 1), ["", "0/0"]);
});

Deno.test("dropLowest() prefers the lesson that is worth more among equal shares, and lessons that count anyway", () => {
  assertEquals(dropped([lesson(0, 3), lesson(0, 8), lesson(4, 4)], 1), ["+-+", "4/7"]);
  assertEquals(dropped([lesson(0, 3, "everybody"), lesson(1, 8), lesson(4, 4)], 1), ["--+", "4/4"]);
  assertEquals(dropped([lesson(0, 0), lesson(1, 8), lesson(4, 4)], 1), ["+-+", "4/4"]);
});

Deno.test("ruleFor() drops a lesson for everybody, or for one student", () => {
  const dropping = { lessons: { [LESSON]: { dropped: true } } };
  assertEquals(counted(dropping), "8/10, does not count");
  assertEquals(counted({ students: { [ADA]: dropping } }), "8/10, does not count: an exception");
  assertEquals(counted({ students: { bo: dropping } }), "8/10");
});
