import type { Load } from "./load";

/** One task of a service, from its first to its last minute. */
export interface Instance {
  readonly service: "enterprise" | "worker";
  readonly labels: Readonly<Record<string, string>>;
  readonly revision: number;
  readonly version: string;
  readonly from: number;
  readonly to: number;
}

const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const BEFORE = { revision: 41, version: "1.4.2" };
const AFTER = { revision: 42, version: "1.5.0" };

/** Every task that ran, as scaling and the latest release had it. */
export function instancesOf(load: Load): Instance[] {
  return (["enterprise", "worker"] as const).flatMap((service) => {
    const most = Math.max(...load[service]);
    return Array.from({ length: most }, (_, slot) => tasksOf(load, service, slot)).flat();
  });
}

function tasksOf(load: Load, service: Instance["service"], slot: number): Instance[] {
  const replaced = load.release + 2 * slot; // one after the other
  const runs = (minute: number): boolean => (load[service][minute] ?? 0) > slot;
  const begins = (minute: number): boolean => runs(minute) && (!runs(minute - 1) || minute === replaced);
  const ends = (minute: number): boolean => runs(minute) && (!runs(minute + 1) || minute + 1 === replaced);
  const minutes = Array.from({ length: load.minutes }, (_, minute) => minute);
  const last = minutes.filter(ends);
  return minutes
    .filter(begins)
    .map((from, index) => task(service, slot, from, last[index] ?? load.minutes - 1, replaced));
}

function task(service: Instance["service"], slot: number, from: number, to: number, replaced: number): Instance {
  const { revision, version } = from >= replaced ? AFTER : BEFORE;
  const id = ((from * 31 + slot * 7919 + service.length * 104_729) >>> 0).toString(16).padStart(8, "0").slice(-8);
  const labels = {
    ...{ job: "application", service, task: id, revision: String(revision) },
    instance: `10.30.${slot % 3}.${20 + (from % 200)}:8080`,
    availability_zone: ZONES[slot % ZONES.length] ?? "",
  };
  return { service, labels, revision, version, from, to };
}
