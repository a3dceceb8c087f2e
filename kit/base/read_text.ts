/**
 * @module
 */

/** The text of a file of the course, with \n at the end of each line, even if Git has written \r\n. */
export async function readText(path: string | URL): Promise<string> {
  return (await Deno.readTextFile(path)).replaceAll("\r\n", "\n");
}
