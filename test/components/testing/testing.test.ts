import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, Database, EncryptionKey, Network } from "../../../components";
import { deploy, mocks, refusals } from "../../../components/testing";
import { valueOf } from "../container-image/support";

const ROOT = join(__dirname, "../../..");
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** Mocks as Pulumi's guide to unit tests has them: what AWS would compute is not there. */
const PLAIN: pulumi.runtime.Mocks = {
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
  call: ({ inputs }) => inputs as Record<string, unknown>,
};

function createNetwork(): Network {
  return new Network("shop", { availabilityZones: ["eu-west-1a", "eu-west-1b"] });
}

function createDatabase(): Database {
  return new Database("shop", {
    engine: { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } },
    vpcId: "vpc-0123456789abcdef0",
    subnetIds: ["subnet-0a", "subnet-0b"],
    kmsKeyArn: KEY_ARN,
  });
}

describe("a program under mocks", () => {
  it("gives every resource that it registers, with inputs, parents and dependencies", async () => {
    const registered = await deploy(() => {
      const { accountId } = aws.getCallerIdentityOutput();
      const { keyArn } = new EncryptionKey("shop", { accountId, region: "eu-west-1" }, { protect: true });
      new AlarmTopic("shop", { accountId, kmsKeyArn: keyArn });
    });
    const component = registered.find(({ type }) => type === "proofpix:alarm-topic:AlarmTopic");
    const topic = registered.find(({ type }) => type === "aws:sns/topic:Topic");
    const key = registered.find(({ type }) => type === "aws:kms/key:Key");

    expect(component).toMatchObject({ component: true, name: "shop", parent: "" });
    expect(topic?.inputs).toMatchObject({ kmsMasterKeyId: "arn:aws:kms:eu-west-1:123456789012:key/shop-key" });
    expect(topic).toMatchObject({ component: false, parent: component?.urn });
    expect(topic?.dependencies).toMatchObject({ kmsMasterKeyId: [key?.urn] });
    expect(key?.protect).toBe(true);
  });

  it("has what awsx's network computes", async () => {
    const networks: Network[] = [];
    const registered = await deploy(() => networks.push(createNetwork()));

    expect(await valueOf(pulumi.output(networks[0]?.vpcId))).toBe("shop-vpc-id");
    expect(registered.filter(({ type }) => type === "aws:ec2/subnet:Subnet").map(({ inputs }) => inputs.vpcId)).toEqual(
      Array.from({ length: 4 }, () => "shop-vpc-id"),
    );
  });

  it("is in the region and account that are asked for", async () => {
    const answers = mocks({ region: "us-east-1", accountId: "210987654321" });
    const arns: string[] = [];
    await deploy(() => new aws.cloudwatch.LogGroup("web").arn.apply((arn) => arns.push(arn)), answers);

    expect(arns).toEqual(["arn:aws:logs:us-east-1:210987654321:log-group:web"]);
  });

  it("gets other answers and outputs where they are given, and the rest as before", async () => {
    const seen: unknown[] = [];
    const answers = mocks({
      calls: { "aws:ec2/getVpc:getVpc": ({ id }) => ({ id, cidrBlock: "10.1.0.0/16" }) },
      outputs: { "aws:lb/loadBalancer:LoadBalancer": () => ({ dnsName: "web.test" }) },
    });
    await deploy(() => {
      const balancer = new aws.lb.LoadBalancer("web");
      const vpc = aws.ec2.getVpcOutput({ id: "vpc-1" });
      pulumi.all([vpc.cidrBlock, balancer.dnsName, balancer.arnSuffix]).apply((values) => seen.push(...values));
    }, answers);

    expect(seen).toEqual(["10.1.0.0/16", "web.test", "app/web/0123456789abcdef"]);
  });

  it("tells what a component refuses, and fails where it refuses nothing", async () => {
    expect(await refusals(() => new Network("shop", { availabilityZones: ["eu-west-1a"] }))).toEqual([
      expect.stringMatching(/^availabilityZones: /),
    ]);
    await expect(refusals(createNetwork)).rejects.toThrow("expected the arguments to be refused");
  });
});

/** What a program ends with; the SDK leaves errors to the process, too, where jest would fail the test by them. */
async function endOf(program: string): Promise<string> {
  const script = `
    process.on("unhandledRejection", () => undefined);
    const pulumi = require("@pulumi/pulumi");
    const aws = require("@pulumi/aws");
    const { loadTypeScript } = require(${JSON.stringify(join(ROOT, "tools/typescript/load.cjs"))});
    const { deploy } = loadTypeScript(${JSON.stringify(join(ROOT, "components/testing/index.ts"))});
    deploy(() => ${program})
      .catch((error) => process.stdout.write(error.message + "\\n"))
      .then(() => deploy(() => new aws.ec2.Vpc("web")))
      .then((registered) => process.stdout.write("then " + registered.length));
  `;
  return (await promisify(execFile)(process.execPath, ["-e", script], { cwd: ROOT })).stdout;
}

describe("a program that fails half-way", () => {
  it("ends with what an input fails with, in place of waiting for ever, and hinders no other", async () => {
    const program = `new aws.ec2.Vpc("web", { cidrBlock: pulumi.output(1).apply(() => { throw new Error("there is none"); }) })`;

    expect(await endOf(program)).toBe('error serializing property "cidrBlock": there is none\nthen 1');
  });

  it("ends with the name of a function that has no answer", async () => {
    expect(await endOf(`new aws.ec2.Eip("web", { instance: aws.ec2.getInstanceOutput({}).id })`)).toContain(
      'nothing answers aws:ec2/getInstance:getInstance; give an answer to it in "calls"\nthen 1',
    );
  });
});

describe("plain mocks of a user", () => {
  it.each([
    ["a network", createNetwork],
    ["a database", createDatabase],
  ])("take %s", async (_, create) => {
    const registered = await deploy(create, PLAIN);

    expect(registered.length).toBeGreaterThan(10);
  });

  it("take a network without deploy, too", async () => {
    await pulumi.runtime.setMocks(PLAIN);
    const { publicSubnetIds } = createNetwork();

    expect(await valueOf(publicSubnetIds)).toEqual(["shop-vpc-public-1-id", "shop-vpc-public-2-id"]);
  });
});
