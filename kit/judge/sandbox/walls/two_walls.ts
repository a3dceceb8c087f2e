/**
 * Builds the second wall, on Linux: bubblewrap shows a process only the files that it needs, and these are read-only.
 * Everything else that a lesson writes is in memory, and is lost when the lesson ends.
 * @module
 */
import { dirname, join } from "node:path";
import { succeeds } from "../../../base/limits.ts";
import { root } from "../../../base/root.ts";
import type { Program } from "./start_program.ts";
import type { Template } from "./template.ts";

/** The path of Deno's cache folder in the process; the folder is in memory. */
export const PRIVATE_FOLDER = "/private";

/** The space for the databases, in bytes. They need 5 MiB, and Deno adds to them. */
const PRIVATE_BYTES = 64 * 2 ** 20;

/** The space in /tmp and in /dev/shm, in bytes. A lesson uses neither, and a GPU's driver needs little. */
const SCRATCH_BYTES = 16 * 2 ** 20;

/** The folders in which distributions keep libraries; NixOS and Guix keep everything in a store. */
const LIBRARIES = ["/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store"];

/** The files that tell the dynamic linker where libraries are. */
const LINKER = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"];

/** The folders with Vulkan's drivers and with the settings of these drivers. */
const DRIVERS = [
  ...["/usr/share/vulkan", "/usr/share/glvnd", "/usr/share/drirc.d", "/usr/share/nvidia", "/usr/local/share/vulkan"],
  ...["/etc/vulkan", "/etc/glvnd", "/etc/drirc", "/run/opengl-driver", "/sys"],
];

/** The GPU's device files. */
const GPU_NODES = [
  "/dev/dri",
  ...["ctl", "-modeset", "-uvm", "-uvm-tools", "-caps", ...Array(16).keys()].map((name) => `/dev/nvidia${name}`),
];

/**
 * The parts of the course that every lesson's process loads. A package.json exists only if somebody uses npm in the
 * folder.
 */
const COURSE = [
  ...["kit", "mod.ts", "syllabus.ts", "package.json", "import_map.json"],
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock"],
];

/** The same parts of the course, as compiled by Deno. */
const COMPILED = ["kit", "mod.ts.js", "syllabus.ts.js"];

/** The first file descriptor for the template's databases, which the shell opens; 0 to 2 are the shell's streams. */
const FIRST_FILE = 3;

/** The command that runs Deno with `args` behind bubblewrap. `inside` returns the path that a file has there. */
export function behindBubblewrap(
  program: Program,
  args: readonly string[],
  inside: (path: string) => string,
  npm: string,
  template: Template | null,
): string[] {
  const databases = template?.databases.map((name) => join(template.folder, name)) ?? [];
  const { lesson, isEdited, files } = program;
  return [
    ...["setsid", "sh", "-c", script(databases.length), "sh", lesson, GUARD, ...databases],
    ...bubblewrap(program.usesGpu),
    ...readOnly(npm, ...COURSE.map((part) => join(root, part))),
    ...["--perms", "0700", "--size", String(PRIVATE_BYTES), "--tmpfs", PRIVATE_FOLDER],
    ...["--symlink", npm, `${PRIVATE_FOLDER}/npm`],
    // Show only the compiled course: Deno writes the compiled lesson next to it, and waits 0.15 s if it cannot.
    ...COMPILED.flatMap((part) => {
      if (!template) return [];
      const path = join(template.compiled, part);
      return ["--ro-bind-try", join(template.folder, path), join(PRIVATE_FOLDER, path)];
    }),
    ...template?.databases.flatMap((name, i) => {
      return ["--perms", "0600", "--file", String(FIRST_FILE + i), `${PRIVATE_FOLDER}/${name}`];
    }) ?? [],
    ...files.flatMap((file) => ["--ro-bind-try", file, inside(file)]),
    // Editors replace the old file with a new one, so a process must see the whole folder to read a saved lesson.
    ...isEdited ? ["--ro-bind-try", dirname(lesson), dirname(inside(lesson))] : ["@bind", "@lesson", inside(lesson)],
    ...["--", Deno.execPath(), ...args],
  ];
}

/**
 * A shell script that runs next to bubblewrap in the first seconds. If bubblewrap or our process is killed while
 * bubblewrap starts, a process that waits forever is left behind. In that case, the script ends the whole process
 * group, which `setsid` has made. Arguments: the id of the group, which is also the id of the first process, and the id
 * of our process.
 */
const GUARD = `
trap "" HUP
for half_second in 1 2 3 4 5 6 7 8 9 10; do
  sleep 0.5
  kill -0 "$1" && kill -0 "$2" && continue
  kill -s KILL -- "-$1"
  exit
done`;

/**
 * Makes a shell script that opens the template's databases, which bubblewrap copies, and shows the lesson to the
 * process. A lesson that is a link is shown as a link, which the host refuses: if it were bound, the process would see
 * the file that it points to. A lesson that cannot be reached is not shown: bubblewrap ignores a missing file, but
 * fails if the file is in a folder that may not be entered, below another file, or behind a link to itself. If a
 * database has just been removed, Deno gets an empty one. Arguments: the lesson's path, the guard, the paths of `count`
 * databases, then the command, in which `@bind` and `@lesson` are replaced.
 */
function script(count: number): string {
  const open = (argument: number, file: number) =>
    `if [ -f "$${argument}" ]; then exec ${file}< "$${argument}"; else exec ${file}< /dev/null; fi`;
  const databases = Array.from({ length: count }, (_, i) => open(3 + i, FIRST_FILE + i)).join("\n");
  return `
sh -c "$2" sh $$ $PPID < /dev/null > /dev/null 2>&1 &
lesson=$1 bind=--ro-bind-try
if [ -h "$1" ]; then bind=--symlink; elif [ ! -e "$1" ]; then lesson=/nonexistent; fi
${databases}
shift ${2 + count}
for word; do
  shift
  case $word in
    @bind) word=$bind ;;
    @lesson) word=$lesson ;;
  esac
  set -- "$@" "$word"
done
exec "$@"`;
}

/**
 * Whether bubblewrap works here: many containers forbid what it needs. It is tested with the arguments of real runs.
 */
export function isBubblewrapUsable(): boolean {
  return succeeds(["setsid", ...bubblewrap(false), "--", Deno.execPath(), "--version"]);
}

function bubblewrap(usesGpu: boolean): string[] {
  const libraries = Deno.env.get("LD_LIBRARY_PATH")?.split(":").filter((path) => path.startsWith("/")) ?? [];
  const drivers = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"].flatMap((name) => Deno.env.get(name)?.split(":") ?? []);
  return [
    ...["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--unsetenv", "PATH"],
    ...readOnly(...LIBRARIES, ...LINKER, ...libraries),
    ...["--proc", "/proc", "--dev", "/dev", "--chdir", "/"],
    ...["--size", String(SCRATCH_BYTES), "--tmpfs", "/dev/shm", "--size", String(SCRATCH_BYTES), "--tmpfs", "/tmp"],
    ...usesGpu
      ? [...readOnly(...DRIVERS, ...drivers), ...GPU_NODES.flatMap((node) => ["--dev-bind-try", node, node])]
      : [],
    ...readOnly(Deno.execPath()),
  ];
}

function readOnly(...paths: string[]): string[] {
  return paths.flatMap((path) => ["--ro-bind-try", path, path]);
}
