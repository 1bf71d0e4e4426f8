import { AwsError } from "../../../model/aws-error";
import { texts, type Properties } from "../../../model/values";
import { type ApiCall, type ApiContext, reading } from "../../operation";
import { tagList } from "../tags";
import { LISTENER, LISTENER_RULE, LOAD_BALANCER, TARGET_GROUP } from "./lookup";

/** Elastic Load Balancing API Reference, DescribeTags: "up to 20 resources in a single call". */
const MOST_RESOURCES = 20;

interface Taggable {
  readonly type: string;
  readonly code: string;
  readonly what: string;
}

/** What can have tags, by the word with which its ARNs' resource begins, and the refusal of one that isn't there. */
const TAGGABLE: Readonly<Record<string, Taggable | undefined>> = {
  loadbalancer: { type: LOAD_BALANCER, code: "LoadBalancerNotFound", what: "load balancers" },
  targetgroup: { type: TARGET_GROUP, code: "TargetGroupNotFound", what: "target groups" },
  listener: { type: LISTENER, code: "ListenerNotFound", what: "listeners" },
  "listener-rule": { type: LISTENER_RULE, code: "RuleNotFound", what: "rules" },
};

/** Elastic Load Balancing API Reference, DescribeTags. */
export const describeTags = reading((call, context) => {
  const arns = texts(call.input, "ResourceArns");
  if (arns.length > MOST_RESOURCES) {
    throw new AwsError("ValidationError", `Up to ${MOST_RESOURCES} resource ARNs can be specified in a request`);
  }
  return { TagDescriptions: arns.map((arn) => descriptionOf(arn, call, context)) };
});

function descriptionOf(arn: string, { region }: ApiCall, { cloud }: ApiContext): Properties {
  const taggable = TAGGABLE[/^arn:[\w-]+:elasticloadbalancing:[^:]*:\d{12}:([a-z-]+)\//.exec(arn)?.[1] ?? ""];
  if (taggable === undefined) throw new AwsError("ValidationError", `'${arn}' must be in ARN format`);
  const found = cloud.find(taggable.type, arn);
  if (found?.region !== region) {
    throw new AwsError(taggable.code, `One or more ${taggable.what} not found`);
  }
  return { ResourceArn: arn, Tags: tagList(found.inputs, "capital") };
}
