import { UNKNOWN } from "../model/pulumi-values";
import { objects, text, texts, valuesAt, type Properties } from "../model/values";
import { NotModelledError } from "../services/shared/inputs";
import type { Sourced, SourcedProperties } from "./sourced";

/**
 * Kinds of subnets, in the order in which awsx creates those of a zone; `Unused` reserves a range and creates nothing.
 */
export const SUBNET_TYPES = ["Public", "Private", "Isolated", "Unused"] as const;
const NAT_STRATEGIES = ["None", "Single", "OnePerAz"] as const;

/** Inputs that the VPC itself takes. */
const VPC_INPUTS = [
  "cidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "region",
];

/** Inputs that the local cloud reads; it refuses others, which it would ignore. */
const LAYOUT_INPUTS = ["availabilityZoneNames", "natGateways", "subnetSpecs", "subnetStrategy", "tags"];
const SPEC_INPUTS = ["cidrBlocks", "name", "tags", "type"];

export type SubnetType = (typeof SUBNET_TYPES)[number];
export type NatStrategy = (typeof NAT_STRATEGIES)[number];

/** A kind of subnet, with its range in each zone. */
export interface SubnetSpec {
  readonly type: SubnetType;
  readonly name?: string;
  readonly cidrBlocks: readonly string[];
  readonly tags: unknown;
}

/** Arguments of `awsx.ec2.Vpc` whose subnets are laid out by their caller. */
export interface VpcArguments {
  readonly cidrBlock: string;
  readonly zones: readonly string[];
  readonly specs: readonly SubnetSpec[];
  /** Whether the ranges have to fill the VPC. */
  readonly isExact: boolean;
  readonly natStrategy: NatStrategy;
  /** Addresses for the NAT gateways; none where they get new ones. */
  readonly allocationIds: readonly unknown[];
  readonly tags: unknown;
  /** Inputs of the VPC itself. */
  readonly vpcInputs: SourcedProperties;
  /** The input with the resources behind it. */
  readonly sourced: (input: string) => Sourced;
}

/**
 * Reads the arguments of `awsx.ec2.Vpc`.
 * @param sources URNs of the resources behind each input.
 * @throws {NotModelledError} for arguments with which awsx would do more than what is modelled here.
 */
export function vpcArguments(inputs: Properties, sources: (input: string) => readonly string[]): VpcArguments {
  refuseOthers(inputs, [...VPC_INPUTS, ...LAYOUT_INPUTS], "");
  objects(inputs, "subnetSpecs").forEach((spec, index) => {
    refuseOthers(spec, SPEC_INPUTS, `subnetSpecs[${index}].`);
  });
  const sourced = (input: string): Sourced => ({ value: inputs[input], from: sources(input) });
  return {
    cidrBlock: text(inputs, "cidrBlock") ?? "10.0.0.0/16",
    zones: zonesOf(inputs),
    specs: objects(inputs, "subnetSpecs").map(specOf),
    isExact: isExact(inputs),
    natStrategy: oneOf(NAT_STRATEGIES, text(inputs, "natGateways.strategy") ?? "OnePerAz", "natGateways.strategy"),
    allocationIds: valuesAt(inputs, "natGateways.elasticIpAllocationIds[]").map(({ value }) => value),
    tags: inputs.tags ?? {},
    vpcInputs: Object.fromEntries(VPC_INPUTS.map((input) => [input, sourced(input)])),
    sourced,
  };
}

function refuseOthers(properties: Properties, modelled: readonly string[], path: string): void {
  const others = Object.keys(properties).filter((input) => !modelled.includes(input) && properties[input] !== null);
  if (others.length === 0) return;
  throw new NotModelledError(
    "these arguments of awsx.ec2.Vpc",
    others.map((input) => path + input),
    "awsx/vpc-arguments.ts",
  );
}

function zonesOf(inputs: Properties): readonly string[] {
  const zones = texts(inputs, "availabilityZoneNames");
  if (zones.length > 0 && !zones.includes(UNKNOWN)) return zones;
  throw new NotModelledError("zones that awsx chooses", ["availabilityZoneNames"], "awsx/vpc-arguments.ts");
}

/** With other strategies, or without ranges, awsx allocates the ranges itself. */
function isExact(inputs: Properties): boolean {
  const strategy = text(inputs, "subnetStrategy") ?? "Legacy";
  const areGiven = objects(inputs, "subnetSpecs").every((spec) => texts(spec, "cidrBlocks").length > 0);
  if (objects(inputs, "subnetSpecs").length > 0 && areGiven && ["Auto", "Exact"].includes(strategy)) {
    return strategy === "Exact";
  }
  throw new NotModelledError(
    "ranges that awsx allocates: give all of them, and the strategy Exact or Auto",
    ["subnetSpecs[].cidrBlocks", "subnetStrategy"],
    "awsx/vpc-arguments.ts",
  );
}

function specOf(spec: Properties, index: number): SubnetSpec {
  return {
    type: oneOf(SUBNET_TYPES, text(spec, "type") ?? "", `subnetSpecs[${index}].type`),
    name: text(spec, "name"),
    cidrBlocks: texts(spec, "cidrBlocks"),
    tags: spec.tags ?? {},
  };
}

/** awsx takes these words in any case. */
function oneOf<Word extends string>(words: readonly Word[], value: string, input: string): Word {
  const found = words.find((word) => word.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw new Error(`${input} must be one of ${words.join(", ")}, got ${value}`);
  return found;
}
