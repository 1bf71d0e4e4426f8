/** A task of a migration, as ECS tells it. */
export interface MigrationTask {
  readonly arn: string;
  /** What `RunTask` was told: which run the task is of. */
  readonly startedBy?: string | undefined;
  /** `PROVISIONING`, `PENDING`, `RUNNING` … `STOPPED` (Amazon ECS Developer Guide, "Amazon ECS task lifecycle"). */
  readonly status: string;
  readonly createdAt: number;
  readonly stopCode?: string | undefined;
  readonly stoppedReason?: string | undefined;
  readonly containers: readonly MigrationContainer[];
}

/** A container of a task; without an exit code where it didn't run to its end. */
export interface MigrationContainer {
  readonly name: string;
  readonly exitCode?: number | undefined;
  readonly reason?: string | undefined;
}

/** A line that a container logged. */
export interface LogLine {
  /** Tells lines apart that came at the same time. */
  readonly id: string;
  readonly text: string;
}

/** What starting a task is told. */
export interface StartRequest {
  /** Tells which run the task is of: at most 128 characters (Amazon ECS API Reference, RunTask). */
  readonly startedBy: string;
  /** The same request with the same token starts one task: at most 64 characters. */
  readonly clientToken: string;
}

/** The tasks of a migration, on AWS or wherever its API is answered. */
export interface MigrationTasks {
  /** All tasks of the migration's family that ECS still knows, running or stopped within the last hour. */
  all(): Promise<readonly MigrationTask[]>;
  start(request: StartRequest): Promise<MigrationTask>;
  /** Undefined for a task that ECS has forgotten. */
  describe(taskArn: string): Promise<MigrationTask | undefined>;
  stop(taskArn: string, reason: string): Promise<void>;
  /** Lines of all containers of a task, in their order. */
  log(taskArn: string): Promise<readonly LogLine[]>;
}
