import { AwsError } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { objects, text, type Properties } from "../../model/values";
import { containersOf } from "./container-definition";
import { requireFargateSize } from "./fargate-rules";
import { sizeRules } from "./task-size";

/** Amazon ECS API Reference, TaskOverride: the characters of all overrides as JSON. */
const MOST_CHARACTERS = 8192;

/** Members of a TaskOverride that take the place of the task definition's input of the same name. */
const OF_TASK = ["cpu", "memory", "executionRoleArn", "taskRoleArn"] as const;

/** Members of a ContainerOverride that take the place of the container's own. */
const OF_CONTAINER = ["command", "environmentFiles", "cpu", "memory", "memoryReservation"] as const;

/** A task definition as RunTask changes it for its tasks (Amazon ECS API Reference, TaskOverride). */
export function overridden(inputs: Properties, overrides: Properties | undefined): Properties {
  if (overrides === undefined) return inputs;
  const byName = new Map(objects(overrides, "containerOverrides").map((each) => [text(each, "name") ?? "", each]));
  const containers = containersOf(inputs).map((container) =>
    overriddenContainer(container, byName.get(text(container, "name") ?? "")),
  );
  return { ...inputs, ...givenOf(overrides, OF_TASK), containerDefinitions: JSON.stringify(containers) };
}

/** Amazon ECS API Reference, ContainerOverride: variables are added, or take the place of those of their names. */
function overriddenContainer(container: Properties, override: Properties = {}): Properties {
  const added = objects(override, "environment");
  const names = new Set(added.map(({ name }) => name));
  const kept = objects(container, "environment").filter(({ name }) => !names.has(name));
  return {
    ...container,
    ...givenOf(override, OF_CONTAINER),
    ...(added.length > 0 && { environment: [...kept, ...added] }),
  };
}

function givenOf(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(names.flatMap((name) => (name in properties ? [[name, properties[name]]] : [])));
}

/** What RunTask needs to know of the definition and the request. */
type OverrideContext = Pick<Operation, "inputs" | "region" | "accountId" | "cloud"> & {
  /** Launch type that the request asks for. */
  readonly launchType: string | undefined;
};

/**
 * Refuses overrides that RunTask refuses, and sizes that a task definition couldn't have.
 * @throws {AwsError}
 */
export function requireOverrides(overrides: Properties | undefined, context: OverrideContext): void {
  if (overrides === undefined) return;
  if (JSON.stringify(overrides).length > MOST_CHARACTERS) {
    throw invalid(`Container Overrides length must be at most ${MOST_CHARACTERS}`);
  }
  const names = containersOf(context.inputs).map((container) => text(container, "name"));
  const unknown = objects(overrides, "containerOverrides").find(
    (each) => Object.keys(each).length > 0 && !names.includes(text(each, "name")),
  );
  if (unknown !== undefined) {
    throw invalid(
      `Override for container named ${text(unknown, "name") ?? "null"} is not a container in the TaskDefinition.`,
    );
  }
  requireSizes({ ...context, inputs: overridden(context.inputs, overrides) });
}

function requireSizes({ launchType, ...definition }: OverrideContext): void {
  const operation: Operation = { kind: "create", ...definition, warn: () => undefined };
  for (const rule of sizeRules) rule(operation);
  if (launchType !== "EC2") requireFargateSize(operation);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
