import type { PolicyConfigSchema } from "@pulumi/policy";
import type { ResourceIdentity } from "./resource-view";

/** Permission for a resource to break a rule until a day. */
export interface Exemption {
  /** Logical name or URN of the resource; `*` stands for any text. */
  readonly match: string;
  /** Why it may break the rule. */
  readonly reason: string;
  /** Who answers for that. */
  readonly owner: string;
  /** Last day on which it may, as `2027-01-31`; the day ends in UTC. */
  readonly expires: string;
}

/** Schema of a list of exemptions. */
export const EXEMPTIONS_SCHEMA: PolicyConfigSchema["properties"][string] = {
  type: "array",
  description: "Resources that may break the rule, each with who answers for it and until when",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["match", "reason", "owner", "expires"],
    properties: {
      match: { type: "string", minLength: 1, description: "Logical name or URN; `*` stands for any text" },
      reason: { type: "string", minLength: 1, description: "Why it may break the rule" },
      owner: { type: "string", minLength: 1, description: "Who answers for that" },
      expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "Last day, such as 2027-01-31" },
    },
  },
};

/** Schema of the list of exemptions in each rule's configuration, where there are none unless it says so. */
export const EXEMPTION_LIST_SCHEMA: PolicyConfigSchema["properties"][string] = { ...EXEMPTIONS_SCHEMA, default: [] };

/** The exemption state of one resource on a day. */
export type ExemptionState =
  | { readonly kind: "none" }
  | { readonly kind: "active"; readonly exemption: Exemption }
  | { readonly kind: "expired"; readonly exemption: Exemption };

/**
 * The exemption that covers a resource: one that is active, otherwise one that has expired.
 * @param today as `2027-01-31`.
 */
export function exemptionState(
  exemptions: readonly Exemption[],
  resource: Pick<ResourceIdentity, "name" | "urn">,
  today: string,
): ExemptionState {
  const matching = exemptions.filter(({ match }) => matches(match, resource.name) || matches(match, resource.urn));
  const active = matching.find(({ expires }) => expires >= today);
  if (active !== undefined) return { kind: "active", exemption: active };
  const [expired] = matching;
  return expired === undefined ? { kind: "none" } : { kind: "expired", exemption: expired };
}

/** Whether the text matches a pattern in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}
