/**
 * Classes with wrong answers to one lesson, for tests of what is said about them.
 * @module
 */
import { sha256 } from "../../base/sha256.ts";
import { writtenSketches } from "../../judge/diagnosis/store.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { ClassEntry, Entry, GradedCheck } from "../../grade/journal/entry.ts";
import { type ClassResults, classResults } from "../../grade/reports/class_results.ts";
import { sampleEntries } from "./results.ts";

/** The lesson, of the small course. */
export const LESSON = "04_gradient_descent";

/** A verdict on a check that is not passed; `numbers` are the lesson's answer. */
export type Wrong = Partial<GradedCheck> & { numbers?: number[] };

/** What a student handed in. */
export interface Answer {
  /** The verdicts on checks that are not passed, by their ids. */
  checks: Record<string, Wrong>;
  /** The known mistake with the same results in all checks. */
  diagnosis?: Diagnosis;
  /** The text of the file; different for each student by default. */
  text?: string;
}

/** A diagnosis by the name of its mutant. */
export function mistake(mutant: string): Diagnosis {
  return { mutant, text: `Does your code do that: ${mutant}?` };
}

/** The results of a class by what each student handed in; null for nothing. */
export function wrongClass(students: Record<string, Answer | null>): ClassResults {
  const [first] = sampleEntries() as [ClassEntry];
  const lessons = first.lessons.filter(({ id }) => id === LESSON);
  const entries = Object.entries(students).flatMap(([student, answer]): Entry[] => {
    const hash = sha256(answer?.text ?? student);
    const file = { lesson: LESSON, sha256: hash, path: `${LESSON}.ts`, submittedAt: null, isLate: null };
    const entry = { type: "student", student, name: student, email: null, ignored: [], refused: [] } as const;
    return [
      { ...entry, ignored: [], refused: [], files: answer ? [file] : [] },
      ...answer ? [verdict(hash, answer, lessons[0].checks)] : [],
    ];
  });
  return classResults([{ ...first, lessons }, ...entries]);
}

function verdict(hash: string, { checks, diagnosis }: Answer, all: ClassEntry["lessons"][0]["checks"]): Entry {
  const evidence = Object.entries(checks).flatMap(([id, { numbers }]) =>
    numbers ? [[id, writtenSketches([{ shape: `#[${numbers.length}]`, numbers: [numbers] }])]] : []
  );
  const judged = all.map(({ id, name, points }): GradedCheck => {
    const { numbers: _, ...check }: Wrong = checks[id] ?? { status: "pass", points };
    return {
      ...{ id, name, status: "fail", points: 0, maxPoints: points, message: `${id} is wrong.`, location: null },
      ...{ fault: null, hasCause: false, diagnosis: null, printed: "", durationMs: 1 },
      ...check,
    };
  });
  return {
    ...{ type: "verdict", lesson: LESSON, sha256: hash, device: { backend: "cpu", adapter: null }, walls: 2 },
    ...{ checks: judged, points: 0, maxPoints: 8, diagnosis: diagnosis ?? null, seconds: 1, gradedAt: "" },
    evidence: Object.fromEntries(evidence),
  };
}
