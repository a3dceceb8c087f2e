/**
 * What images are here, and how to get more.
 * @module
 */
import { course } from "../syllabus.ts";
import { readArguments } from "../kit/base/arguments.ts";
import { downloadData, showData, verifyData } from "../kit/show/command/data.ts";
import { main } from "../kit/show/command/main.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { screenWidth } from "../kit/base/screen_width.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { UsageError } from "../kit/base/usage_error.ts";

const HELP = `deno task data [OPTIONS]

Says which images of FashionMNIST are on this machine. The first 4,000 + 1,000 come with the course, and its checks run on them. All 60,000 + 10,000 are used by your own programs from the first of these places that has them: the folder that the variable FASHION_MNIST_DIR names, Debian's package dataset-fashion-mnist, the cache that --download fills.

  --download   download the four original files (31 MB), those that are not here
  --verify     read all that is here, and name each file that is broken
  --json       one JSON value instead of lines
  --help       this text

Nothing is downloaded unless you say --download. What is interrupted goes on from there the next time. The variable FASHION_MNIST_MIRRORS can name other servers for it, with spaces in between.

Exit code: 0 all is well, 1 a file is broken or could not be had, 2 wrong usage.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: ["download", "verify"], values: [], words: 0 });
  if (flags.has("help")) return console.log(helpText(HELP, screenWidth())), 0;
  if (flags.has("download") && flags.has("verify")) {
    throw new UsageError("--download and --verify do not go together: give one of them.");
  }
  const [set] = Object.values(course.dataSets);
  if (!set) throw new UsageError("This course has no data set.");
  const request = { set, json: flags.has("json"), style: outputStyle() };
  if (flags.has("download")) return await downloadData(request);
  return flags.has("verify") ? verifyData(request) : showData(request);
});
