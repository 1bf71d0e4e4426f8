import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import { number, object, text, type Properties } from "../../model/values";
import { runParameters } from "../../services/scheduler/run-parameters";
import { runProblem } from "../../services/scheduler/run-problem";
import { SCHEDULE } from "../../services/scheduler/schedule";
import { runTask } from "../ecs/tasks/run-task";
import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import type { Instant } from "../model/instant";
import { nextTime, type Schedule } from "../scaling/schedule";

/** Runs tasks at the times of schedules, one after another, since each takes room that the next one can't have. */
export const schedules: Controller = {
  name: "scheduler",
  watches: ["resource"],
  hears: ["world-started"],
  reconcile: (situation) => {
    const all = situation.cloud.ofType(SCHEDULE);
    const [due, ...others] = all.filter((each) => isDue(each, situation));
    return together([
      ...all.map((each) => (each === due ? done(each, situation) : awaited(each, situation))),
      ...(due === undefined ? [] : [run(due, situation)]),
      others.length === 0 ? {} : { wakeAt: situation.now },
      forgotten(all, situation),
    ]);
  },
};

/**
 * Whether a time of a schedule has come. Without a start date a new rate begins at once (Amazon EventBridge Scheduler
 * User Guide, "Schedule types"); what else is seen first, begins from now on.
 */
function isDue(schedule: CloudResource, { now, running }: Situation): boolean {
  const known = running.find("progress", progressId(schedule));
  if (known !== undefined) return (nextTime(timesOf(schedule, known.since ?? now), known.doneUntil) ?? Infinity) <= now;
  const { inputs } = schedule;
  const isNew = !running.all("progress").some(({ id }) => id.startsWith(nameIn(schedule)));
  return isNew && /^rate/.test(text(inputs, "scheduleExpression") ?? "") && text(inputs, "startDate") === undefined;
}

/** Notes that all times of a schedule until now are over. */
function done(schedule: CloudResource, { now, running }: Situation): Outcome {
  const id = progressId(schedule);
  const since = running.find("progress", id)?.since ?? now;
  return {
    changes: [{ kind: "progress", id, value: { id, doneUntil: now, since } }],
    ...waking(nextTime(timesOf(schedule, since), now)),
  };
}

/** Notes when a schedule was first seen, and waits for its next time. */
function awaited(schedule: CloudResource, situation: Situation): Outcome {
  const known = situation.running.find("progress", progressId(schedule));
  if (known === undefined) return isDue(schedule, situation) ? {} : done(schedule, situation);
  return waking(nextTime(timesOf(schedule, known.since ?? situation.now), known.doneUntil));
}

function waking(time: Instant | undefined): Outcome {
  return time === undefined ? {} : { wakeAt: time };
}

/** Forgets schedules that were deleted, and the times that a schedule had before it was changed. */
function forgotten(all: readonly CloudResource[], { running }: Situation): Outcome {
  const known = new Set(all.map(progressId));
  const gone = running.all("progress").flatMap(({ id }) => (id.startsWith(PREFIX) && !known.has(id) ? [id] : []));
  return { changes: gone.map((id) => ({ kind: "progress", id })) };
}

const PREFIX = "schedule|";

/** The times are part of it: those of a changed schedule count from the change on. */
function progressId(schedule: CloudResource): string {
  const { inputs } = schedule;
  const times = ["scheduleExpression", "scheduleExpressionTimezone", "startDate", "endDate"];
  return nameIn(schedule) + times.map((input) => text(inputs, input) ?? "").join("|");
}

function nameIn({ region, id }: CloudResource): string {
  return `${PREFIX}${region}|${id}|`;
}

function timesOf({ inputs }: CloudResource, since: Instant): Schedule {
  const [start, end] = ["startDate", "endDate"].map((input) => text(inputs, input));
  return {
    expression: text(inputs, "scheduleExpression") ?? "",
    timeZone: text(inputs, "scheduleExpressionTimezone") ?? "UTC",
    from: start === undefined ? since : Date.parse(start),
    until: end === undefined ? undefined : Date.parse(end),
  };
}

/** Runs the task once. The local cloud tries once; AWS tries again where ECS throttles or has no capacity. */
function run(resource: CloudResource, situation: Situation): Outcome {
  const { inputs, computed, region } = resource;
  if (text(inputs, "state") === "DISABLED") return {};
  const name = text(computed, "name") ?? resource.id;
  const target = object(inputs, "target") ?? {};
  const { cloud } = situation;
  const problem = runProblem(target, { region, accountId: cloud.accountId, cloud });
  if (problem !== undefined) return told(name, `could not run its task: ${problem}`);
  try {
    const { tasks, failures, outcome } = runTask(situation, requestOf(target, region, name));
    const reasons = failures.map(({ reason }) => `could not run its task: ${reason}`);
    const started = tasks.map(({ arn }) => `ran ${arn}`);
    return together([outcome, ...[...started, ...reasons].map((message) => told(name, message))]);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return told(name, `could not run its task: ${error.message}`);
  }
}

function requestOf(target: Properties, region: string, name: string) {
  const group = text(target, "ecsParameters.group");
  return {
    region,
    cluster: text(target, "arn") ?? "",
    taskDefinition: text(target, "ecsParameters.taskDefinitionArn") ?? "",
    count: number(target, "ecsParameters.taskCount") ?? 1,
    startedBy: `chronos-schedule/${name}`,
    parameters: runParameters(target),
    ...(group !== undefined && { group }),
  };
}

function told(subject: string, message: string): Outcome {
  return { events: [{ source: "scheduler", subject, message }] };
}
