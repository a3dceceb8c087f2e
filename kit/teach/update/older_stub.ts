/**
 * @module
 */
import { withoutComments } from "../stubs/without_comments.ts";

/** A todo with its words. */
const TODO = /todo\(\s*("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'),?\s*\)/g;

/** Whether a lesson differs from a stub only in comments, spaces and the words of todos, so that nothing is solved. */
export function isOlderStub(lesson: string, stub: string): boolean {
  const bare = (text: string) => withoutComments(text).replace(TODO, "todo()").replace(/\s+/g, " ").trim();
  return bare(lesson) === bare(stub);
}
