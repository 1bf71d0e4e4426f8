import type { RuleAction } from "../routing/actions";
import { chooseGroup } from "../routing/groups";
import {
  APPLICATION_COOKIE,
  cookieValue,
  GROUP_COOKIE,
  setCookies,
  stickyId,
  stuckTo,
  TARGET_COOKIE,
} from "../routing/sticky-cookies";
import { chooseTarget } from "../routing/targets";
import { SECOND } from "../../behaviour/model/instant";
import type { RoutedGroup } from "../routes";
import type { RoutedTarget } from "../configuration/targets";
import type { Exchange } from "./exchange";
import type { FrontendContext } from "./frontend";

/** The target group and target of a request, and how its client will stick to them. */
export interface Choice {
  readonly group: RoutedGroup;
  /** Undefined where the group has no target that requests may go to. */
  readonly target?: RoutedTarget;
  /**
   * Cookies for the client.
   *
   * @param set names of the cookies that the target sets
   */
  cookies(set: readonly string[]): string[];
}

/** Chooses who answers a request, and notes it at the exchange, for metrics and logs. */
export function chooseFor(...asked: Parameters<typeof choose>): Choice | undefined {
  const [exchange] = asked;
  const choice = choose(...asked);
  exchange.targetGroupArn = choice?.group.arn;
  exchange.target = choice?.target;
  return choice;
}

/** Chooses where a request goes; undefined where no target group takes it. */
function choose(
  exchange: Exchange,
  action: Extract<RuleAction, { kind: "forward" }>,
  context: FrontendContext,
): Choice | undefined {
  const now = context.now();
  const cookies = exchange.cookies();
  const { groups } = context.routes();
  const stuckGroup = action.stickySeconds === undefined ? undefined : stuckTo(cookies, GROUP_COOKIE, now);
  // No document says what becomes of a client whose group lost its targets: here it gets another group.
  const canTake = (arn: string): boolean => (groups.get(arn)?.eligible.length ?? 0) > 0;
  const arn = chooseGroup(action.groups, stuckGroup, context.random(), canTake);
  const group = groups.get(arn ?? "");
  if (arn === undefined || group === undefined) return undefined;
  const stuck = stuckTarget(group, cookies, now);
  const target = chooseTarget(group.eligible, group, {
    stuck,
    turn: context.turnOf(arn),
    random: context.random(),
    now,
    outstanding: (each) => context.upstreams.outstanding(each),
  });
  const ofGroup = stuckGroup === stickyId(arn) ? [] : groupCookies(action, arn, now);
  const cookiesOfTarget = (set: readonly string[]): string[] =>
    target === undefined ? [] : targetCookies(group, target, stuck, set, now);
  return { group, target, cookies: (set) => [...ofGroup, ...cookiesOfTarget(set)] };
}

function stuckTarget(
  { stickiness }: RoutedGroup,
  cookies: ReadonlyMap<string, string>,
  now: number,
): string | undefined {
  switch (stickiness?.type) {
    case "lb_cookie":
      return stuckTo(cookies, TARGET_COOKIE, now);
    case "app_cookie":
      // The client has to send both: the application's cookie and the load balancer's.
      return cookies.has(stickiness.cookieName) ? stuckTo(cookies, APPLICATION_COOKIE, now) : undefined;
    default:
      return undefined;
  }
}

/** A client sticks to a group from its first request on, so that it follows a shift of traffic in time. */
function groupCookies({ stickySeconds }: Extract<RuleAction, { kind: "forward" }>, arn: string, now: number): string[] {
  if (stickySeconds === undefined) return [];
  return setCookies(GROUP_COOKIE, cookieValue(stickyId(arn), now + stickySeconds * SECOND), now);
}

/** A client sticks to a target from its last request on, or to one whose cookie the application set. */
function targetCookies(
  { stickiness }: RoutedGroup,
  target: RoutedTarget,
  stuck: string | undefined,
  set: readonly string[],
  now: number,
): string[] {
  if (stickiness === undefined || stickiness.type === "source_ip") return [];
  const value = cookieValue(target.stickyId, now + stickiness.seconds * SECOND);
  if (stickiness.type === "lb_cookie") return setCookies(TARGET_COOKIE, value, now);
  const isStuck = stuck === target.stickyId;
  return isStuck || set.includes(stickiness.cookieName) ? setCookies(APPLICATION_COOKIE, value, now) : [];
}
