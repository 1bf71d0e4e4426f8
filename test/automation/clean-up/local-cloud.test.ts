import { removeLeftovers } from "../../../automation/clean-up/clean-up";
import { awsClients } from "../../../automation/aws/clients";
import type { StateResource } from "../../../automation/engine/engine";
import { configurationRecord } from "../../../automation/pipeline/configuration-text";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import type { CloudResource } from "../../../localcloud/model/resource";
import { apiRehearsal } from "../../localcloud/api/support";
import { serving } from "../../localcloud/services/ecs/serving";
import { ON_FARGATE, SERVICE, TASK_DEFINITION } from "../../localcloud/services/ecs/tasks";
import { group, TARGET_GROUP } from "../../localcloud/services/lb/balanced";
import { digestOf, manifest } from "../../localcloud/api/manifests";
import { fakeContext } from "../support/context";
import { VirtualClock } from "../support/virtual-clock";
import { MemoryStore } from "../support/memory-store";
import { deployed } from "../support/records";

const REGION = "eu-west-1";
const REPOSITORY = `123456789012.dkr.ecr.${REGION}.amazonaws.com/shop`;
const DAY_SECONDS = 24 * 60 * 60;

let server: ApiServer | undefined;
afterEach(() => server?.close());

function held({ id, type, inputs }: CloudResource): StateResource {
  return { urn: `urn:pulumi:staging::proofpix::${type}::${id}`, type, id, inputs, outputs: { ...inputs, arn: id } };
}

describe("a clean-up by the AWS SDK in the local cloud", () => {
  it("removes what is old, and leaves what runs", async () => {
    const { test, apis, call, pass } = apiRehearsal();
    const { vpcId, blue, inputs } = serving(test);
    const service = test.create(SERVICE, inputs);
    for (let revision = 2; revision <= 12; revision++) test.create(TASK_DEFINITION, ON_FARGATE);
    const tags = { Project: "proofpix", Environment: "staging", ManagedBy: "Pulumi" };
    const left = group(test, vpcId, { name: "left", tags });
    const green = group(test, vpcId, { name: "kept-green", tags });
    test.create("aws:ecr/repository:Repository", { name: "shop" });
    for (const version of ["old", "running"]) {
      await call("ecr", "PutImage", { repositoryName: "shop", imageManifest: manifest(version), imageTag: version });
    }
    pass(60);
    server = await ApiServer.open(apiListener(apis));
    const record = deployed(1, {
      imageDigests: { web: digestOf("running") },
      configuration: configurationRecord(`config:\n  proofpix:image: ${REPOSITORY}:running\n`),
    });
    const clock = new VirtualClock();
    await clock.wait(30 * DAY_SECONDS * 1_000);
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const context = fakeContext({
      ...{ clock, store: new MemoryStore(record) },
      aws: awsClients({ region: REGION, endpoint: server.url, credentials }),
    });
    const all = test.cloud.state;
    const newest = all.ofType(TASK_DEFINITION).at(-1);
    context.engine.state = [service, newest, all.find(TARGET_GROUP, green)].flatMap((each) =>
      each === undefined ? [] : held(each),
    );
    const removed = await removeLeftovers(record, context);

    const family = String(ON_FARGATE.family);
    expect(removed).toEqual({ images: [digestOf("old")], taskDefinitions: [`${family}:2`], targetGroups: ["left"] });
    const listed = await call("ecs", "ListTaskDefinitions", { familyPrefix: family });
    expect(listed.taskDefinitionArns).toHaveLength(11);
    expect(all.find(TARGET_GROUP, left)).toBeUndefined();
    expect(all.find(TARGET_GROUP, blue)).toBeDefined();
    const { imageDetails } = await call("ecr", "DescribeImages", { repositoryName: "shop" });
    expect(imageDetails).toMatchObject([{ imageDigest: digestOf("running") }]);
  });
});
