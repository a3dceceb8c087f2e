/**
 * Which images are here, and how to get more.
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

Says which images of FashionMNIST are on this machine. The first 4,000 + 1,000 come with the course; its checks use these. Your own programs use all 60,000 + 10,000, from the first of these places that has them: the folder in the variable FASHION_MNIST_DIR, Debian's package dataset-fashion-mnist, the cache that --download fills.

  --download   download the original files that are missing (31 MB for all four)
  --verify     read all files that are here, and name each one that is broken
  --json       one JSON value instead of lines
  --help       this text

Nothing is downloaded unless you say --download. If a download is interrupted, the next one continues it. The variable FASHION_MNIST_MIRRORS can name other servers, separated by spaces.

Exit code: 0 all is well, 1 a file is broken or could not be downloaded, 2 wrong usage.`;

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
