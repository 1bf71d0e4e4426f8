import type { RunResult } from "../../../automation/engine/engine";
import type { Operation } from "../../../automation/engine/operation";
import type { ImageBuilder } from "../../../automation/images";
import type { RunProgram } from "../../../automation/images/docker/run-program";
import type { DeploymentRecord, DeploymentStatus } from "../../../automation/model/deployment";
import { exitCodeOf } from "../../../automation/model/event";
import type { StepName, StepOutcome } from "../../../automation/model/step";
import { deploy } from "../../../automation/pipeline/deploy";
import type { DeploymentRequest } from "../../../automation/pipeline/request";
import { fakeContext, MemoryFile } from "../support/context";
import { FakeAws, revision } from "../support/fake-aws";
import { type FakeRun, SUCCEEDED } from "../support/fake-engine";
import { memoryTrail, MemoryTrailStore } from "../support/memory-trail";
import { MemoryStore } from "../support/memory-store";
import { deployed, updated } from "../support/records";
import { alarmResource, serviceResource } from "../support/samples";

const REPOSITORY = "registry.example/shop";
const DIGEST = `sha256:${"a".repeat(64)}`;
const BEFORE = deployed(1).configuration?.text ?? "";
const BUILD: DeploymentRequest = {
  build: { source: { directory: "." }, repositoryUrl: REPOSITORY, tag: "2" },
  reason: "the new export",
};

/** Where something goes wrong; by default nothing does. */
interface Faults {
  readonly preview?: Partial<RunResult>;
  readonly update?: Partial<RunResult>;
  readonly build?: Error;
  readonly push?: Error;
  /** Severity of what Trivy finds in the image. */
  readonly finding?: string;
  /** What happens to AWS by an update that isn't a return. */
  readonly onUpdate?: (aws: FakeAws, world: World) => void;
  readonly onReturn?: (aws: FakeAws) => void;
}

type World = ReturnType<typeof setUp>;

/** An environment with one verified deployment, unless a test says otherwise. */
function setUp(faults: Faults = {}, records: readonly DeploymentRecord[] = [deployed(1)]) {
  const aws = new FakeAws();
  const trail = new MemoryTrailStore();
  const cancel = new AbortController();
  const context = fakeContext({
    aws: aws.clients(),
    audit: memoryTrail(trail),
    store: new MemoryStore(...records),
    configurationFile: new MemoryFile(BEFORE),
    images: imagesOf(faults),
    signal: cancel.signal,
  });
  const { engine } = context;
  engine.state = [serviceResource(), alarmResource("errors")];
  engine.updates = records.flatMap(({ updateVersion }) => (updateVersion === undefined ? [] : updated(updateVersion)));
  const world = { aws, context, trail, cancel };
  engine.answer = (run) => answerOf(run, faults, world);
  return world;
}

function imagesOf({ build, push, finding }: Faults) {
  let isPushed = false;
  const builder: ImageBuilder = {
    build: () => (build === undefined ? Promise.resolve(DIGEST) : Promise.reject(build)),
    push: () => {
      isPushed = true;
      return push === undefined ? Promise.resolve(DIGEST) : Promise.reject(push);
    },
  };
  const registry = {
    digestOf: () => Promise.resolve(isPushed ? DIGEST : undefined),
    configurationDigestOf: () => Promise.resolve(undefined),
  };
  const vulnerability = { VulnerabilityID: "CVE-2026-1", PkgName: "curl", InstalledVersion: "7", FixedVersion: "8" };
  const vulnerabilities = finding === undefined ? [] : [{ ...vulnerability, Severity: finding }];
  const output = JSON.stringify({ Results: [{ Vulnerabilities: vulnerabilities }] });
  const run: RunProgram = () => Promise.resolve({ code: 0, output, lastLines: [] });
  return { build: { builder }, push: { builder, registry }, scan: { run } };
}

