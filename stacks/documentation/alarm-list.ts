import { watchingAlarms } from "../../components/auto-scaling-group/group-scaling";
import { tasksBelowMinimum } from "../../components/container-service/tasks-below-minimum-alarm";
import { applicationTargetAlarms, loadBalancerAlarm } from "../../components/load-balancer/alarms";
import { targetSettings } from "../../components/load-balancer/target-settings";
import { scalingPlan } from "../../components/scaling/scaling-plan";
import { ecsServiceTarget } from "../../components/scaling/scaling-targets";
import type { Configuration, ServiceConfiguration } from "../configuration/configuration";
import { targetArgs } from "../environment/load-balancer-args";
import { isScaled, serviceScalingArgs } from "../environment/service-scaling-args";

/** An alarm as people want to know it. */
export interface ListedAlarm {
  readonly name: string;
  readonly description: string;
  /** How many minutes of how many have to be so. */
  readonly minutes: readonly [bad: number, of: number];
  /** What happens when it sounds. */
  readonly action: string;
}

interface Definition {
  readonly name: string;
  readonly description: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
}

const TELLS = "tells the alarm topic";
const ROLLS_BACK = "tells the alarm topic, and rolls a deployment back";
const DIMENSIONS = { loadBalancerDimension: "load-balancer", targetGroupDimensions: ["blue", "green"] };

/** Every alarm of an environment behind an application load balancer, in the order in which it is made. */
export function alarmList(configuration: Configuration): ListedAlarm[] {
  const name = `proofpix-${configuration.environment}`;
  return [
    ...listed([loadBalancerAlarm(name, DIMENSIONS.loadBalancerDimension)], TELLS),
    ...listed(watchingAlarms(`${name}-instances`, { latencyOf: DIMENSIONS }, "group"), TELLS),
    ...configuration.services.flatMap((service) => serviceAlarms(`${name}-${service.name}`, service, configuration)),
  ];
}

function serviceAlarms(name: string, service: ServiceConfiguration, configuration: Configuration): ListedAlarm[] {
  return [
    ...listed([tasksBelowMinimum(name, service.scaling.minInstances)], TELLS),
    ...(service.worker ? [] : listed(targetAlarms(name, service), ROLLS_BACK)),
    ...(isScaled(service, configuration) ? scalingAlarms(name, service) : []),
  ];
}

function targetAlarms(name: string, service: ServiceConfiguration): Definition[] {
  const { alarms } = targetSettings(targetArgs(service), "round-robin");
  const target = {
    name,
    loadBalancer: DIMENSIONS.loadBalancerDimension,
    targetGroups: DIMENSIONS.targetGroupDimensions,
  };
  return applicationTargetAlarms(target, alarms);
}

function scalingAlarms(name: string, service: ServiceConfiguration): ListedAlarm[] {
  const timedTarget = service.worker ? undefined : DIMENSIONS;
  const surroundings = { name, clusterName: "cluster", serviceName: "service", timedTarget };
  const args = serviceScalingArgs(service, { tags: {} }, surroundings);
  return scalingPlan(name, ecsServiceTarget(args), args.triggers).flatMap(({ steps, cooldownSeconds, alarms }) => {
    const instances = steps[0]?.instances ?? 0;
    const change = instances > 0 ? `adds ${instances}` : `takes ${-instances} away`;
    return listed(alarms, `${change}, then rests for ${cooldownSeconds / 60} minutes`);
  });
}

function listed(definitions: readonly Definition[], action: string): ListedAlarm[] {
  return definitions.map(({ name, description, evaluationPeriods, datapointsToAlarm = evaluationPeriods }) => ({
    name,
    description,
    minutes: [datapointsToAlarm, evaluationPeriods],
    action,
  }));
}
