import type { ReadByEngine } from "./engine-reading";

/** The Pulumi project on which a session works. */
export interface SessionProject {
  /** Name of the Pulumi project. */
  readonly name: string;
  /** Folder in which the engine finds the project. */
  readonly directory: string;
  /**
   * The project's own folder, where the engine works in another one in its place.
   * @default - the engine works in the project's own
   */
  readonly source?: string;
  /** Brings the folder up to date. */
  renew(): void;
  /** Takes over what commands changed in the folder; returns what happened, a line each. */
  writeBackChanges(read: ReadByEngine): Promise<string[]>;
}
