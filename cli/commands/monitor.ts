import { join } from "node:path";
import { loadTypeScript } from "../../tools/typescript/load.cjs";
import type { Call, Command } from "../command";

interface Monitor {
  monitor(call: Pick<Call, "print" | "report">): Promise<number>;
}

export const command: Command = {
  help: {
    summary: "Starts the generated monitoring on this machine, against two instances of the sample product.",
    usage: ["npm run monitor"],
    details: [
      "Prometheus, Alertmanager and the blackbox exporter run with the configuration that they have in the cloud, but for",
      "addresses; the exporters of PostgreSQL and Redis join them where they are installed. Alerts are printed as they come.",
      "Ctrl-C ends everything.",
    ],
    examples: [["npm run monitor", "prints where to look, and how to let an instance die"]],
  },
  run: ({ root, print, report }) => {
    const loaded = loadTypeScript(join(root, "monitor", "main.ts")) as Monitor;
    return loaded.monitor({ print, report });
  },
};
