import type { AutomationContext } from "../context";
import { newestDeployment } from "./deployments";
import { type ExpectedService, expectedServices } from "./expectation";
import type { DeploymentFacts } from "./facts";

const POLL_MILLISECONDS = 5_000;

/** A stage of a service's deployment. Times are exact to the interval of the polls. */
export interface RolloutStage {
  /** Name of the service. */
  readonly service: string;
  /** Stage where traffic is shifted, else the status of the deployment. */
  readonly stage: string;
  /** Percent of the requests that the new revision is to get, where traffic is shifted. */
  readonly percent?: number;
  /** ISO 8601 in UTC, by this machine's clock. */
  readonly startedAt: string;
  /** Undefined for the last one that was seen. */
  readonly endedAt?: string;
  /** When it began on the cloud's clock, which a rehearsal has run faster; milliseconds since 1970. */
  readonly began: number;
  /** How long it took by that clock; undefined for the last one. */
  readonly seconds?: number;
}

/** A watch that goes on until it is stopped. */
export interface RolloutWatch {
  /** Ends the watch. */
  stop(): Promise<readonly RolloutStage[]>;
}

/**
 * Watches the deployments of the services that the state has, while an update runs. It tells `traffic` at each new
 * stage. A service that is new has no traffic to shift, and isn't watched.
 */
export async function watchRollouts(context: AutomationContext): Promise<RolloutWatch> {
  const services = expectedServices(await context.engine.resources());
  const stages = new Stages(context);
  await look(services, context, (service, seen) => {
    stages.knownBefore(service, seen);
  });
  const end = new AbortController();
  const watching = watch(services, context, stages, end.signal);
  return {
    stop: async () => {
      end.abort();
      await watching;
      await look(services, context, (service, seen) => {
        stages.take(service, seen);
      });
      return stages.all;
    },
  };
}

async function watch(
  services: readonly ExpectedService[],
  context: AutomationContext,
  stages: Stages,
  end: AbortSignal,
): Promise<void> {
  while (!end.aborted) {
    await look(services, context, (service, seen) => {
      stages.take(service, seen);
    });
    await context.clock.wait(POLL_MILLISECONDS, end).catch(() => undefined);
  }
}

/** A look that fails is made up for by the next one: no update fails because nobody could watch it. */
async function look(
  services: readonly ExpectedService[],
  { aws }: AutomationContext,
  take: (service: string, seen: DeploymentFacts) => void,
): Promise<void> {
  for (const { name, arn, cluster } of services) {
    const seen = await newestDeployment({ cluster, service: arn }, aws.ecs).catch(() => undefined);
    if (seen !== undefined) take(name, seen);
  }
}

/** The stages that were seen, in their order. */
class Stages {
  private readonly seen: RolloutStage[] = [];
  private readonly before = new Map<string, string>();

  constructor(private readonly context: Pick<AutomationContext, "clock" | "emit">) {}

  get all(): readonly RolloutStage[] {
    return this.seen;
  }

  /** A deployment that was there before the watch tells nothing of the update. */
  knownBefore(service: string, { arn }: DeploymentFacts): void {
    this.before.set(service, arn);
  }

  take(service: string, deployment: DeploymentFacts): void {
    if (this.before.get(service) === deployment.arn) return;
    this.note(service, stageOf(deployment), deployment.trafficPercent);
  }

  private note(service: string, current: string, trafficPercent: number | undefined): void {
    const place = this.seen.findLastIndex((each) => each.service === service);
    const last = this.seen[place];
    if (last?.stage === current && last.percent === trafficPercent) return;
    const { clock } = this.context;
    const [began, startedAt] = [clock.now().getTime(), clock.timeOfDay().toISOString()];
    if (last !== undefined) {
      this.seen[place] = { ...last, endedAt: startedAt, seconds: Math.round((began - last.began) / 1_000) };
    }
    const percent = trafficPercent === undefined ? {} : { percent: trafficPercent };
    this.seen.push({ service, stage: current, ...percent, startedAt, began });
    this.context.emit({ code: "traffic", service, stage: current, ...percent });
  }
}

/** A rolling deployment has no stages. */
function stageOf({ status, stage = status }: DeploymentFacts): string {
  return status === "IN_PROGRESS" ? stage : status;
}

/** What was seen, in a sentence for the record of a step. */
export function describedStages(stages: readonly RolloutStage[]): string {
  const services = [...new Set(stages.map(({ service }) => service))];
  if (services.length === 0) return "no service was deployed";
  return services
    .map((name) => {
      const own = stages.filter(({ service }) => service === name);
      return `${name}: ${own.map(describedStage).join(", ")}`;
    })
    .join("; ");
}

function describedStage({ stage, percent, seconds }: RolloutStage): string {
  const share = percent === undefined ? "" : ` at ${percent} %`;
  return seconds === undefined ? `${stage}${share}` : `${stage}${share} ${seconds} s`;
}
