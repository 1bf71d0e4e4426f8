import { createHash } from "node:crypto";
import { parse } from "yaml";
import type { AutomationContext } from "../../../automation/context";
import { isHeld } from "../../../automation/records/deployment-store";
import type { RunResult } from "../../../automation/engine/engine";
import { memoryTrail, MemoryTrailStore } from "../../automation/support/memory-trail";
import { fakeContext, MemoryFile } from "../../automation/support/context";
import { FakeAws, revision } from "../../automation/support/fake-aws";
import { VirtualClock } from "../../automation/support/virtual-clock";
import { FakeEngine, type FakeRun, SUCCEEDED } from "../../automation/support/fake-engine";
import { alarmResource, serviceResource } from "../../automation/support/samples";
import { type Fault, type Image, MOST_TASKS } from "./commands";
import type { Settings } from "./model";
import { SERVICE } from "./perform";
import type { Product, Seen } from "./product";

/** What a configuration file says. */
interface Written {
  readonly image: string;
  readonly level: string;
  readonly min: number;
  readonly max: number;
}

/** A service of the file, with its bounds. */
interface Scaled {
  readonly scaling: { readonly minInstances: number; readonly maxInstances: number };
}

/** A program, an engine, ECS and CloudWatch in one, without time: what they do with one service. */
export class FakeProduct implements Product {
  readonly context: AutomationContext;
  private readonly engine = new FakeEngine();
  private readonly aws = new FakeAws();
  private readonly trail = new MemoryTrailStore();
  /** Task definitions by their revision, from 1. */
  private readonly definitions: Written[] = [];
  /** The revision that ECS runs. */
  private runs = 0;
  /** The revision that the state names. */
  private named = 0;
  private fault: Fault | undefined;
  private abort = new AbortController();
  private release: (() => Promise<void>) | undefined;

  constructor(first: Settings) {
    this.aws.counts = { desiredCount: first.min, runningCount: first.min, pendingCount: 0 };
    this.aws.targets = Array.from({ length: MOST_TASKS }, () => "healthy");
    this.aws.answers.set("DescribeScalableTargets", () => ({ ScalableTargets: [] }));
    this.aws.answers.set("UpdateService", ({ desiredCount }) => {
      const count = Number(desiredCount);
      this.aws.counts = { desiredCount: count, runningCount: count, pendingCount: 0 };
      return {};
    });
    this.engine.answer = (run) => this.answer(run);
    const fakes = fakeContext({
      engine: this.engine,
      aws: this.aws.clients(),
      audit: memoryTrail(this.trail),
      configurationFile: new MemoryFile(textOf(first)),
    });
    const images = { reasonNotToScan: () => "there is no registry" };
    this.context = { ...fakes, clock: new SteppingClock(), images };
  }

  readonly imageOf = (image: Image): string => `registry.example/shop:${image}`;

  readonly validate: Product["validate"] = (_environment, { settings }) => {
    const { bogus, services } = settings as { bogus?: string; services: [Scaled] };
    const [{ scaling }] = services;
    const problem = { key: "proofpix:services", reason: "minInstances is above maxInstances" };
    return [
      ...(bogus === undefined ? [] : [{ key: "proofpix:bogus", reason: "isn't known" }]),
      ...(scaling.minInstances > scaling.maxInstances ? [problem] : []),
    ];
  };

  async inject(fault: Fault): Promise<AbortSignal> {
    this.fault = fault;
    this.abort = new AbortController();
    if (fault === "throttled") this.aws.errors.push(...Array.from({ length: 3 }, throttled));
    if (fault === "unreachable") this.aws.errors.push(...Array.from({ length: 30 }, refusedConnection));
    if (fault === "claimed") {
      const claim = await this.context.store.claim("staging", "another", { host: "elsewhere", processId: 2 });
      if (isHeld(claim)) this.release = () => claim.release();
    }
    return this.abort.signal;
  }

  async clear(): Promise<void> {
    this.fault = undefined;
    this.aws.errors.length = 0;
    await this.release?.();
    this.release = undefined;
  }

  async look(): Promise<Seen> {
    const { desiredCount: desired, runningCount: running } = this.aws.counts;
    const { image = "", level = "" } = this.definitions[this.runs - 1] ?? {};
    const planned = this.changes(written(this.context.configurationFile.read())) ? ["the service"] : [];
    const isStateTrue = this.named === this.runs;
    const trail = await this.trail.content();
    return { image, level, desired, running, isStateTrue, pendingOperations: 0, planned, trail };
  }

