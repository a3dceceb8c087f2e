/**
 * Starts an untrusted program behind all walls that this machine has: always Deno's permissions, and on Linux also
 * bubblewrap, which limits what the program can see. The system's own limits also apply, if there are any.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { VARIABLES } from "../../../base/variables.ts";
import { installedPackages } from "../../../base/installed_packages.ts";
import { cpuLimit, hasKernelLimits, kernelLimits } from "../../../base/limits.ts";
import { arePackagesHere } from "../../packages/missing.ts";
import { InstallationError } from "../../packages/download.ts";
import { UsageError } from "../../../base/usage_error.ts";
import { withPrivateCopy } from "./one_wall.ts";
import { makePrivateCopy, removePrivateCopy } from "./private_copy.ts";
import { findTemplate, renewTemplate } from "./template.ts";
import { temporaryFolder } from "./temporary_folder.ts";
import { behindBubblewrap, isBubblewrapUsable, PRIVATE_FOLDER } from "./two_walls.ts";

/** The number of walls around a lesson. */
export type Walls = 1 | 2;

/** The program that must be started. */
export interface Program {
  /** The path of the lesson. */
  lesson: string;
  /** Whether the lesson is edited while the process runs. */
  isEdited: boolean;
  /** The paths of everything else that the program may read. */
  files: readonly string[];
  /** Whether the program computes on a GPU. */
  usesGpu: boolean;
  /** The memory that it may use in MiB, including typed arrays. */
  memoryMiB: number;
  /** How long it may compute, in seconds, if nothing else ends it after its judge was killed; default: 600. */
  cpuSeconds?: number;
}

/** A program that has been started. */
export interface StartedProgram {
  /** Its process, with pipes for all three streams. */
  child: Deno.ChildProcess;
  /** The number of walls around it. */
  walls: Walls;
  /** Whether the kernel limits its memory; if not, the caller must. */
  isMemoryLimited: boolean;
  /** The path under which the program sees a file that it may read. */
  inside: (path: string) => string;
}

/**
 * The environment variables that Deno needs, and those with which Vulkan finds its driver. No others are passed on. A
 * lesson's process does not use the network, so it receives no proxy, registry or certificate.
 */
const PASSED_ON = [
  ...["PATH", "SYSTEMROOT", "TMPDIR", "TEMP", VARIABLES.kernels],
  ...["DENO_WEBGPU_BACKEND", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "LD_LIBRARY_PATH"],
];

/** The limit on CPU time, in seconds, for an endless loop that nothing else ends after its judge was killed. */
const MAX_CPU_SECONDS = 600;

/** The size of the largest file that a process may write, in MiB. Its cache takes up a few MiB. */
const MAX_FILE_MIB = 64;

/** The number of walls that are possible on this machine; undefined until it has been determined. */
let walls: Walls | undefined;

/**
 * The number of walls around every lesson of this process.
 * @throws {UsageError} If `DOWNHILL_WALLS` requires a wall that is not possible here.
 */
export function availableWalls(): Walls {
  return walls ??= countWalls();
}

/**
 * Starts Deno with the arguments that `args` returns. `args` receives a function that returns the path under which the
 * process will see a file.
 * @throws {InstallationError} If the environment does not say where the packages are, or no folder is writable.
 * @throws {UsageError} If `DOWNHILL_WALLS` requires a wall that is not possible here.
 */
export function startProgram(program: Program, args: (inside: (path: string) => string) => string[]): StartedProgram {
  const walls = availableWalls();
  const packages = installedPackages();
  if (packages === null) {
    throw new InstallationError("Neither HOME nor DENO_DIR says where Deno keeps its packages: set one.");
  }
  const template = findTemplate(packages.folder);
  const npm = template?.npm ?? packages.folder;
  const folder = walls === 2 ? PRIVATE_FOLDER : join(temporaryFolder(), `downhill-lesson-${crypto.randomUUID()}`);
  const { inside, renamed } = insideOf(folder);
  const { memoryMiB, cpuSeconds = MAX_CPU_SECONDS } = program;
  const isMemoryLimited = hasKernelLimits();
  const prefix = isMemoryLimited ? kernelLimits({ memoryMiB, fileMiB: MAX_FILE_MIB }) : cpuLimit(cpuSeconds);
  const all = args(inside);
  const bare = [...prefix, Deno.execPath(), ...all];
  const isWindows = Deno.build.os === "windows";
  if (isWindows) makePrivateCopy(folder, npm, template?.folder ?? null);
  const [command, ...rest] = walls === 2
    ? [...prefix, ...behindBubblewrap(program, all, inside, npm, template)]
    : isWindows
    ? bare
    : withPrivateCopy(bare, folder, npm, template, [...renamed]);
  const child = spawn(command, rest, { ...environment(folder), ...packages.environment });
  if (isWindows) child.status.then(() => removePrivateCopy(folder));
  if (arePackagesHere()) void renewTemplate(packages.folder); // making a template needs all packages
  return { child, walls, isMemoryLimited, inside };
}

/**
 * Decides whether bubblewrap, which exists only on Linux, is used. With `DOWNHILL_WALLS=1` or `DOWNHILL_LIMITS=poll` it
 * is not; `DOWNHILL_WALLS=2` requires it.
 */
function countWalls(): Walls {
  const wanted = Deno.env.get(VARIABLES.walls) || "any";
  if (!["any", "1", "2"].includes(wanted)) throw new UsageError(`${VARIABLES.walls} is "${wanted}": set it to 1 or 2.`);
  if (wanted !== "1" && hasKernelLimits() && isBubblewrapUsable()) return 2;
  if (wanted !== "2") return 1;
  throw new UsageError(
    `${VARIABLES.walls} is 2, but bubblewrap or util-linux cannot be used here: install both, and see what ` +
      "bwrap --unshare-all --ro-bind / / true says.",
  );
}

/** Gives a path with a comma another name, because Deno's options separate paths with commas. */
function insideOf(folder: string): { inside: (path: string) => string; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  const rename = (path: string, ending: string): string => {
    const name = renamed.get(path) ?? join(folder, "renamed", `${renamed.size}${ending}`);
    renamed.set(path, name);
    return name;
  };
  const inside = (path: string): string => {
    if (!path.includes(",")) return path;
    // rename the folder if that is enough, so that the process also sees files that an editor writes later
    const [parent, name] = [dirname(path), basename(path)];
    return name.includes(",") ? rename(path, ".ts") : join(rename(parent, ""), name);
  };
  return { inside, renamed };
}

function environment(folder: string): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  // one time zone everywhere, so that a lesson prints the same on every machine
  return { ...Object.fromEntries(passed), DENO_DIR: folder, NO_COLOR: "1", TZ: "UTC" };
}

/** Starts a command. @throws {InstallationError} If there is no such command: the lesson is not to blame for that. */
function spawn(command: string, args: string[], env: Record<string, string>): Deno.ChildProcess {
  const options = { args, clearEnv: true, env, stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  try {
    return new Deno.Command(command, options).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new InstallationError(
      `The program ${command}, which starts a lesson, was not found: does PATH name its folder?`,
    );
  }
}
