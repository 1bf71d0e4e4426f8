/** Thrown when a server that a request needs doesn't answer; the request may succeed later. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";

  constructor(
    /** What is away, in a word that anybody may read. */
    readonly what: "database" | "queue",
    cause: unknown,
  ) {
    super(`the ${what} doesn't answer`, { cause });
  }
}
