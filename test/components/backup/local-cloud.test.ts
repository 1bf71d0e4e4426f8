import * as aws from "@pulumi/aws";
import { AlarmTopic } from "../../../components/alarm-topic";
import { Backup } from "../../../components/backup";
import { EncryptionKey } from "../../../components/encryption-key";
import { deployLocally } from "../../support/local-deployment";

it("AWS takes a plan with every schedule, copies and locks", async () => {
  const { resources, refusals } = await deployLocally(() => {
    const [near, far] = ["eu-west-1", "eu-central-1"].map((region) => new aws.Provider(region, { region }));
    if (near === undefined || far === undefined) throw new Error("there are two");
    const account = { accountId: "123456789012" };
    const options = { providers: [near] };
    const key = new EncryptionKey("shop", { ...account, region: "eu-west-1" }, options);
    const farKey = new EncryptionKey("shop-far", { ...account, region: "eu-central-1" }, { providers: [far] });
    const topic = new AlarmTopic("shop", { ...account, kmsKeyArn: key.keyArn }, options);
    const args = {
      kmsKeyArn: key.keyArn,
      alarmActions: [topic.topicArn],
      selection: { resources: ["arn:aws:rds:eu-west-1:123456789012:db:*"], tags: { Environment: "production" } },
      daily: { times: ["01:00", "13:00"] },
      weekly: {},
      monthly: { coldStorageAfterDays: 100 },
      copies: { provider: far, kmsKeyArn: farKey.keyArn, retentionDays: 200 },
    };
    new Backup("shop", args, options);
  });
  const vaults = resources.filter(({ type }) => type === "aws:backup/vault:Vault");

  expect(refusals).toEqual([]);
  expect(vaults.map(({ outputs }) => String(outputs?.arn).split(":")[3])).toEqual(["eu-west-1", "eu-central-1"]);
});
