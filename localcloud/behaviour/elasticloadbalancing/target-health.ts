import type { BehaviourEvent, Controller, Outcome, Situation } from "../model/controller";
import type { Command } from "../model/command";
import { type Instant, SECOND } from "../model/instant";
import type { CheckAnswer } from "../model/observation";
import type { RunningChange } from "../model/running";
import type { RunningTarget, TargetChecks } from "../model/target";
import { timeAfter } from "./check-times";
import { type GroupInUse, groupsInUse, whyUnused } from "./group-in-use";
import { type GroupOfTargets, type KeyedTarget, targetsByGroup, wavesOf } from "./grouped-targets";
import { DEREGISTRATION_IN_PROGRESS, INITIAL_HEALTH_CHECKING, REGISTRATION_IN_PROGRESS } from "./health-reason";
import { inState, isChecked, judged } from "./judge-check";

const UNCHECKED: TargetChecks = { successes: 0, failures: 0 };

/** Checks the health of targets, judges the answers, and ends targets after their deregistration delay. */
export const targetHealth: Controller = {
  name: "target-health",
  watches: ["resource", "target"],
  hears: ["target-checked"],
  reconcile: (situation) => new TargetHealth(situation).outcome(),
};

/**
 * One look at all targets. Most looks find some of them due for a check and nothing else, and there are many of them:
 * what costs time is done for the targets that it concerns only.
 */
class TargetHealth {
  private readonly groups: ReadonlyMap<string, GroupInUse>;
  private readonly targets = new Map<string, RunningTarget | undefined>();
  private readonly checks = new Map<string, TargetChecks | undefined>();
  private readonly others: RunningChange[] = [];
  private readonly commands: Command[] = [];
  private readonly events: BehaviourEvent[] = [];
  private wakeAt: Instant | undefined;

  constructor(private readonly situation: Situation) {
    this.groups = groupsInUse(situation.cloud);
  }

  outcome(): Outcome {
    this.judgeAnswers();
    for (const ofGroup of targetsByGroup(this.situation.running.all("target"))) {
      const group = this.groups.get(ofGroup.targetGroupArn);
      for (const keyed of ofGroup.targets) this.careFor(keyed, group);
      if (group?.isUsed === true) this.checkDue(ofGroup, group);
    }
    const { commands, events, wakeAt } = this;
    return { changes: this.changes(), commands, events, ...(wakeAt === undefined ? {} : { wakeAt }) };
  }

  private changes(): RunningChange[] {
    const targets = [...this.targets].map(([id, value]) => ({ kind: "target" as const, id, value }));
    const checks = [...this.checks].map(([id, value]) => ({ kind: "targetChecks" as const, id, value }));
    return [...targets, ...checks, ...this.others];
  }

  private judgeAnswers(): void {
    for (const observation of this.situation.observations) {
      if (observation.kind === "target-checked") this.judge(observation.target, observation.answer);
    }
  }

  private judge(key: string, answer: CheckAnswer): void {
    const { running, now } = this.situation;
    const target = this.targets.get(key) ?? running.find("target", key);
    if (target === undefined || !isChecked(target)) return;
    const settings = this.groups.get(target.targetGroupArn)?.settings;
    if (settings === undefined) return;
    const checks = this.checksOf(key);
    const after = judged({ target, checks }, answer, settings, now);
    if (after.checks !== checks) this.checks.set(key, after.checks);
    this.become(key, target, after.target);
  }

  private checksOf(key: string): TargetChecks {
    return this.checks.get(key) ?? this.situation.running.find("targetChecks", key) ?? UNCHECKED;
  }

  /** Drains a target, or notes whether it is in use. */
  private careFor({ key, target }: KeyedTarget, group: GroupInUse | undefined): void {
    if (group === undefined) {
      this.end(key, target);
    } else if (target.drainingSince !== undefined) {
      this.drain(key, target, target.drainingSince, group);
    } else {
      const reason = whyUnused(group, target.availabilityZone);
      if (reason !== undefined) this.become(key, target, inState(target, "unused", reason));
      else if (isToBeRegistered(target)) this.become(key, target, inState(target, "initial", REGISTRATION_IN_PROGRESS));
    }
  }

  /**
   * User Guide for Application Load Balancers, "Deregistration delay": a target stays `draining` for the whole delay,
   * also where its last request was answered long before. One that gets no requests is deregistered at once.
   */
  private drain(key: string, target: RunningTarget, since: Instant, { settings, isUsed }: GroupInUse): void {
    const end = since + settings.deregistrationDelaySeconds * SECOND;
    if (!isUsed || this.situation.now >= end) {
      this.end(key, target);
      return;
    }
    this.become(key, target, inState(target, "draining", DEREGISTRATION_IN_PROGRESS));
    this.wake(end);
  }

  /** Sends the checks that are due since those of the group were last sent. */
  private checkDue(ofGroup: GroupOfTargets, { settings }: GroupInUse): void {
    const { now, running, parameters } = this.situation;
    const id = ofGroup.targetGroupArn;
    const checkedUntil = running.find("targetGroupChecks", id)?.checkedUntil;
    let isDue = checkedUntil === undefined;
    for (const { times, targets } of wavesOf(ofGroup, settings, parameters)) {
      this.wake(timeAfter(times, now));
      if (checkedUntil === undefined || timeAfter(times, checkedUntil) > now) continue;
      isDue = true;
      for (const keyed of targets) this.check(keyed, settings);
    }
    if (isDue) this.others.push({ kind: "targetGroupChecks", id, value: { checkedUntil: now } });
  }

  private check({ key, target }: KeyedTarget, { check }: GroupInUse["settings"]): void {
    if (this.targets.has(key) && this.targets.get(key) === undefined) return;
    this.commands.push({
      kind: "check-target",
      target: key,
      ...(target.taskArn === undefined ? {} : { taskArn: target.taskArn }),
      containerPort: check.port ?? target.port,
      protocol: check.protocol,
      path: check.path,
      timeoutSeconds: check.timeoutSeconds,
    });
    const present = this.targets.get(key) ?? target;
    if (present.state === "initial") this.become(key, target, inState(present, "initial", INITIAL_HEALTH_CHECKING));
  }

  private become(key: string, before: RunningTarget, after: RunningTarget): void {
    if (after === before) return;
    this.targets.set(key, after);
    if (after.state === before.state) return;
    if (after.state === "initial" || after.state === "draining") this.checks.set(key, undefined);
    const why = after.reason === undefined ? "" : ` (${after.reason})`;
    this.tell(before, `is ${after.state}${why}`);
  }

  private end(key: string, target: RunningTarget): void {
    this.targets.set(key, undefined);
    this.checks.set(key, undefined);
    this.tell(target, "is deregistered");
  }

  /** Elastic Load Balancing reports no events; states and reasons are its words. */
  private tell({ targetId, port, targetGroupArn }: RunningTarget, what: string): void {
    const message = `Target ${targetId}:${port} ${what}`;
    this.events.push({ source: "elasticloadbalancing", subject: targetGroupArn, message });
  }

  private wake(at: Instant): void {
    if (this.wakeAt === undefined || at < this.wakeAt) this.wakeAt = at;
  }
}

/** Whether a target has yet to be told that it is registered: it is new, or its group came into use. */
function isToBeRegistered({ state, reason }: RunningTarget): boolean {
  return state === "unused" || (state === "initial" && reason === undefined);
}
