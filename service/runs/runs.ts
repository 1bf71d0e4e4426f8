import { setTimeout } from "node:timers/promises";
import type { AutomationContext } from "../../automation/context";
import { deploymentId } from "../../automation/model/deployment-id";
import { type DeploymentRecord, hasEnded, type Requester, type Worker } from "../../automation/model/deployment";
import type { DeploymentEvent } from "../../automation/model/event";
import { messageOf } from "../../automation/shared/message-of";
import { publicEvent } from "../deployments/public-record";
import type { Environments } from "../environments";
import { problemDetails, ServiceProblem, unexpectedProblem, type ProblemDetails } from "../problems/service-problem";
import type { EventStore } from "./event-store";
import type { Run, RunKind, RunStatus } from "./run";
import { isAbandoned } from "./abandoned";
import type { KeyUse, RunStore } from "./run-store";

/** How often a run says that its process lives, in milliseconds. */
const RENEWED_EVERY = 10_000;

/** When the end of a run is noted again after the database couldn't be reached, in milliseconds: it starts again meanwhile. */
const NOTED_AGAIN_AFTER = [250, 1000, 2000, 5000, 10_000];

/** What runs need. */
export interface RunsOptions {
  readonly environments: Environments;
  readonly store: RunStore;
  readonly events: EventStore;
  /** This process. */
  readonly worker: Worker;
  readonly now: () => Date;
  /** Takes what a person who looks after the service should know. */
  readonly log: (line: string) => void;
  /** Called when a run has ended, before anybody is told. */
  readonly onEnded: (environment: string) => Promise<void>;
}

/** What a run does, once its environment is open. @returns the record of its deployment, if there is one */
export type RunWork = (context: AutomationContext, id: string) => Promise<DeploymentRecord | undefined>;

/** A run that is asked for. */
export interface RunRequest {
  readonly environment: string;
  readonly kind: RunKind;
  /** What was asked for, without secrets. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly requestedBy: Requester;
  readonly key?: KeyUse;
}

/** Deployments that go on in the background, one at a time in each environment. */
export class Runs {
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();

  constructor(private readonly options: RunsOptions) {}

  /**
   * Accepts a run, and begins it.
   * @returns the run, or the one that was accepted before for the same idempotency key.
   * @throws {ServiceProblem} `deployment-running`, naming the run that is under way; `idempotency-key-reused`.
   */
  async accept(request: RunRequest, work: RunWork): Promise<Run> {
    const { store, worker, now } = this.options;
    const { environment, kind, requestedBy } = request;
    const accepted = now();
    const id = deploymentId(accepted);
    const run = { id, environment, kind, request: request.request, requestedBy, acceptedAt: accepted.toISOString() };
    const acceptance = await store.accept({ ...run, worker }, request.key);
    if (acceptance.kind === "repeated") return this.required(acceptance.run);
    if (acceptance.kind === "key-reused") throw keyReused(request.key?.name ?? "");
    if (acceptance.kind === "busy") throw busy(environment, acceptance.run);
    this.underWay.set(id, this.carryOut({ ...run, status: "accepted" }, work));
    return { ...run, status: "accepted" };
  }

  /**
   * Ends runs whose process has died: as their records say how they ended, or as interrupted. Nothing is begun again: what
   * a run left, the next deployment finds.
   */
  async endAbandoned(): Promise<void> {
    const { store, now, log } = this.options;
    for (const run of await store.open()) {
      if (this.underWay.has(run.id) || !isAbandoned(run, now())) continue;
      // What can't be told of one environment holds the others up no more than the service's start.
      await this.endAbandonedRun(run).catch((error: unknown) => {
        log(`can't tell how deployment ${run.id} of ${run.environment} ended: ${messageOf(error)}`);
      });
    }
  }

  private async endAbandonedRun({ id, environment }: Run): Promise<void> {
    const { environments, store, now, log } = this.options;
    const record = await (await environments.kept(environment)).store.find(environment, id);
    const status = record === undefined || !hasEnded(record) ? "interrupted" : record.status;
    if (await store.end(id, status, now())) log(`deployment ${id} of ${environment}: ${status}`);
  }

