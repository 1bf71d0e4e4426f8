import { answered } from "../../../localcloud/api/dispatch";
import type { WireRequest } from "../../../localcloud/api/protocols/protocol";
import type { Properties } from "../../../localcloud/model/values";
import { apiRehearsal } from "./support";

function signed(
  service: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  [method, path, query]: readonly [string, string, string] = ["POST", "/", ""],
): WireRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20261130/eu-west-1/${service}/aws4_request, Signature=0`;
  const wire = { method, path, query: new URLSearchParams(query), body: Buffer.from(body) };
  return { ...wire, headers: { authorization, ...headers } };
}

async function answerTo(request: WireRequest): Promise<{ status: number; body: string }> {
  const { apis } = apiRehearsal();
  const { status, body } = await answered(request, apis, "request-1", new AbortController().signal);
  return { status, body: String(body) };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("a request to AWS's APIs", () => {
  it("goes to the service of its target, whatever it is signed for", async () => {
    const target = { "x-amz-target": "AmazonEC2ContainerServiceV20141113.ListClusters" };

    expect(await answerTo(signed("other", target, "{}"))).toEqual({ status: 200, body: '{"clusterArns":[]}' });
  });

  it("goes to the service that it is signed for where only the version tells the API", async () => {
    const { body } = await answerTo(signed("sts", FORM, "Action=GetCallerIdentity&Version=2011-06-15"));

    expect(body).toContain("<Account>123456789012</Account>");
    expect(body).toContain("<Arn>arn:aws:iam::123456789012:user/local-cloud</Arn>");
  });

  it.each([
    [signed("ecs", { "x-amz-target": "AmazonEC2ContainerServiceV20141113.DeleteCluster" }, "{}"), "operations/ecs/"],
    [signed("ecs", { "x-amz-target": "AmazonEC2ContainerServiceV20141113.toString" }, "{}"), "operations/ecs/"],
    [signed("sns", FORM, "Action=CreateTopic&Version=2010-03-31"), "operations/sns/"],
    [signed("dynamodb", { "x-amz-target": "DynamoDB_20120810.ListTables" }, "{}"), "operations/dynamodb/"],
    [signed("s3", {}, "", ["GET", "/bucket", "policy"]), "operations/s3/"],
    [signed("s3", {}, "", ["PUT", "/bucket", ""]), "operations/s3/"],
  ])("that isn't answered says where it is to be added", async (request, folder) => {
    const { status, body } = await answerTo(request);

    expect(status).toBe(400);
    expect(body).toContain("UnknownOperationException");
    expect(body).toContain(`localcloud/api/${folder}`);
  });

  it("is refused in the service's words without a member that it must have", async () => {
    const target = { "x-amz-target": "AmazonEC2ContainerServiceV20141113.UpdateService" };
    const { body } = await answerTo(signed("ecs", target, "{}"));

    expect(JSON.parse(body) as Properties).toEqual({
      __type: "InvalidParameterException",
      message:
        "1 validation error detected: Value null at 'service' failed to satisfy constraint: Member must not be null",
    });
  });
});
