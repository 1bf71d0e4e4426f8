import type { Samples } from "../../limits/samples";
import { KEY, ROLE } from "../../limits/samples/values";

/** What usual programs ask of EventBridge Scheduler: AWS accepts it. */
export const SAMPLES: Samples = {
  "aws:scheduler/schedule:Schedule": {
    name: "enterprise-nightly",
    groupName: "default",
    description: "Runs a task of enterprise-nightly",
    scheduleExpression: "cron(0 3 * * ? *)",
    scheduleExpressionTimezone: "Europe/Berlin",
    flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 15 },
    kmsKeyArn: KEY,
    state: "ENABLED",
    startDate: "2026-12-01T00:00:00Z",
    target: {
      arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/enterprise",
      roleArn: ROLE,
      input: JSON.stringify({ containerOverrides: [{ name: "application", command: ["report"] }] }),
      ecsParameters: {
        taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise:1",
        taskCount: 1,
        launchType: "FARGATE",
        group: "schedule-enterprise-nightly",
        networkConfiguration: { subnets: ["subnet-0a"], securityGroups: ["sg-0a"], assignPublicIp: false },
        propagateTags: "TASK_DEFINITION",
        enableEcsManagedTags: true,
      },
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
      deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:123456789012:enterprise-not-started" },
    },
  },
};
