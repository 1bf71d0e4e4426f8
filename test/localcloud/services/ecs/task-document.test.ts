import type { Properties } from "../../../../localcloud/model/values";
import { describeRules } from "../../support";
import { containers, ON_FARGATE, ON_INSTANCES, only, TASK_DEFINITION } from "./tasks";

const REFUSED = "ClientException";

function sidecars(count: number): Properties {
  return containers(...Array.from({ length: count }, (_, index) => ({ name: `side-${index}`, image: "side:1" })));
}

function padded(length: number): Properties {
  return only({ environment: [{ name: "PADDING", value: "x".repeat(length) }] });
}

function efs(settings: Properties): Properties {
  return { volumes: [{ name: "files", efsVolumeConfiguration: { fileSystemId: "fs-12345678", ...settings } }] };
}

describeRules(TASK_DEFINITION, () => ({ inputs: ON_FARGATE }), [
  ["eleven containers", sidecars(11), sidecars(10), REFUSED, "A task definition has at most 10 containers, got 11"],
  [
    "a document above 64 KiB",
    padded(65_536),
    padded(65_000),
    REFUSED,
    "Max allowed length is '65536' bytes. (containerDefinitions)",
  ],
  [
    "Windows on ARM",
    { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE", cpuArchitecture: "ARM64" } },
    { runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" } },
    REFUSED,
    "The operating system family WINDOWS_SERVER_2022_CORE doesn't run on ARM64 (runtimePlatform)",
  ],
  [
    "Windows on half a CPU",
    { cpu: "512", runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
    { cpu: "1024", runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
    REFUSED,
    "Windows containers on Fargate take at least 1024 CPU units, got 512 (cpu)",
  ],
  [
    "two volumes of one name",
    { volumes: [{ name: "files" }, { name: "files" }] },
    { volumes: [{ name: "files" }, { name: "scratch" }] },
    REFUSED,
    "Volume names must be unique within a task definition: 'files' (volumes[1].name)",
  ],
  [
    "access by IAM over a plain connection",
    efs({ authorizationConfig: { iam: "ENABLED" } }),
    efs({ authorizationConfig: { iam: "ENABLED" }, transitEncryption: "ENABLED" }),
    REFUSED,
    "Transit encryption must be enabled for authorizationConfig.iam (volumes[0].efsVolumeConfiguration.transitEncryption)",
  ],
  [
    "an access point over a plain connection",
    efs({ authorizationConfig: { accessPointId: "fsap-1" }, transitEncryption: "DISABLED" }),
    efs({ authorizationConfig: { iam: "DISABLED" }, transitEncryption: "DISABLED" }),
    REFUSED,
    "Transit encryption must be enabled for authorizationConfig.accessPointId",
  ],
  [
    "a folder of an access point",
    efs({ authorizationConfig: { accessPointId: "fsap-1" }, transitEncryption: "ENABLED", rootDirectory: "/data" }),
    efs({ authorizationConfig: { accessPointId: "fsap-1" }, transitEncryption: "ENABLED", rootDirectory: "/" }),
    REFUSED,
    "With an access point the root directory must be omitted or '/', got '/data'",
  ],
]);

describeRules(TASK_DEFINITION, () => ({ inputs: ON_INSTANCES }), [
  [
    "a tenth of a CPU",
    { cpu: "100" },
    { cpu: "128" },
    REFUSED,
    "a task on instances takes 128 to 196608 CPU units, got 100 (cpu)",
  ],
  [
    "a volume of two kinds",
    { volumes: [{ name: "files", hostPath: "/data", efsVolumeConfiguration: { fileSystemId: "fs-12345678" } }] },
    { volumes: [{ name: "files", hostPath: "/data" }] },
    REFUSED,
    "A volume has one configuration, got hostPath and efsVolumeConfiguration (volumes[0])",
  ],
  [
    "a constraint without expression",
    { placementConstraints: [{ type: "memberOf" }] },
    { placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }] },
    REFUSED,
    "A memberOf constraint needs an expression (placementConstraints[0].expression)",
  ],
]);
