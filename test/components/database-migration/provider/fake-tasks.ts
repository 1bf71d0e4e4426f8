import type {
  LogLine,
  MigrationTask,
  MigrationTasks,
  StartRequest,
} from "../../../../components/database-migration/provider/tasks";

/** What becomes of a task: the state at each look, the last of which stays. */
export type Course = readonly Partial<MigrationTask>[];

export const SUCCESS: Course = [
  { status: "PENDING" },
  { status: "RUNNING" },
  {
    status: "STOPPED",
    containers: [
      { name: "role", exitCode: 0 },
      { name: "application", exitCode: 0 },
    ],
  },
];

export const FAILURE: Course = [
  { status: "RUNNING" },
  {
    status: "STOPPED",
    stopCode: "EssentialContainerExited",
    stoppedReason: "Essential container in task exited",
    containers: [
      { name: "role", exitCode: 0 },
      { name: "application", exitCode: 7 },
    ],
  },
];

/** ECS with the tasks of one migration, each of which follows a course. */
export class FakeTasks implements MigrationTasks {
  readonly started: StartRequest[] = [];
  readonly stopped: string[] = [];
  lines: readonly LogLine[] = [];
  /** Errors of the next looks. */
  failures: Error[] = [];
  private readonly known: { task: MigrationTask; course: Course; looks: number }[] = [];

  /** @param courses of the tasks that are started, in their order */
  constructor(private readonly courses: Course[] = [SUCCESS]) {}

  /** Adds a task that was started before. */
  add(task: Partial<MigrationTask> & Pick<MigrationTask, "arn">, course: Course = []): void {
    this.known.push({ task: { status: "RUNNING", createdAt: 1, containers: [], ...task }, course, looks: 0 });
  }

  all(): Promise<readonly MigrationTask[]> {
    return Promise.resolve(this.known.map(({ task }) => task));
  }

  start(request: StartRequest): Promise<MigrationTask> {
    this.started.push(request);
    const arn = `arn:aws:ecs:eu-west-1:123456789012:task/shop/${this.started.length}`;
    const task = { arn, startedBy: request.startedBy, status: "PROVISIONING", createdAt: 2, containers: [] };
    this.known.push({ task, course: this.courses[this.started.length - 1] ?? SUCCESS, looks: 0 });
    return Promise.resolve(task);
  }

  describe(taskArn: string): Promise<MigrationTask | undefined> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const found = this.known.find(({ task }) => task.arn === taskArn);
    if (found === undefined) return Promise.resolve(undefined);
    const { course } = found;
    found.task = { ...found.task, ...course[Math.min(found.looks, course.length - 1)] };
    found.looks += 1;
    return Promise.resolve(found.task);
  }

  stop(taskArn: string, reason: string): Promise<void> {
    this.stopped.push(reason);
    const found = this.known.find(({ task }) => task.arn === taskArn);
    if (found !== undefined) found.course = [{ status: "STOPPED", stopCode: "UserInitiated", stoppedReason: reason }];
    return Promise.resolve();
  }

  log(): Promise<readonly LogLine[]> {
    return Promise.resolve(this.lines);
  }
}
