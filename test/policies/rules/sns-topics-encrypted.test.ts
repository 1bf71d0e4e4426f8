import { snsTopicsEncrypted as rule } from "../../../policies/rules/sns-topics-encrypted";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function topic(properties: TestResource["properties"]): TestResource {
  return resource("aws:sns/topic:Topic", "alarms", properties);
}

describeRule(rule, {
  accepts: {
    "a topic with a key": { given: topic({ kmsMasterKeyId: "alias/alarms" }) },
    "other resources": { given: resource("aws:sns/topicPolicy:TopicPolicy", "alarms") },
  },
  refuses: {
    "a topic without a key, in staging": {
      given: topic({ displayName: "Alarms" }),
      environment: "staging",
      violations: ["alarms: kmsMasterKeyId is not set: messages lie on disks as plain text"],
    },
  },
  boundaries: {
    "AWS's own key, which encrypts too": { given: topic({ kmsMasterKeyId: "alias/aws/sns" }) },
  },
  missing: { "all properties": { given: topic({}), violations: ["alarms: kmsMasterKeyId is not set"] } },
  unknown: { "a key that is created in the same run": { given: topic({ kmsMasterKeyId: UNKNOWN }) } },
  production: set(of("aws:sns/topic:Topic"), { kmsMasterKeyId: undefined }),
});
