import { watchingAlarms } from "../../components/auto-scaling-group/group-scaling";
import { tasksBelowMinimum, type WatchedService } from "../../components/container-service/tasks-below-minimum-alarm";
import { applicationTargetAlarms, certificateExpiring, loadBalancerAlarm } from "../../components/load-balancer/alarms";
import { targetSettings } from "../../components/load-balancer/target-settings";
import { loadAlarmDefinitions } from "../../components/scaling/load-alarm-definitions";
import { scalingPlan } from "../../components/scaling/scaling-plan";
import type { AlarmDefinition } from "../../components/shared/alarm";
import { ecsServiceTarget } from "../../components/scaling/scaling-targets";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { targetArgs } from "../environment/load-balancer-args";
import { environmentPrefix, serviceFullName } from "../environment/names";
import {
  isScaled,
  loadAlarmsArgs,
  type ScalingSurroundings,
  serviceScalingArgs,
} from "../environment/service-scaling-args";

/** An alarm as people want to know it. */
export interface ListedAlarm {
  readonly name: string;
  readonly description: string;
  /** How many periods of how many have to be bad, such as `"2 of 3 minutes"`. */
  readonly window: string;
  /** What happens when it sounds. */
  readonly action: string;
}

const TELLS = "tells the alarm topic";
const ROLLS_BACK = "tells the alarm topic, and rolls a deployment back";
const DIMENSIONS = { loadBalancerDimension: "load-balancer", targetGroupDimensions: ["blue", "green"] };

/** Every alarm of an environment behind an application load balancer, in the order in which it is made. */
export function alarmList(configuration: Configuration): ListedAlarm[] {
  const name = environmentPrefix(configuration.environment);
  return [
    ...listed([loadBalancerAlarm(name, DIMENSIONS.loadBalancerDimension)], TELLS),
    ...(isSecure(configuration) ? listed([certificateExpiring(name, "certificate")], TELLS) : []),
    ...listed(watchingAlarms(`${name}-instances`, { latencyOf: DIMENSIONS }, "group"), TELLS),
    ...configuration.services.flatMap((service) =>
      serviceAlarms(serviceFullName(name, service.name), service, configuration),
    ),
  ];
}

function serviceAlarms(name: string, service: ServiceConfiguration, configuration: Configuration): ListedAlarm[] {
  return [
    ...listed([tasksBelowMinimum(name, watched(service))], TELLS),
    ...(service.worker ? [] : listed(targetAlarms(name, service), ROLLS_BACK)),
    ...listed(loadAlarms(name, service), TELLS),
    ...(isScaled(service, configuration) ? scalingAlarms(name, service) : []),
  ];
}

function watched({ scaling: { minInstances } }: ServiceConfiguration): WatchedService {
  return { clusterName: "cluster", serviceName: "service", minInstances };
}

function loadAlarms(name: string, service: ServiceConfiguration): AlarmDefinition[] {
  return loadAlarmDefinitions(name, loadAlarmsArgs(service, { tags: {} }, measured(name, service), "topic"));
}

function measured(name: string, service: ServiceConfiguration): ScalingSurroundings {
  const timedTarget = service.worker ? undefined : DIMENSIONS;
  return { name, clusterName: "cluster", serviceName: "service", timedTarget };
}

function targetAlarms(name: string, service: ServiceConfiguration): AlarmDefinition[] {
  const { alarms } = targetSettings(targetArgs(service), "round-robin");
  const target = {
    name,
    loadBalancer: DIMENSIONS.loadBalancerDimension,
    targetGroups: DIMENSIONS.targetGroupDimensions,
  };
  return applicationTargetAlarms(target, alarms);
}

function scalingAlarms(name: string, service: ServiceConfiguration): ListedAlarm[] {
  const args = serviceScalingArgs(service, { tags: {} }, measured(name, service));
  return scalingPlan(name, ecsServiceTarget(args), args.triggers).flatMap(({ steps, cooldownSeconds, alarms }) => {
    const instances = steps[0]?.instances ?? 0;
    const change = instances > 0 ? `adds ${instances}` : `takes ${-instances} away`;
    return listed(alarms, `${change}, then rests for ${cooldownSeconds / 60} minutes`);
  });
}

function listed(definitions: readonly AlarmDefinition[], action: string): ListedAlarm[] {
  return definitions.map(({ name, description, ...judged }) => ({
    name,
    description,
    window: windowOf(judged),
    action,
  }));
}

function windowOf({
  evaluationPeriods,
  datapointsToAlarm = evaluationPeriods,
  periodSeconds,
}: Pick<AlarmDefinition, "evaluationPeriods" | "datapointsToAlarm" | "periodSeconds">): string {
  return `${datapointsToAlarm} of ${evaluationPeriods} ${periodSeconds === 86_400 ? "days" : "minutes"}`;
}

function isSecure({ certificateArn, domain }: Configuration): boolean {
  return certificateArn !== undefined || domain !== undefined;
}
