import { everywhere, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";
import { hasTemplate, INSTANCES, instanceTypesWith } from "./shared/instances";

interface Settings {
  /** Largest number of network hops of an answer from the metadata service. */
  readonly hopLimit: number;
  /** Whether the account or the images demand tokens where nothing is set. */
  readonly tokensByDefault: boolean;
}

export const instanceMetadataV2 = resourceRule<Settings>({
  name: "instance-metadata-v2",
  title: "Instances give credentials only through version 2 of the metadata service",
  description:
    "EC2 instances, and what starts them (launch templates and configurations, spot requests, image builds), demand " +
    "session tokens for the instance metadata service and keep its answers on the instance.",
  why:
    "With version 1, an attacker who makes an application send one request to an address of his choice gets the " +
    "instance's credentials. With more hops, containers get them too.",
  fix:
    'Set `metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 }`. Where ' +
    "containers in Docker's own network have to ask, allow `hopLimit: 2` in the configuration of the pack. Where the " +
    "account's defaults or the images (Amazon Linux 2023) demand tokens, say so with `tokensByDefault`.",
  severity: "high",
  identifiers: {
    fsbp: ["AutoScaling.3", "AutoScaling.4", "EC2.8"],
    cis: ["6.7"],
    checkov: ["CKV_AWS_79", "CKV_AWS_341"],
    trivy: ["AVD-AWS-0130"],
  },
  requirements: ["SE-2", "SE-3"],
  references: [
    {
      title: "Amazon EC2 User Guide, Configure the Instance Metadata Service options",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
    },
  ],
  types: instanceTypesWith("metadata"),
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  configuration: {
    schema: {
      hopLimit: {
        type: "integer",
        minimum: 1,
        maximum: 64,
        description: "Most network hops that an answer of the metadata service may travel; a container is one further",
      },
      tokensByDefault: {
        type: "boolean",
        description: "Whether the account or the images demand tokens by themselves, so that nothing has to be set",
      },
    },
    defaults: everywhere({ hopLimit: 1, tokensByDefault: false }),
  },
  check: (resource, settings) =>
    isSwitchedOff(resource) ? [] : [...tokensOptional(resource, settings), ...tooManyHops(resource, settings)],
  remedy(resource, settings) {
    if (isSwitchedOff(resource)) return [];
    return [
      ...tokensOptional(resource, settings).map(({ property }) => ({ property, value: "required" })),
      ...tooManyHops(resource, settings).map(({ property }) => ({ property, value: settings.hopLimit })),
    ];
  },
});

function optionOf({ type }: ResourceView, option: string): string {
  return `${INSTANCES[type]?.metadata ?? "metadataOptions"}.${option}`;
}

function isSwitchedOff(resource: ResourceView): boolean {
  return isKnownAs(resource.string(optionOf(resource, "httpEndpoint")), "disabled");
}

function tokensOptional(resource: ResourceView, { tokensByDefault }: Settings): Finding[] {
  const property = optionOf(resource, "httpTokens");
  const tokens = resource.string(property);
  if (!tokens.known || tokens.value === "required") return [];
  if (tokens.value === undefined && (tokensByDefault || hasTemplate(resource))) return [];
  return [
    {
      property,
      value: tokens.value,
      problem: "a forged request is enough to get the instance's credentials",
      allowed: '"required"',
      fix: `set ${property} to "required"`,
    },
  ];
}

/** Without the property, answers travel one hop. */
function tooManyHops(resource: ResourceView, { hopLimit }: Settings): Finding[] {
  const property = optionOf(resource, "httpPutResponseHopLimit");
  const hops = resource.number(property);
  if (!hops.known || (hops.value ?? 1) <= hopLimit) return [];
  return [
    {
      property,
      value: hops.value,
      problem: "containers can ask for the instance's credentials",
      allowed: hopLimit === 1 ? "1" : `1 to ${hopLimit}`,
      fix: `set it to ${hopLimit}, or change hopLimit in the environment's configuration of the pack`,
    },
  ];
}
