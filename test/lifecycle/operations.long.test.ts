import { applyConfiguration } from "../../automation/configuration/apply";
import { changedText } from "../../automation/configuration/change";
import { valuePath } from "../../automation/configuration/key";
import { findDrift } from "../../automation/drift/find";
import { repairDrift } from "../../automation/drift/repair";
import { readHistory } from "../../automation/history/read";
import { isPlain, kindOf, statusOf } from "../../automation/history/release";
import { deploy } from "../../automation/pipeline/deploy";
import { requiredService } from "../../automation/scaling/deployed-services";
import { scalingHistory } from "../../automation/scaling/history";
import { scaleService } from "../../automation/scaling/scale";
import { serviceState } from "../../automation/scaling/service-state";
import { setBounds } from "../../automation/scaling/set-bounds";
import { environmentStatus } from "../../automation/status/status";
import { validatorOf } from "../../cli/deployments/validator";
import { deleteResource, driftResource } from "../../localcloud/control-client";
import { projectRoot } from "../../tools/shared/project-root";
import { Rehearsal } from "../support/rehearsal";
import { rehearsedAutomation, type RehearsedAutomation } from "../support/rehearsed-automation";

const STACK = "development";
const SERVICE = "enterprise";
const SPEED = 10;
const NOBODY_LOOKED = { last: () => undefined };

/** What people do with an environment that runs, with the real engine; told in order. */
describe("an environment in operation", () => {
  let rehearsal: Rehearsal;
  let context: RehearsedAutomation;

  beforeAll(async () => {
    rehearsal = await Rehearsal.ofOneService(STACK);
    rehearsal.configure(STACK, ["proofpix:maxInstances"], 3);
    context = await rehearsedAutomation(rehearsal, STACK, SPEED);
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  const dependencies = () => ({
    validate: validatorOf(projectRoot(__dirname)),
    deploy: (request: Parameters<typeof deploy>[0]) => deploy(request, context),
  });

  async function tasks(): Promise<number> {
    return (await serviceState(requiredService(SERVICE, await context.engine.outputs()), context.aws)).running;
  }

  it("is scaled by hand, which a later update with a new task definition leaves alone", async () => {
    const record = await scaleService({ service: SERVICE, count: 3, reason: "a fair" }, context);
    expect(record).toMatchObject({ kind: "scale", status: "succeeded", scaling: { to: 3 } });
    expect(await tasks()).toBe(3);

    rehearsal.configure(STACK, ["proofpix:services", 0, "environment"], { LOG_LEVEL: "debug" });
    await rehearsal.deploy(STACK);

    expect(await tasks()).toBe(3);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("refuses a number outside of its bounds, and leaves everything alone", async () => {
    await expect(scaleService({ service: SERVICE, count: 4 }, context)).rejects.toMatchObject({
      code: "out-of-bounds",
    });
    expect(await tasks()).toBe(3);
  });

  it("refuses a configuration in which something is wrong, and writes and deploys nothing", async () => {
    const before = rehearsal.configuration(STACK);
    const updates = (await context.engine.history()).length;
    const text = changedText(context.configurationFile.read(), [
      { path: valuePath("minInstances"), value: 9 },
      { path: valuePath("bogus"), value: 1 },
    ]);

    await expect(applyConfiguration(text, { kind: "configure" }, dependencies(), context)).rejects.toMatchObject({
      code: "configuration-invalid",
      message: expect.stringMatching(/proofpix:bogus[\s\S]*proofpix:maxInstances/) as string,
    });
    expect(rehearsal.configuration(STACK)).toBe(before);
    expect(await context.engine.history()).toHaveLength(updates);
  });

  it("takes other bounds by a deployment, and brings the number of tasks within them", async () => {
    const { deployment } = await setBounds({ service: SERVICE, maxInstances: 2 }, dependencies(), context);

    expect(deployment).toMatchObject({ kind: "scale", status: "succeeded", scaling: { maxInstances: 2 } });
    expect(await tasks()).toBe(2);
    expect(rehearsal.configuration(STACK)).toContain("maxInstances: 2");
  });

  it("tells what drifted, without what scaling sets, and repairs it", async () => {
    const { controlUrl } = await rehearsal.cloud();
    const held = await rehearsal.held(STACK);
    const idOf = (type: string): string => held.find((each) => each.type === type)?.id ?? "";
    await driftResource(controlUrl, idOf("aws:lb/targetGroup:TargetGroup"), "deregistrationDelay", 3600);
    const alarm = idOf("aws:cloudwatch/metricAlarm:MetricAlarm");
    await deleteResource(controlUrl, `aws:cloudwatch/metricAlarm:MetricAlarm::${alarm}`);

    const { drifted } = await findDrift(context);
    expect(drifted.map(({ drift, properties }) => [drift, properties]).sort()).toEqual([
      ["changed", ["deregistrationDelay"]],
      ["deleted", []],
    ]);

    const { deploy: deployIt } = dependencies();
    expect(await repairDrift({ reason: "undo it" }, deployIt, context)).toMatchObject({
      kind: "repair",
      status: "succeeded",
    });
    expect(await findDrift(context)).toMatchObject({ drifted: [] });
    expect(await tasks()).toBe(2);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("has one history of all that, with the plain updates between", async () => {
    await rehearsal.succeed("refresh", "--yes", "--skip-preview", "--stack", STACK);

    const { releases, damaged } = await readHistory(context);

    expect(damaged).toEqual([]);
    expect(releases.map((release) => [kindOf(release), isPlain(release), statusOf(release)])).toEqual([
      ["refresh", true, "succeeded"],
      ["repair", false, "succeeded"],
      ["scale", false, "succeeded"], // to the number within the bounds
      ["scale", false, "succeeded"], // the bounds
      ["update", true, "succeeded"],
      ["scale", false, "succeeded"],
      ["update", true, "succeeded"],
    ]);
    expect(releases.flatMap(({ updates }) => updates)).toHaveLength((await context.engine.history()).length);
    const byHand = (await scalingHistory({ service: SERVICE }, context)).map(({ to, trigger }) => [trigger.kind, to]);
    expect(byHand).toEqual([
      ["request", 2],
      ["request", undefined],
      ["request", 3],
    ]);
  });

  it("tells how it stands", async () => {
    const { running, last, undeployedKeys } = await environmentStatus(context, NOBODY_LOOKED, true);

    expect(running).toMatchObject({
      services: [{ name: SERVICE, health: "healthy", running: 2, desired: 2, problems: [], isScaled: false }],
      alarms: [],
    });
    expect(running?.services[0]?.runningDigest).toBe(running?.services[0]?.askedDigest);
    expect(last).toMatchObject({ updates: [{ kind: "refresh" }] });
    expect(undeployedKeys).toEqual([]);
  });
});
