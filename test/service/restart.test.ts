import { hostname } from "node:os";
import { join } from "node:path";
import { RunStore } from "../../service/runs/run-store";
import { openDatabase } from "../../service/store/open";
import { deployed } from "../automation/support/records";
import { temporaryDirectory } from "../support/temporary-directory";
import { startedWorld } from "./support/service-world";

/** No process has this id: they end at 4,194,304 (proc(5), "pid_max"). */
const DEAD = { host: hostname(), processId: 4_194_305 };

/** A database in which a process that died left a deployment. */
async function leftBehind(id: string, worker = DEAD): Promise<string> {
  const place = join(temporaryDirectory(), "service.sqlite");
  const database = await openDatabase(place);
  await new RunStore(database).accept(
    {
      ...{ id, environment: "staging", kind: "deploy", request: {}, worker },
      requestedBy: { who: "alice", from: "workstation" },
      acceptedAt: new Date().toISOString(),
    },
    undefined,
  );
  await database.close();
  return place;
}

describe("after the death of the service", () => {
  it("a deployment that never began is interrupted, and doesn't run", async () => {
    const world = await startedWorld({ database: await leftBehind("20261130-130000-0000") });
    const { body } = await world.get("/api/deployment/deployments/20261130-130000-0000");

    expect(body).toMatchObject({ status: "interrupted" });
    expect(world.context.engine.kinds()).not.toContain("update");
    await world.service.close();
  });

  it("a deployment that ended meanwhile has the end that its record tells", async () => {
    const ended = deployed(5, { status: "rolled-back", failure: "it was bad" });
    const world = await startedWorld({ database: await leftBehind(ended.id), records: [ended, deployed(1)] });

    expect((await world.get(`/api/deployment/deployments/${ended.id}`)).body).toMatchObject({ status: "rolled-back" });
    await world.service.close();
  });

  it("another deployment may begin", async () => {
    const world = await startedWorld({ database: await leftBehind("20261130-130000-0000") });
    const { status, body } = await world.post("/api/deployment/deploy", { environment: "staging" });

    expect(status).toBe(202);
    expect(await world.ended(body.id)).toMatchObject({ status: "succeeded" });
    await world.service.close();
  });

  it("what another instance works on goes on", async () => {
    const other = { host: "another", processId: 1 };
    const world = await startedWorld({ database: await leftBehind("20261130-130000-0000", other) });
    const { status, body } = await world.post("/api/deployment/deploy", { environment: "staging" });

    expect([status, body.running]).toEqual([409, "20261130-130000-0000"]);
    await world.service.close();
  });
});

describe("the end of the service", () => {
  it("waits for what is in flight", async () => {
    const database = join(temporaryDirectory(), "service.sqlite");
    const world = await startedWorld({ database });
    world.gate.shut();
    const { body } = await world.post("/api/deployment/deploy", { environment: "staging" });
    const closed = world.service.close();
    world.gate.open();
    await closed;
    const again = await openDatabase(database);

    expect((await new RunStore(again).find(body.id))?.endedAt).toBeDefined();
    await again.close();
  });
});
