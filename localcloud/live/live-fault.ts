import { lastPartOf } from "../../components/shared/arn";
import type { Observation } from "../behaviour/model/observation";
import type { RunningReader } from "../behaviour/model/running";
import type { RunningTask } from "../behaviour/model/task";
import { ControlError } from "../control/inspection";
import type { CloudReader } from "../model/resource";
import { text } from "../model/values";
import type { TaskFault } from "../runtimes/runtimes";
import { API_OPERATIONS } from "../api/operations";
import { type FailOver, failOverOf } from "./database-fault";
import { LIVE_FAULTS, type LiveFaultName } from "./live-fault-names";
import { serviceNamed } from "./named-service";

/** What a fault does. */
export interface LiveFault {
  /** What the world gets to know. */
  readonly observations: readonly Observation[];
  /** What happens to the programs of a task. */
  readonly task?: { readonly arn: string; readonly how: TaskFault };
  /** Service of AWS whose API refuses each second request, from now on. */
  readonly throttledApi?: string;
  /** Service whose tasks end as soon as they have started, from now on. */
  readonly crashingService?: string;
  readonly failOver?: FailOver;
  readonly told: string;
}

/** Where a fault finds what it befalls. */
export interface FaultContext {
  readonly cloud: CloudReader;
  readonly running: RunningReader;
}

const UNTIL_CLEARED = "until npm run local -- cloud clear-faults";

type Faults = Readonly<Record<LiveFaultName, (subject: string, context: FaultContext) => LiveFault>>;

const FAULTS: Faults = {
  "kill-task": (subject, context) => {
    const { arn } = taskNamed(subject, context);
    return { observations: [], task: { arn, how: "crash" }, told: `killed the programs of task ${arn}` };
  },
  "hang-task": (subject, context) => {
    const { arn } = taskNamed(subject, context);
    return { observations: [], task: { arn, how: "hang" }, told: `task ${arn} answers no more` };
  },
  "slow-task": (subject, context) => {
    const { arn } = taskNamed(subject, context);
    const told = `task ${arn} works a tenth of the time, ${UNTIL_CLEARED}`;
    return { observations: [], task: { arn, how: "slow" }, told };
  },
  "leak-memory": (subject, context) => {
    const { arn } = taskNamed(subject, context);
    const told = `task ${arn} loses its memory within five minutes of AWS's time, ${UNTIL_CLEARED}`;
    return { observations: [], task: { arn, how: "leak" }, told };
  },
  "fail-health": (subject, context) => {
    const { arn } = taskNamed(subject, context);
    const told = `health checks of task ${arn} and its targets fail, ${UNTIL_CLEARED}`;
    return { observations: [], task: { arn, how: "failHealth" }, told };
  },
  "throttle-api": (subject) => {
    const names = Object.keys(API_OPERATIONS);
    if (!names.includes(subject)) throw unknown("service of AWS", subject, names);
    const told = `the API of ${subject} refuses each second request with ThrottlingException, ${UNTIL_CLEARED}`;
    return { observations: [], throttledApi: subject, told };
  },
  "crash-at-start": (subject, { cloud }) => {
    const { id } = serviceNamed(subject, cloud);
    const told = `tasks of ${id} end as soon as they have started, ${UNTIL_CLEARED}`;
    return { observations: [], crashingService: id, told };
  },
  "fail-instance": (subject, { running }) => {
    const alive = running.all("instance").filter(({ lifecycleState }) => lifecycleState !== "Terminated");
    const found = alive.find(({ id }) => id === subject);
    if (found === undefined)
      throw unknown(
        "instance",
        subject,
        alive.map(({ id }) => id),
      );
    const reason = "EC2 instance status checks failed";
    return {
      observations: [{ kind: "instance-failed", instanceId: found.id, reason }],
      told: `instance ${found.id} answers no more`,
    };
  },
  "lose-zone": (zone, { cloud }) => ({
    observations: [{ kind: "capacity-lost", ...zoneNamed(zone, cloud), isOutage: true }],
    told: `zone ${zone} is lost with the instances in it, until npm run local -- cloud fault restore-zone ${zone}`,
  }),
  "restore-zone": (zone, context) => restored(zone, true, context),
  "no-capacity": (zone, { cloud }) => ({
    observations: [{ kind: "capacity-lost", ...zoneNamed(zone, cloud), isOutage: false }],
    told: `zone ${zone} has no capacity for instances, until npm run local -- cloud fault restore-capacity ${zone}`,
  }),
  "restore-capacity": (zone, context) => restored(zone, false, context),
  "fail-over": (subject, { cloud }) => {
    const failOver = failOverOf(subject, cloud);
    const told = `${subject} fails over: its connections end, and it is there again after ${failOver.seconds} s of AWS's time`;
    return { observations: [], failOver, told };
  },
};

/**
 * What follows from a fault of something that runs.
 * @throws {ControlError} for a fault that there isn't, and for something that doesn't run, with what does.
 */
export function liveFault(name: string, subject: string, context: FaultContext): LiveFault {
  const names = Object.keys(LIVE_FAULTS) as LiveFaultName[];
  const known = names.find((each) => each === name);
  if (known === undefined) throw unknown("fault", name, names);
  return FAULTS[known](subject, context);
}

function restored(zone: string, isOutage: boolean, { cloud, running }: FaultContext): LiveFault {
  const place = zoneNamed(zone, cloud);
  const isShort = running
    .all("capacityShortage")
    .some((each) => each.availabilityZone === zone && each.isOutage === isOutage);
  if (!isShort) {
    throw new ControlError(
      409,
      isOutage ? `zone ${zone} isn't lost` : `zone ${zone} doesn't lack capacity`,
      `See what happened: npm run local -- cloud events`,
    );
  }
  const told = isOutage ? `zone ${zone} is back` : `zone ${zone} has capacity again`;
  return { observations: [{ kind: "capacity-restored", ...place, isOutage }], told };
}

/** A task by its ARN, its id, or the beginning of its id. */
function taskNamed(subject: string, { running }: FaultContext): RunningTask {
  const alive = running.all("task").filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const found = alive.filter(({ arn }) => arn === subject || (subject !== "" && lastPartOf(arn).startsWith(subject)));
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  if (first === undefined)
    throw unknown(
      "task",
      subject,
      alive.map(({ arn }) => lastPartOf(arn)),
    );
  const ids = found.map(({ arn }) => `\n  ${lastPartOf(arn)}`).join("");
  throw new ControlError(409, `${found.length} tasks begin with ${subject}`, `Name one:${ids}`);
}

/** A zone in which something is deployed. */
function zoneNamed(zone: string, cloud: CloudReader): { readonly region: string; readonly availabilityZone: string } {
  const subnets = cloud.ofType("aws:ec2/subnet:Subnet").flatMap(({ region, inputs, computed }) => {
    const availabilityZone = text(computed, "availabilityZone") ?? text(inputs, "availabilityZone");
    return availabilityZone === undefined ? [] : [{ region, availabilityZone }];
  });
  const found = subnets.find(({ availabilityZone }) => availabilityZone === zone);
  if (found === undefined)
    throw unknown(
      "zone",
      zone,
      subnets.map(({ availabilityZone }) => availabilityZone),
    );
  return found;
}

function unknown(kind: string, name: string, known: readonly string[]): ControlError {
  const names = [...new Set(known)].map((each) => `\n  ${each}`).join("");
  const nextStep = names === "" ? "Nothing of the kind runs: npm run local -- cloud services" : `There are:${names}`;
  return new ControlError(404, `there is no ${kind} ${name === "" ? "without a name" : name}`, nextStep);
}
