import { describeLimits } from "../../limits/inputs";
import { GROUP } from "./groups";

/** One more alarm than an instance refresh can have. */
const ALARMS = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);

describeLimits(GROUP, [
  ["name", "x".repeat(256), "x".repeat(255), "ValidationError", "at 'autoScalingGroupName'"],
  ["minSize", -1, 0, "ValidationError", "at 'minSize'"],
  ["healthCheckType", "ALB", "ELB", "ValidationError", "at 'healthCheckType'"],
  ["maxInstanceLifetime", 86_399, 86_400, "ValidationError", "must be 0 or at least 86400"],
  ["launchTemplate.name", "ab", "abc", "ValidationError", "greater than or equal to 3"],
  [
    "instanceRefresh.preferences.minHealthyPercentage",
    101,
    100,
    "ValidationError",
    "at 'preferences.minHealthyPercentage'",
  ],
  ["warmPool.poolState", "Cold", "Stopped", "ValidationError", "[Stopped, Running, Hibernated]"],
  ["tags[0].key", "x".repeat(129), "x".repeat(128), "ValidationError", "at 'tags.1.member.key'"],
  ["enabledMetrics[0]", "GroupSize", "GroupTotalInstances", "ValidationError", "GroupMinSize"],
  ["metricsGranularity", "5Minutes", "1Minute", "ValidationError", "[1Minute]"],
  ["terminationPolicies[0]", "Oldest", "OldestLaunchTemplate", "ValidationError", "terminationPolicies.1.member"],
  ["defaultInstanceWarmup", -2, -1, "ValidationError", "greater than or equal to -1"],
  ["suspendedProcesses[0]", "Scale", "AZRebalance", "ValidationError", "ReplaceUnhealthy"],
  ["instanceRefresh.preferences.alarmSpecification.alarms", ALARMS, ALARMS.slice(1), "ValidationError", "10"],
  [
    "mixedInstancesPolicy.instancesDistribution.spotAllocationStrategy",
    "cheap",
    "lowest-price",
    "ValidationError",
    "price-",
  ],
  [
    "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity",
    101,
    100,
    "ValidationError",
    "100",
  ],
  [
    "mixedInstancesPolicy.launchTemplate.overrides[0].weightedCapacity",
    "1000",
    "999",
    "ValidationError",
    "from 1 to 999",
  ],
]);
