import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHeld } from "../../../automation/records/deployment-store";
import { auditBucketIn } from "../../../cli/deployments/audit-bucket";
import { keptFor } from "../../../cli/deployments/kept-for";
import { auditBucket } from "../../automation/support/audit-bucket";
import { deployed } from "../../automation/support/records";
import { sampleEvent } from "../../automation/audit/samples";
import { temporaryDirectory } from "../../support/temporary-directory";

const WORKER = { host: "runner-1", processId: 11 };

/** The checkout of a machine. */
function checkout(): string {
  const root = temporaryDirectory();
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: proofpix\nruntime: nodejs\n");
  writeFileSync(join(root, "Pulumi.staging.yaml"), "config:\n  proofpix:region: eu-west-1\n");
  return root;
}

function setEnvironment(variables: Readonly<Record<string, string>>): void {
  delete process.env.PROOFPIX_AUDIT_BUCKET;
  Object.assign(process.env, variables);
}

/** The variables of a shell with credentials. */
async function shell(): Promise<void> {
  const { url, bucket } = await auditBucket();
  const credentials = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  setEnvironment({ AWS_ENDPOINT_URL: url, PROOFPIX_AUDIT_BUCKET: bucket, ...credentials });
}

describe("what is kept of an environment", () => {
  it("on AWS is one history for all machines, with one claim and one trail", async () => {
    await shell();
    const [one, other] = [await keptFor(checkout(), "staging", true), await keptFor(checkout(), "staging", true)];
    await one.store.save(deployed(1));
    await one.store.claim("staging", "d-1", WORKER);
    await one.audit.append(sampleEvent({ outcome: "started" }));
    await other.audit.append(sampleEvent());

    expect((await other.store.list("staging")).records).toEqual([deployed(1)]);
    expect(isHeld(await other.store.claim("staging", "d-2", WORKER))).toBe(false);
    expect(await one.audit.verify()).toMatchObject({ entries: 2, findings: [] });
    expect(await other.approvals.pending("staging")).toEqual([]);
  });

  it("on AWS has a trail of its own", async () => {
    await shell();

    await expect(keptFor(checkout(), undefined, true)).rejects.toThrow("--environment is missing");
    await expect(keptFor(checkout(), "production", true)).rejects.toThrow(/there is no .*Pulumi\.production\.yaml/);
  });

  it.each([true, false])("stays on this machine where that is said, with AWS %s", async (isAws) => {
    setEnvironment(isAws ? { PROOFPIX_AUDIT_BUCKET: "none" } : {});
    const root = checkout();
    await (await keptFor(root, "staging", isAws)).store.save(deployed(1));

    expect((await (await keptFor(root, undefined, isAws)).store.list("staging")).records).toEqual([deployed(1)]);
    expect((await (await keptFor(checkout(), "staging", isAws)).store.list("staging")).records).toEqual([]);
  });
});

describe("the bucket", () => {
  it.each([
    ["proofpix-bootstrap-audit-bucket-1a2b3c4", "proofpix-bootstrap-audit-bucket-1a2b3c4"],
    ["none", undefined],
  ])("named %s is %s", (named, bucket) => {
    expect(auditBucketIn({ PROOFPIX_AUDIT_BUCKET: named })).toBe(bucket);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["nobody names", {}, /^PROOFPIX_AUDIT_BUCKET isn't set/],
    ["an empty variable names", { PROOFPIX_AUDIT_BUCKET: "" }, /^PROOFPIX_AUDIT_BUCKET isn't set/],
    ["an address names", { PROOFPIX_AUDIT_BUCKET: "s3://audit" }, /names no bucket: "s3:\/\/audit"/],
  ])("that %s is refused", (_, variables, problem) => {
    expect(() => auditBucketIn(variables)).toThrow(problem);
  });
});
