import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { outputsOf } from "../../../model/resource";
import { texts } from "../../../model/values";
import type { ApiCall, ApiContext } from "../../operation";

export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const LISTENER = "aws:lb/listener:Listener";
export const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** Members by which resources are asked for, and the refusal where one isn't there. */
interface Asked {
  readonly arns: string;
  readonly names?: string;
  readonly code: string;
  readonly what: string;
}

/**
 * Resources of a region: those that a request names by ARNs or names, or all.
 * @throws {AwsError} where one that is named isn't there.
 */
export function askedFor(
  type: string,
  { input, region }: ApiCall,
  { cloud }: ApiContext,
  { arns, names = "", code, what }: Asked,
): CloudResource[] {
  const all = cloud.ofType(type).filter((each) => each.region === region);
  const [byArn, byName] = [texts(input, arns), names === "" ? [] : texts(input, names)];
  if (byArn.length === 0 && byName.length === 0) return all;
  const found = [
    ...byArn.map((arn) => all.find(({ id }) => id === arn)),
    ...byName.map((name) => all.find((each) => outputsOf(each).name === name)),
  ];
  return found.map((each, index) => {
    if (each !== undefined) return each;
    throw new AwsError(code, `One or more ${what} not found: '${[...byArn, ...byName][index] ?? ""}'`);
  });
}

/** Listener rules and listeners that forward to a target group, as ARNs of their load balancers. */
export function loadBalancersOfGroup(targetGroupArn: string, { cloud }: ApiContext): string[] {
  const forwards = ({ inputs }: CloudResource): boolean => JSON.stringify(inputs).includes(`"${targetGroupArn}"`);
  const listeners = cloud.ofType(LISTENER);
  const byRule = cloud
    .ofType(LISTENER_RULE)
    .filter(forwards)
    .map(({ inputs }) => inputs.listenerArn);
  const found = listeners.filter((each) => byRule.includes(each.id) || forwards(each));
  return [...new Set(found.map(({ inputs }) => String(inputs.loadBalancerArn)))];
}
