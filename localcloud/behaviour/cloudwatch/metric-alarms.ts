import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import { type Instant, MINUTE } from "../model/instant";
import type { RunningAlarm } from "../model/scaling";
import { type AlarmDefinition, alarmDefinitions } from "./alarm-definition";
import { evaluatedUntil, evaluationInterval, nextEvaluation } from "./alarm-schedule";
import { createdAlarm, deletedAlarm, isScaling, repeatedScaling, transition } from "./alarm-transition";
import { evaluateAlarm } from "./evaluate-alarm";
import { EvaluationRanges } from "./evaluation-range";
import { UNCHECKED } from "./state-reason";

/** What the controller remembers: until when it has evaluated alarms. */
const PROGRESS = "metric-alarms";

/**
 * How long alarms keep the states of before when a world goes on: metrics are gone with its process, and the first
 * values come later than their minute.
 */
const AFTER_START = 3 * MINUTE;

/** Evaluates alarms on metrics when it is time, and takes their actions. */
export const metricAlarms: Controller = {
  name: "cloudwatch-metric-alarms",
  watches: ["resource"],
  hears: ["alarm-state-set", "world-started"],
  reconcile: (situation) => {
    const definitions = alarmDefinitions(situation.cloud);
    return together([
      existence(definitions, situation),
      set(definitions, situation),
      evaluation(definitions, situation),
    ]);
  },
};

/** Alarms begin and end with their resources. */
function existence(definitions: readonly AlarmDefinition[], { now, running }: Situation): Outcome {
  const created = definitions
    .filter(({ arn }) => running.find("alarm", arn) === undefined)
    .map((definition) => createdAlarm(definition, now));
  const arns = new Set(definitions.map(({ arn }) => arn));
  const deleted = running
    .all("alarm")
    .filter((alarm) => !arns.has(alarm.arn) && alarm.isComposite !== true)
    .map((alarm) => deletedAlarm(alarm, now));
  return together([...created, ...deleted]);
}

/** Amazon CloudWatch API Reference, SetAlarmState: the state lasts until the next evaluation, with all its actions. */
function set(definitions: readonly AlarmDefinition[], situation: Situation): Outcome {
  const outcomes = situation.observations.map((observation): Outcome => {
    if (observation.kind !== "alarm-state-set") return {};
    const { alarmName, region, state, reason } = observation;
    const definition = definitions.find((each) => each.name === alarmName && each.region === region);
    const alarm = definition === undefined ? undefined : situation.running.find("alarm", definition.arn);
    if (definition === undefined || alarm === undefined || alarm.state === state) return {};
    const { threshold = 0 } = definition.evaluated ?? {};
    return transition({ definition, alarm }, { state, reason, threshold }, situation);
  });
  return together(outcomes);
}

function evaluation(definitions: readonly AlarmDefinition[], situation: Situation): Outcome {
  const { now, running } = situation;
  const intervals = new Set([MINUTE, ...definitions.map(evaluationInterval)]);
  const wakeAt = Math.min(...[...intervals].map((interval) => nextEvaluation(interval, now)));
  const doneUntil = running.find("progress", PROGRESS)?.doneUntil;
  if (doneUntil !== undefined && isStarting(situation)) return { wakeAt, changes: [progress(now + AFTER_START)] };
  if (doneUntil === undefined) return { wakeAt, changes: [progress(now)] };
  const due = [...intervals].filter((interval) => nextEvaluation(interval, doneUntil) <= now);
  if (due.length === 0) return { wakeAt };
  const ranges = new EvaluationRanges(situation.metrics);
  const outcomes = definitions
    .filter((definition) => due.includes(evaluationInterval(definition)) && !isSetNow(definition, situation))
    .flatMap((definition) => evaluated(definition, ranges, situation) ?? []);
  return together([...outcomes, { wakeAt, changes: [progress(now)] }]);
}

function isStarting({ observations }: Situation): boolean {
  return observations.some(({ kind }) => kind === "world-started");
}

/** What somebody sets at this very instant is evaluated again the next time. */
function isSetNow({ name, region }: AlarmDefinition, { observations }: Situation): boolean {
  return observations.some(
    (each) => each.kind === "alarm-state-set" && each.alarmName === name && each.region === region,
  );
}

function progress(doneUntil: Instant) {
  return { kind: "progress", id: PROGRESS, value: { id: PROGRESS, doneUntil } } as const;
}

/** What follows from an evaluation; undefined for nothing. */
function evaluated(definition: AlarmDefinition, ranges: EvaluationRanges, situation: Situation): Outcome | undefined {
  const { now, running } = situation;
  const alarm = running.find("alarm", definition.arn);
  if (alarm === undefined) return undefined;
  const found = evaluateAlarm(definition, alarm.state, ranges, evaluatedUntil(definition, now));
  const { threshold = 0 } = definition.evaluated ?? {};
  if (found.state !== alarm.state) {
    const next = { state: found.state, reason: found.reason(), values: found.values(), threshold };
    return transition({ definition, alarm }, next, situation);
  }
  if (alarm.reason === UNCHECKED) return checked(alarm, found.reason());
  if (!isScaling(definition, alarm.state)) return undefined;
  const same = { state: alarm.state, reason: alarm.reason, values: found.values(), threshold };
  return repeatedScaling({ definition, alarm }, same, situation);
}

/** The first evaluation replaces what is said of a new alarm, even where its state stays. */
function checked(alarm: RunningAlarm, reason: string): Outcome {
  return { changes: [{ kind: "alarm", id: alarm.arn, value: { ...alarm, reason } }] };
}
