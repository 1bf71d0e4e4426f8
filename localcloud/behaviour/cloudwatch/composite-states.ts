import { nameOfAlarm } from "../../services/cloudwatch/composite-alarm";
import type { Instant } from "../model/instant";
import type { RunningReader } from "../model/running";
import type { RunningAlarm } from "../model/scaling";
import type { CompositeDefinition } from "./composite-definition";

/** States of alarms by their names, with those that composite alarms are about to get. */
export class AlarmStates {
  private readonly byName = new Map<string, RunningAlarm>();

  constructor(running: RunningReader) {
    for (const alarm of running.all("alarm")) this.set(alarm);
  }

  find(name: string, region: string): RunningAlarm | undefined {
    return this.byName.get(`${region}|${name}`);
  }

  set(alarm: RunningAlarm): void {
    this.byName.set(`${alarm.region}|${alarm.name}`, alarm);
  }

  /** The state that follows from a rule. */
  stateBy({ condition, region }: CompositeDefinition): "OK" | "ALARM" {
    return condition((alarm) => this.find(nameOfAlarm(alarm), region)?.state) ? "ALARM" : "OK";
  }

  /** The alarm that changed last. */
  latest(): RunningAlarm | undefined {
    return [...this.byName.values()].reduce<RunningAlarm | undefined>(
      (latest, alarm) => (latest === undefined || alarm.transitionedAt > latest.transitionedAt ? alarm : latest),
      undefined,
    );
  }
}

/**
 * When the actions of an alarm's state are taken that has a suppressor; undefined as long as that is in ALARM (Amazon
 * CloudWatch User Guide, "Composite alarm action suppression").
 */
export function actionsAt(
  definition: CompositeDefinition,
  alarm: RunningAlarm,
  states: AlarmStates,
): Instant | undefined {
  const { suppressor, region } = definition;
  if (suppressor === undefined) return alarm.transitionedAt;
  const other = states.find(suppressor.alarmName, region);
  if (other?.state === "ALARM") return undefined;
  const waited = alarm.state === "ALARM" ? alarm.transitionedAt + suppressor.waitPeriod : alarm.transitionedAt;
  const extended = other?.previousState === "ALARM" ? other.transitionedAt + suppressor.extensionPeriod : 0;
  return Math.max(waited, extended);
}
