import type { CostedResource, CostedStack } from "../model/resource";
import type { CostSheet } from "./cost-sheet";

/** Writes onto the sheet what a resource costs. */
export type Charge = (resource: CostedResource, sheet: CostSheet, stack: CostedStack) => void;

/** Charges by type token. */
export type Charges = Readonly<Record<string, Charge>>;
