/** Events as AWS's documents show them. */
const ENVELOPE = {
  version: "0",
  id: "ddca6449-b258-46c0-8653-e0e3aEXAMPLE",
  account: "111122223333",
  region: "us-west-2",
};
const SERVICE = "arn:aws:ecs:us-west-2:111122223333:service/default/servicetest";
const CLUSTER = "arn:aws:ecs:us-west-2:111122223333:cluster/default";

/** Amazon ECS Developer Guide, "Amazon ECS service deployment state change events". */
export function deploymentEvent(eventName: string, service = SERVICE) {
  return {
    ...ENVELOPE,
    "detail-type": "ECS Deployment State Change",
    source: "aws.ecs",
    resources: [service],
    detail: {
      eventType: eventName === "SERVICE_DEPLOYMENT_FAILED" ? "ERROR" : "INFO",
      eventName,
      deploymentId: "ecs-svc/123",
      updatedAt: "2020-05-23T11:11:11Z",
      reason: "ECS deployment circuit breaker: task failed to start.",
    },
  };
}

/** Amazon ECS Developer Guide, "Amazon ECS service action events". */
export function serviceEvent(eventType: "INFO" | "WARN" | "ERROR", eventName: string, clusterArn = CLUSTER) {
  return {
    ...ENVELOPE,
    "detail-type": "ECS Service Action",
    source: "aws.ecs",
    resources: [SERVICE],
    detail: { eventType, eventName, clusterArn, reason: "RESOURCE:FARGATE", createdAt: "2019-11-06T19:09:33.087Z" },
  };
}

/** Amazon ECS Developer Guide, "Amazon ECS task state change events"; codes of the API Reference, Task, stopCode. */
export function taskEvent(
  lastStatus: "RUNNING" | "STOPPED",
  stopCode?: string,
  clusterArn = CLUSTER,
  group = "service:servicetest",
) {
  return {
    ...ENVELOPE,
    "detail-type": "ECS Task State Change",
    source: "aws.ecs",
    resources: ["arn:aws:ecs:us-west-2:111122223333:task/default/b99d40b39de0494ab4cbd1df9e63f0e7"],
    detail: {
      clusterArn,
      group,
      lastStatus,
      ...(stopCode !== undefined && { stopCode, stoppedReason: "Essential container in task exited" }),
      taskArn: "arn:aws:ecs:us-west-2:111122223333:task/default/b99d40b39de0494ab4cbd1df9e63f0e7",
    },
  };
}

/** Amazon EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling event reference". */
export function groupEvent(detailType: string, groupName = "my-asg") {
  return {
    ...ENVELOPE,
    "detail-type": detailType,
    source: "aws.autoscaling",
    resources: ["auto-scaling-group-arn"],
    detail: {
      AutoScalingGroupName: groupName,
      InstanceRefreshId: "ab00cf8f-9126-4f3c-8010-dbb8cad6fb86",
      StatusMessage: "message-text",
      Cause: "description-text",
    },
  };
}
