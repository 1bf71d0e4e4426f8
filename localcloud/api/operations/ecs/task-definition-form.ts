import type { CloudResource } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { containersOf } from "../../../services/ecs/container-definition";
import { statusOf } from "../../../services/ecs/task-definition-lookup";
import { tagsOfList } from "../tags";

/** Members of RegisterTaskDefinition that are inputs of the same name. */
const SAME = [
  "family",
  "cpu",
  "memory",
  "networkMode",
  "ipcMode",
  "pidMode",
  "executionRoleArn",
  "taskRoleArn",
  "requiresCompatibilities",
  "placementConstraints",
  "runtimePlatform",
  "enableFaultInjection",
  "proxyConfiguration",
];

/** A task definition as the API tells it (Amazon ECS API Reference, TaskDefinition). */
export function taskDefinitionForm(definition: CloudResource): Properties {
  const { id, inputs, computed } = definition;
  const size = number(inputs, "ephemeralStorage.sizeInGib");
  return {
    ...picked(inputs),
    taskDefinitionArn: id,
    revision: computed.revision,
    networkMode: computed.networkMode,
    status: statusOf(definition),
    containerDefinitions: containersOf(inputs),
    volumes: objects(inputs, "volumes").map(({ hostPath, ...volume }) =>
      hostPath === undefined ? volume : { ...volume, host: { sourcePath: hostPath } },
    ),
    compatibilities: inputs.requiresCompatibilities ?? ["EC2"],
    ...(size !== undefined && { ephemeralStorage: { sizeInGiB: size } }),
  };
}

/** The inputs of a request of RegisterTaskDefinition as a program would state them. */
export function taskDefinitionInputs(input: Properties): Properties {
  const size = number(input, "ephemeralStorage.sizeInGiB");
  const volumes = objects(input, "volumes");
  const tags = objects(input, "tags");
  return {
    skipDestroy: false,
    trackLatest: false,
    ...picked(input),
    containerDefinitions: JSON.stringify(input.containerDefinitions ?? []),
    ...(volumes.length > 0 && { volumes: volumes.map(volumeInput) }),
    ...(size !== undefined && { ephemeralStorage: { sizeInGib: size } }),
    ...(tags.length > 0 && { tags: tagsOfList(tags) }),
  };
}

function volumeInput({ host, ...volume }: Properties): Properties {
  const hostPath = text({ host }, "host.sourcePath");
  return hostPath === undefined ? volume : { ...volume, hostPath };
}

function picked(properties: Properties): Properties {
  const given = SAME.filter((name) => properties[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, properties[name]]));
}