function answerOf({ kind, args }: FakeRun, faults: Faults, world: { readonly aws: FakeAws }): RunResult {
  if (kind === "refresh") return SUCCEEDED;
  if (kind === "preview") return { ...SUCCEEDED, ...faults.preview };
  if (args.message?.startsWith("rollback") === true) {
    faults.onReturn?.(world.aws);
    return SUCCEEDED;
  }
  faults.onUpdate?.(world.aws, world as World);
  return { ...SUCCEEDED, ...faults.update };
}

function operation(more: Partial<Operation>): Operation {
  const [type, kind, state] = ["aws:ecs/service:Service", "update", "done"] as const;
  const none = { changes: [], replacedBy: [], isProtected: false, at: 1_764_000_000 };
  return { urn: `urn:pulumi:staging::proofpix::${type}::web`, type, kind, state, ...none, ...more };
}

/** The steps of a record, in the order in which they ended, with their outcomes. */
function outcomes({ steps }: DeploymentRecord): [StepName, StepOutcome | undefined][] {
  return steps.map(({ name, outcome }) => [name, outcome]);
}

const UNTIL_PUSH = [
  ["build-image", "succeeded"],
  ["push-image", "succeeded"],
  ["validate-configuration", "succeeded"],
] as const;
const FAILED_UPDATE = { succeeded: false, errors: ["InvalidParameterException: no"] };
const SERVICE_FAILS = { ...FAILED_UPDATE, operations: [operation({ state: "failed" })] };

interface Expected {
  readonly status: DeploymentStatus;
  /** Steps that were begun, with their outcomes; all others weren't. */
  readonly steps: readonly (readonly [StepName, StepOutcome])[];
  readonly failure: string;
  readonly isReturned: boolean;
}

const BEFORE_ANYTHING_CHANGED: readonly [string, Faults, Expected][] = [
  [
    "an invalid configuration",
    { preview: { succeeded: false, errors: ["services[0].cpu is 3"] } },
    { status: "refused", steps: [["validate-configuration", "failed"]], failure: "cpu is 3", isReturned: false },
  ],
  [
    "a violated policy",
    { preview: { succeeded: false, violations: ["encryption: the bucket isn't encrypted"] } },
    { status: "refused", steps: [["validate-configuration", "failed"]], failure: "encryption", isReturned: false },
  ],
  [
    "a deletion of what holds data",
    { preview: { operations: [operation({ kind: "delete", type: "aws:rds/instance:Instance", state: "planned" })] } },
    { status: "refused", steps: [["validate-configuration", "failed"]], failure: "would destroy", isReturned: false },
  ],
  [
    "a lock that another run holds at the preview",
    { preview: { succeeded: false, wasLocked: true } },
    { status: "refused", steps: [["validate-configuration", "failed"]], failure: "another run", isReturned: false },
  ],
  [
    "a build that fails",
    { build: new Error("COPY failed") },
    {
      status: "failed",
      steps: [
        ["validate-configuration", "succeeded"],
        ["build-image", "failed"],
      ],
      failure: "COPY failed",
      isReturned: false,
    },
  ],
  [
    "a push that fails",
    { push: new Error("denied by the registry") },
    {
      status: "failed",
      steps: [
        ["validate-configuration", "succeeded"],
        ["build-image", "succeeded"],
        ["push-image", "failed"],
      ],
      failure: "denied by the registry",
      isReturned: false,
    },
  ],
  [
    "an image that the scan refuses",
    { finding: "CRITICAL" },
    {
      status: "refused",
      steps: [
        ["validate-configuration", "succeeded"],
        ["build-image", "failed"],
      ],
      failure: "CVE-2026-1",
      isReturned: false,
    },
  ],
  [
    "a lock that another run holds at the update",
    {
      update: {
        succeeded: false,
        wasLocked: true,
        errors: ["the stack is currently locked by 1 lock(s).\n  a: created by ada@ci (pid 7) at 2026-11-30T13:00:00Z"],
      },
    },
    {
      status: "refused",
      steps: [...UNTIL_PUSH, ["update-infrastructure", "failed"]],
      failure: "process 7 of ada on ci, since 2026-11-30T13:00:00Z",
      isReturned: false,
    },
  ],
];

