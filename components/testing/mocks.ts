import type * as pulumi from "@pulumi/pulumi";
import { answersOfAws, outputsOfAws } from "./aws";
import { type Calls, echoing, type Outputs } from "./echo";

/** What mocks answer in place of what they would by themselves. */
export interface MockOptions {
  /** Region of ARNs and host names. @default "eu-west-1" */
  readonly region?: string;
  /** Account of ARNs. @default "123456789012" */
  readonly accountId?: string;
  /** Answers to provider functions, by token (`aws:route53/getZone:getZone`). @default - those that components ask */
  readonly calls?: Calls;
  /**
   * Outputs that a provider would compute, by type token (`aws:ec2/vpc:Vpc`), beside the inputs.
   * @default - those that components need
   */
  readonly outputs?: Outputs;
}

/**
 * Mocks for `pulumi.runtime.setMocks` and `deploy`. A resource gets its inputs as outputs, an id, an ARN, and what
 * components read of it; awsx's and other remote components get outputs, too. Nothing runs yet: what components look up
 * of databases is not there. A provider function that has no answer is an error.
 */
export function mocks({
  region = "eu-west-1",
  accountId = "123456789012",
  calls = {},
  outputs = {},
}: MockOptions = {}): pulumi.runtime.Mocks {
  const scope = { region, accountId };
  return echoing({
    calls: { ...answersOfAws(scope), ...calls },
    outputs: merged(outputsOfAws(scope), outputs),
    arn: ({ type, name }) => arnOf(scope, type, name),
  });
}

/** Both outputs of a type that has some in each; the second ones count. */
function merged(first: Outputs, second: Outputs): Outputs {
  const both = Object.entries(second).map(([type, outputs]): [string, Outputs[string]] => [
    type,
    (args) => ({ ...first[type]?.(args), ...outputs(args) }),
  ]);
  return { ...first, ...Object.fromEntries(both) };
}

/** Services whose ARNs have another name than Pulumi's module. */
const SERVICE_NAMES: Readonly<Record<string, string>> = {
  "cloudwatch/logGroup": "logs",
  lb: "elasticloadbalancing",
  alb: "elasticloadbalancing",
};
/** Services whose ARNs name no region. */
const GLOBAL: readonly string[] = ["iam", "route53"];

interface Scope {
  readonly region: string;
  readonly accountId: string;
}

/** An ARN (IAM User Guide, "Amazon Resource Names"); how services name their kinds of resources, it doesn't know. */
function arnOf({ region, accountId }: Scope, type: string, name: string): string {
  const [, path = ""] = type.split(":");
  const [module = "", kind = ""] = path.split("/");
  const service = SERVICE_NAMES[path] ?? SERVICE_NAMES[module] ?? module;
  if (service === "logs") return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
  return `arn:aws:${service}:${GLOBAL.includes(service) ? "" : region}:${accountId}:${kind}/${name}`;
}
