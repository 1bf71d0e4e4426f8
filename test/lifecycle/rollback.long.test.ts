import { DescribeServicesCommand } from "@aws-sdk/client-ecs";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { deploy } from "../../automation/pipeline/deploy";
import { isUnexplained } from "../../automation/rollback/comparison";
import { rollback } from "../../automation/rollback/rollback";
import { settle } from "../../automation/rollback/settle";
import { expectedServices } from "../../automation/verification/expectation";
import { Rehearsal } from "../support/rehearsal";
import { rehearsedAutomation, type RehearsedAutomation } from "../support/rehearsed-automation";

const STACK = "development";
const GOOD = "registry.proofpix.com/proofpix/enterprise:1.0.0";
const BETTER = "registry.proofpix.com/proofpix/enterprise:1.1.0";
const BROKEN = "registry.proofpix.com/proofpix/enterprise:1.2.0-broken";
const IMAGE = ["proofpix:image"];

/** A minute of AWS's time takes six seconds. */
const SPEED = 10;

/**
 * What follows a release whose tasks end at once, with the real engine and with services that run: what ECS and the
 * provider leave, what brings it back to the truth, and the ways back. It is told in order.
 */
describe("a release that ECS rolls back", () => {
  let rehearsal: Rehearsal;
  let context: RehearsedAutomation;

  beforeAll(async () => {
    rehearsal = await Rehearsal.ofOneService(STACK);
    context = await rehearsedAutomation(rehearsal, STACK, SPEED);
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  /** Task definitions of the one service: what the state names, and what ECS runs. */
  async function definitions(): Promise<{ readonly state: string; readonly runs: string }> {
    const [service] = expectedServices(await context.engine.resources());
    const { services = [] } = await context.aws.ecs.send(
      new DescribeServicesCommand({ cluster: service?.cluster, services: [service?.arn ?? ""] }),
    );
    return { state: revision(service?.taskDefinition), runs: revision(services[0]?.taskDefinition) };
  }

  function revision(taskDefinition = ""): string {
    return taskDefinition.split(":").at(-1) ?? "";
  }

  async function newest(): Promise<DeploymentRecord | undefined> {
    return (await context.store.list(STACK)).records[0];
  }

  it("leaves a state that names what doesn't run", async () => {
    expect(await definitions()).toEqual({ state: "1", runs: "1" });
    rehearsal.configure(STACK, IMAGE, BROKEN);
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("circuit breaker");
    expect(await definitions()).toEqual({ state: "2", runs: "1" });
  });

  it("is tried again by a plain update once the state is settled, though nothing of the program changed", async () => {
    expect(await settle(context)).toMatchObject({ services: [expect.stringContaining("enterprise") as string] });
    expect(await definitions()).toEqual({ state: "1", runs: "1" });
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("circuit breaker");
    expect(output).not.toContain("run `pulumi up --refresh`");
  });

  it("is given up by a plain update with the image of before", async () => {
    await settle(context);
    rehearsal.configure(STACK, IMAGE, GOOD);
    await rehearsal.deploy(STACK);
    const { state, runs } = await definitions();

    expect(runs).toBe(state);
    await rehearsal.expectNothingLostOrDoubled(STACK);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("is rolled back by itself, and says so", async () => {
    expect(await deploy({ image: GOOD }, context)).toMatchObject({ status: "succeeded" });
    const record = await deploy({ image: BROKEN }, context);

    expect(record).toMatchObject({ status: "rolled-back" });
    expect(record.failure).toContain("circuit breaker");
    expect(await newest()).toMatchObject({ kind: "rollback", status: "succeeded", id: record.rolledBackBy });
    expect(rehearsal.configuration(STACK)).toContain(GOOD);
    const { state, runs } = await definitions();
    expect(runs).toBe(state);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("isn't the only one that can be rolled back: a good one is, too, and the state is that of the checkpoint", async () => {
    expect(await deploy({ image: BETTER }, context)).toMatchObject({ status: "succeeded" });
    const { record, differences } = await rollback({ destination: { steps: 1 }, configurationOnly: true }, context);

    expect(record).toMatchObject({ kind: "rollback", status: "succeeded" });
    expect(rehearsal.configuration(STACK)).toContain(GOOD);
    expect(differences).not.toEqual([]);
    expect(differences?.filter(isUnexplained)).toEqual([]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("comes back by rolling the rollback back", async () => {
    const { record } = await rollback({ destination: { steps: 1 }, configurationOnly: true }, context);

    expect(record).toMatchObject({ status: "succeeded" });
    expect(rehearsal.configuration(STACK)).toContain(BETTER);
  });
});