const AFTER_SOMETHING_CHANGED: readonly [string, Faults, Expected][] = [
  [
    "an update that fails in its infrastructure",
    { update: { ...FAILED_UPDATE, operations: [operation({ type: "aws:s3/bucket:Bucket", state: "failed" })] } },
    {
      status: "rolled-back",
      steps: [
        ...UNTIL_PUSH,
        ["update-infrastructure", "failed"],
        ["deploy-application", "skipped"],
        ["shift-traffic", "skipped"],
      ],
      failure: "InvalidParameterException",
      isReturned: true,
    },
  ],
  [
    "a service that fails",
    { update: SERVICE_FAILS },
    {
      status: "rolled-back",
      steps: [
        ...UNTIL_PUSH,
        ["update-infrastructure", "skipped"],
        ["deploy-application", "failed"],
        ["shift-traffic", "skipped"],
      ],
      failure: "InvalidParameterException",
      isReturned: true,
    },
  ],
  [
    "another revision than was asked for",
    {
      onUpdate: (aws) => {
        aws.taskDefinition = revision(1);
      },
    },
    {
      status: "rolled-back",
      steps: [
        ...UNTIL_PUSH,
        ["update-infrastructure", "skipped"],
        ["deploy-application", "skipped"],
        ["shift-traffic", "skipped"],
        ["verify-health", "failed"],
      ],
      failure: "runs web:1, and not web:2",
      isReturned: true,
    },
  ],
  [
    "an alarm that rings within the bake time",
    {
      onUpdate: (aws, { context }) => {
        context.clock.after(7, () => {
          aws.alarms = [{ AlarmName: "errors", StateValue: "ALARM", StateReason: "5 % of requests failed" }];
        });
      },
    },
    {
      status: "rolled-back",
      steps: [
        ...UNTIL_PUSH,
        ["update-infrastructure", "skipped"],
        ["deploy-application", "skipped"],
        ["shift-traffic", "skipped"],
        ["verify-health", "failed"],
      ],
      failure: "5 % of requests failed",
      isReturned: true,
    },
  ],
];

/** A return repairs what was wrong. */
function repaired(faults: Faults): Faults {
  return {
    ...faults,
    onReturn: (aws) => {
      aws.taskDefinition = revision(2);
      aws.alarms = [];
    },
  };
}

