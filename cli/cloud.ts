import * as control from "../localcloud/control-client";
import { FAULT_EFFECTS, FAULT_OPERATIONS } from "../localcloud/faults/fault";
import type { Help } from "./help";
import type { Report } from "./local/session";
import { table } from "../tools/shared/table";
import { UsageError } from "./command";

interface Verb {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly run: (controlUrl: string, args: readonly string[]) => Promise<string>;
}

const VERBS: readonly Verb[] = [
  {
    name: "list",
    arguments: [],
    run: async (url) => {
      const resources = await control.listResources(url);
      const rows = resources.map(({ type, id, region, urn }) => [type, urn.split("::").at(-1) ?? "", region, id]);
      return `${table(["type", "name", "region", "id"], rows)}\n${resources.length} resources`;
    },
  },
  {
    name: "show",
    arguments: ["<id>"],
    run: async (url, [id = ""]) => JSON.stringify(await control.showResource(url, id), null, 2),
  },
  {
    name: "drift",
    arguments: ["<id>", "<input>", "<value>"],
    run: async (url, [id = "", input = "", value = ""]) => {
      const changed = await control.driftResource(url, id, input, valueOf(value));
      return `changed ${input} of ${changed.id} behind the engine's back`;
    },
  },
  {
    name: "delete",
    arguments: ["<id>"],
    run: async (url, [id = ""]) => `deleted ${(await control.deleteResource(url, id)).id} behind the engine's back`,
  },
  {
    name: "fault",
    arguments: ["<operation>", "<type>", "<how>"],
    run: async (url, [operation = "", type = "", how = ""]) => {
      await control.injectFault(url, { operation, type, how });
      const waiting = await control.listFaults(url);
      const rows = waiting.map((fault) => [fault.operation, fault.type, howOf(fault)]);
      return `faults that wait for their operation:\n${table(["operation", "type", "how"], rows)}`;
    },
  },
  {
    name: "clear-faults",
    arguments: [],
    run: async (url) => {
      await control.clearFaults(url);
      return "no fault waits any more";
    },
  },
];

/** What `npm run local -- cloud --help` tells. */
export const CLOUD_HELP: Help = {
  summary: "Looks into the local cloud, and rehearses drift and faults.",
  usage: VERBS.map(formOf),
  details: [
    "An <id> is what list shows, an <input> a property's name, a <value> JSON or text, a <type> a resource type or *.",
    `<operation> is one of ${FAULT_OPERATIONS.join(", ")}.`,
    `<how> is one of ${FAULT_EFFECTS.join(", ")}.`,
  ],
  examples: [
    ["npm run local -- cloud list", "every resource with its id"],
    ["npm run local -- cloud show vpc-0a1b2c3d4e5f60718", "what the local cloud knows of one"],
    [
      "npm run local -- cloud drift vpc-0a1b2c3d4e5f60718 enableDnsSupport false",
      "changes it behind the engine's back",
    ],
    ["npm run local -- cloud fault create aws:ecs/service:Service throttle", "refuses the next such creation"],
    ["npm run local -- cloud clear-faults", "lets no fault wait any more"],
  ],
};

/** `npm run local -- cloud …`: looks into the local cloud, and rehearses drift and faults. */
export async function cloud(controlUrl: string, argv: readonly string[], print: Report): Promise<number> {
  const [name = "", ...args] = argv;
  const verb = VERBS.find((each) => each.name === name);
  if (verb?.arguments.length !== args.length) throw noSuchVerb(argv);
  print(await verb.run(controlUrl, args));
  return 0;
}

function noSuchVerb(argv: readonly string[]): UsageError {
  const forms = VERBS.map((verb) => `\n  ${formOf(verb)}`);
  return new UsageError(`there is no command "${["cloud", ...argv].join(" ")}"`, `There are:${forms.join("")}`);
}

function formOf(verb: Verb): string {
  return `npm run local -- ${["cloud", verb.name, ...verb.arguments].join(" ")}`;
}

function howOf({ effect }: control.Fault): string {
  return effect.kind === "slow" ? `slow=${effect.seconds}` : effect.kind;
}

/** The value that a person typed: parsed as JSON if it is valid JSON, otherwise the text itself. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
