/**
 * A PostgreSQL server of a test's own: in a temporary folder, on a free port of this machine, with passwords.
 * @module
 */
import { join } from "node:path";
import { until } from "../started.ts";

/** Where Debian has its versions. */
const DEBIAN = "/usr/lib/postgresql";

/** The user in whose name the server runs if the test is root: PostgreSQL refuses root. */
const SERVER_USER = "postgres";

/** The users of the database, and the role of each; the owner has all rights. */
const USERS = { worker: "downhill_work", submitter: "downhill_submit", reader: "downhill_read" } as const;

/** The owner of the database, and the users. */
export type User = "owner" | keyof typeof USERS;

/** The folder of PostgreSQL's programs; null if it is not installed. */
export async function postgresPrograms(): Promise<string | null> {
  const versions = await Array.fromAsync(Deno.readDir(DEBIAN), ({ name }) => name).catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const folder = join(DEBIAN, version, "bin");
    if (await Deno.stat(join(folder, "initdb")).then(() => true, () => false)) return folder;
  }
  return null;
}

/** A running server. */
export class Postgres implements AsyncDisposable {
  /** The folder with everything: data, log and passwords. */
  readonly folder: string;
  /** The file with the passwords, for `PGPASSFILE`. */
  readonly passwords: string;
  /** A folder for the temporary files of workers. */
  readonly temporary: string;
  readonly port: number;
  readonly #programs: string;
  #server: Deno.ChildProcess | null = null;

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs;
    this.folder = folder;
    this.port = port;
    this.passwords = join(folder, "passwords");
    this.temporary = join(folder, "temporary");
  }

  /** Makes and starts a server. @param programs The folder of PostgreSQL's programs. */
  static async start(programs: string): Promise<Postgres> {
    const folder = await Deno.makeTempDir({ prefix: "downhill-postgres-" });
    const socket = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const postgres = new Postgres(programs, folder, socket.addr.port);
    await Deno.mkdir(postgres.temporary);
    await Deno.mkdir(join(folder, "data"));
    await Deno.chmod(folder, 0o711); // the server's user may pass through it
    const secret = join(folder, "owner");
    await Deno.writeTextFile(secret, passwordOf("owner"));
    await Deno.writeTextFile(
      postgres.passwords,
      ["owner", ...Object.keys(USERS)].map((user) => `*:*:*:${user}:${passwordOf(user)}\n`).join(""),
      { mode: 0o600 },
    );
    if (Deno.uid() === 0) await run("chown", [SERVER_USER, join(folder, "data"), secret]);
    await run(
      ...asServerUser([
        join(programs, "initdb"),
        ...["--pgdata", join(folder, "data"), "--username", "owner", "--auth", "scram-sha-256", "--pwfile", secret],
        "--no-sync",
      ]),
    );
    await Deno.remove(secret);
    socket.close();
    try {
      await postgres.launch();
      return postgres;
    } catch (error) {
      await postgres[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts the server, also after {@linkcode kill}. */
  async launch(): Promise<void> {
    const [command, args] = asServerUser([
      ...[
        join(this.#programs, "postgres"),
        "-D",
        join(this.folder, "data"),
        "-p",
        String(this.port),
        "-c",
        "unix_socket_directories=",
      ],
      ...["-c", "listen_addresses=127.0.0.1"],
    ]);
    const log = await Deno.open(join(this.folder, "log"), { append: true, create: true });
    this.#server = new Deno.Command(command, { args, stdin: "null", stdout: "null", stderr: "piped" }).spawn();
    void this.#server.stderr.pipeTo(log.writable).catch(() => {});
    const isReady = async () => {
      const { success } = await new Deno.Command(join(this.#programs, "pg_isready"), {
        args: ["-h", "127.0.0.1", "-p", String(this.port)],
        ...{ stdout: "null", stderr: "null" },
      }).output();
      return success;
    };
    await until(isReady, "The PostgreSQL server does not start.");
  }

  /** The URL of a database for a user, without the password. */
  url(database: string, user: User = "owner"): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  /** The URL with the password, as in `DOWNHILL_DB`. */
  secretUrl(database: string, user: User): string {
    return this.url(database, user).replace("@", `:${passwordOf(user)}@`);
  }

  /** The statements that make the users. They are needed once, after the roles have been made. */
  static usersSql(): string[] {
    return Object.entries(USERS).map(([user, role]) =>
      `create user ${user} password '${passwordOf(user)}' in role ${role}`
    );
  }

  /** The ids of the server's processes: the first one started all others. */
  processes(): number[] {
    const main = this.#server!.pid;
    const children = Deno.readTextFileSync(`/proc/${main}/task/${main}/children`).trim().split(" ").map(Number);
    return [main, ...children.filter((pid) => pid > 0)];
  }

  /** Ends all processes of the server at once, as a power failure would. */
  async kill(): Promise<void> {
    for (const pid of this.processes()) {
      try {
        Deno.kill(pid, "SIGKILL");
      } catch {
        // it has ended with the first one
      }
    }
    await this.#server!.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#server?.kill("SIGQUIT"); // ends it without waiting for its clients
    } catch {
      // it has ended
    }
    await this.#server?.status;
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** The passwords of a run. They are new each time, so that a test can look for them where they should not be. */
const secret = crypto.randomUUID();

/** The password of a user. */
export function passwordOf(user: string): string {
  return `secret-${user}-${secret}`;
}

/** The command as the server's user, if this process is root. Both end together. */
function asServerUser(command: string[]): [command: string, args: string[]] {
  const own = Deno.uid() === 0 ? ["--reuid", SERVER_USER, "--regid", SERVER_USER, "--init-groups"] : [];
  return ["setpriv", [...own, "--pdeathsig", "KILL", ...command]];
}

async function run(command: string, args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args, cwd: "/", stdout: "null" }).output();
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
}
