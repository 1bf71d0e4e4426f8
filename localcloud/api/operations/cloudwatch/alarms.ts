import { identityOf, METRIC_ALARM } from "../../../behaviour/cloudwatch/alarm-definition";
import type { RunningAlarm } from "../../../behaviour/model/scaling";
import { AwsError } from "../../../model/aws-error";
import { number, text, texts } from "../../../model/values";
import {
  type ApiCall,
  type ApiContext,
  type ApiOperation,
  done,
  reading,
  type ServiceOperations,
} from "../../operation";
import { CAPITAL_PAGES, pageOf } from "../pages";
import { type Alarm, alarmForm, compositeAlarmForm, stateOf } from "./alarm-form";

const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** Amazon CloudWatch API Reference, SetAlarmState. */
const setAlarmState: ApiOperation = (call, context) => {
  const alarmName = text(call.input, "AlarmName") ?? "";
  const exists = [METRIC_ALARM, COMPOSITE_ALARM].some((type) =>
    alarmsOf(type, call, context).some(({ name }) => name === alarmName),
  );
  if (!exists) throw new AwsError("ResourceNotFound", `No alarm of the name ${alarmName} exists.`);
  const state = stateNamed(text(call.input, "StateValue"));
  const reason = text(call.input, "StateReason") ?? "";
  return done({
    kind: "observe",
    observation: { kind: "alarm-state-set", alarmName, region: call.region, state, reason },
  });
};

/** Amazon CloudWatch API Reference, operations on alarms. */
export const alarmOperations: ServiceOperations = {
  DescribeAlarms: reading((call, context) => {
    const types = texts(call.input, "AlarmTypes");
    const isAsked = (type: string): boolean => (types.length === 0 ? type === "MetricAlarm" : types.includes(type));
    const found = [
      ...(isAsked("MetricAlarm") ? askedAlarms(METRIC_ALARM, call, context) : []),
      ...(isAsked("CompositeAlarm") ? askedAlarms(COMPOSITE_ALARM, call, context) : []),
    ];
    const { elements, next } = pageOf(found, call.input, CAPITAL_PAGES);
    const ofType = (type: string): Alarm[] => elements.filter(({ resource }) => resource.type === type);
    return {
      MetricAlarms: ofType(METRIC_ALARM).map(alarmForm),
      CompositeAlarms: ofType(COMPOSITE_ALARM).map(compositeAlarmForm),
      ...next,
    };
  }),
  DescribeAlarmHistory: reading(({ input, region }, { running }) => {
    const [name, type] = [text(input, "AlarmName"), text(input, "HistoryItemType")];
    const [from, to] = [number(input, "StartDate") ?? -Infinity, number(input, "EndDate") ?? Infinity];
    const found = running
      .all("alarmHistory")
      .filter((item) => item.region === region && (name === undefined || item.alarmName === name))
      .filter((item) => (type === undefined || item.type === type) && item.at >= from && item.at <= to)
      .sort((one, other) => (input.ScanBy === "TimestampAscending" ? one.at - other.at : other.at - one.at))
      .map(({ alarmName, at, type: kind, summary }) => ({
        AlarmName: alarmName,
        Timestamp: at,
        HistoryItemType: kind,
        HistorySummary: summary,
      }));
    const { elements, next } = pageOf(found, input, CAPITAL_PAGES);
    return { AlarmHistoryItems: elements, ...next };
  }),
  SetAlarmState: setAlarmState,
};

function alarmsOf(type: string, { region }: ApiCall, { cloud, running }: ApiContext): Alarm[] {
  return cloud
    .ofType(type)
    .filter((each) => each.region === region)
    .map((resource) => {
      const { arn } = identityOf(resource);
      const name = text(resource.inputs, "alarmName") ?? text(resource.computed, "name") ?? resource.id;
      return { resource, arn, name, state: running.find("alarm", arn) };
    });
}

function askedAlarms(type: string, call: ApiCall, context: ApiContext): Alarm[] {
  const { input } = call;
  const names = texts(input, "AlarmNames");
  const prefix = text(input, "AlarmNamePrefix") ?? "";
  const state = text(input, "StateValue");
  return alarmsOf(type, call, context)
    .filter(({ name }) => (names.length === 0 || names.includes(name)) && name.startsWith(prefix))
    .filter((alarm) => state === undefined || stateOf(alarm) === state);
}

function stateNamed(value: string | undefined): RunningAlarm["state"] {
  if (value === "OK" || value === "ALARM" || value === "INSUFFICIENT_DATA") return value;
  throw new AwsError("InvalidParameterValue", `The state ${String(value)} must be OK, ALARM or INSUFFICIENT_DATA.`);
}
