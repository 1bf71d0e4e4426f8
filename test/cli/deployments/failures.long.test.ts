import { DeployedShop, image } from "../../support/deployed-shop";
import type { Requests } from "../../support/requests";

/** Releases that don't do, and how the record says so; each in an environment that serves all the while. */
describe("a release", () => {
  let shop: DeployedShop;
  let requests: Requests;

  beforeAll(async () => {
    shop = await DeployedShop.begin("production");
  });

  beforeEach(async () => {
    requests = await shop.requests();
  });

  afterAll(() => shop.end());

  /** Deploys an image that doesn't do; returns the failure that its record tells of. */
  async function failed(bad: string): Promise<string> {
    const before = shop.configuration;
    const { code, output } = await shop.run("deploy", "--image", bad);
    const [rollback, record] = await shop.records();
    const { answered, failures } = await requests.stop();

    expect(output).toContain(": rolled-back");
    expect(code).toBe(1);
    expect(record).toMatchObject({ kind: "deploy", status: "rolled-back", image: bad, rolledBackBy: rollback?.id });
    expect(rollback).toMatchObject({ kind: "rollback", status: "succeeded", verification: { outcome: "verified" } });
    expect(shop.configuration).toBe(before);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(100);
    await shop.succeed("preview", "--expect-no-changes");
    return record?.failure ?? "";
  }

  it("whose tasks end at once is rolled back", async () => {
    expect(await failed(image("1.2.0-broken"))).toContain("circuit breaker");
  });

  it("whose health checks fail is rolled back", async () => {
    shop.sign("sick", image("1.1.0"));

    expect(await failed(image("1.1.0"))).toContain("circuit breaker");
  });

  it("that raises an alarm once it runs is rolled back", async () => {
    shop.sign("sick", "none");
    shop.sign("slow", image("1.1.0"));

    expect(await failed(image("1.1.0"))).toMatch(/slow-\w+: it rings/);
  });

  it("whose migration fails never runs, and its failure tells the migration's last lines", async () => {
    shop.sign("slow", "none");
    shop.configure("migrates", true);
    await shop.succeed("deploy");
    shop.sign("unmigratable", image("1.1.0"));

    const failure = await failed(image("1.1.0"));
    expect(failure).toContain("the migration failed: its container application ended with exit code 7");
    expect(failure).toMatch(/adding the column\n.*column is missing/);
  });

  it("that does is deployed afterwards, by the same command", async () => {
    shop.sign("unmigratable", "none");
    await shop.succeed("deploy", "--image", image("1.1.0"));

    expect((await shop.records())[0]).toMatchObject({ status: "succeeded", image: image("1.1.0") });
    expect(await requests.stop()).toMatchObject({ failures: [] });
  });
});
