/** Type of a JSON value: a list has one element, and a map of any names the name `*`. */
export type Shape = "text" | "number" | "flag" | readonly [Shape] | { readonly [name: string]: Shape };

const PAIR: Shape = { name: "text", value: "text" };
const SECRET: Shape = { name: "text", valueFrom: "text" };
const MAP: Shape = { "*": "text" };

const LINUX: Shape = {
  capabilities: { add: ["text"], drop: ["text"] },
  devices: [{ containerPath: "text", hostPath: "text", permissions: ["text"] }],
  initProcessEnabled: "flag",
  maxSwap: "number",
  sharedMemorySize: "number",
  swappiness: "number",
  tmpfs: [{ containerPath: "text", mountOptions: ["text"], size: "number" }],
};

const PORT_MAPPING: Shape = {
  appProtocol: "text",
  containerPort: "number",
  containerPortRange: "text",
  hostPort: "number",
  name: "text",
  protocol: "text",
};

/** Amazon ECS API Reference, ContainerDefinition and what it holds. */
export const CONTAINER: Shape = {
  command: ["text"],
  cpu: "number",
  credentialSpecs: ["text"],
  dependsOn: [{ condition: "text", containerName: "text" }],
  disableNetworking: "flag",
  dnsSearchDomains: ["text"],
  dnsServers: ["text"],
  dockerLabels: MAP,
  dockerSecurityOptions: ["text"],
  entryPoint: ["text"],
  environment: [PAIR],
  environmentFiles: [{ type: "text", value: "text" }],
  essential: "flag",
  extraHosts: [{ hostname: "text", ipAddress: "text" }],
  firelensConfiguration: { options: MAP, type: "text" },
  healthCheck: { command: ["text"], interval: "number", retries: "number", startPeriod: "number", timeout: "number" },
  hostname: "text",
  image: "text",
  interactive: "flag",
  links: ["text"],
  linuxParameters: LINUX,
  logConfiguration: { logDriver: "text", options: MAP, secretOptions: [SECRET] },
  memory: "number",
  memoryReservation: "number",
  mountPoints: [{ containerPath: "text", readOnly: "flag", sourceVolume: "text" }],
  name: "text",
  portMappings: [PORT_MAPPING],
  privileged: "flag",
  pseudoTerminal: "flag",
  readonlyRootFilesystem: "flag",
  repositoryCredentials: { credentialsParameter: "text" },
  resourceRequirements: [
    { type: "text", value: "text", sharingStrategy: { nvidiaMps: { maxComputePercent: "number", memory: "number" } } },
  ],
  restartPolicy: { enabled: "flag", ignoredExitCodes: ["number"], restartAttemptPeriod: "number" },
  secrets: [SECRET],
  startTimeout: "number",
  stopTimeout: "number",
  systemControls: [{ namespace: "text", value: "text" }],
  ulimits: [{ hardLimit: "number", name: "text", softLimit: "number" }],
  user: "text",
  versionConsistency: "text",
  volumesFrom: [{ readOnly: "flag", sourceContainer: "text" }],
  workingDirectory: "text",
};
