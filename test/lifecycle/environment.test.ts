import { deleteResource, driftResource, injectFault, showResource } from "../../localcloud/control-client";
import { policyArguments } from "../../cli/local/policy-pack";
import { projectRoot } from "../../tools/shared/project-root";
import { expectHidden } from "../support/hidden-values";
import { readmeOutput, renewReadme, shownOutput } from "../support/readme-output";
import { Rehearsal, type PlannedStep } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);
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
    ]);
  });

  it("names the keys to look at where a registry refuses, without a stack trace", async () => {
    rehearsal.configure(STACK, ["proofpix:registryCredentials"], undefined);

    const { code, output } = await rehearsal.pulumi("preview", "--stack", STACK);
    expect(code).not.toBe(0);
    expect(output).toMatch(/error: the image "registry\.proofpix\.com.*401 Unauthorized.*proofpix:registryCredentials/);
    expect(output).not.toContain("grpc-js");
  });

  it("changes tags in place", async () => {
    rehearsal.configure(STACK, ["proofpix:tags", "CostCenter"], "elsewhere");

    const operations = new Set((await rehearsal.planned(STACK)).map(({ op }) => op));
    expect([...operations]).toEqual(["update"]);
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

  it("recovers from a resource that AWS refused", async () => {
    rehearsal.configure(STACK, ["proofpix:services", 2], { name: "mailer", worker: true });
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type: "aws:ecs/service:Service", how: "throttle" });

    const { code, output } = await rehearsal.up(STACK);
    expect(code).not.toBe(0);
    expect(output).toContain("api error ThrottlingException");
    await rehearsal.deploy(STACK);

    // The monitoring learns of the new service only now.
    expect(Object.keys(await rehearsal.changes(STACK)).sort()).toEqual(["create", "replace", "same", "update"]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("deploys the services that read a secret when its value changes, and shows the value to nobody", async () => {
    const [first, second] = ["planted-value-one", "planted-value-two"] as const;
    const setValue = (value: string) =>
      rehearsal.succeed("config", "set", "--secret", "proofpix-secrets:session-key", value, "--stack", STACK);
    rehearsal.configure(STACK, ["proofpix:services", 0, "secrets"], { SESSION_KEY: "session-key" });
    await setValue(first);
    await rehearsal.deploy(STACK);

    await setValue(second);
    expect(kinds(await rehearsal.planned(STACK))).toEqual([
      "aws:ecs/service:Service update",
      "aws:ecs/taskDefinition:TaskDefinition replace",
      "aws:secretsmanager/secretVersion:SecretVersion replace",
    ]);
    const { output } = await rehearsal.pulumi(
      ...["preview", "--diff", "--stack", STACK, ...policyArguments(ROOT, STACK)],
    );
    expect(output).toMatch(/secretString *: \[secret\]/);
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "update", type: "aws:ecs/service:Service", how: "throttle" });
    expect((await rehearsal.up(STACK)).code).not.toBe(0);
    await rehearsal.deploy(STACK);
    await rehearsal.succeed("refresh", "--yes", "--skip-preview", "--stack", STACK);
    await rehearsal.succeed("stack", "export", "--stack", STACK);

    await expectHidden(rehearsal, STACK, [first, second]);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    await rehearsal.succeed("destroy", "--yes", "--skip-preview", "--stack", STACK);

    expect(await rehearsal.held(STACK)).toEqual([]);
    expect(rehearsal.recorded(STACK)).toEqual([]);
  });
});

/** Each kind of step once: a type and what happens to it. A replacement counts as one step. */
function kinds(steps: readonly PlannedStep[]): string[] {
  const told = steps
    .filter(({ op }) => !["create-replacement", "delete-replaced"].includes(op))
    .map(({ op, urn }) => `${urn.split("::").at(-2)?.split("$").at(-1) ?? ""} ${op}`);
  return [...new Set(told)].sort();
}
