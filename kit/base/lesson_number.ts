/**
 * The number of a lesson, in two digits: the lesson's id and the ids of its checks begin with it.
 * @module
 */

/** The two digits: "04" of "04_gradient_descent" and of its check "04-minimum". */
export function digitsOf(id: string): string {
  return id.slice(0, 2);
}

/** The part after the number: "gradient_descent" of "04_gradient_descent". */
export function nameOf(id: string): string {
  return id.slice(3);
}

/** The command that judges the lesson: "deno task lesson 4". */
export function lessonCommand(id: string): string {
  return `deno task lesson ${Number(digitsOf(id))}`;
}

/** Whether a file has the name of a lesson: "04_gradient_descent.ts". */
export function isLessonFile(name: string): boolean {
  return /^\d\d_\w+\.ts$/.test(name);
}

/** Whether a check may have this id: "04-minimum". */
export function isCheckId(id: string): boolean {
  return /^\d\d-[a-z0-9-]+$/.test(id);
}
