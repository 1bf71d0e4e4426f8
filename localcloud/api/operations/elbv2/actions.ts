import { number, object, objects, text, texts, type Properties } from "../../../model/values";

/** Actions of a listener or a rule as the API tells them (Elastic Load Balancing API Reference, Action). */
export function actionForms(actions: readonly Properties[]): Properties[] {
  return actions.map((action, index) => ({
    Type: action.type,
    Order: number(action, "order") ?? index + 1,
    TargetGroupArn: soleGroup(action),
    ForwardConfig: forwardForm(action),
    FixedResponseConfig: capitalised(object(action, "fixedResponse")),
    RedirectConfig: capitalised(object(action, "redirect")),
  }));
}

function soleGroup(action: Properties): unknown {
  const groups = objects(action, "forward.targetGroups");
  return text(action, "targetGroupArn") ?? (groups.length === 1 ? groups[0]?.arn : undefined);
}

function forwardForm(action: Properties): Properties | undefined {
  if (text(action, "type") !== "forward") return undefined;
  const arn = text(action, "targetGroupArn");
  const groups = arn === undefined ? objects(action, "forward.targetGroups") : [{ arn, weight: 1 }];
  const stickiness = object(action, "forward.stickiness");
  return {
    TargetGroups: groups.map((group) => ({ TargetGroupArn: group.arn, Weight: number(group, "weight") ?? 1 })),
    TargetGroupStickinessConfig: {
      Enabled: stickiness?.enabled ?? false,
      ...(stickiness?.duration !== undefined && { DurationSeconds: stickiness.duration }),
    },
  };
}

/** Conditions of a rule as the API tells them (Elastic Load Balancing API Reference, RuleCondition). */
export function conditionForms(conditions: readonly Properties[]): Properties[] {
  return conditions.flatMap((condition) =>
    Object.entries(CONDITIONS).flatMap(([input, [field, config]]) => {
      const stated = object(condition, input);
      return stated === undefined && objects(condition, input).length === 0
        ? []
        : [{ Field: field, [config]: conditionForm(input, condition), ...valuesOf(input, stated) }];
    }),
  );
}

const CONDITIONS: Readonly<Record<string, readonly [string, string]>> = {
  hostHeader: ["host-header", "HostHeaderConfig"],
  httpHeader: ["http-header", "HttpHeaderConfig"],
  httpRequestMethod: ["http-request-method", "HttpRequestMethodConfig"],
  pathPattern: ["path-pattern", "PathPatternConfig"],
  queryStrings: ["query-string", "QueryStringConfig"],
  sourceIp: ["source-ip", "SourceIpConfig"],
};

/** Hosts and paths stand in `Values`, too, as they did before other conditions came. */
function valuesOf(input: string, stated: Properties | undefined): Properties {
  return ["hostHeader", "pathPattern"].includes(input) ? { Values: texts(stated ?? {}, "values") } : {};
}

function conditionForm(input: string, condition: Properties): Properties {
  if (input === "queryStrings") {
    return { Values: objects(condition, input).map(({ key, value }) => ({ Key: key, Value: value })) };
  }
  return {
    ...(input === "httpHeader" && { HttpHeaderName: text(condition, "httpHeader.httpHeaderName") }),
    Values: texts(condition, `${input}.values`),
  };
}

function capitalised(properties: Properties | undefined): Properties | undefined {
  if (properties === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name.slice(0, 1).toUpperCase() + name.slice(1), value]),
  );
}
