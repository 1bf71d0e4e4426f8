import { deleteResource, driftResource, showResource } from "../../localcloud/control-client";
import { readmeOutput, renewReadme, shownOutput } from "../support/readme-output";
import { kinds, Rehearsal } from "../support/rehearsal";

const STACK = "development";

/**
 * The life of one environment with the real engine, in the order in which it happens to people: each test starts from
 * the deployed environment and leaves it deployed.
 */
describe("an environment", () => {
  let rehearsal: Rehearsal;
  let configuration: string;
  let shown = "";

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    configuration = rehearsal.configuration(STACK);
    await rehearsal.succeed("stack", "init", STACK);
  });

  afterAll(() => rehearsal.end());

  afterEach(() => {
    rehearsal.restore(STACK, configuration);
  });

  async function idOf(type: string): Promise<string> {
    const [found] = (await rehearsal.held(STACK)).filter((resource) => resource.type === type);
    if (found === undefined) throw new Error(`the cloud holds no ${type}`);
    return found.id;
  }

  it("is created as the preview said", async () => {
    const planned = await rehearsal.planned(STACK);
    expect(new Set(planned.map(({ op }) => op))).toEqual(new Set(["create"]));

    const { code, output } = await rehearsal.up(STACK);
    expect(code).toBe(0);
    shown = shownOutput(output, STACK);

    expect(await rehearsal.changes(STACK)).toEqual({ create: planned.length });
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("shows people what README.md says; RENEW_README=1 with npx jest test/lifecycle/environment.test renews that", () => {
    if (process.env.RENEW_README === "1") renewReadme(shown);

    expect(shown).toContain("https://development.proofpix.com");
    expect(readmeOutput()).toBe(shown);
  });

  it("stays as it is when nothing changed", async () => {
    await rehearsal.deploy(STACK);

    expect(Object.keys(await rehearsal.changes(STACK))).toEqual(["same"]);
  });

  it("touches only what a changed image, bound or route concerns", async () => {
    rehearsal.configure(STACK, ["proofpix:image"], "registry.proofpix.com/proofpix/enterprise:1.0.1");
    rehearsal.configure(STACK, ["proofpix:minInstances"], 2);
    rehearsal.configure(STACK, ["proofpix:services", 0, "routing"], { paths: ["/app/*"] });

    expect(kinds(await rehearsal.planned(STACK))).toEqual([
      "aws:autoscaling/group:Group update", // of the bound
      "aws:cloudwatch/dashboard:Dashboard update", // of the bound
      "aws:cloudwatch/metricAlarm:MetricAlarm update", // of the bound
      "aws:ecs/service:Service update", // of the image
      "aws:ecs/taskDefinition:TaskDefinition replace", // of the image
      "aws:lb/listenerRule:ListenerRule update", // of the route
      "aws:s3/bucketObjectv2:BucketObjectv2 update", // of the bound, which alerts and dashboards have
      "proofpix:database-migration:MigrationRun update", // of the image
    ]);
  });

  it("finds what was changed and deleted behind its back, and repairs it", async () => {
    const { controlUrl } = await rehearsal.cloud();
    const targetGroup = await idOf("aws:lb/targetGroup:TargetGroup");
    await driftResource(controlUrl, targetGroup, "deregistrationDelay", 3600);
    const alarm = await idOf("aws:cloudwatch/metricAlarm:MetricAlarm"); // a queue may have the same name
    await deleteResource(controlUrl, `aws:cloudwatch/metricAlarm:MetricAlarm::${alarm}`);

    await rehearsal.succeed("refresh", "--yes", "--skip-preview", "--stack", STACK);
    expect(await rehearsal.changes(STACK)).toMatchObject({ update: 1, delete: 1 });
    await rehearsal.deploy(STACK);

    expect(await rehearsal.changes(STACK)).toMatchObject({ update: 1, create: 1 });
    expect(await showResource(controlUrl, targetGroup)).not.toMatchObject({ deregistrationDelay: 3600 });
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    await rehearsal.succeed("destroy", "--yes", "--skip-preview", "--stack", STACK);

    expect(await rehearsal.held(STACK)).toEqual([]);
    expect(rehearsal.recorded(STACK)).toEqual([]);
  });
});
