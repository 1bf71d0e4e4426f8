import { distanceFromTargets } from "./score";
import type { CloudResource } from "../../localcloud/model/resource";
import { text } from "../../localcloud/model/values";
import { reportsOf, type ServiceReport } from "../result/report";
import { simulate } from "../simulation";
import type { Trace } from "../traces/trace";
import { type ScaledResources, type Setting, SETTINGS } from "./settings";

/** What is searched for, and for how long. */
export interface SearchArgs {
  readonly resources: readonly CloudResource[];
  readonly trace: Trace;
  /** Name of the service whose scaling is varied. */
  readonly service: string;
  /** Most simulations. */
  readonly budget: number;
  readonly report?: (line: string) => void;
  /** @default {@link SETTINGS} */
  readonly settings?: readonly Setting[];
  /** @default by a simulation of the trace */
  readonly evaluate?: (resources: readonly CloudResource[]) => ServiceReport | undefined;
}

/** A setting with the value that was found for it. */
export interface ChangedSetting {
  readonly setting: Setting;
  readonly before: number;
  readonly value: number;
}

/** The best that a search has found. */
export interface Found {
  readonly before: ServiceReport;
  readonly best: ServiceReport;
  readonly changes: readonly ChangedSetting[];
  /** Triggers that the service has, as the configuration calls them. */
  readonly triggers: readonly string[];
  readonly simulations: number;
}

/** What a change has to gain at least: settings stay as they are for less. */
const LEAST_GAIN = 0.02;

/**
 * Searches settings with which a service meets the targets of SC-12: one setting after the other, each as far as a
 * neighbouring value is better, until all targets are met, no change helps, or the budget is used up. It finds a better
 * configuration, not always the best.
 */
export function search(args: SearchArgs): Found | undefined {
  return new Search(args).found();
}

class Search {
  private simulations = 0;
  private resources: readonly CloudResource[];
  private best: ServiceReport | undefined;

  private readonly resourceId: string;

  constructor(private readonly args: SearchArgs) {
    this.resources = args.resources;
    this.resourceId = resourceIdOf(args);
  }

  found(): Found | undefined {
    const before = this.run(this.resources);
    this.best = before;
    if (before === undefined) return undefined;
    const { settings = SETTINGS } = this.args;
    // What the configuration has keys for comes first; the component's arguments only where that isn't enough.
    for (const group of [settings.filter(({ isOfConfiguration }) => isOfConfiguration), settings]) {
      while (!this.isDone() && this.improve(group));
    }
    return {
      before,
      best: this.best ?? before,
      changes: this.changes(settings),
      triggers: triggersOf(this.scaled()),
      simulations: this.simulations,
    };
  }

  /** Whether any setting of a group became better. */
  private improve(settings: readonly Setting[]): boolean {
    const improved = settings.filter((setting) => this.climb(setting, 1) || this.climb(setting, -1));
    return improved.length > 0;
  }

  /** Moves a setting in one direction while that helps. */
  private climb(setting: Setting, direction: 1 | -1): boolean {
    let moved = false;
    while (!this.isDone() && this.step(setting, direction)) moved = true;
    return moved;
  }

  private step(setting: Setting, direction: 1 | -1): boolean {
    const present = setting.read(this.scaled());
    if (present === undefined || (direction < 0 && setting.isOnlyRaised === true)) return false;
    const next = neighbour(setting.values, present, direction);
    if (next === undefined) return false;
    const changed = setting.write(this.scaled(), next);
    if (!isSound({ ...this.scaled(), resources: changed })) return false;
    const report = this.run(changed);
    const isBetter = report !== undefined && score(report) < score(this.best) - LEAST_GAIN;
    this.tell(`${setting.key} ${next}${setting.unit}`, isBetter);
    if (!isBetter) return false;
    this.resources = changed;
    this.best = report;
    return true;
  }

  private tell(what: string, isBetter: boolean): void {
    this.args.report?.(
      `${this.simulations} of at most ${this.args.budget}: ${what} ${isBetter ? "is better" : "is not"}`,
    );
  }

  private isDone(): boolean {
    return this.simulations >= this.args.budget || score(this.best) === 0;
  }

  private run(resources: readonly CloudResource[]): ServiceReport | undefined {
    this.simulations += 1;
    const { trace, service, evaluate } = this.args;
    if (evaluate !== undefined) return evaluate(resources);
    return reportsOf(simulate({ resources, trace })).find(({ summary }) => summary.service === service);
  }

  private scaled(): ScaledResources {
    return { resourceId: this.resourceId, resources: this.resources };
  }

  private changes(settings: readonly Setting[]): ChangedSetting[] {
    const { resourceId } = this;
    const { resources } = this.args;
    return settings.flatMap((setting) => {
      const [before, value] = [setting.read({ resourceId, resources }), setting.read(this.scaled())];
      return before === undefined || value === undefined || before === value ? [] : [{ setting, before, value }];
    });
  }
}

function resourceIdOf({ resources, service }: SearchArgs): string {
  const ids = resources
    .filter(({ type }) => type === "aws:appautoscaling/target:Target")
    .map(({ inputs }) => text(inputs, "resourceId") ?? "");
  return ids.find((id) => id.endsWith(`/${service}`)) ?? "";
}

function triggersOf(scaled: ScaledResources): string[] {
  return SETTINGS.flatMap((setting) => {
    const trigger = /^triggers\.(\w+)\.above$/.exec(setting.key)?.[1];
    return trigger === undefined || setting.read(scaled) === undefined ? [] : [trigger];
  });
}

function score(report: ServiceReport | undefined): number {
  return report === undefined ? Infinity : distanceFromTargets(report.summary);
}

/** The next value up or down of those that may be tried. */
function neighbour(values: readonly number[], present: number, direction: 1 | -1): number | undefined {
  const beyond = values.filter((value) => (direction > 0 ? value > present : value < present));
  return direction > 0 ? beyond[0] : beyond.at(-1);
}

/** A configuration is refused where a trigger isn't quiet below its threshold, or the bounds cross. */
function isSound(scaled: ScaledResources): boolean {
  const value = (key: string): number | undefined => SETTINGS.find((setting) => setting.key === key)?.read(scaled);
  const triggers = ["cpu", "memory", "responseTime", "queueDepth"].map((name) => `triggers.${name}`);
  return (
    triggers.every((key) => (value(`${key}.below`) ?? -Infinity) < (value(`${key}.above`) ?? Infinity)) &&
    (value("minInstances") ?? 0) <= (value("maxInstances") ?? Infinity)
  );
}