describe("a deployment in eight steps", () => {
  it("that goes well is verified, recorded and audited", async () => {
    const { context, trail } = setUp({ update: { operations: [operation({})] } });
    const record = await deploy(BUILD, context);

    expect(record).toMatchObject({
      status: "succeeded",
      image: `${REPOSITORY}@${DIGEST}`,
      updateVersion: 2,
      verification: { outcome: "verified", bakeSeconds: 30 },
    });
    expect(record.failure).toBeUndefined();
    expect(outcomes(record)).toEqual([
      ...UNTIL_PUSH,
      ["update-infrastructure", "skipped"],
      ["deploy-application", "succeeded"],
      ["shift-traffic", "skipped"],
      ["verify-health", "succeeded"],
      ["clean-up", "skipped"],
    ]);
    expect(context.configurationFile.text).toContain(DIGEST);
    expect(exitCodeOf(record.status)).toBe(0);
    expect(trail.entries.map(({ outcome }) => outcome)).toEqual(["started", "succeeded"]);
    expect(trail.entries[1]).toMatchObject({
      who: "developer",
      what: { action: "deploy", environment: "staging", deploymentId: record.id },
      details: { reason: "the new export" },
    });
  });

  it.each(BEFORE_ANYTHING_CHANGED)("is ended by %s, and changes nothing", async (_, faults, expected) => {
    const { context, trail } = setUp(faults);
    const record = await deploy(BUILD, context);

    expect(record.status).toBe(expected.status);
    expect(outcomes(record)).toEqual(expected.steps);
    expect(record.failure).toContain(expected.failure);
    expect(record.rolledBackBy).toBeUndefined();
    expect(record.updateVersion).toBeUndefined();
    expect(context.configurationFile.text).toBe(BEFORE);
    expect(context.engine.kinds()).not.toContain("refresh");
    expect(exitCodeOf(record.status)).toBe(expected.status === "refused" ? 3 : 1);
    expect(trail.entries.map(({ outcome }) => outcome)).toEqual(["started", expected.status]);
    expect(await context.store.find("staging", record.id)).toEqual(record);
  });

  it.each(AFTER_SOMETHING_CHANGED)("is rolled back after %s", async (_, faults, expected) => {
    const { context, trail } = setUp(repaired(faults));
    const record = await deploy(BUILD, context);
    const { records } = await context.store.list("staging");
    const rollback = records.find(({ kind }) => kind === "rollback");

    expect(record.status).toBe(expected.status);
    expect(outcomes(record)).toEqual(expected.steps);
    expect(record.failure).toContain(expected.failure);
    expect(record.rolledBackBy).toBe(rollback?.id);
    expect(rollback).toMatchObject({ status: "succeeded", returnsTo: deployed(1).id, reason: `${record.id} failed` });
    expect(rollback?.steps.at(-1)).toMatchObject({ name: "clean-up", outcome: "skipped" });
    expect(context.configurationFile.text).toBe(BEFORE);
    expect(exitCodeOf(record.status)).toBe(1);
    expect(trail.entries.map(({ what, outcome }) => `${what.action} ${outcome}`)).toEqual([
      "deploy started",
      "rollback started",
      "rollback succeeded",
      "deploy rolled-back",
    ]);
  });

  it("stays failed where the return fails, too, and says both", async () => {
    const record = await deploy(BUILD, setUp({ onUpdate: (aws) => (aws.taskDefinition = revision(1)) }).context);

    expect(record.status).toBe("failed");
    expect(record.rolledBackBy).toBeDefined();
    expect(record.failure).toContain(`The rollback to ${deployed(1).id} failed too`);
  });

  it("isn't rolled back where it is asked not to be", async () => {
    const { context } = setUp({ update: SERVICE_FAILS });
    const record = await deploy({ ...BUILD, rollsBack: false }, context);

    expect(record).toMatchObject({ status: "failed" });
    expect(record.rolledBackBy).toBeUndefined();
    expect(context.engine.kinds().filter((kind) => kind === "update")).toHaveLength(1);
  });

  it("says what to do where there is nothing to return to", async () => {
    const record = await deploy(BUILD, setUp({ update: SERVICE_FAILS }, []).context);

    expect(record.status).toBe("failed");
    expect(record.failure).toContain("there is nothing to return to");
    expect(record.failure).toContain("deploy again with this command");
  });

  it("succeeds though its clean-up fails, which is a warning", async () => {
    const { aws, context } = setUp();
    aws.answers.set("DescribeTargetGroups", () => {
      throw new Error("not authorized");
    });
    const record = await deploy(BUILD, context);

    expect(record.status).toBe("succeeded");
    expect(record.steps.at(-1)).toMatchObject({
      name: "clean-up",
      outcome: "failed",
      detail: "not all could be removed: target groups: not authorized\nnothing to remove",
    });
    expect(context.events).toContainEqual(expect.objectContaining({ code: "diagnostic", severity: "warning" }));
  });

  it("that is cancelled within the update stays as it is, for the next run to go on", async () => {
    const { context, trail } = setUp({
      update: FAILED_UPDATE,
      onUpdate: (_, { cancel }) => {
        cancel.abort();
      },
    });
    const record = await deploy(BUILD, context);

    expect(record.status).toBe("interrupted");
    expect(record.rolledBackBy).toBeUndefined();
    expect(trail.entries.at(-1)).toMatchObject({ outcome: "interrupted" });
  });

  it("is refused while another one runs", async () => {
    const { context } = setUp();
    await context.store.claim("staging", "20261130-115900-0001", { host: "other", processId: 7 });

    await expect(deploy(BUILD, context)).rejects.toMatchObject({
      code: "stack-locked",
      isRefusal: true,
      message: "deployment 20261130-115900-0001 of staging runs: process 7 on other",
    });
    expect((await context.store.list("staging")).records).toHaveLength(1);
  });
});

