import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DirectoryApprovalStore, statusOf } from "../../../automation/approvals";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { DeployedShop, type Ended, image } from "../../support/deployed-shop";

const [OLD, NEW, OTHER] = [image("1.0.0"), image("1.1.0"), image("1.0.1")];

/** What others do at the same time, what the connection does, and who has to agree; told in order. */
describe("a deployment", () => {
  let shop: DeployedShop;

  beforeAll(async () => {
    shop = await DeployedShop.begin("production");
  });

  afterAll(() => shop.end());

  async function newest(): Promise<DeploymentRecord | undefined> {
    return (await shop.records())[0];
  }

  it("is refused while another one runs, which it names and doesn't disturb", async () => {
    const first = shop.start("deploy", ["--image", OTHER]);
    await shop.until(first, /1\/8 validate/);
    const running = await newest();
    const second = await shop.run("deploy", "--image", NEW);

    expect(second.code).toBe(3);
    expect(second.output).toContain(
      `another run works on production: ${running?.id}, process ${running?.worker.processId} on ${hostname()}`,
    );
    expect(await first.outcome).toMatchObject({ code: 0 });
    expect((await shop.records()).map(({ id, status }) => [id, status])[0]).toEqual([running?.id, "succeeded"]);
    expect(shop.configuration).toContain(OTHER);
  });

  it("is refused while an engine works on the stack, which it names, and has changed nothing", async () => {
    const locks = join(shop.paths.state, ".pulumi", "locks", "organization", "proofpix", "production");
    const lock = join(locks, "0f6c1f2e-6f2f-4a53-8f5b-3d2a4e1b7c90.json");
    const holder = {
      pid: process.pid,
      username: "colleague",
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    mkdirSync(locks, { recursive: true });
    writeFileSync(lock, JSON.stringify(holder));
    const { code, output } = await shop.run("deploy", "--image", NEW);
    rmSync(lock);

    expect(output).toContain(
      `another run works on the stack production: process ${process.pid} of colleague on ${hostname()}`,
    );
    expect(code).toBe(3);
    expect(await newest()).toMatchObject({ status: "refused", image: NEW });
    expect(await newest()).not.toHaveProperty("updateVersion");
    expect(shop.configuration).toContain(OTHER);
  });

  it("that loses the cloud says so, and is completed by the same command", async () => {
    await shop.fault("update", "aws:sqs/queue:Queue", "crash-before");
    const { code, output } = await shop.run("deploy", "--image", NEW);
    const lost = (await shop.records()).find(({ kind, image: of }) => kind === "deploy" && of === NEW);

    expect(output).toContain("AWS can't be asked for the state of services");
    expect(code).toBe(1);
    expect(lost).toMatchObject({ status: "failed" });
    expect(lost?.failure).toMatch(/the update of production failed: .*\n[^]*The rollback to \S+ failed too/);
    expect(await shop.run("deploy", "--image", NEW)).toMatchObject({ code: 0 });
    expect(await newest()).toMatchObject({ status: "succeeded", verification: { outcome: "verified" } });
    await shop.succeed("preview", "--expect-no-changes");
  });

  describe("that needs an approval", () => {
    const ASKED = ["--image", OLD, "--require-approval"];

    /** The request that the last refused deployment made. */
    async function request(): Promise<string> {
      const [, id = ""] = /asked for one: (\S+)/.exec((await newest())?.failure ?? "") ?? [];
      return id;
    }

    async function expectRefused(attempt: Promise<Ended>, why: string): Promise<void> {
      const before = shop.configuration;
      const { code, output } = await attempt;
      expect(output).toContain(why);
      expect(code).toBe(3);
      expect(shop.configuration).toBe(before);
    }

    it("is refused without one, and asks for one, which isn't given by who asked", async () => {
      await expectRefused(shop.run("deploy", ...ASKED), "needs an approval by somebody else");
      await expectRefused(shop.run("approve", await request(), "--yes"), "can't decide on request");
    });

    it("is refused once the approval has expired", async () => {
      const id = await request();
      await shop.succeed("approve", id, "--yes", "--as", "reviewer");
      const later = shop.start("deploy", [...ASKED, "--approval", id], { LATER_HOURS: "25" });

      await expectRefused(later.outcome, `request ${id} expired at`);
    });

    it("is refused where something else would be deployed than was approved", async () => {
      const waiting = await approved();
      await expectRefused(
        shop.run("deploy", "--image", OTHER, "--require-approval", "--approval", waiting),
        "what would be deployed isn't what reviewer approved",
      );
    });

    it("runs under the approval of exactly this, once", async () => {
      const id = await approved();
      await shop.succeed("deploy", ...ASKED);

      const record = (await shop.records()).find(({ approval }) => approval === id);
      expect(record).toMatchObject({ kind: "deploy", status: "succeeded" });
      await expectRefused(shop.run("deploy", ...ASKED, "--approval", id), `request ${id} was used`);
    });

    /** Id of the approval that counts. */
    async function approved(): Promise<string> {
      const { approvals } = await new DirectoryApprovalStore(join(shop.kept, "approvals")).list("production");
      const counting = approvals.filter((approval) => statusOf(approval, new Date()) === "approved");
      expect(counting).toHaveLength(1);
      return counting[0]?.request.id ?? "";
    }
  });

  describe("leaves an audit trail", () => {
    it("that is as it was written, and names who did what", async () => {
      expect(await shop.succeed("audit", "verify")).toContain("as it was written");
    });

    it("in which an entry that somebody edits is found", async () => {
      const path = join(shop.kept, "audit", "audit.jsonl");
      writeFileSync(path, readFileSync(path, "utf8").replace('"reviewer"', '"somebody"'));
      const { code, output } = await shop.run("audit", "verify");

      expect(code).toBe(1);
      expect(output).toContain("ALTERED");
    });
  });
});
