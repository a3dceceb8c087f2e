import { assert, assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../base/usage_error.ts";
import { databaseUrl, withoutPassword } from "./address.ts";

const URL_ = "postgres://ada@db.example.org/downhill";
const SECRET = "postgres://ada:s3cret@db.example.org:5432/downhill?sslmode=verify-full";

Deno.test("databaseUrl() takes --db, or DOWNHILL_DB with its password if both are about the same database", () => {
  assertEquals(databaseUrl(URL_, ""), URL_);
  assertEquals(databaseUrl(undefined, SECRET), SECRET);
  assertEquals(databaseUrl(URL_, SECRET), SECRET);
});

Deno.test("databaseUrl() refuses a password on the command line, and never repeats it", () => {
  for (
    const url of [
      "postgres://ada:s3cret@db.example.org/downhill",
      `${URL_}?password=s3cret`,
      "s3cret",
      "http://s3cret@h/d",
    ]
  ) {
    const { message } = assertThrows(() => databaseUrl(url, ""), UsageError);
    assert(!message.includes("s3cret"), message);
  }
});

Deno.test("databaseUrl() refuses two different databases, and no database", () => {
  for (const other of ["postgres://ada@db.example.org/other", "postgres://bob@db.example.org/downhill"]) {
    assertThrows(() => databaseUrl(other, SECRET), UsageError, "DOWNHILL_DB is about another host, database or user");
  }
  assertThrows(() => databaseUrl(undefined, ""), UsageError, "Name the database");
});

Deno.test("withoutPassword() leaves out everything that may be secret", () => {
  assertEquals(withoutPassword(`${SECRET}&password=s3cret`), "postgres://ada@db.example.org:5432/downhill");
});
