import type { EventRuleDefinition } from "../shared/event-rule";

/**
 * Rules on what ECS reports of a cluster's services, by the cluster's ARN: deployments that fail, tasks that can't be
 * started, placed or registered, and tasks that ended by themselves (Amazon ECS Developer Guide, "Amazon ECS service
 * deployment state change events", "Amazon ECS service action events" and "Amazon ECS task state change events").
 */
export function serviceFailureRules(name: string): EventRuleDefinition[] {
  const service = "$.resources[0]";
  return [
    {
      name: `${name}-deployment-failed`,
      severity: "critical",
      description: "An ECS deployment failed; ECS rolls back where it may.",
      pattern: (clusterArn) => ({
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [{ prefix: servicesOf(clusterArn) }],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      }),
      paths: { service, reason: "$.detail.reason" },
      message: "A deployment of <service> failed: <reason>",
    },
    {
      name: `${name}-service-impaired`,
      severity: "critical",
      description: "An ECS service can't start, place or register its tasks.",
      pattern: (clusterArn) => ({
        source: ["aws.ecs"],
        "detail-type": ["ECS Service Action"],
        detail: { clusterArn: [clusterArn], eventType: ["WARN", "ERROR"] },
      }),
      paths: { service, event: "$.detail.eventName", reason: "$.detail.reason" },
      message: "ECS reports <event> for <service>. <reason>",
    },
    {
      // ECS replaces it. What ECS stops on purpose has other codes (Amazon ECS API Reference, Task, stopCode), and a
      // task that belongs to no service ends by itself when it is done.
      name: `${name}-task-died`,
      description: "A task ended by itself; ECS replaces it.",
      severity: "warning",
      pattern: (clusterArn) => ({
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          clusterArn: [clusterArn],
          group: [{ prefix: "service:" }],
          lastStatus: ["STOPPED"],
          stopCode: ["EssentialContainerExited"],
        },
      }),
      paths: { task: "$.detail.taskArn", group: "$.detail.group", reason: "$.detail.stoppedReason" },
      message: "A task of <group> ended by itself, and ECS replaces it: <reason> (<task>)",
    },
  ];
}

/**
 * Rules on what EC2 Auto Scaling reports of a group, by its name: instances that don't start, and refreshes that fail
 * (Amazon EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling event reference").
 */
export function instanceFailureRules(name: string): EventRuleDefinition[] {
  const group = "$.detail.AutoScalingGroupName";
  return [
    {
      name: `${name}-instance-launch-failed`,
      severity: "warning",
      description: "An EC2 instance didn't start, for lack of capacity or rights.",
      pattern: (groupName) => ofGroup(groupName, ["EC2 Instance Launch Unsuccessful"]),
      paths: { group, reason: "$.detail.StatusMessage" },
      message: "<group> could not start an instance: <reason>",
    },
    {
      name: `${name}-instance-refresh-failed`,
      severity: "warning",
      description: "EC2 instances could not be replaced by instances of a new template.",
      pattern: (groupName) =>
        ofGroup(groupName, [
          "EC2 Auto Scaling Instance Refresh Failed",
          "EC2 Auto Scaling Instance Refresh Rollback Started",
          "EC2 Auto Scaling Instance Refresh Rollback Failed",
        ]),
      paths: { event: "$.detail-type", group, refresh: "$.detail.InstanceRefreshId" },
      message: "<event> in <group> (instance refresh <refresh>)",
    },
  ];
}

function ofGroup(groupName: string, detailTypes: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    source: ["aws.autoscaling"],
    "detail-type": detailTypes,
    detail: { AutoScalingGroupName: [groupName] },
  };
}

/** Beginning of the ARNs of a cluster's services, such as `arn:aws:ecs:eu-west-1:123456789012:service/web/`. */
function servicesOf(clusterArn: string): string {
  return `${clusterArn.replace(":cluster/", ":service/")}/`;
}
