import type { AutomationContext } from "../../automation/context";
import { deploymentId } from "../../automation/model/deployment-id";
import { type DeploymentRecord, hasEnded, type Requester, type Worker } from "../../automation/model/deployment";
import type { DeploymentEvent } from "../../automation/model/event";
import { messageOf } from "../../automation/shared/message-of";
import { publicEvent } from "../deployments/public-record";
import type { Environments } from "../environments";
import { problemDetails, ServiceProblem, unexpectedProblem, type ProblemDetails } from "../problems/service-problem";
import type { EventStore } from "./event-store";
import type { Run, RunKind } from "./run";
import { isAbandoned } from "./abandoned";
import type { KeyUse, RunStore } from "./run-store";

/** How often a run says that its process lives, in milliseconds. */
const RENEWED_EVERY = 10_000;

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
    const { environments, store, now, log } = this.options;
    for (const run of await store.open()) {
      if (this.underWay.has(run.id) || !isAbandoned(run, now())) continue;
      const record = await (await environments.kept(run.environment)).store.find(run.environment, run.id);
      const status = record === undefined || !hasEnded(record) ? "interrupted" : record.status;
      if (await store.end(run.id, status, now())) log(`deployment ${run.id} of ${run.environment}: ${status}`);
    }
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
    const { environments, store, now, log, onEnded } = this.options;
    const alive = setInterval(() => void store.renew(run.id, now()), RENEWED_EVERY);
    const telling = new Telling(run, this.options);
    try {
      const { environment, requestedBy: requester } = run;
      const opening = { environment, requester, emit: telling.take, signal: this.ending.signal };
      const record = await environments.open(opening, (context) => work(context, run.id));
      await telling.told();
      await onEnded(environment);
      await store.end(run.id, record?.status ?? "succeeded", now());
    } catch (error) {
      await telling.told();
      const problem = toldProblem(error, run, log);
      await store.end(run.id, problem.status < 500 ? "refused" : "failed", now(), problem);
    } finally {
      clearInterval(alive);
      this.underWay.delete(run.id);
    }
  }
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
