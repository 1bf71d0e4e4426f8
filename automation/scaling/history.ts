import { paginateDescribeScalingActivities as serviceActivityPages } from "@aws-sdk/client-application-auto-scaling";
import { type Activity, paginateDescribeScalingActivities as groupActivityPages } from "@aws-sdk/client-auto-scaling";
import type { AutomationContext } from "../context";
import type { DeploymentRecord, ScalingRecord } from "../model/deployment";
import type { ScalingEvent } from "./activity";
import { type DeployedService, deployedServices, resourceIdOf } from "./deployed-services";
import { capacitiesOf, triggerOf } from "./trigger";

/** Most activities of a page of Application Auto Scaling and EC2 Auto Scaling (API References, "MaxResults", "MaxRecords"). */
const SERVICE_PAGE = 50;
const GROUP_PAGE = 100;

/** Which part of the scaling history is asked for. */
export interface ScalingHistoryArgs {
  /** Only this service. @default all services, and the instances that they run on */
  readonly service?: string;
}

/**
 * Everything that scaled an environment, newest first: AWS's own activities, which AWS keeps for six weeks, and the
 * scalings by hand from the records.
 */
export async function scalingHistory(
  { service }: ScalingHistoryArgs,
  { environment, engine, store, aws }: Pick<AutomationContext, "aws" | "engine" | "environment" | "store">,
): Promise<readonly ScalingEvent[]> {
  const [outputs, { records }] = await Promise.all([engine.outputs(), store.list(environment)]);
  const services = deployedServices(outputs).filter(({ name }) => service === undefined || name === service);
  const group = service === undefined ? outputs.autoScalingGroupName : undefined;
  const activities = await Promise.all([
    ...services.map((each) => serviceEvents(each, aws)),
    ...(typeof group === "string" ? [groupEvents(group, aws)] : []),
  ]);
  const byHand = records.flatMap(handEvent).filter(({ subject }) => service === undefined || subject === service);
  return [...activities.flat(), ...byHand].sort(
    (one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt),
  );
}

async function serviceEvents(
  service: DeployedService,
  { applicationAutoScaling: client }: AutomationContext["aws"],
): Promise<ScalingEvent[]> {
  const input = {
    ServiceNamespace: "ecs",
    ResourceId: resourceIdOf(service),
    ScalableDimension: "ecs:service:DesiredCount",
  } as const;
  const found: ScalingEvent[] = [];
  for await (const { ScalingActivities = [] } of serviceActivityPages({ client, pageSize: SERVICE_PAGE }, input)) {
    found.push(...ScalingActivities.map((activity) => serviceEvent(service.name, activity)));
  }
  return found;
}

async function groupEvents(
  AutoScalingGroupName: string,
  { autoScaling: client }: AutomationContext["aws"],
): Promise<ScalingEvent[]> {
  const found: ScalingEvent[] = [];
  for await (const { Activities = [] } of groupActivityPages(
    { client, pageSize: GROUP_PAGE },
    { AutoScalingGroupName },
  )) {
    found.push(...Activities.map((activity) => groupEvent(AutoScalingGroupName, activity)));
  }
  return found;
}

/** What both kinds of activities tell. */
type SomeActivity = Partial<
  Pick<Activity, "ActivityId" | "Cause" | "Description" | "EndTime" | "StartTime" | "StatusMessage">
> & { readonly StatusCode?: string | undefined };

/** An activity of Application Auto Scaling. */
export function serviceEvent(subject: string, activity: SomeActivity): ScalingEvent {
  return { subject, what: "service", ...eventOf(activity) };
}

/** An activity of an EC2 Auto Scaling group. */
export function groupEvent(subject: string, activity: SomeActivity): ScalingEvent {
  return { subject, what: "instances", ...eventOf(activity) };
}

function eventOf(activity: SomeActivity): Omit<ScalingEvent, "subject" | "what"> {
  const { ActivityId = "", Cause = "", Description = "", StartTime, EndTime, StatusCode = "" } = activity;
  return {
    id: ActivityId,
    startedAt: StartTime?.toISOString() ?? "",
    ...(EndTime !== undefined && { endedAt: EndTime.toISOString() }),
    ...capacitiesOf(Description, Cause),
    trigger: triggerOf(Cause),
    status: StatusCode,
    description: Description,
    reason: reasonOf(activity, Cause),
  };
}

const UNSUCCESSFUL = ["Failed", "Unfulfilled", "Cancelled"];

function reasonOf({ StatusCode = "", StatusMessage }: SomeActivity, cause: string): string {
  return UNSUCCESSFUL.includes(StatusCode) && StatusMessage !== undefined ? `${StatusMessage} ${cause}` : cause;
}

/** A scaling by hand; none for a deployment of another kind. */
export function handEvent(record: DeploymentRecord): ScalingEvent[] {
  const { id, scaling, startedAt, endedAt, status, requestedBy, reason = "" } = record;
  if (scaling === undefined) return [];
  const { service, from, to } = scaling;
  const counts = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const times = { startedAt, ...(endedAt !== undefined && { endedAt }) };
  const description = describedByHand(scaling);
  const trigger = { kind: "request" } as const;
  const who = requestedBy.who;
  return [{ id, subject: service, what: "service", ...times, ...counts, trigger, who, status, description, reason }];
}

function describedByHand({ to, minInstances, maxInstances }: ScalingRecord): string {
  const bounds = [
    ...(minInstances === undefined ? [] : [`at least ${minInstances}`]),
    ...(maxInstances === undefined ? [] : [`at most ${maxInstances}`]),
  ];
  return bounds.length > 0 ? `Setting bounds: ${bounds.join(", ")}.` : `Setting desired count to ${String(to)}.`;
}