describe("a deployment whose process died", () => {
  const DEAD = deployed(2, {
    status: "running",
    steps: [
      {
        name: "validate-configuration",
        startedAt: "2026-11-30T12:02:00Z",
        endedAt: "2026-11-30T12:02:09Z",
        outcome: "succeeded",
      },
      { name: "update-infrastructure", startedAt: "2026-11-30T12:02:10Z" },
    ],
  });

  it("is recorded as interrupted by the next one, which looks in the cloud first", async () => {
    const { context, trail } = setUp({}, [deployed(1), DEAD]);
    const record = await deploy(BUILD, context);
    const found = await context.store.find("staging", DEAD.id);

    expect(found).toMatchObject({
      status: "interrupted",
      failure: "the process that worked on it ended: 1 on workstation",
      endedAt: "2026-11-30T13:00:00.000Z",
    });
    expect(found?.steps.map(({ outcome }) => outcome)).toEqual(["succeeded", "interrupted"]);
    expect(context.events[0]).toMatchObject({ code: "interrupted-deployment-found", record: { id: DEAD.id } });
    expect(trail.entries.map(({ what, outcome }) => [what.deploymentId, outcome])).toEqual([
      [DEAD.id, "interrupted"],
      [record.id, "started"],
      [record.id, "succeeded"],
    ]);
    expect(record.status).toBe("succeeded");
    expect(context.engine.runs.map(({ args }) => "refresh" in args && args.refresh)).toEqual([true, true, true]);
  });

  it("is no release to return to", async () => {
    const { context } = setUp(repaired({ update: SERVICE_FAILS }), [deployed(1), DEAD]);
    await deploy(BUILD, context);
    const { records } = await context.store.list("staging");

    expect(records.find(({ kind }) => kind === "rollback")).toMatchObject({ returnsTo: deployed(1).id });
  });
});

describe("a service whose last deployment failed with nothing to return to", () => {
  function givenUp(faults: Faults = {}) {
    const world = setUp(faults, [deployed(1, { status: "failed" })]);
    const { aws } = world;
    aws.deployment = { status: "ROLLBACK_FAILED" };
    aws.deploymentId = "first";
    aws.counts = { desiredCount: 2, runningCount: 0, pendingCount: 0 };
    aws.answers.set("UpdateService", () => {
      aws.deploymentId = "second";
      aws.deployment = { status: "IN_PROGRESS" };
      world.context.clock.after(60, () => {
        aws.deployment = { status: "SUCCESSFUL" };
        aws.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
      });
      return {};
    });
    return world;
  }

  it("is deployed again, though nothing of it changes", async () => {
    const { aws, context } = givenUp();
    const record = await deploy({}, context);

    expect(aws.requests.filter((each) => each === "UpdateService")).toHaveLength(1);
    expect(record.status).toBe("succeeded");
    expect(record.steps).toContainEqual(
      expect.objectContaining({
        name: "deploy-application",
        outcome: "succeeded",
        detail: "deployed again, unchanged: web",
      }),
    );
  });

  it("is left as it is where its user ends the run meanwhile", async () => {
    const { aws, context, cancel } = givenUp();
    aws.answers.set("UpdateService", () => {
      aws.deploymentId = "second";
      aws.deployment = { status: "IN_PROGRESS" };
      context.clock.after(60, () => {
        cancel.abort();
      });
      return {};
    });
    const record = await deploy({}, context);

    expect(record.status).toBe("interrupted");
    expect(context.engine.kinds().filter((kind) => kind === "update")).toHaveLength(1);
  });

  it("isn't where the update itself deploys it", async () => {
    const { aws, context } = givenUp({
      onUpdate: (changed) => {
        changed.deploymentId = "second";
        changed.deployment = { status: "SUCCESSFUL" };
        changed.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
      },
    });
    const record = await deploy({}, context);

    expect(aws.requests).not.toContain("UpdateService");
    expect(record.status).toBe("succeeded");
  });

  it("isn't where its tasks run", async () => {
    const { aws, context } = givenUp();
    aws.counts = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
    await deploy({}, context);

    expect(aws.requests).not.toContain("UpdateService");
  });
});
