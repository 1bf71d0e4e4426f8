import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import { type Instant, SECOND } from "../model/instant";
import type { RunningAlarm } from "../model/scaling";
import { createdAlarm, deletedAlarm, performActions, withState } from "./alarm-transition";
import { type CompositeDefinition, compositeDefinitions } from "./composite-definition";
import { actionsAt, AlarmStates } from "./composite-states";
import { longDate } from "./long-date";

/** Gives alarms on other alarms their states, and takes their actions unless a suppressor keeps them from it. */
export const compositeAlarms: Controller = {
  name: "cloudwatch-composite-alarms",
  watches: ["resource", "alarm"],
  hears: ["alarm-state-set", "world-started"],
  reconcile: (situation) => {
    const definitions = compositeDefinitions(situation.cloud);
    if (definitions.length === 0 && !situation.running.all("alarm").some(({ isComposite }) => isComposite === true)) {
      return {};
    }
    return together([existence(definitions, situation), states(definitions, situation)]);
  },
};

function existence(definitions: readonly CompositeDefinition[], { now, running }: Situation): Outcome {
  const arns = new Set(definitions.map(({ arn }) => arn));
  const created = definitions
    .filter(({ arn }) => running.find("alarm", arn) === undefined)
    .map((definition) => createdAlarm(definition, now, { isComposite: true }));
  const deleted = running
    .all("alarm")
    .filter((alarm) => alarm.isComposite === true && !arns.has(alarm.arn))
    .map((alarm) => deletedAlarm(alarm, now));
  return together([...created, ...deleted]);
}

/** Alarms may be on alarms that are composed themselves: they are looked at until none changes. */
function states(definitions: readonly CompositeDefinition[], situation: Situation): Outcome {
  const known = new AlarmStates(situation.running);
  const outcomes: Outcome[] = [];
  for (let pass = 0; pass <= definitions.length; pass++) {
    const changed = definitions.flatMap((definition) => stateChange(definition, known, situation) ?? []);
    outcomes.push(...changed);
    if (changed.length === 0) break;
  }
  return together([...outcomes, ...definitions.map((definition) => awaitedActions(definition, known, situation))]);
}

/** Undefined where the state stays. What it adds to the states counts for alarms that are looked at later. */
function stateChange(definition: CompositeDefinition, known: AlarmStates, situation: Situation): Outcome | undefined {
  const { now, observations } = situation;
  const alarm = known.find(definition.name, definition.region);
  if (alarm === undefined) return undefined;
  const set = observations.find(
    (each) => each.kind === "alarm-state-set" && each.alarmName === alarm.name && each.region === alarm.region,
  );
  const isSet = set?.kind === "alarm-state-set";
  const state = isSet ? set.state : known.stateBy(definition);
  if (state === alarm.state) return undefined;
  // Rules that go round in circles change once a second, not without end.
  if (alarm.previousState !== undefined && alarm.transitionedAt === now) return undefined;
  const reason = isSet ? set.reason : reasonOf(known, state, now);
  const { changed, outcome } = withState(alarm, { state, reason }, now);
  known.set(changed);
  return outcome;
}

/** In CloudWatch's words (Amazon CloudWatch User Guide, "Alarm events and EventBridge"). */
function reasonOf(known: AlarmStates, state: RunningAlarm["state"], now: Instant): string {
  const latest = known.latest();
  return latest?.previousState === undefined
    ? `The alarm was created and its alarm rule evaluates to ${state}`
    : `${latest.arn} transitioned to ${latest.state} at ${longDate(now)}`;
}

/** Actions of a state for which none were taken yet, now or when it is time for them. */
function awaitedActions(definition: CompositeDefinition, known: AlarmStates, situation: Situation): Outcome {
  const { now } = situation;
  const alarm = known.find(definition.name, definition.region);
  if (alarm?.previousState === undefined) return {};
  const again = alarm.transitionedAt === now ? { wakeAt: now + SECOND } : {};
  if (alarm.actedState === alarm.state) return again;
  const at = actionsAt(definition, alarm, known);
  if (at === undefined) return again;
  if (at > now) return together([again, { wakeAt: at }]);
  const acted = { ...alarm, actedState: alarm.state };
  return together([
    again,
    performActions({ definition, alarm: acted }, { state: alarm.state, reason: alarm.reason }, situation),
  ]);
}
