import { MANDATORY_IN_PRODUCTION, resourceRule } from "../core";
import { TASK_DEFINITION } from "./shared/containers";

const [APPLICATION, EXECUTION] = ["taskRoleArn", "executionRoleArn"] as const;

export const ecsSeparateTaskRoles = resourceRule({
  name: "ecs-separate-task-roles",
  title: "The task role isn't the execution role",
  description: "The task role of an ECS task definition differs from its execution role.",
  why:
    "The execution role reads every secret of the task and pulls images. If the application has it, an intruder in " +
    "the application reads all of that too, and ECS gets permissions that only the application needs.",
  fix: "Give `taskRoleArn` a role of its own, with what the application itself does; leave it out where that is nothing.",
  severity: "medium",
  identifiers: { checkov: ["CKV_AWS_249"] },
  requirements: ["SE-2", "SE-4"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Best practices for IAM roles in Amazon ECS",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: MANDATORY_IN_PRODUCTION,
  check(taskDefinition) {
    if (taskDefinition.isMissing(APPLICATION) || taskDefinition.isMissing(EXECUTION)) return [];
    const [application, execution] = [taskDefinition.string(APPLICATION), taskDefinition.string(EXECUTION)];
    if (!application.known || !execution.known || application.value !== execution.value) return [];
    return [
      {
        property: APPLICATION,
        value: application.value,
        problem: "it is the execution role too, so the application may read every secret of the task and pull images",
        allowed: `another role than ${EXECUTION}`,
        fix: "create a role for the application, or leave taskRoleArn out where it needs none",
      },
    ];
  },
});
