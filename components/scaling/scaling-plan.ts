import { type AlarmDefinition, MINUTE_SECONDS } from "../shared/alarm";
import { alarmName } from "../shared/naming";
import { durationSeconds } from "../shared/quantity";
import { identifier, measurementQueries } from "./alarm-queries";
import { LATEST_MINUTES, quietQueries } from "./quiet-queries";
import type { ScalingTarget, ScalingTrigger } from "./scaling-trigger";
import { DEFAULT_SPEED, type ScalingSpeed } from "./scaling-speed";
import { type StepAdjustment, stepAdjustments } from "./step-adjustments";

/** A scaling policy and the alarms that invoke it. */
export interface ScalingPolicyDefinition {
  readonly name: string;
  readonly direction: "up" | "down";
  /** Offsets from the threshold of the policy's alarms, without gap or overlap, up to any value. */
  readonly steps: readonly StepAdjustment[];
  readonly cooldownSeconds: number;
  readonly alarms: readonly AlarmDefinition[];
}

/**
 * Policies and alarms for valid triggers. Up, any trigger will do. Down, one alarm wants all of them quiet over the
 * longest of their windows: an alarm for each would take instances away while another trigger adds them. Composite
 * alarms can't scale, so it is one of metric math (Amazon CloudWatch User Guide, "Create a composite alarm").
 *
 * @param name beginning of all names.
 */
export function scalingPlan(
  name: string,
  target: ScalingTarget,
  triggers: readonly ScalingTrigger[],
  speed: ScalingSpeed = {},
): ScalingPolicyDefinition[] {
  const full = { ...DEFAULT_SPEED, ...speed };
  const [stepped, plain] = [triggers.filter(hasSteps), triggers.filter((trigger) => !hasSteps(trigger))];
  return [
    ...(plain.length === 0 ? [] : [upPolicy(`${name}-scale-up`, plain, { name, target, speed: full })]),
    ...stepped.map((trigger) => upPolicy(`${name}-scale-up-${trigger.name}`, [trigger], { name, target, speed: full })),
    downPolicy(name, target, triggers, full),
  ];
}

/** Alarm on a trigger's upper threshold. */
export function upAlarm(name: string, target: ScalingTarget, trigger: ScalingTrigger): AlarmDefinition {
  const { above } = trigger;
  return {
    name,
    description: `${trigger.name} above ${above} ${trigger.unit} for ${trigger.aboveFor}`,
    threshold: above,
    ...window(durationSeconds(trigger.aboveFor)),
    treatMissingData: "notBreaching",
    queries: measurementQueries(identifier(trigger.name), trigger.measure(target)),
  };
}

interface PolicyContext {
  readonly name: string;
  readonly target: ScalingTarget;
  readonly speed: Required<ScalingSpeed>;
}

function hasSteps({ steps }: ScalingTrigger): boolean {
  return (steps ?? []).length > 0;
}

/** Triggers with steps have a policy of their own, since steps are offsets from a threshold and in its unit. */
function upPolicy(
  policyName: string,
  triggers: readonly ScalingTrigger[],
  { name, target, speed }: PolicyContext,
): ScalingPolicyDefinition {
  const [first] = triggers;
  return {
    name: alarmName(policyName),
    direction: "up",
    steps: stepAdjustments(first?.above ?? 0, first?.steps ?? [], speed.addedInstances),
    cooldownSeconds: speed.upCooldownSeconds,
    alarms: triggers.map((trigger) => upAlarm(`${name}-scale-up-${trigger.name}`, target, trigger)),
  };
}

function downPolicy(
  name: string,
  target: ScalingTarget,
  triggers: readonly ScalingTrigger[],
  speed: Required<ScalingSpeed>,
): ScalingPolicyDefinition {
  const policyName = alarmName(`${name}-scale-down`);
  return {
    name: policyName,
    direction: "down",
    steps: stepAdjustments(0, [], -speed.removedInstances),
    cooldownSeconds: speed.downCooldownSeconds,
    alarms: [quietAlarm(policyName, target, triggers)],
  };
}

/**
 * Looks at the newest values that exist, however late they are, and wants every one of them quiet. It looks at four at
 * least, so that a busy minute is never out of its sight before its value has come.
 */
function quietAlarm(name: string, target: ScalingTarget, triggers: readonly ScalingTrigger[]): AlarmDefinition {
  const conditions = triggers.map(({ name: measured, unit, below }) => `${measured} below ${below} ${unit}`);
  const windows = triggers.map(({ belowFor }) => durationSeconds(belowFor));
  const longest = Math.max(...windows, (LATEST_MINUTES + 1) * MINUTE_SECONDS);
  return {
    name,
    description: `all quiet for ${longest / 60} minutes: ${conditions.join(", ")}`,
    threshold: 0,
    ...window(longest),
    treatMissingData: "missing",
    queries: quietQueries(target, triggers),
  };
}

function window(seconds: number): Pick<AlarmDefinition, "periodSeconds" | "evaluationPeriods" | "datapointsToAlarm"> {
  const periods = seconds / MINUTE_SECONDS;
  return { periodSeconds: MINUTE_SECONDS, evaluationPeriods: periods, datapointsToAlarm: periods };
}
