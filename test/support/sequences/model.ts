import type { DeploymentKind, DeploymentStatus } from "../../../automation/model/deployment";
import type { ProblemCode } from "../../../automation/model/problem";
import type { Command, Fault, Image, Level } from "./commands";

/** What can be set of the service. */
export interface Settings {
  readonly image: Image;
  readonly level: Level;
  readonly min: number;
  readonly max: number;
}

/** How a command ends: the status of its record, or the problem with which it is refused without one. */
export type Outcome = DeploymentStatus | ProblemCode | "unchanged";

/** A record that a command leaves. */
export interface ModelRecord {
  readonly kind: DeploymentKind;
  readonly status: DeploymentStatus;
}

/** A state to which one can return. States of one origin are one state, whatever was between them. */
interface State {
  readonly origin: number;
  readonly settings: Settings;
  /** Whether the configuration names the image by its digest, as it does after a return. */
  readonly isPinned: boolean;
}

/** What an environment is to be like after commands: a plain account of what the runbooks promise. */
export class Model {
  /** What the configuration file says. */
  file: Settings;
  /** What runs. */
  runs: Settings;
  count: number;
  readonly records: ModelRecord[] = [];
  private isPinned = false;
  private isVerified = true;
  /** Whether targets of what runs are unhealthy, and stay so: an alarm that rings already counts for nothing. */
  private isSick = false;
  private origins = 0;
  private readonly states: State[];

  /** @param first what was deployed first, and verified. */
  constructor(first: Settings, count: number) {
    this.file = first;
    this.runs = first;
    this.count = count;
    this.states = [{ origin: 0, settings: first, isPinned: false }];
  }

  /** Whether a preview finds nothing to do. */
  get isApplied(): boolean {
    return isSame(this.runs, this.file);
  }

  /** Carries a command out, and tells how it ends. */
  apply(command: Command): Outcome {
    switch (command.kind) {
      case "deploy":
        return this.deployed("deploy", { ...this.file, image: command.image }, false, command.fault);
      case "configure":
        if (command.level === this.file.level) return "unchanged";
        return this.deployed("configure", { ...this.file, level: command.level }, this.isPinned, command.fault);
      case "configure-nonsense":
        return "configuration-invalid";
      case "scale":
        return this.scaled(command.count);
      case "bounds":
        return this.bounded(command.min, command.max);
      case "roll-back":
        return this.returned(command.steps, command.fault);
    }
  }

  private scaled(count: number): Outcome {
    if (count < this.runs.min || count > this.runs.max) return "out-of-bounds";
    this.count = count;
    return this.recorded("scale", "succeeded");
  }

  private bounded(min: number, max: number): Outcome {
    if (min > max) return "configuration-invalid";
    if (min === this.file.min && max === this.file.max) return "unchanged";
    const outcome = this.deployed("scale", { ...this.file, min, max }, this.isPinned);
    const within = Math.min(Math.max(this.count, min), max);
    if (outcome === "succeeded" && within !== this.count) this.scaled(within);
    return outcome;
  }

  private returned(steps: number, fault: Fault | undefined): Outcome {
    const target = this.states.at(this.isVerified ? -1 - steps : -steps);
    if (target === undefined) return "nothing-to-return-to";
    return this.deployed("rollback", target.settings, true, fault, target.origin);
  }

  private deployed(
    kind: DeploymentKind,
    settings: Settings,
    isPinned: boolean,
    fault?: Fault,
    origin = (this.origins += 1),
  ): Outcome {
    if (fault === "claimed") return "stack-locked";
    if (fault === "stack-locked") return this.recorded(kind, "refused");
    if (fault === "unreachable") return this.recorded(kind, "failed");
    const state = { origin, settings, isPinned };
    const isOther = !isSameDefinition(settings, this.runs);
    this.file = settings;
    this.isPinned = isPinned;
    return isOther ? this.rolledOut(kind, state, fault) : this.withoutRollout(kind, state);
  }

  /** Bounds alone change, or nothing. */
  private withoutRollout(kind: DeploymentKind, state: State): Outcome {
    this.runs = state.settings;
    return this.isSick ? this.failed(kind) : this.verified(kind, state);
  }

  private rolledOut(kind: DeploymentKind, state: State, fault: Fault | undefined): Outcome {
    if (fault === "update-fails" || fault === "rolls-back" || state.settings.image === "broken") {
      return this.failed(kind);
    }
    this.runs = state.settings;
    this.isSick = fault === "unhealthy";
    if (fault === "cancelled") {
      this.isVerified = false;
      return this.recorded(kind, "interrupted");
    }
    return this.isSick || fault === "alarm" ? this.failed(kind) : this.verified(kind, state);
  }

  /**
   * What was deployed is followed by a return to the last verified state; a return that fails isn't. Where that state is
   * what was deployed, returning helps nothing.
   */
  private failed(kind: DeploymentKind): Outcome {
    const last = this.states.at(-1);
    if (kind === "rollback" || last === undefined) {
      this.isVerified = false;
      return this.recorded(kind, "failed");
    }
    const isNoHelp = this.isSick && isSameDefinition(last.settings, this.runs);
    this.file = last.settings;
    this.runs = last.settings;
    this.isPinned = true;
    if (isNoHelp) {
      this.isVerified = false;
      this.recorded(kind, "failed");
      return this.recorded("rollback", "failed");
    }
    this.isSick = false;
    this.recorded(kind, "rolled-back");
    this.verified("rollback", { ...last, isPinned: true });
    return "rolled-back";
  }

  private verified(kind: DeploymentKind, state: State): Outcome {
    const last = this.states.at(-1);
    const isSameState = last?.origin === state.origin || (last !== undefined && isSameText(last, state));
    if (isSameState) this.states.pop();
    this.states.push(state);
    this.isVerified = true;
    return this.recorded(kind, "succeeded");
  }

  private recorded(kind: DeploymentKind, status: DeploymentStatus): DeploymentStatus {
    this.records.push({ kind, status });
    return status;
  }
}

function isSameText(one: State, other: State): boolean {
  return one.isPinned === other.isPinned && isSame(one.settings, other.settings);
}

function isSame(one: Settings, other: Settings): boolean {
  return isSameDefinition(one, other) && one.min === other.min && one.max === other.max;
}

/** Whether two settings make one task definition. */
export function isSameDefinition(one: Settings, other: Settings): boolean {
  return one.image === other.image && one.level === other.level;
}
