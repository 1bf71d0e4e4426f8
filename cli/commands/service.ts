import { once } from "node:events";
import { join } from "node:path";
import { startService } from "../../service/service";
import { type Call, type Command, UsageError } from "../command";
import { targetOptions } from "../deployments/target-options";
import { optionValues } from "../option-values";
import { projectEnvironments } from "../service/environments";
import { untilInterrupted } from "../until-interrupted";

/** Port of the service unless told otherwise. */
const PORT = 8420;

export const command: Command = {
  help: {
    summary: "Starts the deployment service: the REST API under /api/deployment, on loopback, until Ctrl-C.",
    usage: [
      "npm run service -- [--port <port>] [--database <url or file>] [--aws | --speed <factor> --require-approval]",
    ],
    details: [
      "It works on the rehearsal on this machine, or on AWS, and answers the user of this machine alone. Deployments go on in",
      "the background, one at a time in each environment. What it knows is kept in .local/service.sqlite, or where --database",
      "says, such as postgresql://…; it is an index of records and of Pulumi's history, and is made anew from them.",
    ],
    examples: [
      ["npm run service", `answers at http://127.0.0.1:${PORT}`],
      ["npm run service -- --port 9000 --speed 20", "on another port, with a rehearsal that is 20 times as fast"],
    ],
  },
  run: service,
};

async function service({ root, args, print, report }: Call): Promise<number> {
  const target = targetOptions(args);
  const { values, others } = optionValues(target.others, { port: "value", database: "value" });
  if (others.length > 0) throw new UsageError(`${others.join(" ")} is not for this command`, "See its --help.");
  const started = await startService({
    environments: projectEnvironments(root, target, report),
    database: values.database ?? join(root, ".local", "service.sqlite"),
    port: portOf(values.port),
    log: report,
  });
  print(`the deployment service answers at ${started.url}/api/deployment/environments`);
  report("it listens on loopback, and takes everybody on this machine for its user; Ctrl-C ends it");
  await untilInterrupted(async (signal) => {
    if (!signal.aborted) await once(signal, "abort");
    report("ending: what is in flight is finished and recorded");
    await started.close();
  });
  return 0;
}

function portOf(given: string | undefined): number {
  const port = given === undefined ? PORT : Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, got ${String(given)}`, `Such as --port ${PORT}.`);
}
