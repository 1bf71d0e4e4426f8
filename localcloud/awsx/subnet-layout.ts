import { AwsError } from "../model/aws-error";
import { objects, text, texts, type Properties } from "../model/values";

/** Kinds of subnets; what is unused is a reserved range, for which awsx creates nothing. */
const KINDS = ["Public", "Private", "Isolated", "Unused"] as const;

type SubnetKind = (typeof KINDS)[number];

export interface PlannedSubnet {
  readonly name: string;
  readonly kind: Exclude<SubnetKind, "Unused">;
  readonly zone: string;
  readonly zoneIndex: number;
  readonly cidrBlock: string;
  readonly tags: Properties;
}

/**
 * The subnets of a VPC whose arguments name each zone and each range, in awsx's order: by zone, public ones first.
 * @throws {AwsError} for arguments with which awsx would choose zones or ranges itself.
 */
export function subnetLayout(name: string, args: Properties): PlannedSubnet[] {
  const zones = texts(args, "availabilityZoneNames");
  const specs = objects(args, "subnetSpecs");
  if (zones.length === 0) throw notModelled("availabilityZoneNames", "zones that awsx chooses");
  if (text(args, "subnetStrategy") !== "Exact") throw notModelled("subnetStrategy", "ranges that awsx allocates");
  return zones.flatMap((zone, zoneIndex) =>
    specs
      .map((spec) => plannedSubnet(name, spec, zone, zoneIndex, zones.length))
      .filter((subnet) => subnet !== undefined)
      .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind)),
  );
}

function plannedSubnet(
  name: string,
  spec: Properties,
  zone: string,
  zoneIndex: number,
  zoneCount: number,
): PlannedSubnet | undefined {
  const kind = KINDS.find((each) => each === text(spec, "type"));
  if (kind === undefined)
    throw new AwsError("InvalidArgument", `unknown subnet type ${String(spec.type)} (subnetSpecs.type)`);
  const blocks = texts(spec, "cidrBlocks");
  const cidrBlock = blocks[zoneIndex];
  if (cidrBlock === undefined || blocks.length !== zoneCount) {
    throw new AwsError(
      "InvalidArgument",
      `the number of cidrBlocks must match the number of availability zones, ${zoneCount} (subnetSpecs.cidrBlocks)`,
    );
  }
  if (kind === "Unused") return undefined;
  const suffix = text(spec, "name") ?? kind.toLowerCase();
  const tags = (spec.tags ?? {}) as Properties;
  return { name: `${name}-${suffix}-${zoneIndex + 1}`, kind, zone, zoneIndex, cidrBlock, tags };
}

function notModelled(input: string, what: string): AwsError {
  return new AwsError("NotModelled", `the local cloud doesn't model ${what}: name them (${input}; localcloud/awsx)`);
}
