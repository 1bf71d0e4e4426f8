import * as pulumi from "@pulumi/pulumi";
import { ContainerService, type ContainerServiceArgs } from "../../../components/container-service";
import { all, deploy, only } from "../../support/deploy";
import { behindLoadBalancer, container, deployService, IMAGE, KEY, SECRET, TYPES, WORKER } from "./support";

async function service(overrides?: () => Partial<ContainerServiceArgs>): Promise<Record<string, unknown>> {
  return only(await deployService(overrides), TYPES.service).inputs;
}

describe("ContainerService", () => {
  describe("as a worker", () => {
    it("needs neither port nor load balancer", async () => {
      const resources = await deployService();

      expect(all(resources, TYPES.ingress)).toEqual([]);
      expect(container(resources)).not.toHaveProperty("portMappings");
      expect(container(resources)).not.toHaveProperty("healthCheck");
      const { inputs } = only(resources, TYPES.service);
      for (const input of ["loadBalancers", "healthCheckGracePeriodSeconds", "alarms", "launchType"]) {
        expect(inputs).not.toHaveProperty(input);
      }
    });

    it("runs on private addresses and reaches HTTPS anywhere and everything in its VPC", async () => {
      const resources = await deployService();

      expect(only(resources, TYPES.service).inputs.networkConfiguration).toEqual({
        subnets: ["subnet-1", "subnet-2"],
        securityGroups: ["shop-web-tasks-id"],
        assignPublicIp: false,
      });
      const rules = Object.fromEntries(all(resources, TYPES.egress).map(({ name, inputs }) => [name, inputs]));
      expect(rules).toEqual({
        "shop-web-to-https": expect.objectContaining({
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4: "0.0.0.0/0",
        }) as unknown,
        "shop-web-to-vpc": expect.objectContaining({ ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" }) as unknown,
      });
      expect(only(resources, TYPES.securityGroup).inputs).not.toHaveProperty("egress");
    });
  });

  describe("behind a load balancer", () => {
    it("registers its container with the target, and deployments watch the target's alarms", async () => {
      expect(await service(behindLoadBalancer)).toMatchObject({
        loadBalancers: [
          {
            containerName: "application",
            containerPort: 8080,
            targetGroupArn: "arn:blue",
            advancedConfiguration: {
              alternateTargetGroupArn: "arn:green",
              productionListenerRule: "arn:production-rule",
              testListenerRule: "arn:test-rule",
              roleArn: "arn:mock:shop-web-traffic-shift",
            },
          },
        ],
        healthCheckGracePeriodSeconds: 120,
        alarms: { enable: true, rollback: true, alarmNames: ["web-5xx", "web-latency"] },
      });
    });

    it("takes port and health path from the target", async () => {
      const definition = container(await deployService(behindLoadBalancer));

      expect(definition.portMappings).toEqual([{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }]);
      expect(JSON.stringify(definition.healthCheck)).toContain("http://127.0.0.1:8080/api/health");
    });

    it("lets a container have a health check, or none, of its own", async () => {
      const own = await deployService(() => ({ ...behindLoadBalancer(), containerHealthCheck: { path: "/live" } }));
      const command = ["CMD", "/check"];
      const other = await deployService(() => ({ ...behindLoadBalancer(), containerHealthCheck: { command } }));
      const none = await deployService(() => ({ ...behindLoadBalancer(), containerHealthCheck: false }));

      expect(JSON.stringify(container(own).healthCheck)).toContain("http://127.0.0.1:8080/live");
      expect(container(other).healthCheck).toMatchObject({ command });
      expect(container(none)).not.toHaveProperty("healthCheck");
    });

    it("accepts connections from the load balancer alone", async () => {
      const resources = await deployService(behindLoadBalancer);

      expect(only(resources, TYPES.ingress).inputs).toMatchObject({
        securityGroupId: "shop-web-tasks-id",
        referencedSecurityGroupId: "sg-load-balancer",
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
      });
      expect(only(resources, TYPES.ingress).inputs).not.toHaveProperty("cidrIpv4");
    });

    it("takes a grace period and further deployment alarms", async () => {
      const inputs = await service(() => ({
        ...behindLoadBalancer(),
        healthCheckGracePeriod: "3m",
        deploymentAlarmNames: ["checkout-errors"],
      }));

      expect(inputs.healthCheckGracePeriodSeconds).toBe(180);
      expect(inputs.alarms).toMatchObject({ alarmNames: ["web-5xx", "web-latency", "checkout-errors"] });
    });
  });

  describe("the task", () => {
    it("has the size of CO-2, an own network interface, a writable /tmp, and an x86 processor on Fargate", async () => {
      const { inputs } = only(await deployService(() => ({ storage: "10Gi" })), TYPES.taskDefinition);

      expect(inputs).toMatchObject({
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "1024",
        memory: "2048",
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
        volumes: [{ name: "tmp" }],
      });
      expect(inputs).not.toHaveProperty("ephemeralStorage");
    });

    it("is given more storage and another processor on demand", async () => {
      const { inputs } = only(
        await deployService(() => ({ storage: "50Gi", architecture: "arm64" })),
        TYPES.taskDefinition,
      );

      expect(inputs).toMatchObject({
        ephemeralStorage: { sizeInGib: 50 },
        runtimePlatform: { cpuArchitecture: "ARM64" },
      });
    });

    it("runs on a capacity provider's instances, whose disk holds its storage", async () => {
      const resources = await deployService(() => ({
        storage: "50Gi",
        capacity: { kind: "capacity-provider", name: pulumi.output("instances") },
      }));

      expect(only(resources, TYPES.taskDefinition).inputs).toMatchObject({ requiresCompatibilities: ["EC2"] });
      expect(only(resources, TYPES.taskDefinition).inputs).not.toHaveProperty("ephemeralStorage");
      expect(only(resources, TYPES.service).inputs).toMatchObject({
        capacityProviderStrategies: [{ capacityProvider: "instances", weight: 1 }],
      });
      expect(only(resources, TYPES.service).inputs).not.toHaveProperty("platformVersion");
    });
  });

  describe("the container", () => {
    it("is confined by default", async () => {
      expect(container(await deployService())).toMatchObject({
        image: IMAGE,
        user: "1000:1000",
        privileged: false,
        readonlyRootFilesystem: true,
        mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }],
        stopTimeout: 30,
        environment: [],
        secrets: [],
      });
    });

    it("is what the arguments make of it", async () => {
      const resources = await deployService(() => ({
        image: pulumi.output(IMAGE),
        command: ["node", "worker.js"],
        environment: { NODE_ENV: "production", QUEUE: pulumi.output("jobs") },
        secrets: { DB_PASSWORD: `${SECRET}:password::` },
        registryCredentialsArn: SECRET,
        user: "65532",
        readonlyRootFilesystem: false,
        writablePaths: [],
        stopTimeout: "2m",
        openFileLimit: 4096,
      }));

      expect(container(resources)).toMatchObject({
        image: IMAGE,
        command: ["node", "worker.js"],
        environment: [
          { name: "NODE_ENV", value: "production" },
          { name: "QUEUE", value: "jobs" },
        ],
        secrets: [{ name: "DB_PASSWORD", valueFrom: `${SECRET}:password::` }],
        repositoryCredentials: { credentialsParameter: SECRET },
        user: "65532",
        readonlyRootFilesystem: false,
        mountPoints: [],
        stopTimeout: 120,
        ulimits: [{ name: "nofile", softLimit: 4096, hardLimit: 4096 }],
      });
    });

    it("logs to the service's own group in the cluster's region, kept for a year", async () => {
      const resources = await deployService();

      expect(only(resources, TYPES.logGroup).inputs).toMatchObject({ name: "/ecs/shop-web", retentionInDays: 365 });
      expect(only(resources, TYPES.logGroup).inputs).not.toHaveProperty("kmsKeyId");
      expect(container(resources).logConfiguration).toMatchObject({
        options: { "awslogs-group": "/ecs/shop-web", "awslogs-region": "eu-central-1" },
      });
    });

    it("logs under a key and for a time of one's own", async () => {
      const resources = await deployService(() => ({ kmsKeyArn: KEY, logRetentionDays: 30 }));

      expect(only(resources, TYPES.logGroup).inputs).toMatchObject({ kmsKeyId: KEY, retentionInDays: 30 });
    });
  });

  it("tells the alarm's recipients when fewer tasks than the minimum run, or none is known of", async () => {
    const { inputs } = only(await deployService(), TYPES.alarm);

    expect(inputs).toMatchObject({
      name: "shop-web-tasks-below-minimum",
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      dimensions: { ClusterName: "shop", ServiceName: "shop-web" },
      comparisonOperator: "LessThanThreshold",
      threshold: 2,
      period: 60,
      evaluationPeriods: 5,
      // A new alarm has no data yet and begins so, in silence; only its loss tells anybody.
      treatMissingData: "missing",
      alarmActions: WORKER.alarmActions,
      insufficientDataActions: WORKER.alarmActions,
      okActions: WORKER.alarmActions,
    });
  });

  it("parents and tags every child", async () => {
    const resources = await deployService(() => ({
      ...behindLoadBalancer(),
      tags: { Environment: "production" },
      taskPolicies: { jobs: "arn:aws:iam::123456789012:policy/jobs" },
      enableExecuteCommand: true,
    }));
    const children = resources.filter((resource) => !resource.component);
    const untaggable: string[] = [TYPES.rolePolicy, TYPES.attachment];

    for (const child of children) expect(child.parent).toContain(`${TYPES.component}::shop-web`);
    for (const child of children.filter(({ type }) => !untaggable.includes(type))) {
      const name = expect.stringContaining("shop-web") as unknown;
      expect(child.inputs.tags).toMatchObject({ Environment: "production", Name: name });
    }
    expect(only(resources, TYPES.service).inputs).toMatchObject({
      propagateTags: "SERVICE",
      enableEcsManagedTags: true,
    });
  });

  it("lets every kind of child be edited", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    await deployService(() => ({
      ...behindLoadBalancer(),
      taskPolicies: { jobs: "arn:aws:iam::123456789012:policy/jobs" },
      enableExecuteCommand: true,
      deployment: {
        strategy: "blue-green",
        hooks: [{ kind: "function", functionArn: pulumi.output("arn:function"), stages: ["PRE_SCALE_UP"] }],
      },
      transform: {
        logGroup: record,
        executionRole: record,
        executionRolePolicy: record,
        taskRole: record,
        taskRolePolicy: record,
        taskRolePolicyAttachment: record,
        securityGroup: record,
        ingressRule: record,
        egressRule: record,
        deploymentRole: record,
        deploymentRolePolicy: record,
        deploymentRolePolicyAttachment: record,
        taskDefinition: record,
        service: record,
        alarm: record,
      },
    }));

    expect(edited).toHaveLength(17);
  });

  it("says what was created", async () => {
    const found: Record<string, unknown> = {};
    await deploy(() => {
      const created = new ContainerService("shop-web", WORKER);
      pulumi
        .all([created.serviceName, created.logGroupName, created.taskRoleName, created.securityGroupId])
        .apply((values) => Object.assign(found, { values, bounds: [created.minInstances, created.maxInstances] }));
    });

    expect(found).toEqual({
      values: ["shop-web", "/ecs/shop-web", "shop-web-task", "shop-web-tasks-id"],
      bounds: [2, 5],
    });
  });
});
