import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { keepingInputs } from "../shared/kept-inputs";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { LoadBalancerChildren, WebFirewallArgs } from "./args";
import { visibility, webFirewallRules } from "./web-firewall-rules";

/** Prefix that AWS demands of a log group for web ACLs (AWS WAF Developer Guide, "Amazon CloudWatch Logs"). */
const LOG_GROUP_PREFIX = "aws-waf-logs-";

/**
 * Puts a web application firewall in front of a load balancer, with the requests that it stops logged.
 * @returns ARN of its web ACL.
 */
export function createWebFirewall(
  children: LoadBalancerChildren,
  loadBalancerArn: pulumi.Input<string>,
  args: WebFirewallArgs,
  logKeyArn: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
  const webAcl = createWebAcl(children, args);
  new aws.wafv2.WebAclAssociation(
    ...transformed(
      children.transform.webAclAssociation,
      `${children.name}-web-firewall`,
      { resourceArn: loadBalancerArn, webAclArn: webAcl.arn },
      { parent: children.parent },
    ),
  );
  logStoppedRequests(children, webAcl, { retentionInDays: args.logRetentionDays ?? 90, kmsKeyId: logKeyArn });
  return webAcl.arn;
}

function createWebAcl(children: LoadBalancerChildren, args: WebFirewallArgs): aws.wafv2.WebAcl {
  const name = `${children.name}-web-firewall`;
  const { requestsPerFiveMinutes = 2000, countOnlyRules = ["SizeRestrictions_BODY"] } = args;
  return new aws.wafv2.WebAcl(
    ...transformed(
      children.transform.webAcl,
      name,
      {
        scope: "REGIONAL",
        description: `Requests to ${children.name}`,
        defaultAction: { allow: {} },
        rules: webFirewallRules(children.name, { requestsPerFiveMinutes, countOnlyRules }),
        visibilityConfig: visibility(name),
        tags: namedTags(name, children.tags),
      },
      { parent: children.parent },
    ),
  );
}

/** Allowed requests are in the access logs already; credentials are in neither. */
function logStoppedRequests(
  children: LoadBalancerChildren,
  webAcl: aws.wafv2.WebAcl,
  retention: Pick<aws.cloudwatch.LogGroupArgs, "retentionInDays" | "kmsKeyId">,
): void {
  const name = `${children.name}-web-firewall`;
  const logGroup = new aws.cloudwatch.LogGroup(
    ...transformed(
      children.transform.webAclLogGroup,
      name,
      { ...retention, name: `${LOG_GROUP_PREFIX}${children.name}`, tags: namedTags(name, children.tags) },
      keepingInputs(["name"], { parent: children.parent }),
    ),
  );
  const conditions = ["BLOCK", "COUNT"].map((action) => ({ actionCondition: { action } }));
  new aws.wafv2.WebAclLoggingConfiguration(
    ...transformed(
      children.transform.webAclLogging,
      name,
      {
        resourceArn: webAcl.arn,
        logDestinationConfigs: [logGroup.arn],
        loggingFilter: {
          defaultBehavior: "DROP",
          filters: [{ behavior: "KEEP", requirement: "MEETS_ANY", conditions }],
        },
        redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
      },
      { parent: children.parent },
    ),
  );
}
