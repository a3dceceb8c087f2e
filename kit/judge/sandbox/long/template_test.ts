import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { courseCopy } from "../../../testbed/course_copy.ts";

/** Calls `work` with a function that makes a template, in a copy of the course without templates. */
async function inCopy(work: (templates: string, make: () => Promise<string[]>) => Promise<void>): Promise<void> {
  await using course = await courseCopy("04_gradient_descent");
  const templates = course.path(".cache", "lesson_start");
  await Deno.remove(templates, { recursive: true }).catch(() => {});
  const program = course.path("kit", "judge", "sandbox", "make_template.ts");
  const make = async () => {
    await new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--no-check", program], cwd: course.folder })
      .output();
    return namesIn(templates);
  };
  await work(templates, make);
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("a template contains properly closed databases and compiled modules, but no packages", async () => {
  await inCopy(async (templates, make) => {
    const [name, ...others] = await make();
    assertEquals(others, []);
    const files = namesIn(join(templates, name));
    const { databases, compiled } = JSON.parse(await Deno.readTextFile(join(templates, name, "stamp.json")));
    // a database that is still open has a -wal and a -shm file next to it
    assertEquals(files.filter((file) => !["gen", "node_compat_bin", "stamp.json"].includes(file)), databases.sort());
    assertEquals(databases.length, 3);
    const compiledCode = await Deno.readFile(join(templates, name, databases.at(-1)!));
    for (const part of ["tfjs", "vega", "pure-rand"]) {
      assert(new TextDecoder("latin1").decode(compiledCode).includes(part), part);
    }
    assertEquals(namesIn(join(templates, name, compiled)), ["kit", "mod.ts.js", "syllabus.ts.js"]);
  });
});

Deno.test("only one process makes a template at a time, but it replaces an abandoned draft", async () => {
  await inCopy(async (templates, make) => {
    const draft = join(templates, "draft");
    await Deno.mkdir(draft, { recursive: true });
    assertEquals(await make(), ["draft"]);
    const before = new Date(Date.now() - 3_600_000);
    await Deno.utime(draft, before, before);
    const names = await make();
    assertEquals([names.length, names.filter((name) => !/^\d+$/.test(name))], [1, []]);
  });
});

Deno.test("an incomplete template is ignored", async () => {
  await inCopy(async (templates, make) => {
    const [name] = await make();
    const module = join(templates, "..", "..", "kit", "judge", "sandbox", "walls", "template.ts");
    const code = `const { findTemplate } = await import(${JSON.stringify(pathToFileURL(module).href)});
      const { madeFor } = JSON.parse(Deno.readTextFileSync(${JSON.stringify(join(templates, name, "stamp.json"))}));
      console.log(findTemplate(madeFor.split(" ").slice(2).join(" ")) !== null);`;
    const isFound = async () => {
      const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["eval", code] }).output();
      return new TextDecoder().decode(stdout).trim();
    };
    assertEquals(await isFound(), "true");
    const { databases } = JSON.parse(await Deno.readTextFile(join(templates, name, "stamp.json")));
    await Deno.remove(join(templates, name, databases[0]));
    assertEquals(await isFound(), "false");
  });
});
