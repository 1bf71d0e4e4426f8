import { approvalSubject } from "../../automation/approvals";
import { resource } from "../costs/support/stack";
import { startedWorld, type ServiceWorld } from "./support/service-world";

const SUBJECT = approvalSubject({
  environment: "staging",
  operations: [],
  imageDigests: {},
  configurationDigest: "a".repeat(64),
  source: { commit: "c".repeat(40), isDirty: false },
});
const ALICE = { who: "alice@example.com", from: "laptop" };

describe("what people ask the service", () => {
  let world: ServiceWorld;

  beforeEach(async () => {
    world = await startedWorld();
  });
  afterEach(() => world.service.close());

  it("approvals wait, are looked at, and given once", async () => {
    const { context, get, post } = world;
    const request = await context.approvals.request(SUBJECT, ALICE, "the new export");
    const path = `/api/deployment/approvals/${request.id}?environment=staging`;
    const { body: listed } = await get("/api/deployment/approvals?environment=staging");

    expect(listed.approvals.map(({ id }) => id)).toContain(request.id);
    expect((await get(path)).body).toMatchObject({ status: "pending", reason: "the new export" });
    const wrong = await post(path, { outcome: "approved", digest: "b".repeat(64) });
    expect([wrong.status, wrong.body.code]).toEqual([403, "approval-invalid"]);
    expect((await post(path, { outcome: "approved", digest: request.digest })).body.status).toBe("approved");
    const again = await post(path, { outcome: "rejected", digest: request.digest });
    expect([again.status, again.body.code]).toEqual([403, "approval-invalid"]);
    expect((await post(path, { outcome: "revoked" })).body.status).toBe("revoked");
  });

  it("the audit trail tells what was done, newest first, and that it is whole", async () => {
    const { post, ended, get } = world;
    const { body } = await post("/api/deployment/deploy", { environment: "staging" });
    await ended(body.id);
    const { body: trail } = await get("/api/deployment/audit?environment=staging&limit=1");

    expect(trail.entries).toMatchObject([{ what: { action: "deploy", deploymentId: body.id }, outcome: "succeeded" }]);
    const { body: older } = await get(`/api/deployment/audit?environment=staging&before=${trail.next ?? ""}`);
    expect(older.entries).toMatchObject([{ what: { action: "deploy" }, outcome: "started" }]);
    expect(older.next).toBeUndefined();
    expect((await get("/api/deployment/audit/verification?environment=staging")).body).toMatchObject({
      isIntact: true,
    });
  });

  it("a report tells what happened in a period", async () => {
    const { get } = world;
    const period = "from=2026-11-30T00:00:00Z&to=2026-12-01T00:00:00Z";
    const { body } = await get(`/api/deployment/reports?environment=staging&kind=deployments&${period}`);

    expect(body).toMatchObject({ environment: "staging", deployments: { total: 1, successRate: 1 } });
    expect(body).not.toHaveProperty("health");
    const text = await fetch(
      `${world.service.url}/api/deployment/reports?environment=staging&format=markdown&${period}`,
    );
    expect(text.headers.get("content-type")).toContain("text/markdown");
    expect(await text.text()).toContain("# staging, 2026-11-30T00:00:00.000Z to 2026-12-01T00:00:00.000Z");
  });

  it("a report tells what the environment costs", async () => {
    world.context.engine.state = [resource("aws:ec2/natGateway:NatGateway", "nat")];
    const { body } = await world.get("/api/deployment/reports?environment=staging&kind=cost");

    // Amazon VPC Pricing: $0.045 an hour in us-east-1, for 730 hours.
    expect(body).toMatchObject({ cost: { total: { min: 32.85, max: 32.85 } } });
  });

  it.each(["from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z", "from=yesterday", "kind=weather"])(
    "no report is about %s",
    async (query) => {
      const { status, body } = await world.get(`/api/deployment/reports?environment=staging&${query}`);

      expect([status, body.code]).toEqual([400, "request-invalid"]);
    },
  );

  it("nobody has looked for drift, or measured anything, yet", async () => {
    const { get } = world;

    expect((await get("/api/deployment/drift?environment=staging")).body).toEqual({ environment: "staging" });
    expect((await get("/api/deployment/metrics?environment=staging")).body).toEqual({
      environment: "staging",
      services: [],
    });
  });
});
