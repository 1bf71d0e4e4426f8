import type { EnvironmentKind } from "../components/shared/environment-kind";

/** What starts a pipeline: a pull request, a merge into the main branch, or the time of day. */
export type Trigger = "pull-request" | "main" | "schedule";

/** What a job does in the cloud, with the role that lets it do that and no more. */
export interface CloudAccess {
  readonly environment: EnvironmentKind;
  /**
   * `preview` sees the cloud and the state with its secrets, with code that nobody has looked at; `drift` also takes
   * the lock and reads secrets in the cloud; `deploy` changes both.
   */
  readonly role: "preview" | "drift" | "deploy";
  /**
   * Whether it is alone on the environment's stack. What takes the stack's lock has to be, since a lock of a
   * self-managed backend makes the second run fail instead of waiting.
   */
  readonly isAlone: boolean;
  /** Whether somebody has to agree before it starts (SE-6). */
  readonly awaitsApproval: boolean;
}

/** A job of the pipeline. */
export interface Job {
  /** Unique: lower case, with dashes. */
  readonly name: string;
  /** What it is for, in a few words. */
  readonly title: string;
  readonly triggers: readonly Trigger[];
  /** Jobs that have to succeed first, among those of the same trigger. */
  readonly needs: readonly string[];
  /** Commands of a shell, run in the project's folder after `npm ci`. */
  readonly commands: readonly string[];
  readonly timeLimitMinutes: number;
  /** Whether it installs packages of the system, and so runs as root. @default false */
  readonly isRoot?: boolean;
  /** @default - no credentials at all, so that it also runs for pull requests of forks */
  readonly cloud?: CloudAccess;
  /** Files that later jobs take. @default - none */
  readonly makes?: string;
  /** Files that earlier jobs made. @default - none */
  readonly takes?: string;
  /** Whether it writes a comment on the pull request. @default false */
  readonly comments?: boolean;
  /** Whether it also runs where a job that it needs has failed. @default false */
  readonly runsAnyway?: boolean;
}

/** The pipeline of all CI systems. */
export interface Pipeline {
  readonly mainBranch: string;
  /** When drift is looked for: minute and hour of each day, in UTC. */
  readonly driftTime: { readonly minute: number; readonly hour: number };
  readonly nodeVersion: number;
  readonly jobs: readonly Job[];
}

/** Jobs that a trigger starts. */
export function jobsOf({ jobs }: Pipeline, trigger: Trigger): readonly Job[] {
  return jobs.filter(({ triggers }) => triggers.includes(trigger));
}

/** Jobs that a job waits for when it is started by a trigger. */
export function needsOf(pipeline: Pipeline, job: Job, trigger: Trigger): readonly string[] {
  const started = jobsOf(pipeline, trigger).map(({ name }) => name);
  return job.needs.filter((name) => started.includes(name));
}

/** Whether a job is closed to pull requests of forks: their code gets neither credentials nor the right to comment. */
export function isClosedToForks({ cloud, comments = false }: Job): boolean {
  return cloud !== undefined || comments;
}

/**
 * The name of a variable that the CI system holds for an environment: `AWS_DEPLOY_ROLE_PRODUCTION`. Each names a thing
 * of the bootstrap stack, and none is a secret.
 */
export function variableOf(what: string, environment: EnvironmentKind): string {
  return `${what}_${environment.toUpperCase()}`;
}

/** The variable that holds the ARN of a job's role. */
export function roleVariable({ environment, role }: CloudAccess): string {
  return variableOf(`AWS_${role.toUpperCase()}_ROLE`, environment);
}

/** What jobs on an environment's stack wait for, one at a time. */
export function stackGroup({ environment }: CloudAccess): string {
  return `stack-${environment}`;
}
