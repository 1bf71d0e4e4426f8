import type { DeploymentRecord, DeploymentStatus } from "../../../automation/model/deployment";
import { exitCodeOf } from "../../../automation/model/event";
import type { StepName, StepOutcome } from "../../../automation/model/step";
import { deploy } from "../../../automation/pipeline/deploy";
import { revision } from "../support/fake-aws";
import { deployed } from "../support/records";
import {
  BEFORE,
  BUILD,
  DIGEST,
  FAILED_UPDATE,
  type Faults,
  operation,
  repaired,
  REPOSITORY,
  SERVICE_FAILS,
  setUp,
} from "./support/pipeline-world";

/** The steps of a record, in the order in which they ended, with their outcomes. */
function outcomes({ steps }: DeploymentRecord): [StepName, StepOutcome | undefined][] {
  return steps.map(({ name, outcome }) => [name, outcome]);
}

const UNTIL_PUSH = [
  ["build-image", "succeeded"],
  ["push-image", "succeeded"],
  ["validate-configuration", "succeeded"],
] as const;

/** Nothing changes, and what runs isn't well. */
const UNTIL_VERIFICATION = [
  ...UNTIL_PUSH,
  ["update-infrastructure", "skipped"],
  ["deploy-application", "skipped"],
  ["shift-traffic", "skipped"],
  ["verify-health", "failed"],
] as const;
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
      steps: UNTIL_VERIFICATION,
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
      steps: UNTIL_VERIFICATION,
      failure: "5 % of requests failed",
      isReturned: true,
    },
  ],
];

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
      message: expect.stringContaining("20261130-115900-0001, process 7 on other") as string,
    });
    expect((await context.store.list("staging")).records).toHaveLength(1);
  });
});
