import { removeLeftovers } from "../../../automation/clean-up/clean-up";
import { describedRemoved } from "../../../automation/clean-up/removed";
import type { StateResource } from "../../../automation/engine/engine";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { configurationRecord } from "../../../automation/pipeline/configuration-text";
import { type FakeContext, fakeContext } from "../support/context";
import { ACCOUNT, FakeAws, REGION, revision } from "../support/fake-aws";
import { MemoryStore } from "../support/memory-store";
import { deployed } from "../support/records";
import { serviceResource } from "../support/samples";

const REPOSITORY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop`;
const OWN_TAGS = { Project: "proofpix", Environment: "staging", ManagedBy: "Pulumi" };
const OLD = new Date("2026-01-01T00:00:00Z");

function digest(number: number): string {
  return `sha256:${String(number).padStart(64, "0")}`;
}

function release(number: number, environment = "staging"): DeploymentRecord {
  return deployed(number, {
    environment,
    imageDigests: { web: digest(number) },
    configuration: configurationRecord(`config:\n  proofpix:image: ${REPOSITORY}:${number}\n`),
  });
}

/** A target group of the region. */
interface Group {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly isAttached?: boolean;
}

/** What stands in AWS, and what is taken away from it. */
class World {
  readonly aws = new FakeAws();
  readonly gone: unknown[] = [];

  constructor({ revisions = 2, groups = [], images = [] }: Partial<Record<"revisions", number>> & Contents = {}) {
    const { answers } = this.aws;
    const active = Array.from({ length: revisions }, (_, index) => revision(index + 1));
    answers.set("ListTaskDefinitions", () => ({ taskDefinitionArns: active }));
    answers.set("ListTasks", () => ({ taskArns: ["task"] }));
    answers.set("DescribeTasks", () => ({ tasks: [{ taskDefinitionArn: revision(1) }] }));
    answers.set("DeregisterTaskDefinition", ({ taskDefinition }) => this.gone.push(taskDefinition));
    answers.set("DescribeTargetGroups", () => ({
      TargetGroups: groups.map(({ name, isAttached = false }) => ({
        TargetGroupArn: arnOf(name),
        TargetGroupName: name,
        LoadBalancerArns: isAttached ? ["arn:balancer"] : [],
      })),
    }));
    answers.set("DescribeTags", ({ ResourceArns }) => ({
      TagDescriptions: groups
        .filter(({ name }) => (ResourceArns as string[]).includes(arnOf(name)))
        .map(({ name, tags = OWN_TAGS }) => ({
          ResourceArn: arnOf(name),
          Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        })),
    }));
    answers.set("DeleteTargetGroup", ({ TargetGroupArn }) => this.gone.push(TargetGroupArn));
    answers.set("DescribeImages", () => ({
      imageDetails: images.map((imageDigest) => ({ imageDigest, imagePushedAt: OLD })),
    }));
    answers.set("BatchDeleteImage", ({ imageIds }) => {
      this.gone.push(...(imageIds as { imageDigest: string }[]).map(({ imageDigest }) => imageDigest));
      return {};
    });
  }
}

interface Contents {
  readonly groups?: readonly Group[];
  readonly images?: readonly string[];
}

function arnOf(name: string): string {
  return `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/${name}/73e2d6bc24d8a067`;
}

function stateResource(type: string, properties: Readonly<Record<string, unknown>>): StateResource {
  const urn = `urn:pulumi:staging::proofpix::${type}::web`;
  return { urn, type, id: "web", inputs: properties, outputs: properties };
}

const DEFINITION = stateResource("aws:ecs/taskDefinition:TaskDefinition", { family: "web", arn: revision(2) });

function contextOf({ aws }: World, more: Partial<FakeContext> = {}): FakeContext {
  const context = fakeContext({ aws: aws.clients(), store: new MemoryStore(release(1)), ...more });
  context.engine.state = [serviceResource(revision(2)), DEFINITION];
  return context;
}

describe("a clean-up", () => {
  it("removes nothing where nothing is left", async () => {
    const world = new World({ revisions: 10, images: [digest(1)] });
    const removed = await removeLeftovers(release(1), contextOf(world));

    expect(world.gone).toEqual([]);
    expect(describedRemoved(removed)).toBe("nothing to remove");
  });

  it("deregisters old revisions, but none that the state names or that runs", async () => {
    const world = new World({ revisions: 14 });
    const removed = await removeLeftovers(release(1), contextOf(world));

    expect(world.gone).toEqual([revision(4), revision(3)]);
    expect(describedRemoved(removed)).toBe("removed 2 task definitions\n- web:4\n- web:3");
  });

  it("keeps the revision that a service runs, whatever the state says", async () => {
    const world = new World({ revisions: 14 });
    world.aws.taskDefinition = revision(3);
    await removeLeftovers(release(1), contextOf(world));

    expect(world.gone).toEqual([revision(4)]);
  });

  it("deletes target groups of the environment to which nothing leads", async () => {
    const world = new World({
      groups: [
        { name: "left" },
        { name: "used", isAttached: true },
        { name: "green" },
        { name: "of-production", tags: { ...OWN_TAGS, Environment: "production" } },
        { name: "by-hand", tags: { Project: "proofpix", Environment: "staging" } },
        { name: "untagged", tags: {} },
      ],
    });
    const context = contextOf(world);
    const green = stateResource("aws:lb/targetGroup:TargetGroup", { arn: arnOf("green") });
    context.engine.state = [...context.engine.state, { ...green, delete: true }];

    expect((await removeLeftovers(release(1), context)).targetGroups).toEqual(["left"]);
    expect(world.gone).toEqual([arnOf("left")]);
  });

  it("asks for the tags of twenty target groups at once", async () => {
    const world = new World({ groups: Array.from({ length: 21 }, (_, index) => ({ name: `left-${index}` })) });
    await removeLeftovers(release(1), contextOf(world));

    expect(world.aws.requests.filter((each) => each === "DescribeTags")).toHaveLength(2);
    expect(world.gone).toHaveLength(21);
  });

  it("deletes images that no environment runs or can return to", async () => {
    const images = [1, 2, 3, 4].map(digest);
    const world = new World({ images });
    const store = new MemoryStore(release(1), { ...release(2, "production"), id: "20261130-115900-0001" });
    const context = contextOf(world, { store, sharingEnvironments: ["production", "staging"] });
    const running = { containerDefinitions: JSON.stringify([{ image: `${REPOSITORY}@${digest(3)}` }]) };
    context.engine.state = [...context.engine.state, stateResource(DEFINITION.type, { family: "web", ...running })];

    expect((await removeLeftovers(release(1), context)).images).toEqual([digest(4)]);
    expect(world.gone).toEqual([digest(4)]);
  });

  it("keeps all images where the records of an environment that shares the registry tell nothing", async () => {
    const world = new World({ images: [digest(9)] });
    const context = contextOf(world, { sharingEnvironments: ["production", "staging"] });
    await removeLeftovers(release(1), context);

    expect(world.gone).toEqual([]);
    expect(context.events).toContainEqual(
      expect.objectContaining({ message: "images stay: the records don't tell which of them production runs" }),
    );
  });

  it.each([
    ["another registry", "registry.example/shop:1"],
    ["another region", `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/shop:1`],
  ])("leaves %s alone", async (_, image) => {
    const world = new World({ images: [digest(9)] });
    const record = { ...release(1), configuration: configurationRecord(`config:\n  proofpix:image: ${image}\n`) };
    await removeLeftovers(record, contextOf(world));

    expect(world.aws.requests).not.toContain("DescribeImages");
  });

  it("keeps images where its credentials may not read what other environments run, which is no failure", async () => {
    const world = new World({ images: [digest(9)] });
    const context = contextOf(world);
    context.store.environments = () =>
      Promise.reject(Object.assign(new Error("not authorized"), { name: "AccessDenied" }));

    expect((await removeLeftovers(release(1), context)).images).toEqual([]);
    expect(context.events).toContainEqual(
      expect.objectContaining({
        message: "images stay: these credentials may not read what other environments run",
      }),
    );
  });

  it("keeps images that its credentials may not delete, which is no failure", async () => {
    const world = new World({ images: [digest(9)] });
    world.aws.answers.set("BatchDeleteImage", () => {
      throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
    });
    const context = contextOf(world);

    expect((await removeLeftovers(release(1), context)).images).toEqual([]);
    expect(context.events).toContainEqual(
      expect.objectContaining({ message: "images stay: these credentials may not delete them (ecr:BatchDeleteImage)" }),
    );
  });

  it("goes on after a part that fails, and says what failed and what was removed", async () => {
    const world = new World({ revisions: 14, groups: [{ name: "left" }], images: [digest(9)] });
    world.aws.answers.set("DeleteTargetGroup", () => {
      throw Object.assign(new Error("Target group 'left' is currently in use by a listener or a rule"), {
        name: "ResourceInUseException",
      });
    });

    await expect(removeLeftovers(release(1), contextOf(world))).rejects.toThrow(
      "not all could be removed: target groups: Target group 'left' is currently in use by a listener or a rule\n" +
        "removed 1 image, 2 task definitions",
    );
    expect(world.gone).toEqual([revision(4), revision(3), digest(9)]);
  });
});
