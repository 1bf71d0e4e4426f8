/** The Pulumi engine that a command runs with. */
export interface Engine {
  /** Folder of `pulumi` and its language host, which comes first on `PATH`. */
  readonly directory: string;
  readonly version: string;
  /** Where it comes from, as people read it: "found on PATH". */
  readonly source: string;
}

/** The answer of a source that has no engine. */
export interface Unavailable {
  readonly reason: string;
  /** Whether to report this even if another source has an engine, because the user expects this one to be used. */
  readonly isUnexpected?: boolean;
  /** How the user can mend it, as a full sentence. */
  readonly remedy?: string;
}

/** What the sources need to know. */
export interface EngineContext {
  /** Folder of the checkout. */
  readonly root: string;
  /** Shows a line about what happens. */
  readonly report: (message: string) => void;
}

/**
 * A place to get the engine from. It returns why it has none. It throws only if trying the next place is useless, such
 * as on a full disk.
 */
export type EngineSource = (context: EngineContext) => Promise<Engine | Unavailable>;

export function isEngine(result: Engine | Unavailable): result is Engine {
  return "directory" in result;
}
