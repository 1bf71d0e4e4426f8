import { cpus, loadavg, totalmem } from "node:os";
import { table } from "../tools/shared/table";
import type { CommandFigures } from "./commands";
import type { DataPlaneFigures } from "./data-plane";
import type { DetectionFigures } from "./detection";
import type { EnvironmentFigures } from "./environments";
import type { GrowthFigures } from "./growth";
import type { Measured } from "./measure";
import type { PolicyFigures } from "./policies";
import type { RolloutFigures } from "./rollouts";
import type { SequenceFigures } from "./sequences";
import type { Shares } from "./shares";
import type { SimulationFigures } from "./simulation";

export function commandsTable({ empty, plain, preview, up }: CommandFigures): string {
  const rows = [
    ["pulumi preview of an empty program", cell(empty), "", ""],
    ["pulumi preview", cell(plain), `${ratio(plain, empty)} of the empty program's`, "1.60"],
    ["npm run preview", cell(preview), `${ratio(preview, plain)} of pulumi preview`, "1.40"],
    ["npm run up, unchanged", cell(up), `${ratio(up, preview)} of npm run preview`, "1.50"],
  ];
  return table(["command, for production", "time and memory", "ratio", "aim"], rows);
}

function ratio(one: Measured, other: Measured): string {
  return (one.seconds / other.seconds).toFixed(2);
}

export function environmentsTable(figures: readonly EnvironmentFigures[]): string {
  const rows = figures.map(({ environment, resources, firstUp, preview, unchangedUp }) => [
    environment,
    String(resources),
    cell(firstUp),
    cell(preview),
    cell(unchangedUp),
    (resources / preview.seconds).toFixed(0),
  ]);
  return table(["environment", "resources", "first up", "preview", "unchanged up", "resources/s of preview"], rows);
}

export function detectionTable({ kills, worstCase, healthy }: DetectionFigures): string {
  const sorted = [...kills].sort((one, other) => one - other);
  const at = (share: number): string => `${(sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1)} s`;
  const rows = [
    [`${kills.length} kills, until the alert: fastest`, at(1 / sorted.length), ""],
    ["median", at(0.5), ""],
    ["slowest", at(1), `${worstCase.toFixed(1)} s in the worst case, less than 30 s`],
    [
      `an hour of ${healthy.instances} healthy instances, ${healthy.failedProbes} of ${healthy.probes} probes failed`,
      healthy.fired ? "alerts fired" : "no alert fired",
      "none",
    ],
  ];
  return table(["detection of dead instances", "measured", "aim"], rows);
}

export function dataPlaneTable({ direct, http, https }: DataPlaneFigures): string {
  const rows = [
    { name: "the target without it", figures: direct, aim: "" },
    { name: "by HTTP", figures: http, aim: "5,000 requests/s, p99 under 20 ms" },
    { name: "by HTTPS", figures: https, aim: "" },
  ].map(({ name, figures, aim }) => [
    name,
    figures.requestsPerSecond.toFixed(0),
    (figures.requestsPerSecond / direct.requestsPerSecond).toFixed(2),
    `${figures.p50.toFixed(0)} ms`,
    `${figures.p99.toFixed(0)} ms`,
    aim,
  ]);
  return table(["data plane", "requests/s", "ratio", "p50", "p99", "aim"], rows);
}

export function rolloutsTable(figures: readonly RolloutFigures[]): string {
  const rows = figures.map(({ rollout, versions, requests, failed, unanswered, p99 }) => [
    rollout,
    ...[versions, requests, failed, unanswered].map(String),
    `${p99} ms`,
  ]);
  return table(
    ["rollout", "versions", "requests", "failed (aim: 0)", "unanswered (aim: 0)", "slowest p99 of 10 s"],
    rows,
  );
}

export function sequencesTable(figures: SequenceFigures): string {
  const { seed, count, asExpected, commands, commandsAsExpected, minutes, failures, requests, lost } = figures;
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  const rows = [
    [
      `sequences of seed ${seed}, in ${minutes.toFixed(0)} min`,
      String(count),
      String(asExpected),
      share(asExpected, count),
      "99.5 %",
    ],
    ["commands of them", String(commands), String(commandsAsExpected), share(commandsAsExpected, commands), ""],
    ["requests meanwhile", String(requests), String(requests - lost), share(requests - lost, requests), "100 %"],
  ];
  const header = ["randomised sequences", "all", "as the model says, or answered", "share", "aim"];
  return [table(header, rows), ...failures].join("\n");
}

export function growthTable(figures: readonly GrowthFigures[]): string {
  const rows = figures.map(({ services, resources, preview }) => [
    String(services),
    String(resources),
    cell(preview),
    ((preview.seconds / resources) * 1000).toFixed(1),
  ]);
  return table(["services", "resources", "preview", "ms a resource"], rows);
}

export function sharesTable({ engine, packages, program, rest }: Shares): string {
  const rows = [
    ["engine, language host, start of Node (an empty program)", seconds(engine)],
    ["loading @pulumi/pulumi, aws, awsx, docker", seconds(packages)],
    ["compiling and loading our program", seconds(program)],
    ["registrations: SDK, engine, our constructors, local cloud", seconds(rest)],
  ];
  return table(["share of production's preview", "time"], rows);
}

export function policiesTable(figures: readonly PolicyFigures[]): string {
  const rows = figures.map(({ resources, without, withPack }) => [
    String(resources),
    cell(without),
    cell(withPack),
    seconds(withPack.seconds - without.seconds),
  ]);
  return table(["resources", "preview", "with the policy pack", "added"], rows);
}

export function simulationTable(figures: SimulationFigures): string {
  const { mostTasks, firstSeconds, laterSeconds, laterCpuSeconds } = figures;
  return table(
    ["a simulated day of production", "first in its process", "later ones", "processor time of these", "aim"],
    [
      [
        `up to ${mostTasks} tasks of a service`,
        ...[firstSeconds, laterSeconds, laterCpuSeconds].map(seconds),
        "less than 2 s",
      ],
    ],
  );
}

/** The machine on which the figures were measured. */
export function machine(): string {
  const [first] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const date = new Date().toISOString().slice(0, 10);
  const [, fiveMinutes = 0] = loadavg();
  const cores = `${cpus().length} cores (${first?.model ?? "unknown"}), ${memory} GiB`;
  return `${date}, ${cores}, a load of ${fiveMinutes.toFixed(0)}, Node ${process.versions.node}`;
}

function cell({ seconds: time, mebibytes }: Measured): string {
  return `${seconds(time)}, ${mebibytes.toFixed(0)} MiB`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
