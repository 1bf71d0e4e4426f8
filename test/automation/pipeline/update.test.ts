import type { Operation } from "../../../automation/engine/operation";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { DeploymentProblem } from "../../../automation/model/problem";
import { deploy } from "../../../automation/pipeline/deploy";
import { fakeContext, MemoryFile } from "../support/context";
import { FakeEngine, SUCCEEDED } from "../support/fake-engine";

const BEFORE = "config:\n  proofpix:image: registry.example/shop:1\n";
const HOLDER = "created by colleague@workstation (pid 4711) at 2026-11-30T12:59:01Z";

function operation(type: string, state: Operation["state"]): Operation {
  const urn = `urn:pulumi:staging::proofpix::${type}::shop`;
  return { urn, type, kind: "update", state, changes: [], replacedBy: [], isProtected: false, at: 1 };
}

function contextWith(engine: FakeEngine) {
  const images = { reasonNotToScan: () => "nothing is scanned here" };
  return fakeContext({ engine, images, configurationFile: new MemoryFile(BEFORE) });
}

describe("an update", () => {
  it("that another engine keeps away is refused, and leaves the file and the record as if it had never been", async () => {
    const engine = new FakeEngine();
    engine.answer = ({ kind }) =>
      kind === "update" ? { ...SUCCEEDED, succeeded: false, wasLocked: true, errors: [HOLDER] } : SUCCEEDED;
    engine.update = function (args) {
      return Promise.resolve(this.answer({ kind: "update", args })); // it leaves nothing in the history
    };
    const context = contextWith(engine);
    const record = await deploy({ image: "registry.example/shop:2" }, context);

    expect(record).toMatchObject({ status: "refused" });
    expect(record.failure).toContain(
      "another run works on the stack staging: process 4711 of colleague on workstation",
    );
    expect(record).not.toHaveProperty("updateVersion");
    expect(context.configurationFile.text).toBe(BEFORE);
    expect((await context.store.list("staging")).records).toHaveLength(1);
  });

  it("that can't begin at all ends its steps", async () => {
    const engine = new FakeEngine();
    engine.update = () => Promise.reject(new DeploymentProblem("update-failed", "there is no engine", "Install it."));
    const record = await deploy({ rollsBack: false }, contextWith(engine));

    expect(record.status).toBe("failed");
    expect(record.steps.at(-1)).toMatchObject({ name: "update-infrastructure", outcome: "failed" });
  });

  it("records a step as soon as it begins, so that a run that dies in it tells so", async () => {
    const engine = new FakeEngine();
    const seen: (readonly string[])[] = [];
    const context = contextWith(engine);
    engine.update = async ({ onReport }) => {
      for (const type of ["aws:sqs/queue:Queue", "aws:ecs/service:Service"]) {
        onReport({ kind: "operation", operation: operation(type, "started") });
        await new Promise(setImmediate);
        const [record] = (await context.store.list("staging")).records;
        seen.push(underWay(record));
      }
      return SUCCEEDED;
    };
    await deploy({ rollsBack: false }, context);

    expect(seen).toEqual([["update-infrastructure"], ["update-infrastructure", "deploy-application"]]);
  });
});

function underWay(record: DeploymentRecord | undefined): string[] {
  return (record?.steps ?? []).filter(({ outcome }) => outcome === undefined).map(({ name }) => name);
}
