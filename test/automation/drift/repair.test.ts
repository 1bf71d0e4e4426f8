import { findDrift } from "../../../automation/drift/find";
import { repairDrift } from "../../../automation/drift/repair";
import type { DeploymentRequest } from "../../../automation/pipeline/request";
import { fakeContext, MemoryFile } from "../support/context";
import { FakeEngine, SUCCEEDED } from "../support/fake-engine";
import { record } from "../support/history-samples";
import { MemoryStore } from "../support/memory-store";

const DEPLOYED = "config:\n  proofpix:image: one\n";

function contextOf(text: string) {
  const configuration = { text: DEPLOYED, digest: "" };
  const store = new MemoryStore(record({ id: "20261101-120000-0001", configuration }));
  return fakeContext({ store, configurationFile: new MemoryFile(text) });
}

describe("repairDrift", () => {
  it("deploys what is deployed, with a look in the cloud first", async () => {
    const asked: DeploymentRequest[] = [];
    const deploy = (request: DeploymentRequest) => {
      asked.push(request);
      return Promise.resolve(record({ id: "20261130-120000-0002", kind: "repair" }));
    };

    await repairDrift({ reason: "undo it" }, deploy, contextOf(`# a comment more\n${DEPLOYED}`));

    expect(asked).toEqual([{ kind: "repair", refresh: true, reason: "undo it" }]);
  });

  it("refuses while the configuration file has changes that nobody deployed, naming them", async () => {
    const deploy = () => Promise.reject(new Error("deployed"));

    await expect(repairDrift({}, deploy, contextOf(DEPLOYED.replace("one", "two")))).rejects.toMatchObject({
      code: "configuration-invalid",
      isRefusal: true,
      message: "Pulumi.staging.yaml has changes that 20261101-120000-0001 didn't deploy: proofpix:image",
    });
  });
});

describe("findDrift", () => {
  it("only previews the refresh", async () => {
    const context = fakeContext();

    const checkedAt = context.clock.timeOfDay().toISOString();

    expect(await findDrift(context)).toEqual({ checkedAt, drifted: [] });
    expect(context.engine.runs).toMatchObject([{ kind: "refresh", args: { previewOnly: true } }]);
  });

  it.each([
    [{ wasLocked: true }, "stack-locked", "another run works on staging"],
    [{ errors: ["no credentials"] }, "cloud-unreachable", "the engine couldn't look everywhere:\n  no credentials"],
  ])("fails where the engine did: %j", async (result, code, message) => {
    const engine = new FakeEngine();
    engine.answer = () => ({ ...SUCCEEDED, succeeded: false, ...result });

    await expect(findDrift(fakeContext({ engine }))).rejects.toMatchObject({ code, message });
  });
});
