import { arnOf, type Registration } from "./registrations";

/** An alarm as the documentation lists it. */
export interface ListedAlarm {
  readonly name: string;
  readonly description: string;
  /** How many of the latest periods have to be bad, such as `"2 of 3 minutes"`. */
  readonly window: string;
  /** What happens when it sounds. */
  readonly action: string;
}

/** The inputs of an alarm that tell people what it is about. */
interface AlarmInputs {
  readonly name: string;
  readonly alarmDescription: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  /** Given of an alarm on one metric; queries look at minutes. */
  readonly period?: number;
  readonly alarmActions: readonly string[];
}

/** The inputs of a policy that tell what it does. */
interface PolicyInputs {
  readonly stepScalingPolicyConfiguration: {
    readonly cooldown: number;
    readonly stepAdjustments: readonly { readonly scalingAdjustment: number }[];
  };
}

const DAY_SECONDS = 86_400;

/** Every alarm among the registered resources, by name, and what it leads to. */
export function alarmList(registered: readonly Registration[]): ListedAlarm[] {
  const rollingBack = new Set(ofType(registered, "aws:ecs/service:Service").flatMap(deploymentAlarms));
  const effects = new Map([
    ...ofType(registered, "aws:sns/topic:Topic").map((topic) => [arn(topic), telling(topic)] as const),
    ...ofType(registered, "aws:appautoscaling/policy:Policy").map((policy) => [arn(policy), scaling(policy)] as const),
  ]);
  const alarms = ofType(registered, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => {
    const alarm = inputs as unknown as AlarmInputs;
    const actions = alarm.alarmActions.map((action) => effects.get(action) ?? action);
    return {
      name: alarm.name,
      description: alarm.alarmDescription,
      window: windowOf(alarm),
      action: [...actions, ...(rollingBack.has(alarm.name) ? ["and rolls a deployment back"] : [])].join(", "),
    };
  });
  return alarms.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The topic of warnings is named so; the other one is that of critical alarms. */
function telling({ name }: Registration): string {
  return name.includes("-warnings-") ? "tells the topic of warnings" : "tells the topic of critical alarms";
}

function ofType(registered: readonly Registration[], type: string): Registration[] {
  return registered.filter((each) => each.type === type);
}

function arn({ type, name }: Registration): string {
  return arnOf(type, name);
}

/** Names of the alarms that stop a service's deployment and roll it back. */
function deploymentAlarms({ inputs }: Registration): readonly string[] {
  const { alarms } = inputs as {
    readonly alarms?: { readonly alarmNames: readonly string[]; readonly rollback: boolean };
  };
  return alarms?.rollback === true ? alarms.alarmNames : [];
}

function scaling({ inputs }: Registration): string {
  const { cooldown, stepAdjustments } = (inputs as unknown as PolicyInputs).stepScalingPolicyConfiguration;
  const instances = stepAdjustments[0]?.scalingAdjustment ?? 0;
  const change = instances > 0 ? `adds ${instances}` : `takes ${-instances} away`;
  return `${change}, then rests for ${cooldown / 60} minutes`;
}

function windowOf({ evaluationPeriods, datapointsToAlarm = evaluationPeriods, period }: AlarmInputs): string {
  return `${datapointsToAlarm} of ${evaluationPeriods} ${period === DAY_SECONDS ? "days" : "minutes"}`;
}
