import { parseArn } from "../../../components/shared/arn";
import type { CloudReader } from "../../model/resource";
import { topicProblem } from "../../services/cloudwatch/alarm-actions";
import type { Command } from "../model/command";
import { type Outcome, type Situation, together } from "../model/controller";
import type { Instant } from "../model/instant";
import type { PolicyInvocation, RunningAlarm } from "../model/scaling";
import { actionsOf, type AlarmIdentity } from "./alarm-definition";
import { withHistory } from "./alarm-history";
import { notificationOf } from "./notification";
import { UNCHECKED } from "./state-reason";

/** A state that an alarm gets, and what it was found by. */
export interface NewState {
  readonly state: RunningAlarm["state"];
  readonly reason: string;
  /** Values that scaling policies choose their steps by. @default none */
  readonly values?: readonly number[];
  readonly threshold?: number;
}

/** An alarm and its state. */
export interface StatedAlarm {
  readonly definition: AlarmIdentity;
  readonly alarm: RunningAlarm;
}

type Moment = Pick<Situation, "now" | "cloud" | "draw">;

/** A new alarm, of which nothing is known yet. */
export function createdAlarm(
  { arn, name, region }: AlarmIdentity,
  now: number,
  kind: Pick<RunningAlarm, "isComposite"> = {},
): Outcome {
  const alarm: RunningAlarm = {
    ...kind,
    arn,
    name,
    region,
    state: "INSUFFICIENT_DATA",
    reason: UNCHECKED,
    updatedAt: now,
    transitionedAt: now,
  };
  const item = { type: "ConfigurationUpdate", summary: `Alarm "${name}" created` } as const;
  return { changes: withHistory(alarm, [item], now) };
}

/** The end of an alarm whose resource was deleted. */
export function deletedAlarm(alarm: RunningAlarm, now: number): Outcome {
  const item = { type: "ConfigurationUpdate", summary: `Alarm "${alarm.name}" deleted` } as const;
  const history = withHistory(alarm, [item], now).filter(({ kind }) => kind === "alarmHistory");
  return { changes: [...history, { kind: "alarm", id: alarm.arn }] };
}

/**
 * Gives an alarm another state and takes the state's actions. Actions of people are taken once, those that scale each
 * time that the alarm is evaluated as long as the state lasts (Amazon CloudWatch User Guide, "Alarm actions").
 */
export function transition({ definition, alarm }: StatedAlarm, next: NewState, moment: Moment): Outcome {
  const { changed, outcome } = withState(alarm, next, moment.now);
  return together([outcome, performActions({ definition, alarm: changed }, next, moment)]);
}

/** Gives an alarm another state, without actions. */
export function withState(
  alarm: RunningAlarm,
  { state, reason }: NewState,
  now: Instant,
): { readonly changed: RunningAlarm; readonly outcome: Outcome } {
  const changed: RunningAlarm = {
    ...alarm,
    state,
    reason,
    updatedAt: now,
    transitionedAt: now,
    previousState: alarm.state,
    historyCount: (alarm.historyCount ?? 0) + 1,
  };
  const item = { type: "StateUpdate", summary: `Alarm updated from ${alarm.state} to ${state}` } as const;
  const event = { source: "cloudwatch", subject: alarm.name, message: `${alarm.state} -> ${state}: ${reason}` };
  const history = withHistory({ ...changed, historyCount: alarm.historyCount ?? 0 }, [item], now);
  return { changed, outcome: { changes: history, events: [event] } };
}

/** What an alarm does that stays in its state: it starts its scaling policies again. */
export function repeatedScaling(stated: StatedAlarm, found: NewState, moment: Moment): Outcome {
  const arns = actionsOf(stated.definition, stated.alarm.state).filter(isPolicy);
  const items = arns.map((arn) => executed(arn));
  return {
    changes: [...invocations(arns, stated, found, moment), ...withHistory(stated.alarm, items, moment.now)],
  };
}

/** Takes the actions of an alarm's state. A topic that doesn't admit the alarm gets no message, as on AWS. */
export function performActions(stated: StatedAlarm, found: NewState, moment: Moment): Outcome {
  const { definition, alarm } = stated;
  const arns = actionsOf(definition, found.state);
  const taken = arns.map((arn) => ({ arn, problem: problemOf(arn, alarm.arn, moment.cloud) }));
  const commands = taken
    .filter(({ arn, problem }) => isTopic(arn) && problem === undefined)
    .map(({ arn }): Command => ({ kind: "publish", topicArn: arn, ...notificationOf(stated, found, moment) }));
  const items = taken.map(({ arn, problem }) => (problem === undefined ? executed(arn) : failed(arn, problem)));
  const invoked = invocations(arns.filter(isPolicy), stated, found, moment);
  return { changes: [...invoked, ...withHistory(alarm, items, moment.now)], commands };
}

function problemOf(action: string, alarmArn: string, cloud: CloudReader): string | undefined {
  return isTopic(action) ? topicProblem(action, alarmArn, cloud) : undefined;
}

function executed(arn: string) {
  return { type: "Action", summary: `Successfully executed action ${arn}` } as const;
}

function failed(arn: string, problem: string) {
  return { type: "Action", summary: `Failed to execute action ${arn}. Received error: "${problem}"` } as const;
}

function isTopic(action: string): boolean {
  return parseArn(action).service === "sns";
}

/** Whether an alarm starts scaling policies in a state. */
export function isScaling(definition: AlarmIdentity, state: RunningAlarm["state"]): boolean {
  return actionsOf(definition, state).some(isPolicy);
}

function isPolicy(action: string): boolean {
  return action.includes(":scalingPolicy:");
}

function invocations(arns: readonly string[], stated: StatedAlarm, found: NewState, { now, draw }: Moment) {
  const { alarm } = stated;
  return arns.map((policyArn) => {
    const id = draw(16);
    const value: PolicyInvocation = {
      id,
      policyArn,
      alarmArn: alarm.arn,
      alarmName: alarm.name,
      alarmState: found.state,
      region: alarm.region,
      at: now,
      values: found.values ?? [],
      threshold: found.threshold ?? 0,
    };
    return { kind: "policyInvocation", id, value } as const;
  });
}
