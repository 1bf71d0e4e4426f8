import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kinds, Rehearsal } from "../support/rehearsal";

const STACK = "shop";

const LASTING = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/natGateway:NatGateway",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:kms/key:Key",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:sns/topic:Topic",
];

/** The three inputs. */
const LEAST = {
  image: "quay.io/prometheus/prometheus:v3.16.0",
  domain: { name: "shop.proofpix.com" },
  availabilityZones: ["us-east-1a", "us-east-1b"],
};

const NEXT_IMAGE = { ...LEAST, image: "quay.io/prometheus/prometheus:v3.16.1" };

const OTHERWISE = {
  ...NEXT_IMAGE,
  cpu: "500m",
  memory: "1Gi",
  minInstances: 3,
  maxInstances: 12,
  environment: { LOG_LEVEL: "debug" },
  healthCheck: { path: "/-/healthy" },
  deployment: { strategy: "canary", canaryPercent: 5, bakeTime: "5m" },
  scaling: { cpu: { above: 60 }, memory: false },
};

const NEXT_DOMAIN = { name: "store.proofpix.com" };

/** The life of one web service, with the real engine: what is replaced, and what stays. The tests go on from each other. */
describe("a web service", () => {
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "web-service" });
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
    configure(LEAST);
    await rehearsal.deploy(STACK);
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  function configure(args: object): void {
    rehearsal.configure(STACK, ["proofpix:web-service"], args);
  }

  /** Ids of what must outlive every change. */
  async function lasting(): Promise<string[]> {
    const held = await rehearsal.held(STACK);
    return held.flatMap(({ type, id }) => (LASTING.includes(type) ? [`${type} ${id}`] : [])).sort();
  }

  it("is made of three inputs, so that a second deployment changes nothing", async () => {
    expect(await rehearsal.planned(STACK)).toEqual([]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("deploys another image by a new revision of its tasks, and touches nothing else", async () => {
    const before = await lasting();
    configure(NEXT_IMAGE);
    const steps = await rehearsal.steps(STACK);

    expect(kinds(steps)).toEqual(["aws:ecs/service:Service update", "aws:ecs/taskDefinition:TaskDefinition replace"]);
    expect(await lasting()).toEqual(before);
  });

  it("takes another size, path, strategy and scaling in place", async () => {
    const before = await lasting();
    configure(OTHERWISE);
    const replaced = (await rehearsal.steps(STACK)).filter(({ op }) => op === "replace");

    expect(kinds(replaced)).toEqual(["aws:ecs/taskDefinition:TaskDefinition replace"]);
    expect(await lasting()).toEqual(before);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("moves to another domain with a new certificate, on the load balancer that is there", async () => {
    const before = await lasting();
    configure({ ...OTHERWISE, domain: NEXT_DOMAIN });
    const replaced = (await rehearsal.steps(STACK)).filter(({ op }) => op === "replace");

    expect(kinds(replaced)).toEqual([
      "aws:acm/certificate:Certificate replace",
      "aws:acm/certificateValidation:CertificateValidation replace",
    ]);
    expect(await lasting()).toEqual(before);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("leaves scaling to people, and its firewall out, without a deployment", async () => {
    const before = await lasting();
    configure({ ...OTHERWISE, domain: NEXT_DOMAIN, scaling: false, webFirewall: false });
    const steps = kinds(await rehearsal.steps(STACK));

    expect(steps.filter((step) => /ecs|replace/.test(step))).toEqual([]);
    expect(steps).toEqual(
      expect.arrayContaining(["aws:appautoscaling/target:Target delete", "aws:wafv2/webAcl:WebAcl delete"]),
    );
    expect(await lasting()).toEqual(before);
  });

  it("moves to a cluster that is given as another service, behind the load balancer that is there", async () => {
    const before = await lasting();
    rehearsal.configure(STACK, ["proofpix:cluster"], true);
    const steps = kinds(await rehearsal.steps(STACK));

    expect(steps).toEqual(expect.arrayContaining(["aws:ecs/cluster:Cluster create", "aws:ecs/cluster:Cluster delete"]));
    expect(steps.filter((step) => step.endsWith("replace"))).toEqual(["aws:ecs/service:Service replace"]);
    expect((await lasting()).filter((each) => !/ecs/.test(each))).toEqual(before.filter((each) => !/ecs/.test(each)));
    expect(await rehearsal.planned(STACK)).toEqual([]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });
});
