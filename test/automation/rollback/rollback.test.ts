import type { HistoricUpdate } from "../../../automation/engine/engine";
import type { Operation } from "../../../automation/engine/operation";
import type { DeploymentRecord, Source } from "../../../automation/model/deployment";
import { deploy } from "../../../automation/pipeline/deploy";
import { type ReturnPreview, rollback, type RollbackRequest } from "../../../automation/rollback/rollback";
import { fakeContext, MemoryFile } from "../support/context";
import { FakeAws, revision } from "../support/fake-aws";
import { FakeEngine, type FakeRun, SUCCEEDED } from "../support/fake-engine";
import { MemoryStore } from "../support/memory-store";
import { COMMIT, deployed, updated } from "../support/records";
import { serviceResource } from "../support/samples";

const HERE: Source = { commit: COMMIT, isDirty: false };

interface Situation {
  readonly records?: readonly DeploymentRecord[];
  readonly updates?: readonly HistoricUpdate[];
  /** The program that is here. */
  readonly source?: Source;
  /** How runs of the engine end. */
  readonly answer?: (run: FakeRun) => typeof SUCCEEDED;
}

/** Three deployments, of which the last runs. */
function setUp({
  records = [1, 2, 3].map((minute) => deployed(minute)),
  updates = [3, 2, 1].map((version) => updated(version)),
  source = HERE,
  answer = () => SUCCEEDED,
}: Situation) {
  const aws = new FakeAws();
  const other = new FakeEngine();
  const commits: string[] = [];
  let isClosed = false;
  const [last] = records.slice(-1);
  const context = fakeContext({
    aws: aws.clients(),
    store: new MemoryStore(...records),
    configurationFile: new MemoryFile(last?.configuration?.text),
    source: () => Promise.resolve(source),
    programOf: (commit) => {
      commits.push(commit);
      const close = (): Promise<void> => {
        isClosed = true;
        return Promise.resolve();
      };
      return Promise.resolve({ engine: other, close });
    },
  });
  for (const engine of [context.engine, other]) {
    engine.state = [serviceResource()];
    engine.updates = [...updates];
    engine.answer = answer;
  }
  return {
    ...{ aws, context, other, commits },
    isClosed: () => isClosed,
    back: (request: Partial<RollbackRequest> = {}) => rollback({ destination: { steps: 1 }, ...request }, context),
  };
}

function operation(more: Partial<Operation>): Operation {
  const [type, kind, state] = ["aws:rds/instance:Instance", "delete", "planned"] as const;
  const none = { changes: [], replacedBy: [], isProtected: false, at: 0 };
  return {
    urn: "urn:pulumi:staging::proofpix::aws:rds/instance:Instance::database",
    type,
    kind,
    state,
    ...none,
    ...more,
  };
}

