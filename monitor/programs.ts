import { spawnSync } from "node:child_process";

/** Programs of the monitoring, by the names that they have: in Debian, and as their projects publish them. */
const NAMES = {
  prometheus: ["prometheus"],
  alertmanager: ["prometheus-alertmanager", "alertmanager"],
  blackbox: ["prometheus-blackbox-exporter", "blackbox_exporter"],
  postgres: ["prometheus-postgres-exporter", "postgres_exporter"],
  redis: ["prometheus-redis-exporter", "redis_exporter"],
} as const;

/** A program that the monitoring on this machine consists of. */
export type Program = keyof typeof NAMES;

/** The command of each program that is installed. */
export function installedPrograms(): ReadonlyMap<Program, string> {
  const found = (Object.keys(NAMES) as Program[]).flatMap((program): [Program, string][] => {
    const command = NAMES[program].find(
      (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined,
    );
    return command === undefined ? [] : [[program, command]];
  });
  return new Map(found);
}

/** How to install programs. */
export function installation(programs: readonly Program[]): string {
  const packages = programs.map((program) => NAMES[program][0]);
  return `apt-get install ${packages.join(" ")}, or take the releases of prometheus.io/download`;
}
