import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudResource } from "../../../localcloud/model/resource";
import { mailsIn, outbox } from "../../../localcloud/runtimes/outbox";
import { Deployed, resource, START } from "../behaviour/support/deployed";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:operations";

function subscription(endpoint: string, protocol = "email", topic = TOPIC, pendingConfirmation = true): CloudResource {
  const id = `${topic}:${endpoint}`;
  return resource(
    "aws:sns/topicSubscription:TopicSubscription",
    id,
    { endpoint, protocol, topic },
    { pendingConfirmation },
  );
}

const ALARM = JSON.stringify({
  AlarmName: "cpu",
  AlarmDescription: "Too much.",
  AWSAccountId: "123456789012",
  NewStateValue: "ALARM",
  NewStateReason: "Threshold Crossed",
  StateChangeTime: "2026-11-30T12:01:05.000+0000",
  Region: "EU (Ireland)",
  AlarmArn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu",
  OldStateValue: "OK",
  OKActions: [],
  AlarmActions: [TOPIC],
  InsufficientDataActions: [],
  Trigger: {
    Namespace: "AWS/ECS",
    MetricName: "CPUUtilization",
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 70,
    EvaluationPeriods: 2,
    Period: 60,
  },
});

describe("outbox", () => {
  const directory = join(mkdtempSync(join(tmpdir(), "outbox-")), "mails");
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function published(
    subscriptions: readonly CloudResource[],
    message = ALARM,
    subject = 'ALARM: "cpu" in EU (Ireland)',
  ) {
    const { publish } = outbox({ directory, cloud: new Deployed(...subscriptions), now: () => START });
    publish?.({ kind: "publish", topicArn: TOPIC, subject, message });
    return mailsIn(directory).map((name) => readFileSync(join(directory, name), "utf8"));
  }

  it("has a mail for each subscription of the topic, which only its owner may read", () => {
    const mails = published([
      subscription("operations@proofpix.com"),
      subscription("night@proofpix.com"),
      subscription("other@proofpix.com", "email", `${TOPIC}-other`),
      subscription("arn:aws:sqs:eu-west-1:123456789012:alarms", "sqs"),
    ]);
    expect(mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1])).toEqual([
      "operations@proofpix.com",
      "night@proofpix.com",
    ]);
    const [name = ""] = mailsIn(directory);
    expect(name).toBe("2026-11-30T12-00-00.000-00001-operations@proofpix.com.eml");
    expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  });

  it("tells of an alarm in sentences", () => {
    const [mail = ""] = published([subscription("operations@proofpix.com")]);
    expect(mail).toContain('Subject: ALARM: "cpu" in EU (Ireland)\nDate: Mon, 30 Nov 2026 12:00:00 +0000\n');
    expect(mail).toContain('The alarm "cpu" in EU (Ireland) is now ALARM.\nToo much.\n');
    expect(mail).toContain("- State: OK -> ALARM\n- Reason: Threshold Crossed\n");
    expect(mail).toContain("- Metric: AWS/ECS CPUUtilization, GreaterThanThreshold 70 in 2 periods of 60 s\n");
    expect(mail).toContain(`- Alarm actions: ${TOPIC}\n- OK actions: none\n`);
  });

  it("says where AWS would send nothing yet", () => {
    const [pending = "", confirmed = ""] = published([
      subscription("a@proofpix.com"),
      subscription("b@proofpix.com", "email", TOPIC, false),
    ]);
    expect(pending).toContain("X-Local-Cloud: not confirmed");
    expect(confirmed).not.toContain("X-Local-Cloud");
  });

  it("gives programs the JSON of SNS", () => {
    const [mail = ""] = published([subscription("a@proofpix.com", "email-json")]);
    expect(JSON.parse(mail.slice(mail.indexOf("\n\n")))).toMatchObject({
      Type: "Notification",
      TopicArn: TOPIC,
      Message: ALARM,
      Timestamp: "2026-11-30T12:00:00.000Z",
    });
  });

  it("takes other messages as they are, and keeps headers to one line", () => {
    const [mail = ""] = published([subscription("a@proofpix.com")], "hello", "ü\nBcc: x@example.com");
    expect(mail).toContain("Subject: =?utf-8?B?");
    expect(mail).not.toMatch(/^Bcc/m);
    expect(mail.endsWith("\n\nhello\n")).toBe(true);
  });

  it("keeps the newest 500", () => {
    const { publish } = outbox({ directory, cloud: new Deployed(subscription("a@proofpix.com")), now: () => START });
    for (let count = 0; count < 503; count++)
      publish?.({ kind: "publish", topicArn: TOPIC, subject: "s", message: "m" });
    const mails = mailsIn(directory);
    expect(mails).toHaveLength(500);
    expect(mails[0]).toContain("-00004-");
  });

  it("has no mails before the first", () => {
    expect(mailsIn(join(directory, "missing"))).toEqual([]);
  });
});
