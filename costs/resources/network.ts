import type { CostedResource } from "../model/resource";
import type { Charge, Charges } from "./charge";
import type { CostSheet } from "./cost-sheet";
import { TYPES } from "./types";

/** Prices of load balancers by their type: key and what a capacity unit is called. */
const LOAD_BALANCERS: Readonly<Record<string, readonly [key: string, unit: string]>> = {
  application: ["alb", "LCU-hour"],
  network: ["nlb", "NLCU-hour"],
  gateway: ["gwlb", "GLCU-hour"],
};

const loadBalancer: Charge = (balancer, sheet) => {
  const type = balancer.text("loadBalancerType") ?? "application";
  const [key, unit] = LOAD_BALANCERS[type] ?? [type, "LCU-hour"];
  sheet.hourly(`load balancer (${type})`, `${key}.hour`);
  if (type === "application" && balancer.flag("internal") !== true) chargeAddresses(balancer, sheet);
  sheet.dependsOnUse("capacity units", unit, `${key}.lcu`);
};

/** Amazon VPC pricing, "Public IPv4 address": a load balancer that faces the internet has one in each subnet. */
function chargeAddresses(balancer: CostedResource, sheet: CostSheet): void {
  const subnets = balancer.each("subnets").length + balancer.each("subnetMappings").length;
  if (subnets === 0) sheet.lacks("its public IPv4 addresses, since its subnets aren't known");
  else sheet.hourly("public IPv4 addresses of the load balancer", "ipv4.hour", subnets);
}

export const NETWORK: Charges = {
  [TYPES.natGateway]: (_gateway, sheet) => {
    sheet.hourly("NAT gateway", "nat.hour");
    sheet.dependsOnUse("data through the NAT gateway", "GB", "nat.gigabyte");
  },
  "aws:ec2/eip:Eip": (_address, sheet) => {
    sheet.hourly("public IPv4 address", "ipv4.hour");
  },
  [TYPES.loadBalancer]: loadBalancer,
  [TYPES.loadBalancerAlias]: loadBalancer,
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer": loadBalancer,
  "aws:applicationloadbalancing/loadBalancer:LoadBalancer": loadBalancer,
  [TYPES.endpoint]: (endpoint, sheet) => {
    if ((endpoint.text("vpcEndpointType") ?? "Gateway") === "Gateway") return; // AWS PrivateLink pricing: no charge
    const zones = endpoint.each("subnetIds").length;
    if (zones === 0) sheet.lacks("its subnets aren't known");
    else sheet.hourly("interface endpoint in a zone", "endpoint.hour", zones);
    sheet.dependsOnUse("data through the endpoint", "GB", "endpoint.gigabyte");
  },
  "aws:ec2/flowLog:FlowLog": (_log, sheet) => {
    sheet.dependsOnUse("flow logs", "GB", "cloudwatch.logs.vended");
  },
  "aws:route53/zone:Zone": (_zone, sheet) => {
    sheet.monthly("hosted zone", "route53.zone");
    sheet.dependsOnUse("queries", "million queries");
  },
  "aws:route53/healthCheck:HealthCheck": (check, sheet) => {
    // What isn't on AWS costs more; whether an address is on AWS isn't known, so that the higher price is told.
    const isElsewhere = check.text("type") !== "CALCULATED" && check.text("type") !== "CLOUDWATCH_METRIC";
    sheet.monthly("health check", isElsewhere ? "route53.health-check-elsewhere" : "route53.health-check");
  },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": (_namespace, sheet) => {
    sheet.monthly("hosted zone of the namespace", "route53.zone");
    sheet.dependsOnUse("queries", "million queries");
  },
};
