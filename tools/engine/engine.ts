/** The Pulumi engine that a command runs with. */
export interface Engine {
  /** Folder of `pulumi` and its language host, to stand first on `PATH`. */
  readonly directory: string;
  readonly version: string;
  /** Where it came from, for people: "found on PATH". */
  readonly source: string;
}

/** What getting the engine needs to know. */
export interface EngineContext {
  /** Folder of the checkout. */
  readonly root: string;
  /** Tells people what happens; one line a call. */
  readonly report: (message: string) => void;
}

/** One place to get the engine from. */
export interface EngineSource {
  /** What it is, for the list of what was tried: "the official installer". */
  readonly name: string;
  /**
   * The engine, or why there is none here.
   * @throws only on failures after which trying the next source is no help, such as a full disk.
   */
  find(context: EngineContext): Promise<Engine | Unavailable>;
}

/** Why a source has no engine. */
export interface Unavailable {
  readonly reason: string;
  /** What the user could install to change that. */
  readonly remedy?: string;
}

export function isAvailable(result: Engine | Unavailable): result is Engine {
  return "directory" in result;
}
