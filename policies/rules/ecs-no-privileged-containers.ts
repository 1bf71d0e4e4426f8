import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type Reader } from "../core";
import { containersOf, propertyOf, TASK_DEFINITION } from "./shared/containers";

export const ecsNoPrivilegedContainers = resourceRule({
  name: "ecs-no-privileged-containers",
  title: "Containers stay apart from the instance that they run on",
  description:
    "No container of an ECS task definition is privileged, shares the instance's processes, or runs as root in the " +
    "instance's network.",
  why:
    "A privileged container is root on its instance, and one that sees the instance's processes or runs as root in its " +
    "network is close to it: whoever breaks into the container has all others, and their roles' credentials.",
  fix:
    "Leave out `privileged` and `pidMode: host`; use `networkMode: awsvpc`, or give each container a `user` that isn't " +
    "root. Where one needs a kernel capability, add just that one under `linuxParameters.capabilities`.",
  severity: "high",
  identifiers: { fsbp: ["ECS.1", "ECS.3", "ECS.4"], checkov: ["CKV_AWS_334", "CKV_AWS_335"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Amazon ECS task and container security best practices",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    },
    {
      title: "Amazon ECS API Reference, ContainerDefinition",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: ALWAYS_MANDATORY,
  check(taskDefinition) {
    const isInHostNetwork = isKnownAs(taskDefinition.string("networkMode"), "host");
    const containers = containersOf(taskDefinition);
    return [
      ...sharedProcesses(taskDefinition),
      ...containers.flatMap(privileged),
      ...(isInHostNetwork ? containers.flatMap(rootInHostNetwork) : []),
    ];
  },
});

function sharedProcesses(taskDefinition: Reader): Finding[] {
  if (!isKnownAs(taskDefinition.string("pidMode"), "host")) return [];
  return [
    {
      property: "pidMode",
      value: "host",
      problem: "containers see every process of the instance, and can read their memory and environment",
      allowed: "task, or not set",
      fix: "take pidMode out",
    },
  ];
}

function privileged(container: Reader): Finding[] {
  if (!isKnownAs(container.boolean("privileged"), true)) return [];
  return [
    {
      property: propertyOf(container, "privileged"),
      value: true,
      problem: "the container is root on its instance",
      allowed: "false, or not set",
      fix: "take privileged out, and add single capabilities where they are needed",
    },
  ];
}

/** The finding about the user. A privileged container has a finding of its own, which another user wouldn't mend. */
function rootInHostNetwork(container: Reader): Finding[] {
  const user = container.string("user");
  if (!user.known || !isRoot(user.value) || isKnownAs(container.boolean("privileged"), true)) return [];
  return [
    {
      property: propertyOf(container, "user"),
      value: user.value,
      problem: "root in the instance's network can listen in on it and change it",
      allowed: "any user but root, where networkMode is host",
      fix: 'set networkMode to awsvpc, or user to one such as "1000:1000"',
    },
  ];
}

/**
 * Whether a user is root. Docker's notation is a name or number, with an optional group after a colon. Without it the
 * image's user counts, which is root for most images.
 */
function isRoot(user: string | undefined): boolean {
  const [name = ""] = (user ?? "").split(":");
  return ["", "0", "root"].includes(name);
}