  private answer({ kind, args }: FakeRun): RunResult {
    if (this.fault === "stack-locked") return { ...SUCCEEDED, succeeded: false, wasLocked: true };
    if (kind === "preview") return SUCCEEDED;
    if (kind === "refresh" || looksFirst(args)) this.name(this.runs);
    return kind === "refresh" ? SUCCEEDED : this.updated(this.wantedOf(args));
  }

  private wantedOf(args: FakeRun["args"]): Written {
    const text = "configurationText" in args ? args.configurationText : undefined;
    return written(text ?? this.context.configurationFile.read());
  }

  /** An update, as the provider and ECS carry it out. */
  private updated(wanted: Written): RunResult {
    if (!this.changes(wanted)) return this.done(wanted);
    if (this.takes("update-fails")) return failed("creating ECS Task Definition: ServerException");
    this.definitions.push(wanted);
    this.name(this.definitions.length);
    this.aws.deploymentId = `deployment-${this.definitions.length}`;
    const isRolledBack = wanted.image.includes(":broken") || this.takes("rolls-back");
    return isRolledBack ? this.rolledBack() : this.rolledOut(wanted);
  }

  private rolledBack(): RunResult {
    this.aws.deployment = { status: "ROLLBACK_SUCCESSFUL" };
    return failed("service deployment rolled back because the circuit breaker threshold was exceeded");
  }

  private rolledOut(wanted: Written): RunResult {
    this.aws.deployment = { status: "SUCCESSFUL" };
    this.run(this.definitions.length);
    if (this.takes("unhealthy")) this.aws.targets = ["unhealthy"];
    if (this.takes("alarm")) this.aws.alarms = [{ AlarmName: "errors", StateValue: "ALARM", AlarmActions: [] }];
    const done = this.done(wanted);
    if (!this.takes("cancelled")) return done;
    this.abort.abort();
    return failed("update canceled");
  }

  private done(wanted: Written): RunResult {
    const bounds = { [SERVICE]: { minInstances: wanted.min, maxInstances: wanted.max } };
    const digest = wanted.image.split("@")[1] ?? `sha256:${createHash("sha256").update(wanted.image).digest("hex")}`;
    this.engine.stackOutputs = {
      clusterName: "shop",
      serviceNames: { [SERVICE]: "web" },
      scalingAlarmNames: { [SERVICE]: [] },
      imageDigests: { [SERVICE]: digest },
      bounds,
    };
    return SUCCEEDED;
  }

  private changes({ image, level }: Written): boolean {
    const now = this.definitions[this.named - 1];
    return tagOf(now?.image) !== tagOf(image) || now?.level !== level;
  }

  private name(number: number): void {
    this.named = number;
    this.engine.state = [serviceResource(revision(number)), alarmResource("errors")];
  }

  /** Another revision runs: what was wrong with the one before is over. */
  private run(number: number): void {
    this.runs = number;
    this.aws.taskDefinition = revision(number);
    this.aws.targets = Array.from({ length: MOST_TASKS }, () => "healthy");
    this.aws.alarms = [];
  }

  /** Whether a fault waits, which is used up with that. */
  private takes(fault: Fault): boolean {
    if (this.fault !== fault) return false;
    this.fault = undefined;
    return true;
  }
}

/** A clock of which no two times are in one second, so that ids sort by time. */
class SteppingClock extends VirtualClock {
  private steps = 0;

  override timeOfDay(): Date {
    return new Date(super.now().getTime() + (this.steps += 1) * 1_000);
  }
}

function textOf({ image, level, min, max }: Settings): string {
  return [
    "config:",
    `  proofpix:image: registry.example/shop:${image}`,
    `  proofpix:services:`,
    `    - name: ${SERVICE}`,
    `      environment:`,
    `        LOG_LEVEL: ${level}`,
    `      scaling:`,
    `        minInstances: ${min}`,
    `        maxInstances: ${max}`,
    "",
  ].join("\n");
}

function written(text: string): Written {
  const { config } = parse(text) as {
    config: {
      "proofpix:image": string;
      "proofpix:services": [
        { environment: { LOG_LEVEL: string }; scaling: { minInstances: number; maxInstances: number } },
      ];
    };
  };
  const [{ environment, scaling }] = config["proofpix:services"];
  return {
    image: config["proofpix:image"],
    level: environment.LOG_LEVEL,
    min: scaling.minInstances,
    max: scaling.maxInstances,
  };
}

function looksFirst(args: FakeRun["args"]): boolean {
  return "refresh" in args && args.refresh === true;
}

function tagOf(image = ""): string {
  return image.replace(/@.*$/, "");
}

function failed(error: string): RunResult {
  return { ...SUCCEEDED, succeeded: false, errors: [error] };
}

function throttled(): Error {
  return Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
}

function refusedConnection(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}
