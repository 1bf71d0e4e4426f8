import type { Properties } from "../model/values";
import type { PortAddress, RunningTask } from "../behaviour/model/task";

/** What runs containers: processes of this machine, Docker, or nothing, which only ends them. */
export interface ContainerEngine {
  readonly name: "process" | "docker" | "record";
  /** Whether it ends containers itself that use more memory than they may. */
  readonly limitsMemory: boolean;
  /** Why it can't run an image; undefined where it can. */
  reasonNotToRun(image: string): string | undefined;
  /** Makes room for a task: its ports and its files. */
  open(task: RunningTask, definition: Properties): Promise<EngineTask>;
  /** Ends everything that it started. */
  close(): Promise<void>;
}

/** A task within an engine. */
export interface EngineTask {
  readonly addresses: readonly PortAddress[];
  /**
   * Starts a container.
   * @param onLine takes each line that it writes
   * @throws {StartFailure} where it can't be started
   */
  start(container: ContainerSettings, onLine: (line: string) => void): Promise<EngineContainer>;
  /** Gives back ports and files, once no container runs any more. */
  close(): Promise<void>;
}

/** A container with the values that it starts with. */
export interface ContainerSettings {
  readonly name: string;
  readonly image: string;
  /** As the task definition has it. */
  readonly definition: Properties;
  /** Variables of the task definition, its secrets among them. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A container that was started. */
export interface EngineContainer {
  readonly ended: Promise<ContainerEnd>;
  /** Sends its main process the signal that asks it to stop. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
  /** Keeps its programs from going on, without ending them. */
  hang(): void;
  /** Lets its programs go on. */
  resume(): void;
  /** Runs a command of a health check within it; whether the command ended with 0 in time. */
  check(command: readonly string[], timeoutSeconds: number): Promise<boolean>;
  /** What it used so far; undefined once it has ended. */
  usage(): Promise<ContainerUsage | undefined>;
}

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  /** In ECS's words; none for one that ended by itself. */
  readonly reason?: string;
}

/** What a container used. */
export interface ContainerUsage {
  /** Seconds of one processor since its start. */
  readonly cpuSeconds: number;
  /** MiB now. */
  readonly memory: number;
}

/** Why a task can't be started, in ECS's words (Amazon ECS Developer Guide, "Stopped tasks error messages"). */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}
