import { parseArn } from "../../components/shared/arn";
import type { StateResource } from "../engine/engine";

const SERVICE = "aws:ecs/service:Service";
const ALARM_TYPES = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"];

/** A service as the stack's state has it. */
export interface ExpectedService {
  readonly urn: string;
  readonly arn: string;
  readonly name: string;
  /** Name of its cluster. */
  readonly cluster: string;
  /** ARN of the task definition that it was asked to run; undefined where the state names none. */
  readonly taskDefinition?: string;
}

/** What was there before an update, and so says nothing of it. */
export interface Before {
  /** Names of alarms that were in ALARM. */
  readonly ringing: readonly string[];
  /** ARNs of service deployments. */
  readonly deployments: readonly string[];
}

/** What an environment should be like after an update. */
export interface Expectation {
  readonly services: readonly ExpectedService[];
  /** Names of the stack's own alarms. */
  readonly alarms: readonly string[];
  readonly healthUrls: readonly string[];
  /** What was there before the update. @default - nothing is excused by what was there before */
  readonly before?: Before;
}

/**
 * What a stack's state and outputs ask for.
 * @param region whose alarms are looked at; those of other regions watch other things, such as health checks of Route 53.
 */
export function expectationOf(
  resources: readonly StateResource[],
  outputs: Readonly<Record<string, unknown>>,
  region: string,
): Expectation {
  return {
    services: expectedServices(resources),
    alarms: expectedAlarms(resources, region),
    healthUrls: healthUrlsOf(outputs),
  };
}

/** The services of a state. Those that wait to be deleted aren't among them. */
export function expectedServices(resources: readonly StateResource[]): ExpectedService[] {
  return present(resources, [SERVICE]).map(expectedService);
}

function expectedService({ urn, id = "", inputs, outputs }: StateResource): ExpectedService {
  const [, cluster = "default", name = ""] = parseArn(id).resource.split("/");
  const taskDefinition = textOf(outputs?.taskDefinition) ?? textOf(inputs?.taskDefinition);
  return { urn, arn: id, name, cluster, ...(taskDefinition !== undefined && { taskDefinition }) };
}

/** Names of a state's alarms in a region. */
export function expectedAlarms(resources: readonly StateResource[], region: string): string[] {
  return present(resources, ALARM_TYPES).flatMap(({ id, outputs }) =>
    id !== undefined && isIn(region, textOf(outputs?.arn)) ? [id] : [],
  );
}

function present(resources: readonly StateResource[], types: readonly string[]): StateResource[] {
  return resources.filter((each) => types.includes(each.type) && each.id !== undefined && each.delete !== true);
}

/** An alarm without an ARN is taken for one of the region. */
function isIn(region: string, arn: string | undefined): boolean {
  return arn === undefined || parseArn(arn).region === region;
}

/** The output is a list, or a list for each service. */
function healthUrlsOf({ healthUrls }: Readonly<Record<string, unknown>>): string[] {
  const lists: unknown = typeof healthUrls === "object" && healthUrls !== null ? Object.values(healthUrls).flat() : [];
  return Array.isArray(lists) ? lists.filter((url): url is string => typeof url === "string") : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
