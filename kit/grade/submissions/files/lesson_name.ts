/**
 * Recognizes lessons by the names of files.
 * @module
 */

/** A browser's mark on the name of a file that it has downloaded again: " (1)" in Chrome, "(1)" in Firefox. */
const AGAIN = / ?\(\d{1,3}\)(?=\.ts$)/;

/** Whether the name of a file is that of a lesson. */
export interface LessonName {
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /**
   * Whether it is the lesson's name, perhaps in other letters (`04_Gradient_Descent.ts`: Windows and macOS do not
   * distinguish these) and with a browser's mark. Otherwise, it only contains the lesson's name:
   * `04_gradient_descent_old.ts`, `04_gradient_descent.ts.txt`.
   */
  isExact: boolean;
}

/** The lesson that a file's name names; null if it names none. A name that ends in `_test.ts` names none. */
export function lessonName(name: string, lessons: readonly string[]): LessonName | null {
  const written = name.normalize("NFC").toLowerCase();
  const plain = written.replace(AGAIN, "");
  const exact = lessons.find((lesson) => plain === `${lesson.toLowerCase()}.ts`);
  if (exact !== undefined) return { lesson: exact, isExact: true };
  if (!/\.ts(\.txt)?$/.test(written) || written.endsWith("_test.ts")) return null;
  const similar = lessons.find((lesson) => written.includes(lesson.toLowerCase()));
  return similar === undefined ? null : { lesson: similar, isExact: false };
}
