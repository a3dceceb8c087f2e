/**
 * Starts a program that a stranger wrote, behind as many walls as this machine has: Deno's permissions always, and on
 * Linux what bubblewrap lets it see. The system's own limits are kept around it where the system has them.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { KERNELS_VARIABLE } from "../../device/kernels_off.ts";
import { InstallationError } from "../packages.ts";
import { cpuLimit, kernelLimits } from "./limits.ts";
import { denoFolder } from "./deno_folder.ts";
import { withPrivateCopy } from "./one_wall.ts";
import { makePrivateCopy, removePrivateCopy } from "./private_copy.ts";
import { findTemplate, renewTemplate } from "./template.ts";
import { behindBubblewrap, isBubblewrapUsable, PRIVATE_FOLDER } from "./two_walls.ts";

/** How many walls stand around a lesson. */
export type Walls = 1 | 2;

/** What is to be started. */
export interface Program {
  /** The path of the lesson. */
  lesson: string;
  /** Whether it is edited while the process runs. */
  isEdited: boolean;
  /** The paths of whatever else it may read. */
  files: readonly string[];
  /** Whether it computes on a GPU. */
  usesGpu: boolean;
  /** Memory that it may use, typed arrays included, in MiB. */
  memoryMiB: number;
  /** How long it may compute where nothing else ends it if its judge is killed, in seconds; default: 600. */
  cpuSeconds?: number;
}

/** A program that runs. */
export interface StartedProgram {
  /** Its process, all three streams piped. */
  child: Deno.ChildProcess;
  /** How many walls stand around it. */
  walls: Walls;
  /** Whether the kernel bounds its memory; if not, whoever started it has to look. */
  isMemoryLimited: boolean;
  /** By which path it sees a file that it may read. */
  inside: (path: string) => string;
}

/** Paths that Deno needs, and Vulkan to find its driver; nothing else of the environment. */
const PASSED_ON = [
  ...["PATH", "SYSTEMROOT", "TMPDIR", "TEMP", KERNELS_VARIABLE],
  ...["DENO_WEBGPU_BACKEND", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "LD_LIBRARY_PATH"],
];

/** Where nothing else ends a lesson whose judge was killed while it was in an endless loop, in seconds of computing. */
const MAX_CPU_SECONDS = 600;

/** What this machine can do; found out once. */
let found: { hasKernelLimits: boolean; walls: Walls } | undefined;

/**
 * Starts Deno with the arguments that `args` gives; it is told by which path the process will see a file.
 * @throws {InstallationError} Where the environment does not say where Deno's packages are.
 */
export function startProgram(program: Program, args: (inside: (path: string) => string) => string[]): StartedProgram {
  const { hasKernelLimits, walls } = found ??= lookAround();
  const deno = denoFolder((name) => Deno.env.get(name));
  if (deno === null) {
    throw new InstallationError("Neither HOME nor DENO_DIR says where Deno keeps its packages: set one.");
  }
  const template = findTemplate(join(deno, "npm"));
  const npm = template?.npm ?? join(deno, "npm");
  const folder = walls === 2 ? PRIVATE_FOLDER : join(temporaryFolder(), `downhill-lesson-${crypto.randomUUID()}`);
  const { inside, renamed } = insideOf(folder);
  const prefix = hasKernelLimits ? kernelLimits(program.memoryMiB) : cpuLimit(program.cpuSeconds ?? MAX_CPU_SECONDS);
  const all = args(inside);
  const bare = [...prefix, Deno.execPath(), ...all];
  const isWindows = Deno.build.os === "windows";
  if (isWindows) makePrivateCopy(folder, npm, template?.folder ?? null);
  const [command, ...rest] = walls === 2
    ? [...prefix, ...behindBubblewrap(program, all, inside, npm, template)]
    : isWindows
    ? bare
    : withPrivateCopy(bare, folder, npm, template, [...renamed]);
  const child = new Deno.Command(command, {
    args: rest,
    clearEnv: true,
    env: environment(folder),
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  if (isWindows) child.status.then(() => removePrivateCopy(folder));
  void renewTemplate(join(deno, "npm"));
  return { child, walls, isMemoryLimited: hasKernelLimits, inside };
}

/** `DOWNHILL_LIMITS=poll` makes a Linux do what a system without any of it does, `DOWNHILL_WALLS=1` without bubblewrap. */
function lookAround(): { hasKernelLimits: boolean; walls: Walls } {
  if (Deno.build.os !== "linux" || Deno.env.get("DOWNHILL_LIMITS") === "poll") {
    return { hasKernelLimits: false, walls: 1 };
  }
  const prefix = kernelLimits(1000);
  if (Deno.env.get("DOWNHILL_WALLS") !== "1" && isBubblewrapUsable(prefix)) return { hasKernelLimits: true, walls: 2 };
  return { hasKernelLimits: isUsable([...prefix, "true"]), walls: 1 };
}

function isUsable([command, ...args]: string[]): boolean {
  try {
    return new Deno.Command(command, { args, stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false; // util-linux is not installed
  }
}

/**
 * Deno's options take a list of paths, and a comma begins the next one: what has a comma in its path is seen by
 * another.
 */
function insideOf(folder: string): { inside: (path: string) => string; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  const rename = (path: string, ending: string): string => {
    const name = renamed.get(path) ?? join(folder, "renamed", `${renamed.size}${ending}`);
    renamed.set(path, name);
    return name;
  };
  const inside = (path: string): string => {
    if (!path.includes(",")) return path;
    // the folder where that is enough, so that what an editor writes later is seen, too
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
  // one time zone everywhere: the same lesson says the same on every machine
  return { ...Object.fromEntries(passed), DENO_DIR: folder, NO_COLOR: "1", TZ: "UTC" };
}

function temporaryFolder(): string {
  return Deno.env.get("TMPDIR") || Deno.env.get("TEMP") || "/tmp";
}
