import type { CloudReader, CloudResource } from "../../model/resource";
import type { Cancel, Clock } from "../clock/clock";
import type { Command, CommandHandlers } from "../model/command";
import type { BehaviourEvent, Controller, Outcome } from "../model/controller";
import type { Instant } from "../model/instant";
import type { MetricDatum, MetricReader } from "../model/metric";
import type { Observation } from "../model/observation";
import type { RunningChange, RunningKind } from "../model/running";
import type { Parameters } from "../parameters";
import type { RunningState } from "./running-state";
import { unanswered } from "./unanswered";

/** More rounds than controllers take to settle what one of them changed: beyond, two of them undo each other's work. */
const MOST_ROUNDS = 200;

/** What is deployed, and changed by AWS itself now and then. */
export interface DeployedResources extends CloudReader {
  put(...resources: readonly CloudResource[]): void;
}

/** Values of metrics, to be read and added to. */
export interface MetricStore extends MetricReader {
  add(data: readonly MetricDatum[]): void;
}

/** An event and when it happened. */
export interface TimedEvent extends BehaviourEvent {
  readonly at: Instant;
}

/** What a world is made of. */
export interface WorldParts {
  readonly clock: Clock;
  readonly cloud: DeployedResources;
  readonly running: RunningState;
  readonly metrics: MetricStore;
  /** In the order in which they look. */
  readonly controllers: readonly Controller[];
  /** What carries commands out: the first that takes a command of its kind does. */
  readonly runtimes: readonly CommandHandlers[];
  readonly parameters: Parameters;
  readonly draw: (digits: number) => string;
  readonly onEvent?: (event: TimedEvent) => void;
  /** Told of changes of what runs, once they are recorded. */
  readonly onChange?: (changes: readonly RunningChange[], at: Instant) => void;
}

const EMPTY = { changes: [], resources: [], commands: [], events: [], data: [] } satisfies Outcome;

/** What a controller has yet to look at. */
interface Agenda {
  readonly controller: Controller;
  readonly observations: Observation[];
  isDue: boolean;
  wakeAt: Instant | undefined;
}

/** Lets controllers act on what is deployed, what runs and what is observed, on a clock. */
export class World {
  private readonly agendas: readonly Agenda[];
  private pending: { readonly at: Instant; readonly cancel: Cancel } | undefined;
  private isStepping = false;
  private isClosed = false;

  constructor(private readonly parts: WorldParts) {
    this.agendas = parts.controllers.map((controller) => ({
      controller,
      observations: [],
      isDue: true,
      wakeAt: undefined,
    }));
  }

  /** Begins: from now on the world acts by itself. */
  start(): void {
    this.observe({ kind: "world-started" });
  }

  /** Takes reports of runtimes and of people; controllers look at them at once. */
  observe(...observations: readonly Observation[]): void {
    for (const observation of observations) {
      for (const agenda of this.agendas) {
        if (!agenda.controller.hears.includes(observation.kind)) continue;
        agenda.observations.push(observation);
        agenda.isDue = true;
      }
    }
    this.schedule();
  }

  /** Takes note that something was deployed, changed or deleted. */
  resourcesChanged(): void {
    this.notice("resource");
    this.schedule();
  }

  /** Has an outcome happen that no controller decided, such as what an API call does at once. */
  accept(outcome: Outcome): void {
    this.apply(outcome, this.parts.clock.now());
    this.schedule();
  }

  /** Acts at once on what is due, for those who want to see what follows from a change. */
  actNow(): void {
    if (!this.isStepping && !this.isClosed) this.step();
  }

  /** Acts no more. What was commanded goes on until its runtime is closed. */
  close(): void {
    this.isClosed = true;
    this.pending?.cancel();
  }

  private notice(kind: RunningKind | "resource"): void {
    for (const agenda of this.agendas) {
      if (agenda.controller.watches.includes(kind)) agenda.isDue = true;
    }
  }

  private schedule(): void {
    if (this.isStepping || this.isClosed) return;
    const at = this.nextInstant();
    if (this.pending !== undefined && at !== undefined && this.pending.at <= at) return;
    this.pending?.cancel();
    this.pending = undefined;
    if (at === undefined) return;
    const cancel = this.parts.clock.at(at, () => {
      this.pending = undefined;
      this.step();
    });
    this.pending = { at, cancel };
  }

  private nextInstant(): Instant | undefined {
    if (this.agendas.some(({ isDue }) => isDue)) return this.parts.clock.now();
    const wakes = this.agendas.flatMap(({ wakeAt }) => wakeAt ?? []);
    return wakes.length === 0 ? undefined : Math.min(...wakes);
  }

  /** Lets controllers look until none has anything to look at. */
  private step(): void {
    this.isStepping = true;
    try {
      for (let round = 0; this.round(this.parts.clock.now()); round++) {
        if (round === MOST_ROUNDS) throw new Error(`controllers don't settle: ${this.dueNames().join(", ")}`);
      }
    } finally {
      this.isStepping = false;
    }
    this.schedule();
  }

  private dueNames(): string[] {
    return this.agendas.filter(({ isDue }) => isDue).map(({ controller }) => controller.name);
  }

  /** Whether any controller had something to look at. */
  private round(now: Instant): boolean {
    let looked = false;
    for (const agenda of this.agendas) {
      const isAwake = agenda.wakeAt !== undefined && agenda.wakeAt <= now;
      if (!agenda.isDue && !isAwake) continue;
      looked = true;
      this.act(agenda, now);
    }
    return looked;
  }

  private act(agenda: Agenda, now: Instant): void {
    const { cloud, running, metrics, parameters, draw } = this.parts;
    const observations = agenda.observations.splice(0);
    agenda.isDue = false;
    const outcome = agenda.controller.reconcile({ now, cloud, running, metrics, parameters, draw, observations });
    agenda.wakeAt = outcome.wakeAt;
    this.apply(outcome, now);
  }

  /** Changes are recorded before anything is done, so that nothing runs that the record doesn't know. */
  private apply(outcome: Outcome, now: Instant): void {
    const { changes, resources, commands, events, data } = { ...EMPTY, ...outcome };
    this.keep(changes, resources, now);
    if (data.length > 0) this.parts.metrics.add(data);
    for (const event of events) this.parts.onEvent?.({ at: now, ...event });
    for (const command of commands) this.carryOut(command);
  }

  private keep(changes: readonly RunningChange[], resources: readonly CloudResource[], now: Instant): void {
    if (changes.length > 0) {
      this.parts.running.apply(changes);
      this.parts.onChange?.(changes, now);
    }
    for (const kind of new Set(changes.map((change) => change.kind))) this.notice(kind);
    if (resources.length === 0) return;
    this.parts.cloud.put(...resources);
    this.notice("resource");
  }

  private carryOut(command: Command): void {
    for (const runtime of this.parts.runtimes) {
      const handler = runtime[command.kind] as ((command: Command) => void) | undefined;
      if (handler === undefined) continue;
      handler(command);
      return;
    }
    this.observe(...unanswered(command));
  }
}
