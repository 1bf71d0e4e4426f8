import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { EncryptionKeyArgs } from "./args";
import { keyPolicy } from "./key-policy";
import { validateEncryptionKey } from "./validate";

const DEFAULT_DELETION_WINDOW_DAYS = 30;

/**
 * One environment's encryption key, rotated every year, that this account's log groups and alarms may
 * use. About $1 a month, another for each of the first two rotations, and $0.03 per 10,000 requests.
 */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key: what other resources take. */
  readonly keyArn: pulumi.Output<string>;
  /** ID of the key. */
  readonly keyId: pulumi.Output<string>;
  /** `alias/<name>`, by which people find the key. */
  readonly aliasName: pulumi.Output<string>;

  /**
   * @param name also the alias: letters, digits, hyphens, underscores and slashes, unique in the account and region.
   * @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments.
   */
  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("EncryptionKey", name, args, validateEncryptionKey);
    super("proofpix:encryption-key:EncryptionKey", name, {}, opts);

    const key = new aws.kms.Key(
      ...transformed<aws.kms.KeyArgs>(
        args.transform?.key,
        `${name}-key`,
        {
          description: args.description ?? `Encrypts what belongs to ${name}`,
          enableKeyRotation: true,
          deletionWindowInDays: args.deletionWindowDays ?? DEFAULT_DELETION_WINDOW_DAYS,
          policy: pulumi.jsonStringify(
            pulumi.all([args.accountId, args.region]).apply(([accountId, region]) => keyPolicy({ accountId, region })),
          ),
          tags: namedTags(`${name}-key`, args.tags),
        },
        { parent: this },
      ),
    );
    const alias = new aws.kms.Alias(
      ...transformed<aws.kms.AliasArgs>(
        args.transform?.alias,
        `${name}-alias`,
        { name: `alias/${name}`, targetKeyId: key.keyId },
        { parent: this },
      ),
    );

    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.aliasName = alias.name;
    this.registerOutputs({ keyArn: this.keyArn, keyId: this.keyId, aliasName: this.aliasName });
  }
}
