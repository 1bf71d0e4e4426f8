import type { ArgumentProblems } from "../shared/validation";
import type { EntranceArgs, WebServiceArgs } from "./args";
import type { WebServiceTransforms } from "./transforms";
import { targetName } from "./part-args";

/** Arguments that a load balancer of one's own has already. */
const OF_THE_ENTRANCE: readonly (keyof EntranceArgs | "allowPlainHttp")[] = [
  "alarms",
  "algorithm",
  "allowPlainHttp",
  "authenticate",
  "certificateArn",
  "deregistrationDelay",
  "domain",
  "healthCheck",
  "internal",
  "slowStart",
  "stickiness",
  "testListener",
  "webFirewall",
];

/** Parts that may be given, with the transforms of what is made in their place. */
const PARTS = {
  key: ["key"],
  alarmTopic: ["alarmTopic"],
  network: ["network"],
  loadBalancer: ["loadBalancer"],
  cluster: ["cluster", "capacity", "failureEvents"],
} as const satisfies Partial<Record<keyof WebServiceArgs, readonly (keyof WebServiceTransforms)[]>>;

/** Records parts that are missing or don't go together, and arguments of parts that aren't made. */
export function validateParts(args: WebServiceArgs, problems: ArgumentProblems): void {
  requireNetwork(args, problems);
  if (args.loadBalancer === undefined) requireEncryption(args, problems);
  else requireTarget(args, problems);
  requireCluster(args, problems);
  requireUse(args, problems);
  problems.require(
    args.alarmTopic === undefined || args.alarmRecipients === undefined,
    "alarmRecipients",
    "belongs to the topic that is given as alarmTopic; give it to that AlarmTopic",
  );
  refuseIdleTransforms(args, problems);
}

function requireNetwork(
  { network, availabilityZones, loadBalancer }: WebServiceArgs,
  problems: ArgumentProblems,
): void {
  problems.require(
    network !== undefined || availabilityZones !== undefined,
    "availabilityZones",
    'must name two or three zones of the region, such as ["eu-west-1a", "eu-west-1b"], in which the network is made; or give network',
  );
  problems.require(
    network === undefined || availabilityZones === undefined,
    "availabilityZones",
    "belongs to the network that is given; leave it out",
  );
  problems.require(
    loadBalancer === undefined || network !== undefined,
    "network",
    "must be that of loadBalancer, or its requests would not reach the tasks; give the network in which it is",
  );
}

/** AWS issues certificates for names that somebody owns; that of a load balancer is AWS's. */
function requireEncryption(
  { domain, certificateArn, allowPlainHttp }: WebServiceArgs,
  problems: ArgumentProblems,
): void {
  const isEncrypted = domain !== undefined || certificateArn !== undefined;
  problems.require(
    isEncrypted || allowPlainHttp === true,
    "domain",
    'must be given, such as { name: "app.example.com" }, since nobody gets a certificate for the name that AWS gives a load balancer; give domain or certificateArn, or set allowPlainHttp to true where passwords and cookies may be read on their way',
  );
  problems.require(
    !isEncrypted || allowPlainHttp !== true,
    "allowPlainHttp",
    "means nothing with a domain or certificate, with which port 80 only redirects; remove it",
  );
}

function requireTarget(args: WebServiceArgs, problems: ArgumentProblems): void {
  const names = Object.keys(args.loadBalancer?.targets ?? {});
  const target = targetName(args);
  problems.require(
    names.includes(target),
    "target",
    `must be a target of loadBalancer, which has ${names.map((name) => JSON.stringify(name)).join(", ")}, got ${JSON.stringify(target)}`,
  );
  for (const argument of OF_THE_ENTRANCE) {
    problems.require(
      args[argument] === undefined,
      argument,
      "belongs to the load balancer that is given; give it to that LoadBalancer",
    );
  }
}

function requireCluster({ cluster, capacity, loadBalancer, target }: WebServiceArgs, problems: ArgumentProblems): void {
  problems.require(
    cluster !== undefined || capacity?.kind !== "capacity-provider",
    "capacity",
    "must be Fargate in the cluster that is made, got a capacity provider, which belongs to another cluster; give that as cluster",
  );
  problems.require(
    loadBalancer !== undefined || target === undefined,
    "target",
    "names a target of loadBalancer, which isn't given; give that or leave target out",
  );
}

function requireUse({ uses = [] }: WebServiceArgs, problems: ArgumentProblems): void {
  uses.forEach(({ clientSecurityGroupId, readStatements }, index) => {
    problems.require(
      clientSecurityGroupId !== undefined || readStatements !== undefined,
      `uses[${index}]`,
      "must have clientSecurityGroupId or readStatements, as Database, DatabaseProxy, DatabaseCredentials and Cache have",
    );
  });
}

function refuseIdleTransforms(args: WebServiceArgs, problems: ArgumentProblems): void {
  for (const part of Object.keys(PARTS) as (keyof typeof PARTS)[]) {
    if (args[part] === undefined) continue;
    for (const transform of PARTS[part]) {
      problems.require(
        args.transform?.[transform] === undefined,
        `transform.${transform}`,
        `edits nothing, since ${part} is given; give the transform to what made it`,
      );
    }
  }
}
