import * as control from "../localcloud/control-client";
import { FAULT_EFFECTS, FAULT_OPERATIONS } from "../localcloud/faults/fault";
import type { Help } from "./help";
import type { Report } from "./local/session";
import { table } from "../tools/shared/table";
import { LIVE_VERBS } from "./cloud/live-verbs";
import { formOf, type Verb, verbOf } from "./cloud/verb";
import { UsageError } from "./command";

const VERBS: readonly Verb[] = [
  {
    name: "list",
    arguments: [],
    run: async (url, _args, print) => {
      const resources = await control.listResources(url);
      const rows = resources.map(({ type, id, region, urn }) => [type, urn.split("::").at(-1) ?? "", region, id]);
      print(`${table(["type", "name", "region", "id"], rows)}\n${resources.length} resources`);
    },
  },
  {
    name: "show",
    arguments: ["<id>"],
    run: async (url, [id = ""], print) => {
      print(JSON.stringify(await control.showResource(url, id), null, 2));
    },
  },
  {
    name: "drift",
    arguments: ["<id>", "<input>", "<value>"],
    run: async (url, [id = "", input = "", value = ""], print) => {
      const changed = await control.driftResource(url, id, input, valueOf(value));
      print(`changed ${input} of ${changed.id} behind the engine's back`);
    },
  },
  {
    name: "delete",
    arguments: ["<id>"],
    run: async (url, [id = ""], print) => {
      print(`deleted ${(await control.deleteResource(url, id)).id} behind the engine's back`);
    },
  },
  {
    name: "fault",
    arguments: ["<operation>", "<type>", "<how>"],
    run: async (url, [operation = "", type = "", how = ""], print) => {
      await control.injectFault(url, { operation, type, how });
      const waiting = await control.listFaults(url);
      const rows = waiting.map((fault) => [fault.operation, fault.type, howOf(fault)]);
      print(`faults that wait for their operation:\n${table(["operation", "type", "how"], rows)}`);
    },
  },
  {
    name: "clear-faults",
    arguments: [],
    run: async (url, _args, print) => {
      await control.clearFaults(url);
      print("no fault waits any more");
    },
  },
  {
    name: "fault scan-findings",
    arguments: ["<images>", "<findings>"],
    run: async (url, [images = "", findings = ""], print) => {
      await control.setScanFindings(url, images, findings);
      print(`scans of ${images} find ${findings}, until npm run local -- cloud clear-faults`);
    },
  },
  {
    name: "registry",
    arguments: ["<address>"],
    run: async (url, [address = ""], print) => {
      const isNone = address === "none";
      await control.setPushRegistry(url, isNone ? undefined : address);
      print(isNone ? "no registry takes pushed images" : `${address} takes what is pushed to Amazon ECR`);
    },
  },
  ...LIVE_VERBS,
];

/** What `npm run local -- cloud --help` tells. */
export const CLOUD_HELP: Help = {
  summary: "Looks into the local cloud and at what runs in it, steers it, and rehearses drift and faults.",
  usage: VERBS.map(formOf),
  details: [
    "An <id> is what list shows, an <input> a property's name, a <value> JSON or text, a <type> a resource type or *.",
    `<operation> is one of ${FAULT_OPERATIONS.join(", ")}.`,
    `<how> is one of ${FAULT_EFFECTS.join(", ")}.`,
    "A <task> is its id or the beginning of it, a <service> its name or ARN. What runs is started by npm run up.",
    "<images> are a repository's name, perhaps with :tag or @digest; <findings> counts such as CRITICAL=1,HIGH=3, or none.",
    "registry names where GetAuthorizationToken of Amazon ECR leads, on this machine; none takes it back.",
    "scale changes a service's desired count behind the engine's back, as UpdateService does.",
  ],
  examples: [
    ["npm run local -- cloud list", "every resource with its id"],
    ["npm run local -- cloud show vpc-0a1b2c3d4e5f60718", "what the local cloud knows of one"],
    [
      "npm run local -- cloud drift vpc-0a1b2c3d4e5f60718 enableDnsSupport false",
      "changes it behind the engine's back",
    ],
    ["npm run local -- cloud fault create aws:ecs/service:Service throttle", "refuses the next such creation"],
    ["npm run local -- cloud tasks", "every task with its status, zone and address on this machine"],
    ["npm run local -- cloud logs proofpix-development-enterprise --follow", "what a service's containers write"],
    ["npm run local -- cloud metrics AWS/ECS CPUUtilization", "its last ten minutes"],
    ["npm run local -- cloud scale proofpix-development-enterprise 3", "three tasks of a service"],
    ["npm run local -- cloud fault kill-task 0a1b2c", "ends a task's programs, which ECS then replaces"],
    ["npm run local -- cloud fault lose-zone eu-west-1a", "loses a zone with all that runs in it"],
    ["npm run local -- cloud fault scan-findings proofpix/enterprise CRITICAL=1", "what Amazon ECR finds in images"],
    ["npm run local -- cloud clear-faults", "lets no fault wait any more, and tasks start again"],
  ],
};

/** `npm run local -- cloud …`: looks into the local cloud and at what runs in it, and rehearses drift and faults. */
export async function cloud(controlUrl: string, argv: readonly string[], print: Report): Promise<number> {
  const found = verbOf(argv, VERBS);
  if (found === undefined) throw noSuchVerb(argv);
  await found.verb.run(controlUrl, found.args, print);
  return 0;
}

function noSuchVerb(argv: readonly string[]): UsageError {
  const forms = VERBS.map((verb) => `\n  ${formOf(verb)}`);
  return new UsageError(`there is no command "${["cloud", ...argv].join(" ")}"`, `There are:${forms.join("")}`);
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
