/**
 * The address of the database, without and with its secret.
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";
import { VARIABLES } from "../../base/variables.ts";

/** The endings of URLs that PostgreSQL understands. */
const PROTOCOLS = ["postgres:", "postgresql:"];

/**
 * The URL with which to connect to the database. The password comes from the variable `DOWNHILL_DB`, which then has the
 * whole URL, or from the file that `PGPASSFILE` names: everybody on a machine can read command lines.
 * @param named The value of `--db`; undefined if the option is missing.
 * @param secret The value of `DOWNHILL_DB`, if it is set.
 * @throws {UsageError} If there is no URL, if it is not one of PostgreSQL, if the command line has a password, or if the two
 *   are about different databases.
 */
export function databaseUrl(named: string | undefined, secret = takeSecret()): string {
  if (named === undefined && !secret) {
    throw new UsageError(
      `Name the database, for example --db postgres://downhill@db.example.org/downhill, or set ${VARIABLES.database}.`,
    );
  }
  const address = named === undefined ? null : parsed(named, "--db");
  if (address?.password || address?.searchParams.has("password")) {
    throw new UsageError(
      `--db contains a password, which everybody on this machine can read: put it into the file that PGPASSFILE names, ` +
        `or set ${VARIABLES.database} to the whole URL.`,
    );
  }
  if (!secret) return named!;
  const full = parsed(secret, VARIABLES.database);
  if (address && !isSameDatabase(address, full)) {
    throw new UsageError(
      `${VARIABLES.database} is about another host, database or user than --db: unset it, or leave out --db.`,
    );
  }
  return secret;
}

/** Reads `DOWNHILL_DB`, and removes it, so that no program that this one starts inherits it. */
function takeSecret(): string | undefined {
  const secret = Deno.env.get(VARIABLES.database);
  Deno.env.delete(VARIABLES.database);
  return secret;
}

/** The URL for people: without a password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  shown.search = "";
  return shown.href;
}

/** The message does not repeat the text, which may contain a password. */
function parsed(text: string, where: string): URL {
  const url = URL.parse(text);
  if (url && PROTOCOLS.includes(url.protocol) && url.pathname.length > 1) return url;
  throw new UsageError(`${where} is not the URL of a database: write postgres://USER@HOST/DATABASE.`);
}

function isSameDatabase(one: URL, other: URL): boolean {
  const key = ({ hostname, port, pathname, username }: URL) => [hostname, port || "5432", pathname, username].join(" ");
  return key(one) === key(other);
}
