/**
 * Fetches everything that lessons need in advance, for example for a classroom without a network.
 * @module
 */
import "../kit/base/deno_version.ts"; // first, because an old Deno cannot parse all of the following modules
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { fetchPackages, measurePackages } from "../kit/judge/packages/fetch.ts";
import { InstallationError } from "../kit/judge/packages/download.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { screenWidth } from "../kit/base/screen_width.ts";

const HELP = `deno task prepare [--quiet] [--json]

Fetches the packages that are missing on this machine, and checks that all packages are there. Other tasks fetch the packages that they need; run this task before you go offline.

  --quiet   print nothing if all packages are here

Exit code: 0 all packages are here, 2 some could not be fetched.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: ["quiet"], values: [], words: 0 });
  if (flags.has("help")) return console.log(helpText(HELP, screenWidth())), 0;
  await fetchPackages().catch(({ message }) => {
    throw new InstallationError(message);
  });
  if (flags.has("quiet")) return 0;
  const measured = await measurePackages();
  if (flags.has("json")) printJson(measured);
  else console.log(`All ${measured.packages} packages are here: ${measured.megabytes} MB.`);
  return 0;
});
