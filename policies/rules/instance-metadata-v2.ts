import { everywhere, isKnownAs, resourceRule, type Finding, type ResourceView } from "../core";

interface Settings {
  /** Largest number of network hops of an answer from the metadata service. */
  readonly hopLimit: number;
}

const TOKENS = "metadataOptions.httpTokens";
const HOPS = "metadataOptions.httpPutResponseHopLimit";

export const instanceMetadataV2 = resourceRule<Settings>({
  name: "instance-metadata-v2",
  title: "Instances give credentials only through version 2 of the metadata service",
  description:
    "EC2 launch templates demand session tokens for the instance metadata service, and keep its answers on the " +
    "instance.",
  why:
    "With version 1, an attacker who makes an application send one request to an address of his choice gets the " +
    "instance's credentials. With more hops, containers get them too.",
  fix:
    'Set `metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 }`. Where ' +
    "containers in Docker's own network have to ask, allow `hopLimit: 2` in the configuration of the pack.",
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
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  configuration: {
    schema: {
      hopLimit: {
        type: "integer",
        minimum: 1,
        maximum: 64,
        description: "Most network hops that an answer of the metadata service may travel; a container is one further",
      },
    },
    defaults: everywhere({ hopLimit: 1 }),
  },
  check: (template, { hopLimit }) =>
    isSwitchedOff(template) ? [] : [...tokensOptional(template), ...tooManyHops(template, hopLimit)],
  remedy(template, { hopLimit }) {
    if (isSwitchedOff(template)) return [];
    return [
      ...tokensOptional(template).map(() => ({ property: TOKENS, value: "required" })),
      ...tooManyHops(template, hopLimit).map(() => ({ property: HOPS, value: hopLimit })),
    ];
  },
});

function isSwitchedOff(template: ResourceView): boolean {
  return isKnownAs(template.string("metadataOptions.httpEndpoint"), "disabled");
}

function tokensOptional(template: ResourceView): Finding[] {
  const tokens = template.string(TOKENS);
  if (!tokens.known || tokens.value === "required") return [];
  return [
    {
      property: TOKENS,
      value: tokens.value,
      problem: "a forged request is enough to get the instance's credentials",
      allowed: '"required"',
      fix: 'set metadataOptions.httpTokens to "required"',
    },
  ];
}

/** Without the property, answers travel one hop. */
function tooManyHops(template: ResourceView, hopLimit: number): Finding[] {
  const hops = template.number(HOPS);
  if (!hops.known || (hops.value ?? 1) <= hopLimit) return [];
  return [
    {
      property: HOPS,
      value: hops.value,
      problem: "containers can ask for the instance's credentials",
      allowed: hopLimit === 1 ? "1" : `1 to ${hopLimit}`,
      fix: `set it to ${hopLimit}, or change hopLimit in the environment's configuration of the pack`,
    },
  ];
}
