import type * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type LoadBalancerArgs, type LoadBalancerTargetArgs } from "../../../components/load-balancer";
import { DEFAULT_ALGORITHM } from "../../../components/load-balancer/target-settings";
import { validateLoadBalancer } from "../../../components/load-balancer/validate";
import { CERTIFICATE_ARN, isArnIn, parseArn } from "../../../components/shared/arn";
import { partitionOf } from "../../../components/shared/region";
import type { ArgumentProblems, PathTranslation } from "../../../components/shared/validation";
import { shown } from "../../configuration/problem";
import { CIDR_BLOCK, flag, group, oneOf, text, textList, wholeNumber } from "../../configuration/schema/fields";
import { valueAt } from "../../configuration/schema-problems";
import type { Draft, SettingsOf } from "../../configuration/section";
import { keysOfArguments } from "../../configuration/translation";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { MonitoringConfiguration } from "./monitoring/configuration";
import { grafanaTarget, withGrafanaHost } from "./monitoring/grafana-target";
import type { ServiceConfiguration, ServiceSettings } from "./services/configuration";

const DOMAIN_NAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const DOMAIN_OR_WILDCARD = /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

const AT_ONCE = "takes effect within seconds, without downtime";

const domain = group(
  {
    name: text(DOMAIN_NAME, {
      description: "Name under which the environment is reached (LB-4).",
      allowed: "a lower-case domain name",
      changing: "a new certificate and DNS record; the old name stops working at once",
      examples: ["app.proofpix.com"],
    }),
    alternativeNames: textList(DOMAIN_OR_WILDCARD, {
      description: "Further names that certificate and DNS cover, for the hosts of routes.",
      allowed: "a lower-case domain name, or one below `*.`",
      changing: "a new certificate, without downtime",
      examples: ["*.app.proofpix.com"],
    }).optional(),
    hostedZone: text(DOMAIN_NAME, {
      description: "Route 53 zone that holds the name and proves the certificate; the name's parent unless given.",
      allowed: "the lower-case name of a public hosted zone that contains the domain name",
      changing: "a new DNS record and proof of the certificate",
      examples: ["proofpix.com"],
    }).optional(),
  },
  {
    description: "Domain of the environment, with certificate and DNS record made from its name alone (LB-4).",
    changing: "see its keys; without a domain or certificate the load balancer answers plain HTTP",
    examples: [{ name: "app.proofpix.com", hostedZone: "proofpix.com" }],
  },
);

const testListener = group(
  {
    cidrBlocks: textList(CIDR_BLOCK, {
      description:
        "Who may reach the test listener, by the public addresses that they have on the internet: an office, a VPN, a pipeline.",
      allowed: "an IPv4 block of /8 or smaller",
      changing: AT_ONCE,
      examples: ["203.0.113.0/24"],
    }),
    port: wholeNumber(1, 65_535, {
      description: "Port of the test listener: 8443 unless given, or 8080 without a certificate.",
      changing: "the listener moves to the other port: tests fail for some seconds",
      examples: [8443],
    }).optional(),
  },
  {
    description:
      "Who sees a new revision before it gets requests, at the address of the output testUrl (LB-5); nobody unless given.",
    changing: AT_ONCE,
    examples: [{ cidrBlocks: ["203.0.113.0/24"] }],
  },
);

const keys = {
  domain: domain.optional(),
  certificateArn: text(CERTIFICATE_ARN, {
    description: "Certificate to use instead of one made for the domain (LB-4).",
    allowed: "the ARN of an ACM certificate in this region and account",
    changing: AT_ONCE,
    examples: ["arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"],
  }).optional(),
  algorithm: oneOf(["round-robin", "least-connections", "weighted-random", "ip-hash"], {
    description:
      "How requests are spread over the instances (LB-1); ip-hash takes a network load balancer, without firewall, routing and stickiness.",
    changing: "without downtime; to or from ip-hash replaces the load balancer: downtime",
  }).default(DEFAULT_ALGORITHM),
  testListener: testListener.optional(),
  webFirewall: flag({
    description:
      "Whether AWS's managed rules and a rate limit stand before the load balancer: true unless given, but with ip-hash.",
    changing: "no downtime; about 9 dollars a month and 60 cents a million requests",
  }).optional(),
};

/** Settings of the load balancer. */
export type LoadBalancerSettings = SettingsOf<typeof keys>;

export type LoadBalancerConfiguration = Omit<LoadBalancerSettings, "webFirewall"> &
  EnvironmentConfiguration &
  MonitoringConfiguration & { readonly webFirewall: boolean; readonly services: readonly ServiceConfiguration[] };

type LoadBalancerDraft = Draft<
  LoadBalancerSettings & EnvironmentConfiguration & { readonly services: readonly ServiceSettings[] },
  LoadBalancerConfiguration
>;