describe("rollback", () => {
  it("applies the configuration of before, verifies it, and writes the tracked file", async () => {
    const { back, context } = setUp({});
    const { record, returnedTo } = await back({ reason: "the new one is slow" });

    expect(returnedTo).toBe(deployed(2).id);
    expect(record).toMatchObject({
      kind: "rollback",
      status: "succeeded",
      returnsTo: deployed(2).id,
      reason: "the new one is slow",
      verification: { outcome: "verified" },
    });
    expect(context.configurationFile.text).toBe(deployed(2).configuration?.text);
    expect(context.events.filter(({ code }) => code === "configuration-written")).toHaveLength(1);
    expect(context.engine.kinds()).toEqual(["preview", "update"]);
  });

  it("compares the state with the checkpoint of that release", async () => {
    const { back, context } = setUp({});
    context.engine.checkpoints = { 2: [serviceResource(revision(1))] };
    const { differences, record } = await back();

    expect(differences).toEqual([{ urn: serviceResource().urn, path: "taskDefinition" }]);
    expect((await context.store.find("staging", record?.id ?? ""))?.differences).toEqual(differences);
  });

  it("has nothing to compare with where the backend keeps no checkpoints", async () => {
    expect((await setUp({}).back()).differences).toBeUndefined();
  });

  it("is rolled back itself by the next one", async () => {
    const { back } = setUp({});
    await back();

    expect((await back()).returnedTo).toBe(deployed(3).id);
  });

  it("shows what changes, and does nothing where that isn't confirmed", async () => {
    const { back, context } = setUp({
      answer: () => ({ ...SUCCEEDED, operations: [operation({})] }),
    });
    const previews: ReturnPreview[] = [];
    const confirm = (preview: ReturnPreview): Promise<boolean> => {
      previews.push(preview);
      return Promise.resolve(false);
    };

    expect(await back({ confirm })).toEqual({ returnedTo: deployed(2).id });
    expect(previews[0]?.destructive).toMatchObject([{ isAllowed: false }]);
    expect(context.engine.runs).toMatchObject([
      { kind: "preview", args: { configurationText: deployed(2).configuration?.text } },
    ]);
    expect(context.configurationFile.text).toBe(deployed(3).configuration?.text);
  });

  it.each([
    ["deletes what holds data", operation({})],
    ["replaces what holds data", operation({ kind: "replace" })],
    ["deletes what is protected", operation({ type: "aws:sqs/queue:Queue", isProtected: true })],
  ])("is refused where it %s that wasn't named", async (_what, planned) => {
    const { back, context } = setUp({ answer: () => ({ ...SUCCEEDED, operations: [planned] }) });
    const { record } = await back();

    expect(record).toMatchObject({ status: "refused" });
    expect(record?.failure).toContain("would destroy what holds data or is protected");
    expect(context.engine.kinds()).toEqual(["preview"]);
    expect(context.configurationFile.text).toBe(deployed(3).configuration?.text);
  });

  it.each(["database", operation({}).urn])("deletes what holds data where it is named: %s", async (name) => {
    const { back } = setUp({ answer: () => ({ ...SUCCEEDED, operations: [operation({})] }) });

    expect((await back({ mayDestroy: [name] })).record?.status).toBe("succeeded");
  });

  it("applies the program of that release's commit where it is another", async () => {
    const { back, context, other, commits, isClosed } = setUp({ source: { commit: "d".repeat(40), isDirty: false } });
    const { record } = await back();

    expect(commits).toEqual([COMMIT]);
    expect(other.runs.map(({ kind, args }) => [kind, "configurationText" in args && args.configurationText])).toEqual([
      ["preview", deployed(2).configuration?.text],
      ["update", deployed(2).configuration?.text],
    ]);
    expect(context.engine.runs).toEqual([]);
    expect(record?.source).toEqual({ commit: COMMIT, isDirty: false });
    expect(isClosed()).toBe(true);
  });

  it("applies the commit's program, too, where the one that is here was changed since", async () => {
    const { back, commits } = setUp({ source: { commit: COMMIT, isDirty: true } });
    await back();

    expect(commits).toEqual([COMMIT]);
  });

  const DIRTY = [deployed(1), deployed(2, { source: { commit: COMMIT, isDirty: true } }), deployed(3)];

  it("refuses a release from a tree with uncommitted changes, since nobody has its program", async () => {
    const { back, context } = setUp({ records: DIRTY });

    await expect(back()).rejects.toMatchObject({ code: "return-forbidden", isRefusal: true });
    expect(context.engine.runs).toEqual([]);
  });

  it("takes configuration and image alone of such a release, where that is asked for", async () => {
    const { back, context, commits } = setUp({ records: DIRTY });

    expect((await back({ configurationOnly: true })).record?.status).toBe("succeeded");
    expect(commits).toEqual([]);
    expect(context.configurationFile.text).toBe(deployed(2).configuration?.text);
  });

  it("is fast in an emergency: the program that is here, ten seconds of bake time, no question", async () => {
    const { back, commits } = setUp({ source: { commit: "d".repeat(40), isDirty: true } });
    const { record } = await back({ isEmergency: true, confirm: () => Promise.resolve(false) });

    expect(record).toMatchObject({ status: "succeeded", verification: { bakeSeconds: 10 } });
    expect(commits).toEqual([]);
  });

  it("takes configuration from Pulumi's history where there is no record", async () => {
    const configuration = { "proofpix:image": { value: "registry.example/shop:1" } };
    const updates = [updated(2), updated(1, { configuration })];
    const { back, context } = setUp({ records: [], updates });
    context.configurationFile.text = "config:\n  proofpix:image: registry.example/shop:2 # bad\n";

    expect((await back()).returnedTo).toBe("update 1");
    expect(context.configurationFile.text).toBe("config:\n  proofpix:image: registry.example/shop:1 # bad\n");
  });

  it("refuses secrets that can't be decrypted any more", async () => {
    const errors = ["failed to decrypt: cipher: message authentication failed"];
    const { back } = setUp({ answer: () => ({ ...SUCCEEDED, succeeded: false, errors }) });

    expect((await back()).record).toMatchObject({ status: "refused" });
    await expect(back({ confirm: () => Promise.resolve(true) })).rejects.toMatchObject({ code: "return-forbidden" });
  });

  it("refuses to pass a release whose migration can't be undone", async () => {
    const text = "config:\n  proofpix:services:\n    - name: web\n      migration:\n        irreversible: true\n";
    const configuration = { text, digest: "digest" };
    const { back } = setUp({ records: [deployed(1), deployed(2, { configuration }), deployed(3)] });

    await expect(back({ destination: { to: deployed(1).id } })).rejects.toMatchObject({
      code: "return-forbidden",
      message: expect.stringContaining(`would pass ${deployed(2).id} (web)`) as string,
    });
    expect((await back()).returnedTo).toBe(deployed(2).id);
  });

  it("ends as failed, and goes nowhere else, where what it applied isn't well", async () => {
    const { back, aws } = setUp({});
    aws.taskDefinition = revision(1);
    const { record, differences } = await back();

    expect(record).toMatchObject({ kind: "rollback", status: "failed" });
    expect(differences).toBeUndefined();
  });
});

