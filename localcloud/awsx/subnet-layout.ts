import { overlap, parseCidr } from "../services/shared/cidr";
import { SUBNET_TYPES, type SubnetSpec, type SubnetType, type VpcArguments } from "./vpc-arguments";

/** One range of a VPC. */
export interface PlannedSubnet {
  readonly name: string;
  readonly type: SubnetType;
  readonly zone: string;
  readonly zoneIndex: number;
  readonly cidrBlock: string;
  readonly tags: unknown;
}

type Layout = Pick<VpcArguments, "allocationIds" | "cidrBlock" | "isExact" | "natStrategy" | "specs" | "zones">;

/**
 * The subnets of a VPC in awsx's order: by zone, and in each zone the public ones first.
 * @throws {Error} naming everything for which awsx refuses the layout.
 */
export function subnetLayout(name: string, layout: Layout): PlannedSubnet[] {
  const ranges = layout.zones.flatMap((zone, index) => layout.specs.map((spec) => planned(name, spec, zone, index)));
  const problems = [
    ...nameProblems(layout),
    ...countProblems(layout),
    ...rangeProblems(ranges, layout),
    ...natProblems(layout),
  ];
  if (problems.length > 0) throw new Error(`awsx.ec2.Vpc ${name} can't be laid out: ${problems.join("; ")}`);
  return ranges
    .filter(({ type }) => type !== "Unused")
    .sort((one, other) => one.zoneIndex - other.zoneIndex || typeOrder(one) - typeOrder(other));
}

function planned(name: string, spec: SubnetSpec, zone: string, zoneIndex: number): PlannedSubnet {
  return {
    name: `${name}-${spec.name ?? spec.type.toLowerCase()}-${zoneIndex + 1}`,
    type: spec.type,
    zone,
    zoneIndex,
    cidrBlock: spec.cidrBlocks[zoneIndex] ?? "",
    tags: spec.tags,
  };
}

function typeOrder({ type }: PlannedSubnet): number {
  return SUBNET_TYPES.indexOf(type);
}

/**
 * Specs of one type have different names, and one of them may have none (pulumi-awsx 3.3.1, `subnetDistributorNew.ts`).
 */
function nameProblems({ specs }: Layout): string[] {
  return SUBNET_TYPES.filter((type) => {
    const names = specs.filter((spec) => spec.type === type).map(({ name }) => name);
    return new Set(names).size < names.length;
  }).map((type) => `several subnetSpecs of type ${type} require names of their own`);
}

function countProblems({ specs, zones }: Layout): string[] {
  return specs.flatMap(({ cidrBlocks }, index) =>
    cidrBlocks.length === zones.length
      ? []
      : [
          `subnetSpecs[${index}].cidrBlocks must have one range for each of ${zones.length} zones, got ${cidrBlocks.length}`,
        ],
  );
}

function rangeProblems(ranges: readonly PlannedSubnet[], { cidrBlock, isExact }: Layout): string[] {
  const invalid = ranges.filter((range) => parseCidr(range.cidrBlock) === undefined);
  if (invalid.length > 0) return invalid.map((range) => `${described(range)} is no range of addresses`);
  const overlapping = ranges.filter((range) =>
    ranges.some((other) => other !== range && overlap(range.cidrBlock, other.cidrBlock)),
  );
  if (overlapping.length > 0) return [`these ranges overlap: ${overlapping.map(described).join(", ")}`];
  return isExact ? gapProblems(ranges, cidrBlock) : [];
}

/** In the strategy Exact, the ranges follow each other in the order of zones and specs, and fill the VPC. */
function gapProblems(ranges: readonly PlannedSubnet[], cidrBlock: string): string[] {
  const vpc = parseCidr(cidrBlock);
  const starts = ranges.map((range) => parseCidr(range.cidrBlock)?.first);
  const ends = ranges.map((range) => (parseCidr(range.cidrBlock)?.last ?? 0) + 1);
  const gaps = ranges.filter((_, index) => starts[index] !== (index === 0 ? vpc?.first : ends[index - 1]));
  const problems = gaps.map((range) => `there is a gap before ${described(range)}`);
  return ends.at(-1) === (vpc?.last ?? 0) + 1
    ? problems
    : [...problems, `the ranges don't end where ${cidrBlock} does`];
}

function described({ name, cidrBlock }: PlannedSubnet): string {
  return `${name} (${cidrBlock})`;
}

function natProblems({ allocationIds, natStrategy, specs, zones }: Layout): string[] {
  const types = specs.map(({ type }) => type);
  const lacksSubnets = natStrategy !== "None" && !(types.includes("Public") && types.includes("Private"));
  const most = { None: 0, Single: 1, OnePerAz: zones.length }[natStrategy];
  const miscounted = allocationIds.length > 0 && allocationIds.length !== most;
  return [
    ...(lacksSubnets ? [`the NAT strategy ${natStrategy} needs public and private subnets`] : []),
    ...(miscounted ? [`the NAT strategy ${natStrategy} takes ${most} addresses, got ${allocationIds.length}`] : []),
  ];
}
