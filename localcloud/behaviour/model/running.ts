import type { CapacityShortage, RunningAutoScalingGroup } from "./auto-scaling-group";
import type { RunningInstance } from "./instance";
import type { RunningInstanceRefresh } from "./instance-refresh";
import type {
  AlarmHistoryItem,
  PolicyInvocation,
  Progress,
  RunningAlarm,
  ScalingActivity,
  ScalingMemory,
} from "./scaling";
import type { RunningService, ServiceDeployment, ServiceRevision } from "./service";
import type { RunningTarget, TargetChecks, TargetGroupChecks } from "./target";
import type { RunningTask } from "./task";
import type { TaskScheduling } from "./task-scheduling";

/** What runs, by kind. A new kind is a line here. */
export interface RunningKinds {
  readonly task: RunningTask;
  readonly taskScheduling: TaskScheduling;
  readonly autoScalingGroup: RunningAutoScalingGroup;
  readonly capacityShortage: CapacityShortage;
  readonly instance: RunningInstance;
  readonly instanceRefresh: RunningInstanceRefresh;
  readonly service: RunningService;
  readonly serviceRevision: ServiceRevision;
  readonly serviceDeployment: ServiceDeployment;
  readonly target: RunningTarget;
  readonly targetChecks: TargetChecks;
  readonly targetGroupChecks: TargetGroupChecks;
  readonly alarm: RunningAlarm;
  readonly alarmHistory: AlarmHistoryItem;
  readonly scalingMemory: ScalingMemory;
  readonly scalingActivity: ScalingActivity;
  readonly policyInvocation: PolicyInvocation;
  readonly progress: Progress;
}

export type RunningKind = keyof RunningKinds;

/** What runs, to be read. */
export interface RunningReader {
  find<Kind extends RunningKind>(kind: Kind, id: string): RunningKinds[Kind] | undefined;
  /** Everything of a kind, in order of creation. */
  all<Kind extends RunningKind>(kind: Kind): readonly RunningKinds[Kind][];
}

/** A new value of something that runs, or its end. */
export type RunningChange = {
  readonly [Kind in RunningKind]: { readonly kind: Kind; readonly id: string; readonly value?: RunningKinds[Kind] };
}[RunningKind];
