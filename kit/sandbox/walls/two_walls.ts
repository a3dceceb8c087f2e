/**
 * The second wall, on Linux: bubblewrap shows a process only what it needs, all of it read-only. Whatever a lesson does
 * to what it can write, it does to memory that is gone when it ends.
 * @module
 */
import { dirname, join } from "node:path";
import { succeeds } from "../../limits.ts";
import { root } from "../../root.ts";
import type { Program } from "./start_program.ts";
import type { Template } from "./template.ts";

/** Deno's cache folder as the process sees it: in memory. */
export const PRIVATE_FOLDER = "/private";

/** Room for the databases, 5 MiB, and for what Deno adds to them. */
const PRIVATE_BYTES = 64 * 2 ** 20;

/** Room in /tmp and /dev/shm: a lesson has no use for either, and a driver of a GPU for little. */
const SCRATCH_BYTES = 16 * 2 ** 20;

/** Libraries, wherever a distribution keeps them; NixOS and Guix keep all in a store. */
const LIBRARIES = ["/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store"];

/** How the dynamic linker finds them. */
const LINKER = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"];

/** Where Vulkan finds out which drivers there are, and these their settings. */
const DRIVERS = [
  ...["/usr/share/vulkan", "/usr/share/glvnd", "/usr/share/drirc.d", "/usr/share/nvidia", "/usr/local/share/vulkan"],
  ...["/etc/vulkan", "/etc/glvnd", "/etc/drirc", "/run/opengl-driver", "/sys"],
];

/** The GPU's own nodes. */
const GPU_NODES = [
  "/dev/dri",
  ...["ctl", "-modeset", "-uvm", "-uvm-tools", "-caps", ...Array(16).keys()].map((name) => `/dev/nvidia${name}`),
];

/** What of the course every lesson's process loads. */
const COURSE = ["kit", "mod.ts", "deno.json", "deno.lock"];

/** What Deno has compiled of it, beside each other. */
const COMPILED = ["kit", "mod.ts.js"];

/**
 * For a shell: opens the template's databases, for bubblewrap to copy, and shows the lesson as what it is. A link is
 * shown as a link, which the host refuses; bound as it stands it would show the file that it points to. What cannot be
 * reached is not shown: bubblewrap passes over a file that is not there, but not over one in a folder that is closed, a
 * file itself, or a link to itself. A database that has just been removed is an empty one, which Deno fills.
 * Arguments: the lesson's path, the databases' paths, "--", then the command, in which `@bind` and
 * `@lesson` are to be replaced.
 */
const SCRIPT = `
lesson=$1 bind=--ro-bind-try
if [ -h "$1" ]; then bind=--symlink; elif [ ! -e "$1" ]; then lesson=/nonexistent; fi
shift
for number in 3 4 5 6 7; do
  [ "$1" = -- ] && break
  database=$1
  [ -f "$database" ] || database=/dev/null
  case $number in
    3) exec 3< "$database" ;;
    4) exec 4< "$database" ;;
    5) exec 5< "$database" ;;
    6) exec 6< "$database" ;;
    *) exec 7< "$database" ;;
  esac
  shift
done
shift
for word; do
  shift
  case $word in
    @bind) word=$bind ;;
    @lesson) word=$lesson ;;
  esac
  set -- "$@" "$word"
done
exec "$@"`;

/** The command that runs Deno with `args` behind bubblewrap; `inside` tells by which path it sees a file. */
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
    ...["sh", "-c", SCRIPT, "sh", lesson, ...databases, "--"],
    ...bubblewrap(program.usesGpu),
    ...readOnly(npm, ...COURSE.map((part) => join(root, part))),
    ...["--perms", "0700", "--size", String(PRIVATE_BYTES), "--tmpfs", PRIVATE_FOLDER],
    ...["--symlink", npm, `${PRIVATE_FOLDER}/npm`],
    // The course's part alone: Deno writes the compiled lesson beside it, and waits 0.15 s where it cannot.
    ...COMPILED.flatMap((part) => {
      if (!template) return [];
      const path = join(template.compiled, part);
      return ["--ro-bind-try", join(template.folder, path), join(PRIVATE_FOLDER, path)];
    }),
    ...template?.databases.flatMap((name, i) => {
      return ["--perms", "0600", "--file", String(3 + i), `${PRIVATE_FOLDER}/${name}`];
    }) ?? [],
    ...files.flatMap((file) => ["--ro-bind-try", file, inside(file)]),
    // Editors put a new file in the place of the old one: what follows the saves of a lesson has to see its folder.
    ...isEdited ? ["--ro-bind-try", dirname(lesson), dirname(inside(lesson))] : ["@bind", "@lesson", inside(lesson)],
    ...["--", Deno.execPath(), ...args],
  ];
}

/** Whether bubblewrap works here: many containers forbid what it needs. Found out with the arguments that it will get. */
export function isBubblewrapUsable(): boolean {
  return succeeds([...bubblewrap(false), "--", Deno.execPath(), "--version"]);
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
