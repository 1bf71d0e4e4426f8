import type { DocumentedLimit, DocumentedLimits } from "../../model/limits";

const CONTAINER = "Amazon ECS API Reference, ContainerDefinition";
const HEALTH_CHECK = "Amazon ECS API Reference, HealthCheck";
const PORT_MAPPING = "Amazon ECS API Reference, PortMapping";
const RESTART_POLICY = "Amazon ECS API Reference, ContainerRestartPolicy";

const PORT: DocumentedLimit = { document: PORT_MAPPING, min: 0, max: 65535 };

const CAPABILITY: DocumentedLimit = {
  document: "Amazon ECS API Reference, KernelCapabilities",
  enum: [
    ...["ALL", "AUDIT_CONTROL", "AUDIT_WRITE", "BLOCK_SUSPEND", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER"],
    ...["FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD"],
    ...["NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID"],
    ...["SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO"],
    ...["SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "SYSLOG", "WAKE_ALARM"],
  ],
};

export const TASK_DEFINITION_LIMITS: DocumentedLimits = {
  family: [name("Amazon ECS API Reference, RegisterTaskDefinition")],
  "ephemeralStorage.sizeInGib": [{ document: "Amazon ECS API Reference, EphemeralStorage", min: 21, max: 200 }],
  "containerDefinitions[].name": [required("name"), name(CONTAINER)],
  "containerDefinitions[].image": [required("image")],
  "containerDefinitions[].memory": [{ document: CONTAINER, min: 4 }],
  "containerDefinitions[].portMappings[].containerPort": [PORT],
  "containerDefinitions[].portMappings[].hostPort": [PORT],
  "containerDefinitions[].healthCheck.interval": [{ document: HEALTH_CHECK, min: 5, max: 300 }],
  "containerDefinitions[].healthCheck.timeout": [{ document: HEALTH_CHECK, min: 2, max: 60 }],
  "containerDefinitions[].healthCheck.retries": [{ document: HEALTH_CHECK, min: 1, max: 10 }],
  "containerDefinitions[].healthCheck.startPeriod": [{ document: HEALTH_CHECK, min: 0, max: 300 }],
  "containerDefinitions[].healthCheck.command": [{ document: HEALTH_CHECK, minLength: 1 }],
  "containerDefinitions[].portMappings[].name": [{ document: PORT_MAPPING, pattern: "^[a-z0-9_][a-z0-9_-]{0,63}$" }],
  "containerDefinitions[].restartPolicy.restartAttemptPeriod": [{ document: RESTART_POLICY, min: 60, max: 1800 }],
  "containerDefinitions[].restartPolicy.ignoredExitCodes": [{ document: RESTART_POLICY, maxLength: 50 }],
  "containerDefinitions[].linuxParameters.swappiness": [
    { document: "Amazon ECS API Reference, LinuxParameters", min: 0, max: 100 },
  ],
  "containerDefinitions[].credentialSpecs": [{ document: CONTAINER, maxLength: 1 }],
  "containerDefinitions[].linuxParameters.capabilities.add[]": [CAPABILITY],
  "containerDefinitions[].linuxParameters.capabilities.drop[]": [CAPABILITY],
  "volumes[].name": [name("Amazon ECS API Reference, Volume")],
  "containerDefinitions[].environment[].name": [
    { document: "Amazon ECS API Reference, KeyValuePair", required: true, minLength: 1 },
  ],
};

function name(document: string): DocumentedLimit {
  return { document, pattern: "^[a-zA-Z0-9_-]{1,255}$" };
}

function required(field: string): DocumentedLimit {
  return {
    document: CONTAINER,
    required: true,
    minLength: 1,
    message: () => `Container.${field} should not be null or empty.`,
  };
}
