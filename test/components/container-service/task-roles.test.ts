import * as pulumi from "@pulumi/pulumi";
import { ContainerCluster } from "../../../components/container-cluster";
import { ContainerService } from "../../../components/container-service";
import { all, deploy, only } from "../../support/deploy";
import { deployService, KEY, policies, SECRET, TYPES, WORKER } from "./support";

describe("ContainerService", () => {
  describe("roles", () => {
    it("are assumed by ECS for the cluster's account, and the application's may do nothing", async () => {
      const resources = await deployService();
      const trusts = all(resources, TYPES.role).map(({ inputs }) => inputs.assumeRolePolicy as string);

      expect(all(resources, TYPES.role).map(({ name }) => name)).toEqual(["shop-web-execution", "shop-web-task"]);
      for (const trust of trusts) expect(trust).toContain('"aws:SourceAccount":"123456789012"');
      expect(Object.keys(policies(resources))).toEqual(["shop-web-execution"]);
      expect(all(resources, TYPES.attachment)).toEqual([]);
    });

    it("let ECS read the secrets and the registry's credentials under every given key", async () => {
      const resources = await deployService(() => ({
        secrets: { DB_PASSWORD: pulumi.output(SECRET) },
        registryCredentialsArn: SECRET.replace("shop", "registry"),
        kmsKeyArn: KEY,
        secretKeyArns: [`${KEY}2`],
      }));

      expect(policies(resources)["shop-web-execution"]?.Statement.slice(1)).toEqual([
        {
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: [SECRET.replace("shop", "registry"), SECRET],
        },
        expect.objectContaining({ Action: "kms:Decrypt", Resource: [KEY, `${KEY}2`] }),
      ]);
    });

    it("let ECS read a secret of which one version is named, whichever that is", async () => {
      const resources = await deployService(() => ({
        secrets: { DB_PASSWORD: { secretArn: pulumi.output(SECRET), versionId: pulumi.output("9d4cb84b-ad69") } },
      }));

      expect(policies(resources)["shop-web-execution"]?.Statement.slice(1)).toEqual([
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
      ]);
      expect(String(only(resources, TYPES.taskDefinition).inputs.containerDefinitions)).toContain(
        `"valueFrom":"${SECRET}:::9d4cb84b-ad69"`,
      );
    });

    it("give the application what is asked for", async () => {
      const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.output("arn:bucket/*") } as const;
      const resources = await deployService(() => ({
        taskPolicies: {
          jobs: "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess",
          files: "arn:aws:iam::123456789012:policy/teams/files",
        },
        taskPolicyStatements: [statement],
      }));

      expect(policies(resources)["shop-web-task"]?.Statement).toEqual([{ ...statement, Resource: "arn:bucket/*" }]);
      expect(all(resources, TYPES.attachment).map(({ name, inputs }) => [name, inputs.policyArn])).toEqual([
        ["shop-web-task-jobs", "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"],
        ["shop-web-task-files", "arn:aws:iam::123456789012:policy/teams/files"],
      ]);
    });

    it("have names that fit in 64 characters with Pulumi's suffix", async () => {
      const name = "a-product-with-a-rather-long-name-production-eu-central-1-enterprise";
      const resources = await deploy(() => new ContainerService(name, WORKER));

      for (const role of all(resources, TYPES.role)) expect(role.name.length).toBeLessThanOrEqual(64 - 8);
      expect(new Set(all(resources, TYPES.role).map((role) => role.name)).size).toBe(2);
    });
  });

  describe("ECS Exec", () => {
    it("is off by default", async () => {
      expect(only(await deployService(), TYPES.service).inputs.enableExecuteCommand).toBe(false);
    });

    it("brings the permissions of a session and the paths that its agent writes to", async () => {
      const resources = await deployService(() => ({
        enableExecuteCommand: true,
        cluster: new ContainerCluster("shop", { kmsKeyArn: KEY }),
      }));

      expect(only(resources, TYPES.service).inputs.enableExecuteCommand).toBe(true);
      expect(policies(resources)["shop-web-task"]?.Statement.map(({ Action }) => Action)).toEqual([
        expect.arrayContaining(["ssmmessages:OpenDataChannel"]),
        "logs:DescribeLogGroups",
        expect.arrayContaining(["logs:PutLogEvents"]),
        "kms:Decrypt",
      ]);
      expect(only(resources, TYPES.taskDefinition).inputs.volumes).toEqual([
        { name: "tmp" },
        { name: "managed-agents" },
        { name: "var-lib-amazon-ssm" },
        { name: "var-log-amazon-ssm" },
      ]);
    });

    it("needs no such paths where the whole filesystem is writable", async () => {
      const resources = await deployService(() => ({ enableExecuteCommand: true, readonlyRootFilesystem: false }));

      expect(only(resources, TYPES.taskDefinition).inputs.volumes).toEqual([{ name: "tmp" }]);
    });
  });
});
