/**
 * What a class got wrong: for each lesson and each of its checks, how many students made which mistake. Every count is
 * a number of students.
 * @module
 */
import type { GradedLesson } from "../../journal/entry.ts";
import type { ClassResults } from "../class_results.ts";
import { knownMistake } from "../html/known_mistake.ts";
import { type HandedIn, isWrong, type WrongAnswer, wrongAnswers } from "./wrong_answers.ts";

/** A known mistake, and how many students made it. */
export interface Mistake {
  /** What the code does. */
  name: string;
  /** The number of students. */
  count: number;
}

/** What a class got wrong in a check. `passed`, `mistakes`, `wrong` and `untouched` add up to `judged`. */
export interface CheckInsights {
  /** The check's id. */
  id: string;
  /** The check's name. */
  name: string;
  /** Whether students do not see it before it is released. */
  hidden: boolean;
  /** How many students it judged. If it was broken, or did not run, it judged nobody. */
  judged: number;
  /** How many of them passed. */
  passed: number;
  /** The known mistakes, the most frequent first. */
  mistakes: Mistake[];
  /** The other wrong answers, by their positions in the list of the lesson. */
  wrong: { index: number; count: number }[];
  /** How many students have not written what the check needs. */
  untouched: number;
}

/** What a class got wrong in a lesson. */
export interface LessonInsights extends Pick<GradedLesson, "id" | "title"> {
  /** How many students handed it in and were judged. */
  judged: number;
  /** How many of them passed every check that ran. */
  solved: number;
  /** The known mistakes, the most frequent first. A student who makes two of them counts for both. */
  mistakes: Mistake[];
  /** The wrong answers that no known mistake explains, the most frequent first. */
  wrong: WrongAnswer[];
  /** Its checks, in the order of the course. */
  checks: CheckInsights[];
}

/** Says what the class got wrong in each lesson, in the order of the course. */
export function insightsOf({ lessons, students }: ClassResults): LessonInsights[] {
  return lessons.map(({ id, title, checks }, index) => {
    const handedIn = students.map((each, student): HandedIn => ({ student, result: each.lessons[index] }))
      .filter(({ result }) => result.checks.length > 0);
    const wrong = wrongAnswers(handedIn);
    const indexOf = new Map(wrong.flatMap(({ by }, i) => by.map(({ student }) => [student, i])));
    const mistakes = handedIn.flatMap(({ result }) => {
      const known = result.checks.filter(isWrong).flatMap((check) => knownMistake(check, result)?.mutant ?? []);
      return [...new Set(known)];
    });
    return {
      ...{ id, title, judged: handedIn.length, wrong, mistakes: counted(mistakes) },
      solved: handedIn.filter(({ result }) => result.status === "pass").length,
      checks: checks.map(({ id, name, hidden = false }) => ({
        id,
        name,
        hidden,
        ...checkInsights(id, handedIn, indexOf),
      })),
    };
  });
}

function checkInsights(
  id: string,
  handedIn: readonly HandedIn[],
  indexOf: ReadonlyMap<number, number>,
): Omit<CheckInsights, "id" | "name" | "hidden"> {
  const mistakes: string[] = [];
  const wrong: number[] = [];
  let [passed, untouched] = [0, 0];
  for (const { student, result } of handedIn) {
    const check = result.checks.find((check) => check.id === id);
    if (!check) continue;
    const mistake = isWrong(check) ? knownMistake(check, result) : null;
    if (check.status === "pass") passed++;
    else if (check.status === "todo") untouched++;
    else if (mistake) mistakes.push(mistake.mutant);
    else if (isWrong(check)) wrong.push(indexOf.get(student)!);
  }
  const groups = [...Map.groupBy(wrong, (index) => index)].map(([index, { length: count }]) => ({ index, count }));
  return {
    ...{ judged: passed + untouched + mistakes.length + wrong.length, passed, untouched },
    mistakes: counted(mistakes),
    wrong: groups.sort((a, b) => a.index - b.index),
  };
}

/** Counts equal names, the most frequent first. */
function counted(names: readonly string[]): Mistake[] {
  return [...Map.groupBy(names, (name) => name)].map(([name, { length: count }]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
