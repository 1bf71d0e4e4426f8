import { accessLogPolicy } from "../../../components/load-balancer/access-log-policy";

const BUCKET = "arn:aws:s3:::logs";
const ACCOUNT = "123456789012";

describe("accessLogPolicy", () => {
  it("lets an application load balancer's delivery write below its own account, and no more", () => {
    const [delivery, ...rest] = accessLogPolicy("application", BUCKET, ACCOUNT).Statement;

    expect(delivery).toEqual({
      Sid: "AllowLogDelivery",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${BUCKET}/AWSLogs/${ACCOUNT}/*`,
    });
    expect(rest.map(({ Effect }) => Effect)).toEqual(["Deny"]);
  });

  it("lets a network load balancer's delivery write for its own account, and read who owns the bucket", () => {
    const allowed = accessLogPolicy("network", BUCKET, ACCOUNT).Statement.filter(({ Effect }) => Effect === "Allow");

    expect(allowed.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ["s3:GetBucketAcl", BUCKET],
      ["s3:PutObject", `${BUCKET}/AWSLogs/${ACCOUNT}/*`],
    ]);
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: "delivery.logs.amazonaws.com" });
      expect(Condition?.StringEquals).toMatchObject({ "aws:SourceAccount": ACCOUNT });
    }
  });

  it.each(["application", "network"] as const)("refuses everyone without TLS (%s)", (kind) => {
    expect(accessLogPolicy(kind, BUCKET, ACCOUNT).Statement).toContainEqual({
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});
