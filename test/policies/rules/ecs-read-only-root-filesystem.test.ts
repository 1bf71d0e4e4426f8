import { ecsReadOnlyRootFilesystem as rule } from "../../../policies/rules/ecs-read-only-root-filesystem";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { container } from "../support/mutation";

function task(containers: readonly object[], operatingSystemFamily?: unknown): TestResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", {
    containerDefinitions: JSON.stringify(containers),
    runtimePlatform: { operatingSystemFamily },
  });
}

const WRITABLE = { name: "web", readonlyRootFilesystem: false };
const REFUSED = 'web: containerDefinitions[0]["web"].readonlyRootFilesystem is false: an intruder can change';

describeRule(rule, {
  accepts: {
    "a read-only container": { given: task([{ name: "web", readonlyRootFilesystem: true }], "LINUX") },
    "a container of Windows, which has none": { given: task([WRITABLE], "WINDOWS_SERVER_2022_CORE") },
  },
  refuses: {
    "a writable container": { given: task([WRITABLE], "LINUX"), violations: [REFUSED] },
  },
  boundaries: {
    "a container that is listed as writable": {
      given: task([WRITABLE]),
      settings: { writableContainers: ["web"] },
    },
    "another one than the one that is listed": {
      given: task([WRITABLE]),
      settings: { writableContainers: ["log-router"] },
      violations: [REFUSED],
    },
  },
  missing: {
    "no setting, which is writable": {
      given: task([{ name: "web" }]),
      violations: ['web: containerDefinitions[0]["web"].readonlyRootFilesystem is not set'],
    },
  },
  unknown: {
    "an unknown platform": {
      given: task([WRITABLE], UNKNOWN),
      remarks: ["web: Not determinable yet: runtimePlatform.operatingSystemFamily isn't known"],
    },
    "unknown containers": {
      given: resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions: UNKNOWN }),
      remarks: ["web: Not determinable yet: containerDefinitions isn't known"],
    },
  },
  production: container({ readonlyRootFilesystem: false }),
});
