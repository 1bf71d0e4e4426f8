import type { Check, CheckKind } from "../model/verification";
import { isRinging, isScaling } from "./alarms";
import { isUnderWay } from "./deployments";
import type { Before, Expectation, ExpectedService } from "./expectation";
import type { AlarmFacts, DeploymentFacts, EndpointFacts, Facts, ServiceFacts, TargetGroupFacts } from "./facts";

/** How far a verification is. */
export interface Progress {
  /** Whether everything was as it should be at the look before. An alarm that rings then is the release's. */
  readonly isBaking: boolean;
}

/** Compares what was seen with what was asked for. */
export function judge(expected: Expectation, facts: Facts, { isBaking }: Progress): Check[] {
  const { before, services } = expected;
  return [
    ...services.flatMap((service) => serviceChecks(service, factsOf(service, facts), before)),
    ...alarmChecks(facts.alarms, before, isBaking),
    ...facts.endpoints.map(endpointCheck),
  ];
}

function factsOf({ arn, name }: ExpectedService, { services }: Facts): ServiceFacts {
  const found = services.find((each) => each.arn === arn);
  if (found === undefined) throw new Error(`nothing was gathered of the service ${name}`);
  return found;
}

/** Of a service that isn't observed, only what was asked of ECS can be known. */
function serviceChecks(service: ExpectedService, facts: ServiceFacts, before: Before | undefined): Check[] {
  const { name } = service;
  if (!facts.isActive) return [check("revision", name, "failed", "ECS doesn't have this service")];
  if (!facts.isObserved) return [revisionCheck(service, facts)];
  return [
    revisionCheck(service, facts),
    rolloutCheck(name, facts.deployment, before),
    tasksCheck(name, facts),
    ...facts.targetGroups.map((group) => targetsCheck(name, group, facts.desired)),
  ];
}

/** A family without a revision, which a program may name, is any of its revisions. */
function revisionCheck({ name, taskDefinition: asked }: ExpectedService, { taskDefinition }: ServiceFacts): Check {
  const runs = revisionOf(taskDefinition ?? "no task definition");
  const isOther = asked?.includes(":task-definition/") === true && asked !== taskDefinition;
  return isOther
    ? check("revision", name, "failed", `runs ${runs}, and not ${revisionOf(asked)}, which was asked for`)
    : check("revision", name, "passed", `runs ${runs}`);
}

function revisionOf(taskDefinition: string): string {
  return taskDefinition.split("task-definition/").at(-1) ?? taskDefinition;
}

function rolloutCheck(name: string, deployment: DeploymentFacts | undefined, before: Before | undefined): Check {
  if (deployment === undefined) {
    return check("rollout", name, "passed", "ECS tells of no deployment in the last 90 days");
  }
  const { arn, status, stage, reason } = deployment;
  const isOfBefore = before?.deployments.includes(arn) === true && !isUnderWay(deployment);
  if (status === "SUCCESSFUL") return check("rollout", name, "passed", "its deployment has completed");
  if (isOfBefore) {
    return check("rollout", name, "passed", `nothing was deployed; the deployment before ended as ${status}`);
  }
  if (GOING_ON.includes(status))
    return check("rollout", name, "waiting", `its deployment goes on${told(", at ", stage)}`);
  return check("rollout", name, "failed", `its deployment is ${status}${told(": ", reason)}`);
}

/** Statuses of a deployment that can still succeed. */
const GOING_ON = ["PENDING", "IN_PROGRESS"];

/** What is known, after some words; nothing where it isn't. */
function told(before: string, known: string | undefined): string {
  return known === undefined ? "" : `${before}${known}`;
}

function tasksCheck(name: string, { desired, running, pending }: ServiceFacts): Check {
  const state = running === desired && pending === 0 ? "passed" : "waiting";
  const starting = pending === 0 ? "" : `, ${pending} more start`;
  return check("tasks", name, state, `${running} of ${desired} tasks run${starting}`);
}

/** Targets that get no new requests: those that leave, and those of a group that no listener leads to. */
const WITHOUT_REQUESTS = ["draining", "unhealthy.draining", "unused"];

/** A target whose health nothing checks is taken as healthy, as load balancers do. */
const HEALTHY = ["healthy", "unavailable"];

function targetsCheck(service: string, { name, targets }: TargetGroupFacts, desired: number): Check {
  const serving = targets.filter(({ state }) => !WITHOUT_REQUESTS.includes(state));
  const sick = serving.filter(({ state }) => !HEALTHY.includes(state));
  const healthy = serving.length - sick.length;
  const subject = `${service}, target group ${name}`;
  if (sick.length === 0 && healthy >= desired) {
    return check("targets", subject, "passed", `${healthy} targets are healthy`);
  }
  const told = sick.map(({ id, state, reason }) => `${id} is ${state}${reason === undefined ? "" : ` (${reason})`}`);
  const detail = [`${healthy} of ${desired} targets are healthy`, ...told].join("; ");
  return check("targets", subject, "waiting", detail);
}

/** Each alarm that rings, and in one check all that don't. */
function alarmChecks(alarms: readonly AlarmFacts[], before: Before | undefined, isBaking: boolean): Check[] {
  const judged = alarms.filter((alarm) => !isScaling(alarm));
  const ringing = judged.filter(isRinging);
  const quiet = judged.length - ringing.length;
  return [
    ...ringing.map((alarm) => ringingCheck(alarm, before, isBaking)),
    ...(quiet === 0 ? [] : [check("alarms", "the stack's alarms", "passed", `${quiet} alarms are quiet`)]),
  ];
}

/** What rings before everything was once well may come of the update itself, and has until the time limit to end. */
function ringingCheck({ name, reason = "in ALARM" }: AlarmFacts, before: Before | undefined, isBaking: boolean): Check {
  if (before?.ringing.includes(name) === true) {
    return check("alarms", name, "passed", `it rang before the update, too: ${reason}`);
  }
  return check("alarms", name, isBaking ? "failed" : "waiting", `it rings: ${reason}`);
}

function endpointCheck({ url, status, problem, excuse }: EndpointFacts): Check {
  if (status !== undefined && status >= 200 && status < 300) {
    return check("endpoints", url, "passed", `answers ${status}`);
  }
  const answer = status === undefined ? `doesn't answer: ${problem ?? "no reason is known"}` : `answers ${status}`;
  if (excuse !== undefined) return check("endpoints", url, "passed", `${answer}, which counts for nothing: ${excuse}`);
  return check("endpoints", url, "waiting", answer);
}

function check(kind: CheckKind, subject: string, state: Check["state"], detail: string): Check {
  return { kind, subject, state, detail };
}
