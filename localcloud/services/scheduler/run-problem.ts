import { globalArn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import { object, text, type Properties } from "../../model/values";
import { taskDefinitionNamed } from "../ecs/task-definition-lookup";
import { missingPermission, type Permission } from "../iam/role-permissions";
import { roleByArn } from "../iam/role-reference";
import { given } from "../shared/inputs";

/** Where a schedule is. */
export interface ScheduleScope {
  readonly region: string;
  readonly accountId: string;
  readonly cloud: CloudReader;
}

/**
 * Why a schedule's role may not run its task; undefined where it may (Service Authorization Reference, "Amazon Elastic
 * Container Service"; Amazon ECS Developer Guide, "Amazon ECS task execution IAM role" on passing roles).
 */
export function runProblem(target: Properties, { region, accountId, cloud }: ScheduleScope): string | undefined {
  const role = roleByArn(text(target, "roleArn") ?? "", cloud);
  if (role === undefined) return `the role ${text(target, "roleArn") ?? ""} does not exist`;
  const missing = missingPermission(role, permissionsOf(target, region, cloud), cloud);
  if (missing === undefined) return undefined;
  const user = globalArn("sts", region, accountId, `assumed-role/${text(role.computed, "name") ?? ""}/schedule`);
  return `User: ${user} is not authorized to perform: ${missing.action} on resource: ${missing.resource}`;
}

function permissionsOf(target: Properties, region: string, cloud: CloudReader): Permission[] {
  const clusterArn = text(target, "arn") ?? "";
  const ecs = object(target, "ecsParameters") ?? {};
  const definition = taskDefinitionNamed(text(ecs, "taskDefinitionArn") ?? "", region, cloud);
  return [
    {
      action: "ecs:RunTask",
      resource: definition?.id ?? text(ecs, "taskDefinitionArn") ?? "",
      context: { "ecs:cluster": clusterArn },
    },
    ...(given(ecs, ["propagateTags", "tags"]).length > 0 ? [tagging(clusterArn)] : []),
    ...rolesOf(definition).map((resource) => ({
      action: "iam:PassRole",
      resource,
      context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    })),
  ];
}

function tagging(clusterArn: string): Permission {
  const resource = `${clusterArn.replace(":cluster/", ":task/")}/*`;
  return { action: "ecs:TagResource", resource, context: { "ecs:CreateAction": "RunTask" } };
}

function rolesOf(definition: CloudResource | undefined): string[] {
  return ["executionRoleArn", "taskRoleArn"].flatMap((input) => text(definition?.inputs ?? {}, input) ?? []);
}
