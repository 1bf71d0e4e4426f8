import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { contains } from "../shared/cidr";
import { kindOf, type LoadBalancerKind } from "./protocols";

/** Combinations of settings that AWS refuses (Elastic Load Balancing API Reference, CreateLoadBalancer). */
export const loadBalancerSettingRules: readonly Rule[] = [
  requireAddressesOfKind,
  requireAddressesOfSubnets,
  requireAddressTypeOfScheme,
  requireReadablePrefix,
  warningOf(refuseAttributesOfOtherKind, "the provider doesn't send it"),
];

/** Attributes of one kind only, with the provider's defaults (API Reference, LoadBalancerAttribute). */
const ATTRIBUTES_OF: Readonly<Record<LoadBalancerKind, Readonly<Record<string, unknown>>>> = {
  application: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dropInvalidHeaderFields: false,
    enableHttp2: true,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    idleTimeout: 60,
    preserveHostHeader: false,
    xffHeaderProcessingMode: "append",
  },
  network: { dnsRecordClientRoutingPolicy: "any_availability_zone" },
};

function isInternal({ inputs }: Operation): boolean {
  return flag(inputs, "internal") === true;
}

/**
 * SubnetMapping: only network load balancers take addresses, elastic ones where they face the internet and private ones
 * where they are internal.
 */
function requireAddressesOfKind(operation: Operation): void {
  const isNetwork = kindOf(operation.inputs) === "network";
  objects(operation.inputs, "subnetMappings").forEach((mapping, index) => {
    const path = `subnetMappings[${index}]`;
    if (text(mapping, "allocationId") !== undefined && (!isNetwork || isInternal(operation))) {
      refuse(
        "InvalidConfigurationRequest",
        "Elastic IP addresses are supported by internet-facing network load balancers only",
        `${path}.allocationId`,
      );
    }
    if (text(mapping, "privateIpv4Address") === undefined || (isNetwork && isInternal(operation))) return;
    refuse(
      "InvalidConfigurationRequest",
      "Private IP addresses are supported by internal network load balancers only",
      `${path}.privateIpv4Address`,
    );
  });
}

/** SubnetMapping, PrivateIPv4Address: an address of the subnet's range. */
function requireAddressesOfSubnets({ inputs, cloud }: Operation): void {
  objects(inputs, "subnetMappings").forEach((mapping, index) => {
    const address = text(mapping, "privateIpv4Address");
    const subnet = cloud.find("aws:ec2/subnet:Subnet", text(mapping, "subnetId") ?? "");
    const block = text(subnet?.inputs ?? {}, "cidrBlock");
    if (address === undefined || block === undefined || contains(block, `${address}/32`)) return;
    refuse(
      "InvalidConfigurationRequest",
      `The private IP address '${address}' is not within the subnet's ${block}`,
      `subnetMappings[${index}].privateIpv4Address`,
    );
  });
}

/**
 * CreateLoadBalancer, IpAddressType: only internet-facing application load balancers do without public IPv4 addresses.
 */
function requireAddressTypeOfScheme(operation: Operation): void {
  const addressType = text(operation.inputs, "ipAddressType") ?? "ipv4";
  if (addressType !== "dualstack-without-public-ipv4") return;
  if (kindOf(operation.inputs) === "application" && !isInternal(operation)) return;
  refuse(
    "InvalidConfigurationRequest",
    `${addressType} is supported by internet-facing application load balancers only`,
    "ipAddressType",
  );
}

/** User Guide for Application Load Balancers, "Enable access logs": AWS appends its own folder to the prefix. */
function requireReadablePrefix({ inputs }: Operation): void {
  const prefix = text(inputs, "accessLogs.prefix") ?? "";
  if (!prefix.includes("AWSLogs") && !/^\/|\/$/.test(prefix)) return;
  refuse(
    "InvalidConfigurationRequest",
    `The prefix must not include AWSLogs, nor begin or end with a slash: '${prefix}'`,
    "accessLogs.prefix",
  );
}

function refuseAttributesOfOtherKind({ inputs }: Operation): void {
  const kind = kindOf(inputs);
  const foreign = ATTRIBUTES_OF[kind === "application" ? "network" : "application"];
  const changed = Object.keys(foreign).filter((name) => inputs[name] !== undefined && inputs[name] !== foreign[name]);
  if (changed.length === 0) return;
  refuse("InvalidConfigurationRequest", `${kind} load balancers don't have this attribute`, changed.join(", "));
}
