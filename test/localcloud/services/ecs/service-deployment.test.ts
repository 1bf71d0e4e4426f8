import type { Properties } from "../../../../localcloud/model/values";
import { describeRules } from "../../support";
import { working } from "./serving";
import { SERVICE } from "./tasks";

const ON_EC2 = { capacityProviderStrategies: undefined, launchType: "EC2" };

function alarms(...alarmNames: readonly string[]): Properties {
  return { alarms: { enable: true, rollback: true, alarmNames } };
}

describeRules(
  SERVICE,
  (cloud) => {
    const given = working(cloud);
    cloud.create("aws:cloudwatch/metricAlarm:MetricAlarm", {
      name: "errors",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanThreshold",
    });
    return given;
  },
  [
    [
      "no room to deploy",
      { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100, availabilityZoneRebalancing: "DISABLED" },
      { deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100, availabilityZoneRebalancing: "DISABLED" },
      "InvalidParameterException",
      "cannot be 100 as this will block deployments",
    ],
    [
      "more healthy tasks than all",
      { deploymentMinimumHealthyPercent: 101 },
      { deploymentMinimumHealthyPercent: 100 },
      "InvalidParameterException",
      "minimumHealthyPercent must be at most 100",
    ],
    [
      "fewer tasks than asked for",
      { deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 99 },
      { deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 101 },
      "InvalidParameterException",
      "maximumPercent must be at least 100",
    ],
    [
      "an alarm that isn't there",
      alarms("errors", "latency"),
      alarms("errors"),
      "InvalidParameterException",
      "The CloudWatch alarm 'latency' does not exist. (alarms.alarmNames[1])",
    ],
    [
      "rebalancing, on by itself, without room",
      { deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100 },
      { deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 101 },
      "InvalidParameterException",
      "Availability Zone Rebalancing does not support maximumPercent <= 100 % as deployment configuration",
    ],
    [
      "rebalancing where instances are filled first",
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        availabilityZoneRebalancing: "ENABLED",
        orderedPlacementStrategies: [{ type: "binpack", field: "memory" }],
      }),
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        orderedPlacementStrategies: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "memory" },
        ],
      }),
      "InvalidParameterException",
      "a first placement strategy other than a spread over Availability Zones",
    ],
    [
      "to fill instances by what they don't have",
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        availabilityZoneRebalancing: "DISABLED",
        orderedPlacementStrategies: [{ type: "binpack", field: "disk" }],
      }),
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        availabilityZoneRebalancing: "DISABLED",
        orderedPlacementStrategies: [{ type: "binpack", field: "cpu" }],
      }),
      "InvalidParameterException",
      "binpack field 'disk' is invalid (orderedPlacementStrategies[0].field)",
    ],
    [
      "a platform that isn't there",
      { platformVersion: "1.5.0" },
      { platformVersion: "1.4.0" },
      "PlatformUnknownException",
      "The specified platform does not exist. (platformVersion)",
    ],
    [
      "to spread over nothing",
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        availabilityZoneRebalancing: "DISABLED",
        orderedPlacementStrategies: [{ type: "spread" }],
      }),
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        availabilityZoneRebalancing: "DISABLED",
        orderedPlacementStrategies: [{ type: "spread", field: "instanceId" }],
      }),
      "InvalidParameterException",
      "A spread placement strategy needs a field (orderedPlacementStrategies[0].field)",
    ],
    [
      "a constraint without expression",
      ({ onInstances }) => ({ taskDefinition: onInstances, ...ON_EC2, placementConstraints: [{ type: "memberOf" }] }),
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }],
      }),
      "InvalidParameterException",
      "A memberOf constraint needs an expression (placementConstraints[0].expression)",
    ],
    [
      "an expression that nobody reads",
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        placementConstraints: [{ type: "distinctInstance", expression: "attribute:ecs.os-type == linux" }],
      }),
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        placementConstraints: [{ type: "distinctInstance" }],
      }),
      "InvalidParameterException",
      "A distinctInstance constraint takes no expression (placementConstraints[0].expression)",
    ],
    [
      "daemons on Fargate",
      { schedulingStrategy: "DAEMON" },
      // The provider keeps a desired count to itself.
      ({ onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        schedulingStrategy: "DAEMON",
        desiredCount: 2,
      }),
      "InvalidParameterException",
      "The daemon scheduling strategy is not supported by Fargate tasks (schedulingStrategy)",
    ],
  ],
);
