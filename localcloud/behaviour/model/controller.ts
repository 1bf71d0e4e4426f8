import type { CloudReader, CloudResource } from "../../model/resource";
import type { Parameters } from "../parameters";
import type { Command } from "./command";
import type { Instant } from "./instant";
import type { MetricDatum, MetricReader } from "./metric";
import type { Observation, ObservationKind } from "./observation";
import type { RunningChange, RunningKind, RunningReader } from "./running";

/** Everything that a controller may look at. */
export interface Situation {
  readonly now: Instant;
  /** What is deployed. */
  readonly cloud: CloudReader;
  /** What runs. */
  readonly running: RunningReader;
  readonly metrics: MetricReader;
  /** What was reported since the controller last looked. */
  readonly observations: readonly Observation[];
  readonly parameters: Parameters;
  /** Hexadecimal digits for a new id, the same for the same seed. */
  readonly draw: (digits: number) => string;
}

/** Something that happened, in AWS's words. */
export interface BehaviourEvent {
  /** Such as `ecs`, `elasticloadbalancing`, `autoscaling`, `application-autoscaling`, `cloudwatch`. */
  readonly source: string;
  /** Name or ARN of what it happened to. */
  readonly subject: string;
  readonly message: string;
}

/** What a controller decides. Nothing of it has happened yet. */
export interface Outcome {
  readonly changes?: readonly RunningChange[];
  /** Resources as AWS itself changes them, such as a service's desired count. */
  readonly resources?: readonly CloudResource[];
  readonly commands?: readonly Command[];
  readonly events?: readonly BehaviourEvent[];
  readonly data?: readonly MetricDatum[];
  /** When to look again at the latest, although nothing changed. @default only after a change or an observation */
  readonly wakeAt?: Instant;
}

/** A part of AWS that acts by itself: a plain function from what is seen to what follows. */
export interface Controller {
  readonly name: string;
  /** Kinds whose changes it looks at; `resource` stands for what is deployed. */
  readonly watches: readonly (RunningKind | "resource")[];
  /** Kinds of observations that it looks at. */
  readonly hears: readonly ObservationKind[];
  reconcile(situation: Situation): Outcome;
}

/** Nothing to do, and nothing to wait for. */
export const NOTHING: Outcome = {};

/** Several outcomes as one. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const wakes = outcomes.flatMap(({ wakeAt }) => wakeAt ?? []);
  return {
    changes: joined(outcomes.map(({ changes }) => changes)),
    resources: joined(outcomes.map(({ resources }) => resources)),
    commands: joined(outcomes.map(({ commands }) => commands)),
    events: joined(outcomes.map(({ events }) => events)),
    data: joined(outcomes.map(({ data }) => data)),
    ...(wakes.length === 0 ? {} : { wakeAt: Math.min(...wakes) }),
  };
}

/** Most outcomes have little in them: where only one list has anything, it isn't copied. */
function joined<Element>(lists: readonly (readonly Element[] | undefined)[]): readonly Element[] {
  const filled = lists.filter((list) => list !== undefined && list.length > 0);
  const [only = []] = filled;
  return filled.length > 1 ? filled.flatMap((list) => list ?? []) : only;
}
