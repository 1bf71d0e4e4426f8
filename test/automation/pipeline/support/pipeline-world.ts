import type { RunResult } from "../../../../automation/engine/engine";
import type { Operation } from "../../../../automation/engine/operation";
import type { ImageBuilder } from "../../../../automation/images";
import type { RunProgram } from "../../../../automation/images/docker/run-program";
import type { DeploymentRecord } from "../../../../automation/model/deployment";
import type { DeploymentRequest } from "../../../../automation/pipeline/request";
import { fakeContext, MemoryFile } from "../../support/context";
import { FakeAws, revision } from "../../support/fake-aws";
import { type FakeRun, SUCCEEDED } from "../../support/fake-engine";
import { memoryTrail, MemoryTrailStore } from "../../support/memory-trail";
import { MemoryStore } from "../../support/memory-store";
import { deployed, updated } from "../../support/records";
import { alarmResource, serviceResource } from "../../support/samples";

export const REPOSITORY = "registry.example/shop";
export const DIGEST = `sha256:${"a".repeat(64)}`;
export const BEFORE = deployed(1).configuration?.text ?? "";
export const BUILD: DeploymentRequest = {
  build: { source: { directory: "." }, repositoryUrl: REPOSITORY, tag: "2" },
  reason: "the new export",
};

/** Where something goes wrong; by default nothing does. */
export interface Faults {
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
export function setUp(faults: Faults = {}, records: readonly DeploymentRecord[] = [deployed(1)]) {
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

export function operation(more: Partial<Operation>): Operation {
  const [type, kind, state] = ["aws:ecs/service:Service", "update", "done"] as const;
  const none = { changes: [], replacedBy: [], isProtected: false, at: 1_764_000_000 };
  return { urn: `urn:pulumi:staging::proofpix::${type}::web`, type, kind, state, ...none, ...more };
}

export const FAILED_UPDATE = { succeeded: false, errors: ["InvalidParameterException: no"] };
export const SERVICE_FAILS = { ...FAILED_UPDATE, operations: [operation({ state: "failed" })] };

/** A return repairs what was wrong. */
export function repaired(faults: Faults): Faults {
  return {
    ...faults,
    onReturn: (aws) => {
      aws.taskDefinition = revision(2);
      aws.alarms = [];
    },
  };
}
