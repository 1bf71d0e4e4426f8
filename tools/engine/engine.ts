/** The Pulumi engine that a command runs with. */
export interface Engine {
  /** Folder of `pulumi` and its language host, to stand first on `PATH`. */
  readonly directory: string;
  readonly version: string;
  /** Where it came from, for people: "found on PATH". */
  readonly source: string;
}

/** Why a source has no engine. */
export interface Unavailable {
  readonly reason: string;
  /** Whether people are told even where another source has one: they expect this one to be taken. */
  readonly isUnexpected?: boolean;
  /** What the user can do to change that, as a full sentence. */
  readonly remedy?: string;
}

/** What getting the engine needs to know. */
export interface EngineContext {
  /** Folder of the checkout. */
  readonly root: string;
  /** Tells people what happens; one line a call. */
  readonly report: (message: string) => void;
}

/**
 * One place to get the engine from. It answers why it has none, and throws only where trying the next is no help, such
 * as on a full disk.
 */
export type EngineSource = (context: EngineContext) => Promise<Engine | Unavailable>;

export function isEngine(result: Engine | Unavailable): result is Engine {
  return "directory" in result;
}
