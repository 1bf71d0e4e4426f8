import {
  everywhere,
  isKnownAs,
  MANDATORY_IN_PRODUCTION,
  resourceRule,
  textList,
  type Finding,
  type Reader,
} from "../core";
import { containersOf, propertyOf, TASK_DEFINITION } from "./shared/containers";

interface Settings {
  /** Containers that have to write to their own file system. */
  readonly writableContainers: readonly string[];
}

export const ecsReadOnlyRootFilesystem = resourceRule<Settings>({
  name: "ecs-read-only-root-filesystem",
  title: "Containers can't change their own files",
  description: "Containers of ECS task definitions mount their root file system read-only.",
  why:
    "Whoever breaks into a container that may write to its own file system can change the program that runs in it, and " +
    "bring tools along.",
  fix:
    "Set `readonlyRootFilesystem: true`, and mount a volume where the program has to write, such as at `/tmp`; ECS Exec " +
    "needs `/var/lib/amazon` and `/var/log/amazon`.",
  severity: "medium",
  identifiers: { fsbp: ["ECS.5"], checkov: ["CKV_AWS_336"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon ECS API Reference, ContainerDefinition: readonlyRootFilesystem",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: MANDATORY_IN_PRODUCTION,
  configuration: {
    schema: {
      writableContainers: textList(
        "Names of containers that have to write to their own file system, such as a log router",
      ),
    },
    defaults: everywhere({ writableContainers: [] }),
  },
  check(taskDefinition, { writableContainers }) {
    if (!canBeReadOnly(taskDefinition)) return [];
    return containersOf(taskDefinition).flatMap((container) => writable(container, writableContainers));
  },
});

/** Whether containers can be read-only; on Windows they can't (Amazon ECS API Reference, ContainerDefinition). */
function canBeReadOnly(taskDefinition: Reader): boolean {
  const family = taskDefinition.string("runtimePlatform.operatingSystemFamily");
  return family.known && !(family.value ?? "LINUX").startsWith("WINDOWS");
}

function writable(container: Reader, writableContainers: readonly string[]): Finding[] {
  const isReadOnly = container.boolean("readonlyRootFilesystem");
  if (!isReadOnly.known || isReadOnly.value === true) return [];
  if (writableContainers.some((name) => isKnownAs(container.string("name"), name))) return [];
  return [
    {
      property: propertyOf(container, "readonlyRootFilesystem"),
      value: isReadOnly.value,
      problem: "an intruder can change the program that the container runs",
      allowed: "true",
      fix: "set it to true, and mount volumes where the program has to write",
    },
  ];
}
