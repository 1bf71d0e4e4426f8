import { refuse } from "../../model/aws-error";
import { arn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { NAMESPACE, namespaceIdOf, REGISTRY } from "./lookup";

const VPC = "aws:ec2/vpc:Vpc";

/** Route 53 takes no domain without a letter, digit, hyphen or underscore in each label. */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** A DNS namespace of a VPC, with the private hosted zone that Cloud Map makes for it. */
export const privateDnsNamespace: ResourceType = {
  type: NAMESPACE,
  mapping: { operation: "servicediscovery.CreatePrivateDnsNamespace" },
  autonaming: { input: "name", maximumLength: 253 },
  replaceOnChanges: ["name", "region", "vpc"],
  unique: {
    inputs: ["name", "vpc"],
    scope: "region",
    ignoresCase: true,
    code: "CANNOT_CREATE_HOSTED_ZONE",
    message: (name) =>
      `The VPC that you chose is already associated with another private hosted zone that has an overlapping name space, ${name}. (Error Code: ConflictingDomainExists)`,
  },
  references: [
    {
      input: "vpc",
      to: [VPC],
      inRegion: true,
      missing: {
        code: "CANNOT_CREATE_HOSTED_ZONE",
        message: (id) => `The VPC ${id} is not valid or does not exist. (Error Code: InvalidVPCId)`,
      },
    },
  ],
  rules: [requireDomainName, warningOf(requireNamesOfVpc, "nothing in the VPC resolves the names")],
  deletion: [requireNoServices],
  make: (operation) => {
    const { region, accountId } = operation;
    const id = `ns-${hexadecimalToken(16)}`;
    return {
      id,
      computed: {
        arn: arn("servicediscovery", region, accountId, `namespace/${id}`),
        hostedZone: `Z${hexadecimalToken(20).toUpperCase()}`,
        name: nameOf(operation),
      },
    };
  },
};

/** Amazon Route 53 Developer Guide, "DNS domain name format". */
function requireDomainName(operation: Operation): void {
  const name = nameOf(operation);
  if (name.split(".").every((label) => LABEL.test(label))) return;
  refuse("InvalidInput", `The domain name is not valid: '${name}'`, "name");
}

/** Amazon Route 53 Developer Guide, "Considerations when working with a private hosted zone". */
function requireNamesOfVpc({ inputs, cloud }: Operation): void {
  const vpc = cloud.find(VPC, text(inputs, "vpc") ?? "");
  if (vpc === undefined) return;
  const off = ["enableDnsHostnames", "enableDnsSupport"].find((setting) => !isOn(vpc, setting));
  if (off === undefined) return;
  refuse("InvalidInput", `${off} is false for ${vpc.id}`, "vpc");
}

/** A VPC has DNS support by default, and host names only where they are asked for. */
function isOn({ inputs }: CloudResource, setting: string): boolean {
  return flag(inputs, setting) ?? setting === "enableDnsSupport";
}

/** AWS Cloud Map API Reference, DeleteNamespace. */
function requireNoServices({ id }: CloudResource, cloud: CloudReader): void {
  if (!cloud.ofType(REGISTRY).some(({ inputs }) => namespaceIdOf(inputs) === id)) return;
  refuse("ResourceInUse", `Namespace ${id} cannot be deleted because it still contains services.`, "name");
}
