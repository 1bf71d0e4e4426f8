import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../../example-settings";

const PARTS = {
  database: { instanceClass: "db.t4g.small", storage: { size: "20Gi" } },
  cache: { nodeType: "cache.t4g.small" },
  queues: [{ name: "jobs", maxProcessingTime: "1m" }],
  secrets: [{ name: "own" }],
};
const REASON =
  "is a variable by which the service is told where a part of the environment is, as by uses, sendsTo or consumes; rename the secret's variable";

describe("variables that a service gets of the environment's parts", () => {
  it.each([
    ["DATABASE_HOST", { uses: ["database"] }],
    ["CACHE_SECRET_ARN", { uses: ["cache"] }],
    ["JOBS_QUEUE_URL", { sendsTo: ["jobs"] }],
  ])("are no names of secrets: %s", (variable, using) => {
    const services = [{ name: "enterprise", ...using, secrets: { [variable]: "own" } }];

    expect(refused({ ...PARTS, services })).toEqual({ [`proofpix:services[0].secrets.${variable}`]: REASON });
  });

  it("may be names of secrets where the service doesn't use the part", () => {
    const services = [{ name: "enterprise", secrets: { DATABASE_HOST: "own", CACHE_HOST: "own" } }];

    expect(() => parseConfiguration({ ...MINIMAL, ...PARTS, services }, "staging")).not.toThrow();
  });

  it("count among the bytes of a task definition, before any part exists", () => {
    const service = (length: number, uses: readonly string[]) => ({
      ...PARTS,
      services: [{ name: "enterprise", uses, environment: { LONG: "x".repeat(length) } }],
    });
    const told = refused(service(70_000, []))["proofpix:services[0].environment"] ?? "";
    const [, allowed = "", got = ""] = /about (\d+), got (\d+)/.exec(told) ?? [];
    const longest = 70_000 - (Number(got) - Number(allowed));

    expect(() => parseConfiguration({ ...MINIMAL, ...service(longest, []) }, "staging")).not.toThrow();
    expect(refused(service(longest, ["database"]))["proofpix:services[0].environment"]).toContain(
      "must be short enough for a task definition",
    );
  });
});