describe("a deployment that fails", () => {
  const BAD = "config:\n  proofpix:image: registry.example/shop:bad\n";

  it("is rolled back to the last verified deployment", async () => {
    const { context, aws } = setUp({});
    aws.taskDefinition = revision(1);
    context.engine.answer = ({ args }) => {
      const isReturn = args.message?.startsWith("rollback") === true;
      if (isReturn) aws.taskDefinition = revision(2);
      return SUCCEEDED;
    };
    const record = await deploy({ configurationText: BAD }, context);
    const [rolledBack] = (await context.store.list("staging")).records.filter(({ kind }) => kind === "rollback");

    expect(record).toMatchObject({ status: "rolled-back", rolledBackBy: rolledBack?.id });
    expect(rolledBack).toMatchObject({ status: "succeeded", returnsTo: deployed(3).id });
    expect(context.configurationFile.text).toBe(deployed(3).configuration?.text);
  });

  it("has the state brought back to the truth first", async () => {
    const { context, aws } = setUp({
      answer: ({ kind }) => ({ ...SUCCEEDED, succeeded: kind !== "update", errors: ["rolled back"] }),
    });
    aws.taskDefinition = revision(1);
    await deploy({ configurationText: BAD }, context);

    expect(context.engine.kinds().slice(0, 4)).toEqual(["preview", "update", "refresh", "preview"]);
  });

  it("is left failed where there is nothing to return to", async () => {
    const { context, aws } = setUp({ records: [], updates: [] });
    aws.taskDefinition = revision(1);
    const record = await deploy({ configurationText: BAD }, context);

    expect(record.status).toBe("failed");
    expect(record.failure).toContain("Nothing was rolled back: there is nothing to return to");
  });

  it("is rolled back with the program that is here, where the release's own can't be had", async () => {
    const { context, aws } = setUp({ source: { commit: "d".repeat(40), isDirty: false } });
    aws.taskDefinition = revision(1);
    const shallow = { ...context, programOf: () => Promise.reject(new Error("the repository doesn't have it")) };
    const record = await deploy({ configurationText: BAD }, shallow);

    expect(record.rolledBackBy).toBeDefined();
    expect(context.events).toContainEqual({
      code: "diagnostic",
      severity: "warning",
      message:
        "the program of commit cccccccccccc can't be had: the repository doesn't have it; the one that is here is applied",
    });
  });
});
