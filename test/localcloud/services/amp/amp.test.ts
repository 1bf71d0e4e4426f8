import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses, itWarns, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const WORKSPACE = "aws:amp/workspace:Workspace";
const RULES = "aws:amp/ruleGroupNamespace:RuleGroupNamespace";
const ALERTMANAGER = "aws:amp/alertManagerDefinition:AlertManagerDefinition";

function workspaceIn(cloud: TestCloud): string {
  return cloud.create(WORKSPACE, { alias: "production" }).id;
}

function logGroupIn(cloud: TestCloud): string {
  const { computed } = cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/vendedlogs/prometheus" });
  return `${String(computed.arn)}:*`;
}

describe("a workspace", () => {
  it("has an id by which the others name it, and an endpoint", () => {
    const cloud = inLocalCloud();
    const workspace = cloud.create(WORKSPACE, {});

    expect(workspace.id).toMatch(/^ws-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(cloud.outputs(workspace)).toMatchObject({
      arn: `arn:aws:aps:eu-west-1:123456789012:workspace/${workspace.id}`,
      prometheusEndpoint: `https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/${workspace.id}/`,
    });
  });

  it("is replaced where its alias is taken away, and keeps its place where it is changed", () => {
    const cloud = inLocalCloud();
    const { type, inputs } = cloud.create(WORKSPACE, { alias: "production" });
    const replacing = (after: object) => cloud.cloud.typeOf(type).conditionalReplaceOnChanges?.(inputs, { ...after });

    expect(replacing({})).toEqual(["alias"]);
    expect(replacing({ alias: "live" })).toEqual([]);
  });
});

describeRules(WORKSPACE, (cloud) => ({ inputs: {}, logGroupArn: logGroupIn(cloud) }), [
  [
    "a log group that is not there",
    { loggingConfiguration: { logGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/missing:*" } },
    ({ logGroupArn }) => ({ loggingConfiguration: { logGroupArn } }),
    "ValidationException",
    "The log group does not exist",
  ],
  [
    "a key that is not there",
    { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
    {},
    "ValidationException",
    "The KMS key is invalid or not accessible",
  ],
]);

describeLimits(WORKSPACE, [
  ["alias", "x".repeat(101), "x".repeat(100), "ValidationException", "100"],
  [
    "loggingConfiguration.logGroupArn",
    "arn:aws:logs:eu-west-1:123456789012:log-group:/x",
    "arn:aws:logs:eu-west-1:123456789012:log-group:/x:*",
    "ValidationException",
    "pattern",
  ],
]);

function rules(...ofGroup: readonly string[]): { readonly data: string } {
  return { data: ["groups:", "- name: one", "  rules:", ...ofGroup.map((line) => `  ${line}`)].join("\n") };
}

const RECORD = rules("- record: a:b", "  expr: up");

describeRules(RULES, (cloud) => ({ inputs: { workspaceId: workspaceIn(cloud), name: "rules", ...RECORD } }), [
  ["a workspace that is not there", { workspaceId: "ws-missing" }, {}, "ResourceNotFoundException", "ws-missing"],
  ["what is not YAML", { data: "groups: [" }, RECORD, "ValidationException", "error unmarshalling YAML"],
  ["a file without groups", { data: "groups: []" }, RECORD, "ValidationException", "at least one group"],
  [
    "two groups of one name",
    { data: `${RECORD.data}\n${RECORD.data.slice("groups:\n".length)}` },
    { data: `${RECORD.data}\n${RECORD.data.slice("groups:\n".length).replace("one", "two")}` },
    "ValidationException",
    'groupname: "one" is repeated',
  ],
  [
    "names that are too long together",
    { data: RECORD.data.replace("one", "x".repeat(717)) },
    { data: RECORD.data.replace("one", "x".repeat(716)) },
    "ValidationException",
    "at most 721 bytes together, got 722",
  ],
  [
    "a rule that records and alerts",
    rules("- record: a:b", "  alert: Down", "  expr: up"),
    rules("- alert: Down", "  expr: up"),
    "ValidationException",
    "only one of 'record' and 'alert'",
  ],
  ["a rule that does neither", rules("- expr: up"), RECORD, "ValidationException", "one of 'record' or 'alert'"],
  ["a rule without an expression", rules("- record: a:b"), RECORD, "ValidationException", "field 'expr' must be set"],
  [
    "a recording rule that waits",
    rules("- record: a:b", "  expr: up", "  for: 5m"),
    rules("- alert: Down", "  expr: up", "  for: 5m"),
    "ValidationException",
    "invalid field 'for' in recording rule",
  ],
]);

describe("a namespace of rules", () => {
  itRefuses(
    "a name that another of the workspace has",
    (cloud) => {
      const workspaceId = workspaceIn(cloud);
      cloud.create(RULES, { workspaceId, name: "rules", ...RECORD });
      return {
        violation: () => cloud.create(RULES, { workspaceId, name: "rules", ...RECORD }),
        neighbour: () => cloud.create(RULES, { workspaceId: workspaceIn(cloud), name: "rules", ...RECORD }),
      };
    },
    "ConflictException",
    "A rule groups namespace of that name exists",
  );
});

function alertmanager(receiver: string, route = "receiver: topic"): { readonly definition: string } {
  return {
    definition: `alertmanager_config: |\n  route:\n    ${route}\n  receivers:\n    - name: topic\n${receiver.replace(/^/gm, "      ")}\n`,
  };
}

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";
const TOPIC_RECEIVER = `sns_configs:\n- topic_arn: ${TOPIC}\n  sigv4:\n    region: eu-central-1`;
const VALID = alertmanager(TOPIC_RECEIVER);

describeRules(ALERTMANAGER, (cloud) => ({ inputs: { workspaceId: workspaceIn(cloud), ...VALID } }), [
  [
    "Alertmanager's configuration by itself",
    { definition: "route:\n  receiver: topic\n" },
    VALID,
    "ValidationException",
    "alertmanager_config is missing",
  ],
  [
    "a route to a receiver that is not there",
    alertmanager(TOPIC_RECEIVER, "receiver: nobody"),
    VALID,
    "ValidationException",
    'undefined receiver "nobody" used in route',
  ],
  [
    "a receiver that AWS has not",
    alertmanager("slack_configs:\n- channel: alerts"),
    VALID,
    "ValidationException",
    "slack_configs is not supported",
  ],
  [
    "a topic without its region",
    alertmanager(`sns_configs:\n- topic_arn: ${TOPIC}`),
    VALID,
    "ValidationException",
    "sigv4.region is required",
  ],
  [
    "another endpoint of the topic",
    alertmanager(`${TOPIC_RECEIVER}\n  api_url: https://example.com`),
    VALID,
    "ValidationException",
    "api_url is not allowed",
  ],
]);

describe("a definition of the alert manager", () => {
  const topicIn = (cloud: TestCloud) => cloud.create("aws:sns/topic:Topic", { name: "alerts" }).id;
  const toTopic = (topic: string) => alertmanager(TOPIC_RECEIVER.replace(TOPIC, topic));

  itWarns(
    "a topic to which AWS may not publish",
    (cloud) => cloud.create(ALERTMANAGER, { workspaceId: workspaceIn(cloud), ...toTopic(topicIn(cloud)) }),
    "its alerts arrive nowhere: the policy of topic",
  );

  it("takes a topic whose policy admits the service", () => {
    const cloud = inLocalCloud();
    const topic = topicIn(cloud);
    const Principal = { Service: "aps.amazonaws.com" };
    cloud.create("aws:sns/topicPolicy:TopicPolicy", {
      arn: topic,
      policy: policy({ Principal, Action: "sns:Publish", Resource: topic }),
    });

    cloud.create(ALERTMANAGER, { workspaceId: workspaceIn(cloud), ...toTopic(topic) });

    expect(cloud.warnings).toEqual([]);
  });

  it("is refused, as not modelled, with a receiver of PagerDuty", () => {
    const cloud = inLocalCloud();
    const definition = alertmanager("pagerduty_configs:\n- routing_key: x");

    expect(() => cloud.create(ALERTMANAGER, { workspaceId: workspaceIn(cloud), ...definition })).toThrow(
      "add it to localcloud/services/amp/",
    );
  });
});
