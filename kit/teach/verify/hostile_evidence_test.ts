/**
 * Tests that every check either passes or fails with an assertion, whatever answers a lesson gives. No answer may make
 * a check crash, which would count as the course's mistake, or keep the judge busy. Every check of every lesson gets
 * the answers of the solution, after random changes.
 *
 * `DOWNHILL_CHANGES=200 deno test -A kit/teach/verify/hostile_evidence_test.ts` tries 200 changes of each check's
 * answers, and the lessons of Part IV, too, whose answers take the longest to record.
 * @module
 */
import { assert, assertEquals, AssertionError } from "@std/assert";
import fc from "fast-check";
import { syllabus } from "../../../syllabus.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import { jobFor } from "../../judge/run/job.ts";
import { type Change, changed, EDIT_NAMES, WRONG_VALUES } from "./changed_answer.ts";
import { messageProblem } from "./message_problem.ts";
import { isVerdict, recordAnswers, replay } from "./replay.ts";

/** The number of changes for each check. With 10, recording the answers takes longer than judging them. */
const given = Deno.env.get("DOWNHILL_CHANGES");
const RUNS = Number(given ?? 10);

const lessons = syllabus.filter(({ part }) => given !== undefined || part !== "IV");

/**
 * The limit for judging an answer, in milliseconds. The slowest check is 22-gap, in which four networks classify 2,500
 * images each: it takes 740 ms on a quiet core, and up to twice as long if two threads share a core.
 */
const LONGEST_MS = 2000;

/** The length of the longest message, in characters. It may quote an answer, and a verdict is cut at 2,000. */
const LONGEST_MESSAGE = 1000;

const change: fc.Arbitrary<Change> = fc.record({
  question: fc.nat({ max: 20 }),
  path: fc.array(fc.nat({ max: 1000 }), { maxLength: 6 }),
  part: fc.nat({ max: 1000 }),
  edit: fc.oneof({ weight: 2, arbitrary: fc.constant("replace") }, fc.constantFrom(...EDIT_NAMES)),
  wrong: fc.constantFrom(...Object.keys(WRONG_VALUES)),
});

for (const lesson of lessons) {
  Deno.test(`No answer makes a check of ${lesson.id} crash`, async () => {
    const recording = await recordAnswers(jobFor(lesson, { target: "solutions" }));
    for (const check of recording.checks) {
      const { error, questions } = await replay(check, recording, (answer) => answer);
      assert(error === undefined, `${check.id} does not pass with the recorded answers: ${error}`);
      await fc.assert(
        fc.asyncProperty(change, async (change) => {
          const answerTo = (answer: unknown, question: number) =>
            question === change.question % questions ? changed(answer, change) : answer;
          const result = await replay(check, recording, answerTo);
          assert(isVerdict(result), `${check.id} throws ${(result.error as Error)?.stack ?? result.error}`);
          const message = result.error instanceof AssertionError ? result.error.message : "";
          assert(message.length < LONGEST_MESSAGE, `${check.id} has a message of ${message.length} characters.`);
          assertEquals(messageProblem(message), undefined, check.id);
          assert(result.cpuMs < LONGEST_MS, `${check.id} takes ${Math.round(result.cpuMs)} ms of CPU time.`);
        }),
        { seed: 42, numRuns: RUNS },
      );
    }
  });
}

/** Wrong answers, and the results of experiments with code that makes these answers look right, by check. */
const COLLUSIONS: Record<string, unknown[]> = {
  "03-farthest": [{ farthestInSteps: 1 }, [1, 1]],
  "03-step": [{ stepForMillionth: 42 }, { x: 1 / 3, losses: Array(1000).fill(0) }],
  "04-diverges": [
    { factorPerStep: 7, divergesAbove: 42 },
    { below: 2 * 0.98 ** 200, above: 2 * 1.02 ** 200, one: 14 },
  ],
  "05-same": [{ largestDifference: 0.5, same: "no" }, {
    losses: Array.from({ length: 100 }, (_, i) => 1.5 * (2 * 0.98 ** (i + 1)) ** 2),
  }],
  "06-answer": [{ lossIsFrom: "after the step" }, Float32Array.of(1)],
  "08-gradient": [{ gradientDescent: 5 }, { losses: Array.from({ length: 100 }, (_, i) => i < 4 ? 1 : 0) }],
  "08-random": [{ randomSearch: 1 }, { losses: [0] }],
};

for (const lesson of lessons) {
  const colluding = Object.entries(COLLUSIONS).filter(([id]) => id.startsWith(digitsOf(lesson.id)));
  if (colluding.length === 0) continue;
  Deno.test(`No wrong answer of ${lesson.id} is accepted because the lesson's own code agrees`, async () => {
    const recording = await recordAnswers(jobFor(lesson, { target: "solutions" }));
    for (const [id, answers] of colluding) {
      const check = recording.checks.find((each) => each.id === id)!;
      const { error } = await replay(check, recording, (_, question) => answers[question]);
      assert(error instanceof AssertionError, `${id} passes, or throws ${error}`);
    }
  });
}
