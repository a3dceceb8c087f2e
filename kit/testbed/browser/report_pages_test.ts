import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeAtomically } from "../../base/write.ts";
import { submittedPath } from "../../grade/class_folder.ts";
import { writeInsights } from "../../grade/write_insights.ts";
import { writeReports } from "../../grade/write_reports.ts";
import { HOSTILE, sampleResults } from "../classes/results.ts";
import { smallFolder } from "../small_course.ts";
import { inBrowser, whyNoBrowser } from "./in_browser.ts";
import type { ReportPages, ReportPagesOptions } from "./report_pages.ts";

/** A picture that tries to run scripts, to load a file from the network, and to look like a part of the page. */
const HOSTILE_PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90"
height="60" onload="alert(1)"><title>"&gt;&lt;script&gt;alert(2)&lt;/script&gt;</title><script>alert(3)</script>
<image href="http://127.0.0.1:9/a.png" width="9" height="9"/><style>@import url(http://127.0.0.1:9/a.css);</style>
<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://127.0.0.1:9/"/>
</foreignObject><a href="http://127.0.0.1:9/"><rect width="90" height="60"/></a></svg>`;

/** The pages to look at: the class, what it got wrong, a student with mistakes, and the hostile one. */
const PAGES = [
  "index.html",
  "insights.html",
  "feedback/bo.html",
  "feedback/HYPERLINK_https_example_org-636b9be85f60.html",
];

const why = await whyNoBrowser();
if (why) console.log(`skipped: the reports in a browser, because ${why}`);
const found = why ? null : await lookAtReports();

/** Tests what was found in the browser. */
function test(name: string, judge: (found: ReportPages) => void): void {
  Deno.test({ name: why ? `${name} (skipped: ${why})` : name, ignore: why !== "", fn: () => judge(found!) });
}

test("the pages keep nobody from using them: light and dark, wide and narrow, open and closed", ({ views }) => {
  assertEquals(views.length, PAGES.length * 8);
  for (const { name, problems } of views) assertEquals(problems, [], name);
});

test("the pages are never wider than the window", ({ views }) => {
  for (const { name, overflow } of views) assert(overflow <= 0, `${name}: ${overflow} pixels`);
});

test("the pages show all of their pictures", ({ views }) => {
  for (const { name, images } of views.filter(({ name }) => /^(index|feedback).*open/.test(name))) {
    assert(images.all > 0, name);
    assertEquals(images.shown, images.all, name);
  }
});

test("the pages request nothing from the network", ({ requests }) => {
  assert(requests.some((url) => url.endsWith(".svg")));
  assertEquals(requests.filter((url) => !/^(file|data):/.test(url)), []);
});

test("no text and no picture of a student runs, complains or leads away", ({ messages, views }) => {
  assertEquals(messages, []);
  assertEquals(views.filter(({ name, url }) => !url.endsWith(name.split(",")[0])), []);
});

test("a click on a heading sorts by it, another one turns the order around", ({ steps }) => {
  const first = steps["after a click on Points"];
  assertEquals(first.students, ["gil", "bo", "fox", "dan", '=HYPERLINK("https://example.org")', "Céline", "ada"]);
  assertEquals(first.sorted, ["Points ascending"]);
  assertEquals(steps["after Enter"].students, first.students.toReversed());
  assertEquals(steps["after Enter"].sorted, ["Points descending"]);
});

test("the headings work with the keyboard, and a lesson that is missing comes before one without points", ({ steps }) => {
  const { students, sorted } = steps["after Tab and Space"];
  assertEquals(sorted, ["03 ascending"]);
  assertEquals([students[0], students.slice(1, 3).sort()], ["gil", ["bo", "dan"]]);
});

test("names are sorted as people sort them", ({ steps }) => {
  assertEquals(steps["after a click on Student"].students, [
    ...["ada", "bo", "Céline", "dan", '=HYPERLINK("https://example.org")', "fox", "gil"],
  ]);
});

test("the list below the table has the same students in the same order", ({ steps }) => {
  assertEquals(Object.values(steps).length, 11);
  for (const [name, { students, details }] of Object.entries(steps)) {
    assertEquals(details.map((text) => text.slice(0, 2).toLowerCase()), students.map(beginningOf), name);
  }
});

test("the table filters by the status of any lesson or of one, and by words in names, notes and addresses", ({ steps }) => {
  const shown = (name: string) => [...steps[name].students, steps[name].shown];
  assertEquals(shown("with a missing lesson"), ["bo", "fox", "gil", "3 of 7 students shown"]);
  assertEquals(shown("with the first lesson missing"), ["gil", "1 of 7 students shown"]);
  assertEquals(steps["who handed in the first lesson"].shown, "6 of 7 students shown");
  assertEquals(shown("with the word late"), ["bo", "fox", "2 of 7 students shown"]);
  assertEquals(shown("with an address"), ["ada", "1 of 7 students shown"]);
  assertEquals(shown("with a word that nobody has"), ["0 of 7 students shown"]);
});

test("paper has the table and the students that are open, with what they printed", ({ paper }) => {
  assertEquals(paper, { table: true, filter: false, openStudent: true, closedStudent: false, printedText: true });
});

test("without scripts, the whole class is there, and links still open the students", ({ withoutScripts }) => {
  assertEquals(withoutScripts, { students: 7, hasFilter: false, isOpen: true });
});

/** The first two letters of a student's name. */
function beginningOf(student: string): string {
  return student.startsWith("=") ? "ev" : student.slice(0, 2).toLowerCase().replace("bo", "bø");
}

/** Writes the reports of the sample class, with hostile pictures, and looks at them in the browser. */
async function lookAtReports(): Promise<ReportPages> {
  const folder = await Deno.makeTempDir();
  try {
    const pictures = join(folder, "pictures");
    await Deno.mkdir(pictures);
    const results = sampleResults();
    results.lessons[2].title = "W".repeat(200); // no line can break in it
    for (const { picture } of results.students.flatMap(({ lessons }) => lessons)) {
      if (picture) await Deno.writeTextFile(join(pictures, picture), HOSTILE_PICTURE);
    }
    await writeReports(folder, results, {
      pictures,
      goals: join(smallFolder, "docs", "pictures"),
      isReleased: true,
      others: [],
      formats: [],
    });
    for (const { lesson, sha256 } of results.students.flatMap(({ lessons }) => lessons)) {
      if (sha256) await writeAtomically(submittedPath(folder, { lesson, sha256 }), `f("${HOSTILE}");\n`);
    }
    await writeInsights(folder, results, join(smallFolder, "solutions"));
    const options: ReportPagesOptions = { folder: `${pathToFileURL(folder)}/`, pages: PAGES };
    return await inBrowser<ReportPages>(import.meta.resolve("./report_pages.ts"), options);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
