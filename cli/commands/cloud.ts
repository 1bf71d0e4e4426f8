import * as control from "../../localcloud/control-client";
import { table } from "../table";
import { UsageError } from "../usage-error";
import type { Report } from "../local/session";

type Verb = (controlUrl: string, args: readonly string[]) => Promise<string>;

const USAGE =
  "npm run local -- cloud list|show <id>|drift <id> <input> <value>|delete <id>|fault <operation> <type> <how>";

const VERBS: Readonly<Record<string, { readonly arguments: number; readonly run: Verb }>> = {
  list: {
    arguments: 0,
    run: async (url) => {
      const resources = await control.listResources(url);
      const rows = resources.map(({ type, id, region, urn }) => [type, urn.split("::").at(-1) ?? "", region, id]);
      return `${table(["type", "name", "region", "id"], rows)}\n${resources.length} resources`;
    },
  },
  show: {
    arguments: 1,
    run: async (url, [id = ""]) => JSON.stringify(await control.showResource(url, id), null, 2),
  },
  drift: {
    arguments: 3,
    run: async (url, [id = "", input = "", value = ""]) => {
      const changed = await control.driftResource(url, id, input, valueOf(value));
      return `changed ${input} of ${changed.id} behind the engine's back`;
    },
  },
  delete: {
    arguments: 1,
    run: async (url, [id = ""]) => `deleted ${(await control.deleteResource(url, id)).id} behind the engine's back`,
  },
  fault: {
    arguments: 3,
    run: async (url, [operation = "", type = "", how = ""]) => {
      await control.injectFault(url, { operation, type, how });
      const waiting = await control.listFaults(url);
      const rows = waiting.map((fault) => [fault.operation, fault.type, fault.effect.kind]);
      return `faults that wait for their operation:\n${table(["operation", "type", "how"], rows)}`;
    },
  },
  "clear-faults": {
    arguments: 0,
    run: async (url) => {
      await control.clearFaults(url);
      return "no fault waits any more";
    },
  },
};

/** `npm run local -- cloud …`: looks into the local cloud, and rehearses drift and faults. */
export async function cloud(controlUrl: string, argv: readonly string[], report: Report): Promise<number> {
  const [name = "", ...args] = argv;
  const verb = VERBS[name];
  if (verb?.arguments !== args.length) throw new UsageError(`cloud ${argv.join(" ")} is no such command`, USAGE);
  report(await verb.run(controlUrl, args));
  return 0;
}

/** A value as it is typed: JSON where it is JSON, else text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