  /** Has what is under way finish what is in flight and record it, and waits for it. */
  async close(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.underWay.values());
  }

  private async required(id: string): Promise<Run> {
    const run = await this.options.store.find(id);
    if (run !== undefined) return run;
    throw new Error(`there is no run ${id}`);
  }

  private async carryOut(run: Run, work: RunWork): Promise<void> {
    const { store, now, log } = this.options;
    const alive = setInterval(() => {
      store.renew(run.id, now()).catch((error: unknown) => {
        log(`can't note that ${run.id} goes on: ${messageOf(error)}`);
      });
    }, RENEWED_EVERY);
    try {
      await this.ended(run, await this.outcome(run, work));
    } finally {
      clearInterval(alive);
      this.underWay.delete(run.id);
    }
  }

  /** Does the work of a run. @returns how it ended */
  private async outcome(run: Run, work: RunWork): Promise<Outcome> {
    const { environments, log } = this.options;
    const { environment, requestedBy: requester } = run;
    const telling = new Telling(run, this.options);
    const opening = { environment, requester, emit: telling.take, signal: this.ending.signal };
    try {
      const record = await environments.open(opening, (context) => work(context, run.id));
      return { status: record?.status ?? "succeeded" };
    } catch (error) {
      const problem = toldProblem(error, run, log);
      return { status: problem.status < 500 ? "refused" : "failed", problem };
    } finally {
      await telling.told();
    }
  }

  /** Notes how a run ended. Where the database can't be reached for long, the next look for abandoned runs notes it. */
  private async ended({ id, environment }: Run, { status, problem }: Outcome): Promise<void> {
    const { store, now, log, onEnded } = this.options;
    try {
      if (problem === undefined) await onEnded(environment);
      await repeated(() => store.end(id, status, now(), problem), NOTED_AGAIN_AFTER);
    } catch (error) {
      log(`can't note that deployment ${id} of ${environment} ended as ${status}: ${messageOf(error)}`);
    }
  }
}

/** How a run ended. */
interface Outcome {
  readonly status: RunStatus;
  readonly problem?: ProblemDetails;
}

/** Tries again after each of some waits, in milliseconds. */
async function repeated(work: () => Promise<unknown>, waits: readonly number[]): Promise<void> {
  for (const wait of waits) {
    try {
      await work();
      return;
    } catch {
      await setTimeout(wait);
    }
  }
  await work();
}

/** Keeps the events of a run in their order, while it goes on. */
class Telling {
  private last: Promise<unknown>;

  constructor(
    private readonly run: Pick<Run, "environment" | "id">,
    private readonly options: Pick<RunsOptions, "events" | "log" | "now" | "store">,
  ) {
    this.last = Promise.resolve();
  }

  readonly take = (event: DeploymentEvent): void => {
    if (event.code === "operation" && event.operation.kind === "same") return; // hundreds, of which nobody learns anything
    const { events, store, now, log } = this.options;
    const { environment, id } = this.run;
    const at = now();
    const isBegun = event.code === "deployment-started" && event.record.id === id;
    this.last = this.last
      .then(() => (isBegun ? store.note(id, "running") : undefined))
      .then(() => events.append(environment, id, at, publicEvent(event)))
      .catch((error: unknown) => {
        log(`an event of ${id} is lost: ${messageOf(error)}`);
      });
  };

  async told(): Promise<void> {
    await this.last;
  }
}

function toldProblem(error: unknown, { id, environment }: Run, log: RunsOptions["log"]): ProblemDetails {
  const known = problemDetails(error);
  if (known === undefined) log(`run ${id} of ${environment}: ${messageOf(error)}`);
  return known ?? unexpectedProblem();
}

function busy(environment: string, run: string): ServiceProblem {
  return new ServiceProblem(
    "deployment-running",
    409,
    `deployment ${run} of ${environment} is under way`,
    "Wait until it has ended, and ask again.",
    { running: run },
  );
}

function keyReused(name: string): ServiceProblem {
  return new ServiceProblem(
    "idempotency-key-reused",
    422,
    `the idempotency key ${JSON.stringify(name)} was used for another request`,
    "Use a new key for a new request.",
  );
}