/** The way in to every service that takes requests (LB-1 to LB-5). */
export const loadBalancerSection = {
  keys,

  resolve: ({ webFirewall, algorithm }: LoadBalancerSettings): { readonly webFirewall: boolean } => ({
    webFirewall: webFirewall ?? algorithm !== "ip-hash",
  }),

  check(draft: LoadBalancerDraft, problems: ArgumentProblems): void {
    checkCertificate(draft, problems);
    const args = loadBalancerArgs(draft.configuration, NOT_YET_KNOWN);
    if (Object.keys(args.targets).length > 0) validateLoadBalancer(args, problems.at(keyOf(draft)), "load-balancer");
    else {
      problems.add(
        "services",
        "must have one service at least that takes requests, got workers only; set worker to false for one of them",
      );
    }
  },

  create: (
    configuration: LoadBalancerConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "network" | "key" | "alarmTopics">,
  ): { readonly loadBalancer: LoadBalancer } => ({
    loadBalancer: new LoadBalancer(parts.name, loadBalancerArgs(configuration, parts), parts.options),
  }),

  outputs: (
    _configuration: object,
    { loadBalancer }: { readonly loadBalancer: LoadBalancer },
  ): LoadBalancerOutputs => ({
    url: loadBalancer.url,
    testUrl: loadBalancer.testUrl,
    loadBalancerName: loadBalancer.loadBalancerName,
    loadBalancerArn: loadBalancer.loadBalancerArn,
  }),
};

interface LoadBalancerOutputs {
  /** Address for clients. */
  readonly url: pulumi.Output<string>;
  /** Address of the test listener, for those in `proofpix:testListener`; none with ip-hash. */
  readonly testUrl: pulumi.Output<string> | undefined;
  readonly loadBalancerName: pulumi.Output<string>;
  readonly loadBalancerArn: pulumi.Output<string>;
}

/** Arguments of the load balancer. */
export function loadBalancerArgs(
  configuration: LoadBalancerConfiguration,
  { network, key, alarmTopics }: Pick<Dependencies, "network" | "key" | "alarmTopics">,
): LoadBalancerArgs {
  const { algorithm, certificateArn, logRetentionDays, protect, tags, webFirewall } = configuration;
  return {
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.publicSubnetIds,
    targets: {
      ...targets(configuration.services),
      // The monitoring refuses Grafana behind a network load balancer, and says so by itself.
      ...(algorithm === "ip-hash" ? {} : grafanaTarget(configuration)),
    },
    algorithm,
    domain: configuration.domain && withGrafanaHost(configuration.domain, configuration),
    certificateArn,
    accessLogRetentionDays: logRetentionDays,
    forceDestroyAccessLogs: !protect,
    webFirewall: webFirewall && { logRetentionDays },
    logKeyArn: key.keyArn,
    deletionProtection: protect,
    alarmActions: alarmTopics,
    testListener: configuration.testListener,
    tags,
    transform: {
      loadBalancer: protecting(protect),
      accessLogBucket: protecting(protect),
      webAclLogGroup: protecting(protect),
    },
  };
}

function targets(services: readonly ServiceConfiguration[]): Record<string, LoadBalancerTargetArgs> {
  return Object.fromEntries(
    services.filter(({ worker }) => !worker).map((service) => [service.name, targetArgs(service)]),
  );
}

/** How the load balancer sees a service. */
export function targetArgs({
  port,
  healthCheck,
  routing,
  stickiness,
  algorithm,
}: ServiceConfiguration): LoadBalancerTargetArgs {
  return {
    port,
    healthCheck,
    routing,
    stickiness: stickiness && stickinessArgs(stickiness),
    algorithm,
  };
}

function stickinessArgs({
  cookieName,
  duration,
}: NonNullable<ServiceConfiguration["stickiness"]>): LoadBalancerTargetArgs["stickiness"] {
  return cookieName === undefined ? { kind: "load-balancer", duration } : { kind: "application", cookieName, duration };
}

/**
 * Problems of a target belong to its service. Those of hosts, which are compared with the names of the certificate,
 * follow from these names where they are wrong.
 */
function keyOf({ right, written }: LoadBalancerDraft): PathTranslation {
  const ownKey = keysOfArguments(keys);
  const isConsequence = areNamesWrong({ right, written })
    ? (rest: string) => rest.startsWith(".routing.hosts[")
    : () => false;
  return (argument) => {
    const [, name, rest = ""] = /^targets(?:\.([^.]+)(.*))?$/s.exec(argument) ?? [];
    const index = right.services?.findIndex((service) => service?.name === name) ?? -1;
    if (isConsequence(rest)) return "domain.alternativeNames";
    if (index !== -1) return `services[${index}]${rest}`;
    return argument.startsWith("targets") ? "services" : ownKey(argument);
  };
}

function areNamesWrong({ right, written }: Pick<LoadBalancerDraft, "right" | "written">): boolean {
  return valueAt(written, ["domain", "alternativeNames"]) !== undefined && right.domain?.alternativeNames === undefined;
}

function checkCertificate({ right }: LoadBalancerDraft, problems: ArgumentProblems): void {
  const { region, allowedAccountIds, certificateArn } = right;
  if (certificateArn === undefined) return;
  if (region !== undefined && !isArnIn(region, certificateArn)) {
    problems.add(
      "certificateArn",
      `must be a certificate of the load balancer's region ${shown(region)} and partition ${shown(partitionOf(region))}, got ${shown(certificateArn)}; request one there`,
    );
  }
  problems.require(
    allowedAccountIds === undefined || allowedAccountIds.includes(parseArn(certificateArn).accountId),
    "certificateArn",
    `must be a certificate of one of proofpix:allowedAccountIds, got ${shown(certificateArn)}; request one there`,
  );
}
