import { setTimeout } from "node:timers/promises";
import * as control from "../../localcloud/control-client";
import { LIVE_FAULTS } from "../../localcloud/live/live-fault-names";
import { table } from "../../tools/shared/table";
import { UsageError } from "../command";
import type { Report } from "../local/session";
import * as tables from "./tables";
import type { Verb } from "./verb";

/** How often new lines of a log are asked for. */
const FOLLOW_MILLISECONDS = 500;

/** Verbs that look at what runs, and steer it. */
export const LIVE_VERBS: readonly Verb[] = [
  {
    name: "services",
    arguments: [],
    run: async (url, _args, print) => {
      const { services } = await control.liveStatus(url);
      print(shown(tables.serviceTable(services), "no service is deployed"));
    },
  },
  {
    name: "tasks",
    arguments: ["[service]"],
    run: async (url, [service], print) => {
      print(shown(tables.taskTable(await control.runningOf(url, "task"), service), "no task runs"));
    },
  },
  {
    name: "targets",
    arguments: [],
    run: async (url, _args, print) => {
      print(shown(tables.targetTable(await control.runningOf(url, "target")), "no target is registered"));
    },
  },
  {
    name: "instances",
    arguments: [],
    run: async (url, _args, print) => {
      print(shown(tables.instanceTable(await control.runningOf(url, "instance")), "no instance runs"));
    },
  },
  {
    name: "deployments",
    arguments: [],
    run: async (url, _args, print) => {
      const deployments = await control.runningOf(url, "serviceDeployment");
      print(shown(tables.deploymentTable(deployments), "no service was deployed"));
    },
  },
  {
    name: "alarms",
    arguments: [],
    run: async (url, _args, print) => {
      print(shown(tables.alarmTable(await control.runningOf(url, "alarm")), "no alarm was evaluated"));
    },
  },
  {
    name: "metrics",
    arguments: ["[namespace]", "[name]"],
    run: async (url, [namespace = "", name = ""], print) => {
      const metrics = await control.metricSummaries(url, { namespace, name });
      const isOne = name !== "";
      const shape = isOne ? tables.metricTable(metrics) : tables.metricList(metrics);
      print(shown(shape, "it had no value in the last ten minutes"));
    },
  },
  {
    name: "logs",
    arguments: ["<group or service>", "[--follow]"],
    run: async (url, [name = "", option], print) => {
      if (option !== undefined && option !== "--follow") {
        throw new UsageError(`there is no option ${option}`, "There is --follow, which goes on until Ctrl-C.");
      }
      await printLogs(url, name, option === "--follow", print);
    },
  },
  {
    name: "events",
    arguments: [],
    run: async (url, _args, print) => {
      const { things } = await control.liveEvents(url, 0);
      print(things.length === 0 ? "nothing has happened yet" : things.map(tables.eventLine).join("\n"));
    },
  },
  {
    name: "scale",
    arguments: ["<service>", "<count>"],
    run: async (url, [service = "", count = ""], print) => {
      await control.scaleService(url, service, count);
      print(`${service} wants ${count} tasks now; see them come and go: npm run local -- cloud tasks ${service}`);
    },
  },
  ...Object.entries(LIVE_FAULTS).map(([name, subject]): Verb => ({
    name: `fault ${name}`,
    arguments: [`<${subject}>`],
    run: async (url, [befallen = ""], print) => {
      print((await control.befall(url, name, befallen)).told);
    },
  })),
];

function shown({ headings, rows }: tables.Table, whenEmpty: string): string {
  return rows.length === 0 ? whenEmpty : table(headings, rows);
}

async function printLogs(url: string, name: string, follows: boolean, print: Report): Promise<void> {
  let { lines, next } = await control.logLines(url, name, 0);
  if (lines.length === 0 && !follows) print("nothing was written yet");
  for (;;) {
    for (const line of lines) print(tables.logLine(line));
    if (!follows) return;
    await setTimeout(FOLLOW_MILLISECONDS);
    ({ lines, next } = await control.logLines(url, name, next));
  }
}
