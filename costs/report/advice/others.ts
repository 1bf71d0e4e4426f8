import { HOURS_A_MONTH } from "../../model/cost";
import { exactly, inCents, times } from "../../model/range";
import { findPrice } from "../../prices/find-price";
import { TYPES } from "../../resources/types";
import type { ResourceCost } from "../../stack/stack-costs";
import type { Advice, AdviceRule } from "./advice";
import { countText } from "./cheaper-families";

/** Tasks on Fargate that would cost less on ARM. */
export const fargateOnArm: AdviceRule = (costs) =>
  costs.flatMap(({ resource, cost }): Advice[] => {
    if (cost.kind !== "priced" || resource.type !== TYPES.service) return [];
    const parts = cost.fixed.flatMap((part) => {
      const usd = findPrice(part.price.key.replace(".x86.", ".arm."), resource.region)?.usd;
      return part.price.key.includes(".x86.") && usd !== undefined ? [{ part, less: part.price.usd - usd }] : [];
    });
    if (parts.length === 0) return [];
    const saved = parts.map(({ part, less }) => times(part.count, less * HOURS_A_MONTH));
    const saving = {
      min: saved.reduce((all, { min }) => all + min, 0),
      max: saved.reduce((all, { max }) => all + max, 0),
    };
    const computation = parts
      .map(({ part, less }) => `${countText(part.count)} × ${HOURS_A_MONTH} h × $${less.toFixed(6)}`)
      .join(" + ");
    const text = "run the tasks on ARM64: their images have to be built for it";
    return [{ rule: "fargate-on-arm", text, resources: [resource.name], saving: inCents(saving), computation }];
  });

/** Volumes of type gp2, which cost more than gp3 with as many IOPS up to 1,000 GiB. */
export const gp2Volumes: AdviceRule = (costs) =>
  costs.flatMap(({ resource, cost }): Advice[] => {
    if (cost.kind !== "priced") return [];
    return cost.fixed.flatMap(({ price, count }) => {
      const usd = price.key === "ebs.gp2.gigabyte" ? findPrice("ebs.gp3.gigabyte", resource.region)?.usd : undefined;
      if (usd === undefined || usd >= price.usd) return [];
      return [
        {
          rule: "gp2-volumes",
          text: "make the volumes gp3, which changes nothing else",
          resources: [resource.name],
          saving: inCents(times(count, price.usd - usd)),
          computation: `${countText(count)} GB × ($${price.usd} − $${usd})`,
        },
      ];
    });
  });

/** NAT gateways in several zones. */
export const severalNatGateways: AdviceRule = (costs) => {
  const gateways = costs.filter(({ resource }) => resource.type === TYPES.natGateway);
  const region = gateways[0]?.resource.region ?? "";
  const [hour, address] = [findPrice("nat.hour", region), findPrice("ipv4.hour", region)];
  if (gateways.length < 2 || hour === undefined || address === undefined) return [];
  const left = gateways.length - 1;
  return [
    {
      rule: "several-nat-gateways",
      text: "one NAT gateway would do where an outage of its zone may cut all others off from the internet",
      resources: gateways.map(({ resource }) => resource.name),
      saving: inCents(exactly(left * (hour.usd + address.usd) * HOURS_A_MONTH)),
      computation: `${left} × ${HOURS_A_MONTH} h × ($${hour.usd} + $${address.usd} for its address)`,
    },
  ];
};

/** Zones in which an interface endpoint of a service would be charged. */
function zonesOf(costs: readonly ResourceCost[]): number {
  const balancers = costs.filter(({ resource }) => resource.type === TYPES.loadBalancer);
  return Math.max(1, ...balancers.map(({ resource }) => resource.each("subnets").length));
}

/** Traffic to AWS's services through a NAT gateway, which an interface endpoint could carry for less. */
export const natAgainstEndpoints: AdviceRule = (costs) => {
  const gateway = costs.find(({ resource }) => resource.type === TYPES.natGateway)?.resource;
  if (gateway === undefined) return [];
  const [nat, hour, gigabyte] = ["nat.gigabyte", "endpoint.hour", "endpoint.gigabyte"].map(
    (key) => findPrice(key, gateway.region)?.usd,
  );
  if (nat === undefined || hour === undefined || gigabyte === undefined || nat <= gigabyte) return [];
  const zones = zonesOf(costs);
  const breakEven = Math.ceil((zones * hour * HOURS_A_MONTH) / (nat - gigabyte));
  return [
    {
      rule: "nat-against-endpoints",
      text: `give a service of AWS an interface endpoint where more than ${breakEven} GB a month go to it through the NAT gateways`,
      resources: [gateway.name],
      computation: `${zones} × ${HOURS_A_MONTH} h × $${hour} ÷ ($${nat} − $${gigabyte.toFixed(3)} a GB)`,
    },
  ];
};

/** Log groups whose logs are kept for ever. */
export const logsKeptForEver: AdviceRule = (costs) => {
  const groups = costs.filter(
    ({ resource }) =>
      resource.type === "aws:cloudwatch/logGroup:LogGroup" && (resource.number("retentionInDays") ?? 0) === 0,
  );
  const stored = findPrice("cloudwatch.logs.stored", groups[0]?.resource.region ?? "")?.usd;
  if (groups.length === 0 || stored === undefined) return [];
  return [
    {
      rule: "logs-kept-for-ever",
      text: "set a retention: logs are kept, and paid for, for ever",
      resources: groups.map(({ resource }) => resource.name),
      computation: `$${stored} a month for each GB that is no longer needed`,
    },
  ];
};
