import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, texts, type Properties } from "../../../model/values";
import { deleted, deregistered, statusOf } from "../../../services/ecs/task-definition-lookup";
import type { ApiOperation } from "../../operation";
import { revisionNamed } from "./revisions";
import { taskDefinitionForm } from "./task-definition-form";

/** Amazon ECS API Reference, DeleteTaskDefinitions. */
const MOST_DELETED = 10;

/** Amazon ECS API Reference, DeregisterTaskDefinition: by ARN or as `family:revision`. */
export const deregisterTaskDefinition: ApiOperation = (call, context) => {
  const named = text(call.input, "taskDefinition") ?? "";
  requireRevision(named);
  const found = revisionNamed(named, call, context);
  if (found === undefined || statusOf(found) === "DELETE_IN_PROGRESS") {
    throw new AwsError("ClientException", "The specified task definition does not exist.");
  }
  const resource = deregistered(found);
  return {
    effects: [{ kind: "keep", resources: [resource] }],
    output: () => ({ taskDefinition: taskDefinitionForm(resource) }),
  };
};

/** Amazon ECS API Reference, DeleteTaskDefinitions: of those that were deregistered before. */
export const deleteTaskDefinitions: ApiOperation = (call, context) => {
  const names = texts(call.input, "taskDefinitions");
  if (names.length > MOST_DELETED) {
    throw new AwsError("InvalidParameterException", `You cannot delete more than ${MOST_DELETED} task definitions.`);
  }
  names.forEach(requireRevision);
  const asked = names.map((name) => ({ name, found: revisionNamed(name, call, context) }));
  const resources = asked.flatMap(({ found }) => (failureOf(found) === undefined && found ? [deleted(found)] : []));
  const failures = asked.flatMap(({ name, found }): Properties[] => {
    const reason = failureOf(found);
    return reason === undefined ? [] : [{ arn: found?.id ?? name, reason }];
  });
  return {
    effects: [{ kind: "keep", resources }],
    output: () => ({ taskDefinitions: resources.map(taskDefinitionForm), failures }),
  };
};

function failureOf(definition: CloudResource | undefined): string | undefined {
  if (definition === undefined) return "The specified task definition does not exist.";
  if (statusOf(definition) !== "ACTIVE") return undefined;
  return "The specified task definition is still in ACTIVE status. Please deregister the target and try again.";
}

/** A family alone is refused: its revision must be given. */
function requireRevision(named: string): void {
  if (/:\d+$/.test(named)) return;
  throw new AwsError("ClientException", `Invalid revision number. Number: ${named}`);
}
