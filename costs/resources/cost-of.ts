import type { Cost } from "../model/cost";
import type { CostedResource, CostedStack } from "../model/resource";
import { CACHES } from "./caches";
import type { Charges } from "./charge";
import { COMPUTE } from "./compute";
import { CONTAINERS } from "./containers";
import { CostSheet } from "./cost-sheet";
import { DATABASES } from "./databases";
import { FREE } from "./free";
import { MESSAGING_AND_STORAGE } from "./messaging-and-storage";
import { MONITORING } from "./monitoring";
import { NETWORK } from "./network";
import { SECURITY } from "./security";

/** What resources cost, by type. */
export const CHARGES: Charges = {
  ...COMPUTE,
  ...CONTAINERS,
  ...DATABASES,
  ...CACHES,
  ...NETWORK,
  ...MONITORING,
  ...SECURITY,
  ...MESSAGING_AND_STORAGE,
};

/** What a resource of a stack costs a month. A type that isn't known is unpriced, never free. */
export function costOf(resource: CostedResource, stack: CostedStack): Cost {
  const charge = CHARGES[resource.type];
  if (charge === undefined) return costWithoutCharge(resource.type);
  const sheet = new CostSheet(resource.region);
  charge(resource, sheet, stack);
  return sheet.cost;
}

/** Modules whose resources aren't AWS's, and cost nothing by themselves: components, passwords, the stack itself. */
const WITHOUT_PRICE = ["pulumi", "proofpix", "awsx", "random", "docker", "command", "tls"];

function costWithoutCharge(type: string): Cost {
  const [module = ""] = type.split(":");
  if (WITHOUT_PRICE.includes(module)) return { kind: "free", reason: "nothing that AWS charges for" };
  const reason = FREE[type];
  return reason === undefined
    ? { kind: "unpriced", reason: "no prices of this type are known here" }
    : { kind: "free", reason };
}
