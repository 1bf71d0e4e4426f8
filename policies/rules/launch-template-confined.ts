import {
  ALWAYS_MANDATORY,
  credentialIn,
  isKnownAs,
  namesSecret,
  resourceRule,
  type Finding,
  type ResourceView,
} from "../core";
import { plainSecretConfiguration, type PlainSecretSettings } from "./shared/plain-secrets";

export const launchTemplateConfined = resourceRule<PlainSecretSettings>({
  name: "launch-template-confined",
  title: "Instances have no public addresses, and no credentials in their user data",
  description:
    "EC2 launch templates give instances no public IP addresses, and their user data holds no credential, by its name or " +
    "its value.",
  why:
    "An instance with a public address is reached from the internet past the load balancer. User data is read by every " +
    "process on the instance and by whoever may describe the template, in every version that was ever made.",
  fix:
    "Set `associatePublicIpAddress: false` and use private subnets. Have the instance fetch what is secret from Secrets " +
    "Manager or Parameter Store with its role; a value that once stood in user data has to be replaced.",
  severity: "high",
  identifiers: { fsbp: ["EC2.25"], checkov: ["CKV_AWS_46", "CKV_AWS_88"] },
  requirements: ["SE-2", "SE-3"],
  references: [
    {
      title: "Amazon EC2 User Guide, Run commands when you launch an EC2 instance with user data input",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    },
  ],
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  levels: ALWAYS_MANDATORY,
  configuration: plainSecretConfiguration("Variables of user data"),
  check: (template, { harmlessNames }) => [
    ...template.each("networkInterfaces").flatMap(({ path }) => publicAddress(template, path)),
    ...credentialsInUserData(template, harmlessNames),
  ],
});

function publicAddress(template: ResourceView, networkInterface: string): Finding[] {
  const property = `${networkInterface}.associatePublicIpAddress`;
  if (!isKnownAs(template.boolean(property), true)) return [];
  return [
    {
      property,
      value: true,
      problem: "the instances can be reached from the internet past the load balancer",
      allowed: "false; where it isn't set, the subnet decides",
      fix: "set it to false, and use private subnets",
    },
  ];
}

function credentialsInUserData(template: ResourceView, harmlessNames: readonly string[]): Finding[] {
  const encoded = template.string("userData");
  if (!encoded.known || encoded.value === undefined) return [];
  const script = Buffer.from(encoded.value, "base64").toString("utf8");
  const credential = credentialIn(script);
  const named = secretVariables(script).filter((name) => !harmlessNames.includes(name));
  return [
    ...(credential === undefined ? [] : [revealed("userData", `it holds ${credential}`)]),
    ...named.map((name) => revealed(`userData["${name}"]`, "its name is that of a credential")),
  ];
}

function revealed(property: string, suspicion: string): Finding {
  return {
    property,
    withheld: true,
    problem: `${suspicion}, and every process on the instance can read it`,
    allowed: "no credentials",
    fix: "have the instance fetch it from Secrets Manager or Parameter Store with its role",
  };
}

/** Assignments of a shell script, such as `export NAME="value"`. */
const ASSIGNMENT = /(?:^|[\s;])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;]*)/g;

/** Values that aren't secrets themselves: an expansion, an ARN, a parameter's path, a boolean, an empty text. */
const REFERENCE = /[$`]|^(?:arn:.*|\/.*|true|false|)$/;

/** Names of variables to which the script assigns a secret in plain text. */
function secretVariables(script: string): string[] {
  return [...script.matchAll(ASSIGNMENT)].flatMap(([, name = "", value = ""]) =>
    namesSecret(name) && !REFERENCE.test(value.replace(/^["']|["']$/g, "")) ? [name] : [],
  );
}
