import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../../components/alarm-topic";
import { EncryptionKey } from "../../components/encryption-key";
import { Network } from "../../components/network";
import type { Configuration } from "../configuration/configuration";
import { alarmTopicArgs } from "./alarm-topic-args";
import { encryptionKeyArgs } from "./encryption-key-args";
import { environmentPrefix } from "./names";
import { networkArgs } from "./network-args";

/** What an environment has before anything runs in it (ENV-4). */
export interface Foundation {
  /** Beginning of every logical name. */
  readonly name: string;
  /** Provider of the environment's region, which refuses every other account. */
  readonly provider: aws.Provider;
  readonly accountId: pulumi.Output<string>;
  readonly key: EncryptionKey;
  readonly alarmTopic: AlarmTopic;
  readonly network: Network;
}

/** Creates an environment's key, alarm topic and network. */
export function createFoundation(configuration: Configuration): Foundation {
  const name = environmentPrefix(configuration.environment);
  const { region, allowedAccountIds } = configuration;
  const provider = new aws.Provider(name, { region, allowedAccountIds });
  const { accountId } = aws.getCallerIdentityOutput({}, { provider });
  const options = { providers: [provider] };

  const key = new EncryptionKey(name, encryptionKeyArgs(configuration, accountId), options);
  const topicSurroundings = { accountId, kmsKeyArn: key.keyArn };
  const alarmTopic = new AlarmTopic(name, alarmTopicArgs(configuration, topicSurroundings), options);
  const network = new Network(name, networkArgs(configuration, key.keyArn), options);
  return { name, provider, accountId, key, alarmTopic, network };
}
