/**
 * @module
 */
import { withoutComments } from "../stubs/without_comments.ts";

/** A todo and its words. */
const TODO = /todo\(\s*("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'),?\s*\)/g;

/** Whether two lessons differ only in comments, spaces and the words of their todos: then nothing has been solved. */
export function isOlderStub(lesson: string, stub: string): boolean {
  const bare = (text: string) => withoutComments(text).replace(TODO, "todo()").replace(/\s+/g, " ").trim();
  return bare(lesson) === bare(stub);
}
