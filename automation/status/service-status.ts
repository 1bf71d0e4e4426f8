import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import type { AutomationContext } from "../context";
import { nameOf } from "../engine/operation";
import type { Check } from "../model/verification";
import { type DeployedService, type InstanceBounds } from "../scaling/deployed-services";
import type { ExpectedService } from "../verification/expectation";
import type { ServiceFacts } from "../verification/facts";

/** How a service is. */
export type ServiceHealth =
  /** All of it is as it was asked for. */
  | "healthy"
  /** Something still becomes so, or has to. */
  | "changing"
  /** Something can't become so by itself. */
  | "unhealthy"
  /** Nothing tells of its tasks: a rehearsal holds services that it can't run. */
  | "not observed";

/** A service as it runs now. */
export interface ServiceStatus {
  /** Name in the configuration, or the resource's name for a service of the platform. */
  readonly name: string;
  readonly health: ServiceHealth;
  readonly running: number;
  readonly desired: number;
  readonly pending: number;
  /** Undefined for services of the platform. */
  readonly bounds?: InstanceBounds;
  /** Whether load scales it. */
  readonly isScaled: boolean;
  /** Family and revision that run. */
  readonly taskDefinition?: string;
  /** Digest of the image that runs, and of the one that was asked for. */
  readonly runningDigest?: string;
  readonly askedDigest?: string;
  /** What isn't as it was asked for, as sentences. */
  readonly problems: readonly string[];
}

/** What a status is made of. */
export interface ServiceSources {
  readonly expected: ExpectedService;
  readonly facts: ServiceFacts;
  /** Checks of all services. */
  readonly checks: readonly Check[];
  /** Undefined for a service of the platform. */
  readonly deployed: DeployedService | undefined;
  readonly runningDigest: string | undefined;
  readonly askedDigest: string | undefined;
}

/** How a service stands. */
export function serviceStatus(sources: ServiceSources): ServiceStatus {
  const { expected, facts, deployed } = sources;
  const { running, desired, pending } = facts;
  const open = openChecks(sources);
  const problems = [
    ...open.map(({ detail }) => detail),
    ...(runsOtherImage(sources) ? ["another image runs than was asked for"] : []),
  ];
  const health = healthOf(open, facts, runsOtherImage(sources));
  const isScaled = (deployed?.scalingAlarmNames ?? []).length > 0;
  const name = deployed?.name ?? nameOf(expected);
  return { name, health, running, desired, pending, isScaled, problems, ...knownParts(sources) };
}

function knownParts({
  facts,
  deployed,
  runningDigest,
  askedDigest,
}: ServiceSources): Pick<ServiceStatus, "askedDigest" | "bounds" | "runningDigest" | "taskDefinition"> {
  const taskDefinition = facts.taskDefinition?.split("task-definition/").at(-1);
  return {
    ...(deployed !== undefined && { bounds: deployed.bounds }),
    ...(taskDefinition !== undefined && { taskDefinition }),
    ...(runningDigest !== undefined && { runningDigest }),
    ...(askedDigest !== undefined && { askedDigest }),
  };
}

function runsOtherImage({ runningDigest, askedDigest }: ServiceSources): boolean {
  return runningDigest !== undefined && askedDigest !== undefined && runningDigest !== askedDigest;
}

/** Checks of a service that haven't passed; those of its target groups have its name before a comma. */
function openChecks({ expected: { name }, checks }: ServiceSources): Check[] {
  return checks.filter(
    ({ subject, state }) => state !== "passed" && (subject === name || subject.startsWith(`${name}, `)),
  );
}

function healthOf(open: readonly Check[], { isObserved }: ServiceFacts, otherImage: boolean): ServiceHealth {
  if (otherImage || open.some(({ state }) => state === "failed")) return "unhealthy";
  if (!isObserved) return "not observed";
  return open.length === 0 ? "healthy" : "changing";
}

/** Digest of the image of a task definition's first container; undefined where it names none. */
export async function digestOf(
  taskDefinition: string | undefined,
  { ecs }: AutomationContext["aws"],
): Promise<string | undefined> {
  if (taskDefinition === undefined) return undefined;
  const { taskDefinition: found } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(found?.containerDefinitions?.[0]?.image ?? "") ?? [];
  return digest;
}
