import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BucketDeploymentStore } from "../../../automation/records/bucket-deployment-store";
import { type DeploymentStore, isHeld } from "../../../automation/records/deployment-store";
import { FileDeploymentStore } from "../../../automation/records/file-deployment-store";
import type { Liveness } from "../../../automation/records/liveness";
import { temporaryDirectory } from "../../support/temporary-directory";
import { auditBucket } from "../support/audit-bucket";
import { deployed } from "../support/records";

const NOON = Date.parse("2026-11-30T12:00:00.000Z");
const [HERE, THERE] = [
  { host: "runner-1", processId: 11 },
  { host: "runner-2", processId: 22 },
];

/** One place for records, as several processes see it. */
interface Place {
  /** The store of a further process. */
  readonly open: () => DeploymentStore;
  /** Writes what is no record. Says how it is named. */
  readonly damage: (environment: string, name: string) => Promise<string>;
  /** The worker `HERE` dies, and what tells so comes to pass. */
  readonly die: () => void;
}

function inFiles(): Promise<Place> {
  const directory = temporaryDirectory();
  let isAlive = true;
  const liveness: Liveness = ({ worker }) => (isAlive || worker.host !== HERE.host ? "alive" : "dead");
  return Promise.resolve({
    open: () => new FileDeploymentStore({ directory, liveness }),
    damage: (environment, name) => {
      mkdirSync(join(directory, environment), { recursive: true });
      writeFileSync(join(directory, environment, name), "{");
      return Promise.resolve(join(directory, environment, name));
    },
    die: () => {
      isAlive = false;
    },
  });
}

async function inBucket(): Promise<Place> {
  const { bucket, client, write } = await auditBucket();
  let now = NOON;
  return {
    open: () =>
      new BucketDeploymentStore({
        ...{ client: client(), bucket, prefix: "records/", every: () => () => undefined },
        now: () => new Date(now),
      }),
    damage: async (environment, name) => {
      await write(`records/${environment}/${name}`, "{");
      return `s3://audit/records/${environment}/${name}`;
    },
    die: () => {
      now += 300_000;
    },
  };
}

describe.each([
  ["files", inFiles],
  ["a bucket", inBucket],
])("records in %s", (_, opened) => {
  it("are found, and listed with the newest first, each environment by itself", async () => {
    const { open } = await opened();
    const [one, other] = [open(), open()];
    for (const minute of [2, 1, 3]) await one.save(deployed(minute));
    await one.save(deployed(9, { environment: "staging-eu" }));

    expect(await other.list("staging")).toEqual({ records: [3, 2, 1].map((minute) => deployed(minute)), damaged: [] });
    expect(await other.find("staging", deployed(2).id)).toEqual(deployed(2));
    expect(await other.find("production", deployed(2).id)).toBeUndefined();
    expect(await other.list("production")).toEqual({ records: [], damaged: [] });
    expect(await other.environments()).toEqual(["staging", "staging-eu"]);
  });

  it("are written anew while a deployment goes on", async () => {
    const { open } = await opened();
    const [writer, reader] = [open(), open()];
    await writer.save(deployed(1, { status: "running" }));
    expect((await reader.list("staging")).records).toMatchObject([{ status: "running" }]);
    await writer.save(deployed(1));

    expect((await reader.list("staging")).records).toMatchObject([{ status: "succeeded" }]);
    expect(await reader.find("staging", deployed(1).id)).toMatchObject({ status: "succeeded" });
  });

  it("are written by another process that has read them", async () => {
    const { open } = await opened();
    const other = open();
    await open().save(deployed(1, { status: "running" }));
    await other.list("staging");
    await other.save(deployed(1, { status: "interrupted" }));

    expect(await open().find("staging", deployed(1).id)).toMatchObject({ status: "interrupted" });
  });

  it("that can't be read are named", async () => {
    const { open, damage } = await opened();
    const damaged = await damage("staging", "20261130-115900-0000.json");
    await open().save(deployed(1));

    expect(await open().list("staging")).toEqual({ records: [deployed(1)], damaged: [damaged] });
    expect(await open().find("staging", "20261130-115900-0000")).toBeUndefined();
  });

  it("are of an environment that one claims at a time", async () => {
    const { open } = await opened();
    const [one, other] = [open(), open()];
    const claim = await one.claim("staging", "d-1", HERE);
    const refused = await other.claim("staging", "d-2", THERE);

    expect(isHeld(claim)).toBe(true);
    expect(refused).toMatchObject({ heldBy: { environment: "staging", deployment: "d-1", worker: HERE } });
    expect(isHeld(await other.claim("production", "d-3", THERE))).toBe(true);
    if (isHeld(claim)) await claim.release();
    expect(isHeld(await other.claim("staging", "d-2", THERE))).toBe(true);
    expect(isHeld(await one.claim("staging", "d-4", HERE))).toBe(false);
  });

  it("are of an environment that one of many gets who claim it at once", async () => {
    const { open } = await opened();
    const claims = await Promise.all(["d-1", "d-2", "d-3", "d-4"].map((id) => open().claim("staging", id, HERE)));

    expect(claims.filter(isHeld)).toHaveLength(1);
  });

  it("are of an environment that one of many takes over whose worker has died", async () => {
    const { open, die } = await opened();
    await open().claim("staging", "d-1", HERE);
    die();
    const claims = await Promise.all(["d-2", "d-3", "d-4"].map((id) => open().claim("staging", id, THERE)));

    expect(claims.filter(isHeld)).toHaveLength(1);
  });
});
