import {
  containerDefinitions,
  type ContainerSettings,
} from "../../../components/container-service/container-definitions";

const WORKER: ContainerSettings = {
  image: "registry.proofpix.com/proofpix/enterprise@sha256:0",
  environment: {},
  secrets: {},
  user: "1000:1000",
  readonlyRootFilesystem: true,
  scratchVolumes: [],
  stopTimeoutSeconds: 30,
  openFileLimit: 65_535,
  logGroupName: "/ecs/shop",
  region: "eu-central-1",
};

function definition(settings: Partial<ContainerSettings> = {}): unknown {
  const [only, ...others] = containerDefinitions({ ...WORKER, ...settings });
  expect(others).toEqual([]);
  return only;
}

describe("containerDefinitions", () => {
  it("confines a worker and sends its log to the service's log group", () => {
    expect(definition()).toEqual({
      name: "application",
      image: "registry.proofpix.com/proofpix/enterprise@sha256:0",
      essential: true,
      environment: [],
      secrets: [],
      mountPoints: [],
      stopTimeout: 30,
      user: "1000:1000",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
      ulimits: [{ name: "nofile", softLimit: 65_535, hardLimit: 65_535 }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/shop",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "ecs",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  it("opens the container's port", () => {
    expect(definition({ port: 8080 })).toMatchObject({
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
    });
  });

  it("passes command, health check and registry credentials on", () => {
    const healthCheck = { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 };
    const settings = { command: ["node", "worker.js"], healthCheck, registryCredentialsArn: "arn:credentials" };

    expect(definition(settings)).toMatchObject({
      command: ["node", "worker.js"],
      healthCheck,
      repositoryCredentials: { credentialsParameter: "arn:credentials" },
    });
  });

  it("mounts writable volumes below the read-only root", () => {
    expect(definition({ scratchVolumes: [{ name: "tmp", containerPath: "/tmp" }] })).toMatchObject({
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false }],
    });
  });

  it("gives secrets by reference, and is the same in whatever order variables are written", () => {
    const inOrder = definition({ environment: { A: "1", B: "2" }, secrets: { C: "arn:c", D: "arn:d" } });
    const reversed = definition({ environment: { B: "2", A: "1" }, secrets: { D: "arn:d", C: "arn:c" } });

    expect(inOrder).toMatchObject({
      environment: [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
      secrets: [
        { name: "C", valueFrom: "arn:c" },
        { name: "D", valueFrom: "arn:d" },
      ],
    });
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(inOrder));
  });
});
