/**
 * @module
 */

/**
 * The text of a lesson that looks for secrets in every possible way, and prints, throws and returns what it finds.
 * @param places The paths of files that it tries to read.
 */
export const looking = (places: readonly string[]) => `
const places = ${JSON.stringify(places)};
const found: string[] = [];
const look = async (way: () => unknown) => { try { found.push(String(await way())); } catch (error) { found.push(String(error)); } };
const any = globalThis as any;
export async function gradientDescent() {
  for (const place of places) {
    await look(() => Deno.readTextFileSync(place));
    await look(() => Deno.readTextFile(place));
    await look(() => import(place));
    await look(() => fetch("file://" + place).then((answer) => answer.text()));
    await look(() => any.process.getBuiltinModule("fs").readFileSync(place, "utf8"));
    await look(() => new Function("path", "return import('node:fs').then((fs) => fs.readFileSync(path, 'utf8'))")(place));
    await look(() => [...Deno.readDirSync(place.replace(/[^/]*$/, ""))].map(({ name }) => name).join());
  }
  await look(() => JSON.stringify(Deno.env.toObject()));
  await look(() => JSON.stringify(any.process.env));
  await look(() => any.process.env.DOWNHILL_CANARY);
  console.log(found.join("\\n"));
  throw new Error(found.join("\\n"));
}
export const answers = () => ({ factorPerStep: found.join(), divergesAbove: found });
`;
