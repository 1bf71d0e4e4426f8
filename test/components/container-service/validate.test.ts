import { ContainerService, type ContainerServiceArgs } from "../../../components/container-service";
import { deploy, only } from "../../support/deploy";
import { behindLoadBalancer, refusalsOfService, SECRET, TYPES, WORKER } from "./support";

describe("ContainerService", () => {
  it("refuses a port that the load balancer doesn't send to, and a grace period shorter than the start", async () => {
    const found = await refusalsOfService(() => ({
      ...behindLoadBalancer({ healthySeconds: 30 }),
      port: 3000,
      containerHealthCheck: { startPeriod: "60s" },
      healthCheckGracePeriod: "59s",
    }));

    expect(found).toEqual([
      "port: must be the port to which the load balancer sends requests (8080), got 3000; omit it or change the target",
      expect.stringMatching(/^healthCheckGracePeriod: must be at least .*startPeriod \(60 s\), got "59s"/),
    ]);
  });

  it("refuses a grace period without a load balancer", async () => {
    expect(await refusalsOfService(() => ({ healthCheckGracePeriod: "60s" }))).toEqual([
      expect.stringMatching(/^healthCheckGracePeriod: means nothing without loadBalancer/),
    ]);
  });

  it("joins four security groups besides its own, and no more", async () => {
    const groups = ["sg-1", "sg-2", "sg-3", "sg-4"];
    const resources = await deploy(() => new ContainerService("web", { ...WORKER, securityGroupIds: groups }));

    expect(only(resources, TYPES.service).inputs.networkConfiguration).toMatchObject({
      securityGroups: ["web-tasks-id", ...groups],
    });
    expect(await refusalsOfService(() => ({ securityGroupIds: [...groups, "sg-5"] }))).toEqual([
      expect.stringMatching(/^securityGroupIds: must be 4 groups at most besides the tasks' own, got 5/),
    ]);
  });

  it("reports everything that is wrong at once", async () => {
    const found = await refusalsOfService(() => ({
      cpu: "1000m",
      memory: "1Gi",
      image: "nginx:latest",
      minInstances: 4,
      maxInstances: 3,
      environment: { DB_PASSWORD: "hunter2" },
      writablePaths: ["tmp"],
    }));

    expect(found.map((problem) => problem.split(":")[0])).toEqual([
      "memory",
      "image",
      "writablePaths[0]",
      "environment.DB_PASSWORD",
      "maxInstances",
    ]);
  });

  it("creates nothing when it refuses", async () => {
    const resources = await deploy(() => {
      expect(() => new ContainerService("shop-web", { ...WORKER, minInstances: 0 })).toThrow(
        'Invalid arguments for ContainerService "shop-web"',
      );
    });

    expect(resources).toEqual([]);
  });

  it.each<[Partial<ContainerServiceArgs>, RegExp]>([
    [{ image: "nginx:1.29" }, /^image: must name an image by its digest .*got "nginx:1\.29"/],
    [{ image: `nginx@sha256:${"0".repeat(63)}` }, /^image: /],
    [{ registryCredentialsArn: "hunter2" }, /^registryCredentialsArn: must be the ARN of a Secrets Manager secret/],
    [{ registryCredentialsArn: `${SECRET}:password::` }, /^registryCredentialsArn: .*without a key/],
    [{ registryCredentialsArn: "arn:aws:ssm:eu-central-1:123456789012:parameter/a" }, /^registryCredentialsArn: /],
    [{ minInstances: 0 }, /^minInstances: must be a whole number from 1 to 5000, got 0$/],
    [{ maxInstances: 5001 }, /^maxInstances: .*got 5001$/],
    [{ minInstances: 3, maxInstances: 2 }, /^maxInstances: must be at least minInstances \(3\), got 2$/],
    [{ port: 0 }, /^port: must be a whole number from 1 to 65535, got 0$/],
    [{ user: "0" }, /^user: must be a numeric user other than root/],
    [{ user: "1000:0" }, /^user: /],
    [{ command: [] }, /^command: must name what to run, got \[\]/],
    [{ stopTimeout: "121s" }, /^stopTimeout: must be whole seconds from "2s" to "120s", got "121s"$/],
    [{ stopTimeout: "1s" }, /^stopTimeout: /],
    [{ openFileLimit: 1023 }, /^openFileLimit: must be a whole number from 1024 to 1048576/],
    [{ capacity: { kind: "fargate", spot: { weight: 0 } } }, /^capacity\.spot\.weight: /],
    [{ deployment: { strategy: "rolling", maximumPercent: 100 } }, /^deployment: .*raise maximumPercent/],
    [{ containerHealthCheck: { interval: "30s" } }, /^containerHealthCheck: can't fetch from a container without port/],
    [{ secrets: { DB_PASSWORD: "hunter2" } }, /^secrets\.DB_PASSWORD: (?!.*hunter2)/],
    [{ secrets: { KEY: { secretArn: "hunter2", versionId: "1" } } }, /^secrets\.KEY: (?!.*hunter2)/],
    [{ storage: "201Gi" }, /^storage: /],
    [
      { taskPolicies: { jobs: "arn:aws:iam::123456789012:policy/p", mail: "arn:aws:iam::123456789012:policy/p" } },
      /^taskPolicies\.mail: names the same policy as taskPolicies\.jobs/,
    ],
  ])("refuses %j", async (overrides, problem) => {
    expect(await refusalsOfService(() => overrides)).toEqual([expect.stringMatching(problem)]);
  });

  it("refuses a retention that CloudWatch Logs doesn't know", async () => {
    const configured: { readonly logRetentionDays: number } = { logRetentionDays: 31 };

    expect(await refusalsOfService(() => configured as Partial<ContainerServiceArgs>)).toEqual([
      expect.stringMatching(/^logRetentionDays: .*31/),
    ]);
  });
});
