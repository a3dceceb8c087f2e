/**
 * @module
 */

/** Gradescope's, nbgrader's and Classroom 50's lists, and Blackboard's receipt of an attempt. */
const LISTS = /^(submission_metadata\.yml|timestamp\.txt|scores\.csv|.*_attempt_\d{4}(-\d\d){5}\.txt)$/;

/** Whether a file with this name is a list that a platform adds: of students, of times, of late submissions. */
export function isPlatformList(name: string): boolean {
  return LISTS.test(name);
}
