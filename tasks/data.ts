/**
 * Says which images are here, and how to get more.
 * @module
 */
import { course } from "../syllabus.ts";
import type { DataSet } from "../kit/base/data_set.ts";
import { readArguments } from "../kit/base/arguments.ts";
import { downloadData, showData, verifyData } from "../kit/show/command/data.ts";
import { main } from "../kit/show/command/main.ts";
import { countText } from "../kit/learn/plot/parts/number_text.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { screenWidth } from "../kit/base/screen_width.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { UsageError } from "../kit/base/usage_error.ts";

/** The whole help text in a course without a data set. */
const NO_DATA_SET = "This course has no data set.";

/** The help text in a course with a data set. */
function helpOn({ name, items, counts, help, variables }: DataSet): string {
  const [subset, full] = [counts.subset, counts.full].map(({ train, test }) =>
    `${countText(train)} + ${countText(test)}`
  );
  return `deno task data [OPTIONS]

Says which ${items} of ${name} are on this machine. The first ${subset} (for training + for testing) come with the course, and its checks use these by default. Your own programs use all ${full}, from the first of these places that has them: ${help.places}.

  --download   download the missing ones of ${help.download}
  --verify     read all files that are here, and list the broken ones
  --json       print one JSON value instead of lines
  --help       print this text

Nothing is downloaded unless you use --download. If a download is interrupted, the next one continues it. The variable ${variables.mirrors} can name other servers, separated by spaces.

Exit code: 0 no problems, 1 a file is missing or broken, or the download failed, 2 wrong usage.`;
}

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: ["download", "verify"], values: [], words: 0 });
  const [set] = Object.values(course.dataSets);
  if (flags.has("help")) return console.log(helpText(set ? helpOn(set) : NO_DATA_SET, screenWidth())), 0;
  if (flags.has("download") && flags.has("verify")) {
    throw new UsageError("--download and --verify cannot be used together: give one of them.");
  }
  if (!set) throw new UsageError(NO_DATA_SET);
  const request = { set, json: flags.has("json"), style: outputStyle() };
  if (flags.has("download")) return await downloadData(request);
  return flags.has("verify") ? verifyData(request) : showData(request);
});
