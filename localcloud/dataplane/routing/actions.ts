import { weightsOf, type WeightedGroup } from "../../services/lb/traffic-weights";
import { flag, number, object, objects, text, type Properties } from "../../model/values";
import { redirectOf, type Redirect } from "./redirect";

/** What becomes of a request (Elastic Load Balancing API Reference, Action). */
export type RuleAction =
  | {
      readonly kind: "forward";
      readonly groups: readonly WeightedGroup[];
      /** For how long requests of a client go to the same group; undefined where each may go to another. */
      readonly stickySeconds?: number;
    }
  | { readonly kind: "redirect"; readonly redirect: Redirect }
  | { readonly kind: "fixed-response"; readonly status: number; readonly contentType: string; readonly body: string }
  /** An action that the local cloud deploys, but doesn't carry out. */
  | { readonly kind: "unmodelled"; readonly type: string };

const FINAL_ACTIONS = ["forward", "redirect", "fixed-response"];

/**
 * The action of a rule. A request that a rule authenticates first isn't let through without: such a rule answers that
 * it isn't modelled.
 */
export function actionOf(actions: readonly Properties[]): RuleAction {
  const unmodelled = actions.map((action) => text(action, "type") ?? "").find((type) => !FINAL_ACTIONS.includes(type));
  if (unmodelled !== undefined) return { kind: "unmodelled", type: unmodelled };
  const [action = {}] = actions;
  switch (text(action, "type")) {
    case "redirect":
      return { kind: "redirect", redirect: redirectOf(object(action, "redirect") ?? {}) };
    case "fixed-response":
      return fixedResponse(object(action, "fixedResponse") ?? {});
    default:
      return { kind: "forward", groups: weightsOf(action), ...stickiness(action) };
  }
}

function fixedResponse(settings: Properties): RuleAction {
  return {
    kind: "fixed-response",
    status: number(settings, "statusCode") ?? 200,
    contentType: text(settings, "contentType") ?? "text/plain",
    body: text(settings, "messageBody") ?? "",
  };
}

function stickiness(action: Properties): { readonly stickySeconds?: number } {
  const isSticky = flag(action, "forward.stickiness.enabled") === true;
  if (!isSticky || objects(action, "forward.targetGroups").length === 0) return {};
  return { stickySeconds: number(action, "forward.stickiness.duration") ?? 3600 };
}
