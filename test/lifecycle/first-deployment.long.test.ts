import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeploymentRecord } from "../../automation/model/deployment";
import { deploy } from "../../automation/pipeline/deploy";
import { expectedServices } from "../../automation/verification/expectation";
import type { ServiceFacts } from "../../automation/verification/facts";
import { gatherServices } from "../../automation/verification/gather";
import { Rehearsal } from "../support/rehearsal";
import { rehearsedAutomation, type RehearsedAutomation } from "../support/rehearsed-automation";

const STACK = "development";
const BROKEN = "registry.proofpix.com/proofpix/enterprise:1.2.0-broken";
const GOOD = "registry.proofpix.com/proofpix/enterprise:1.0.0";
const BETTER = "registry.proofpix.com/proofpix/enterprise:1.1.0";
const SERVICE = "aws:ecs/service:Service";

/** A minute of AWS's time takes three seconds. */
const SPEED = 20;

/**
 * The first deployment of an environment fails, with the real engine and a service that runs: there is nothing to return
 * to, and afterwards nothing of the program changes. It is told in order.
 */
describe("a first deployment that fails", () => {
  let rehearsal: Rehearsal;
  let context: RehearsedAutomation;
  let first: DeploymentRecord;

  beforeAll(async () => {
    rehearsal = await Rehearsal.ofOneService(STACK);
    context = await rehearsedAutomation(rehearsal, STACK, SPEED);
    first = await deploy({ image: BROKEN }, context);
  });

  afterAll(() => rehearsal.end());

  async function service(): Promise<ServiceFacts | undefined> {
    const [facts] = await gatherServices(expectedServices(await context.engine.resources()), context);
    return facts;
  }

  it("has nothing to return to, and says what to do", () => {
    expect(first).toMatchObject({ status: "failed" });
    expect(first.rolledBackBy).toBeUndefined();
    expect(first.failure).toContain("there is nothing to return to");
    expect(first.failure).toContain("deploy again with this command");
  });

  it("leaves a service without tasks in which a plain update finds nothing to change", async () => {
    expect(await service()).toMatchObject({ running: 0, deployment: { status: "ROLLBACK_FAILED" } });
    const changed = await rehearsal.planned(STACK);

    expect(changed.filter(({ urn }) => urn.includes(SERVICE))).toEqual([]);
  });

  it("is followed by one that starts the service anew, though nothing of it changes, and tells how that ends", async () => {
    const before = await service();
    const second = await deploy({}, context);

    expect(second.steps).toContainEqual(
      expect.objectContaining({
        name: "deploy-application",
        detail: expect.stringContaining("deployed again, unchanged") as string,
      }),
    );
    const after = await service();
    expect(after).toMatchObject({ running: 0, deployment: { status: "ROLLBACK_FAILED" } });
    expect(after?.deployment?.arn).not.toBe(before?.deployment?.arn);
    expect(second.status).toBe("failed");
    expect(second.failure).toContain("its deployment is ROLLBACK_FAILED");
    expect(second.failure).toContain("there is nothing to return to");
  });

  it("is mended by a plain update with another image", async () => {
    rehearsal.configure(STACK, ["proofpix:image"], GOOD);
    await rehearsal.deploy(STACK);

    expect(await service()).toMatchObject({ running: 1, deployment: { status: "SUCCESSFUL" } });
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("is followed by none while another engine works on the stack, which says whose it is", async () => {
    const locks = join(rehearsal.paths.state, ".pulumi", "locks", "organization", "proofpix", STACK);
    const lock = { pid: process.pid, username: "ada", hostname: "workstation", timestamp: "2026-11-30T13:00:00Z" };
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, "another.json"), JSON.stringify(lock));
    const configuration = rehearsal.configuration(STACK);
    const record = await deploy({ image: BETTER }, context);
    rmSync(join(locks, "another.json"));

    expect(record.status).toBe("refused");
    expect(record.failure).toContain(`process ${process.pid} of ada on workstation, since 2026-11-30T13:00:00Z`);
    expect(record.failure).toContain(`pulumi cancel --stack ${STACK}`);
    expect(record.rolledBackBy).toBeUndefined();
    expect(rehearsal.configuration(STACK)).toBe(configuration);
  });
});
