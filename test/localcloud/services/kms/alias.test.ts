import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

describeLimits(ALIAS, [
  ["name", "proofpix", "alias/proofpix", "ValidationException", 'must start with the prefix "alias/"'],
  ["name", "alias/aws/proofpix", "alias/awsproofpix", "NotAuthorizedException", "alias/aws/"],
  [
    "name",
    "alias/proof.pix",
    "alias/proof_pix",
    "ValidationException",
    "regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
  ],
  ["name", `alias/${"x".repeat(251)}`, `alias/${"x".repeat(250)}`, "ValidationException", "less than or equal to 256"],
]);

describeRules(
  ALIAS,
  (cloud) => {
    const key = cloud.create(KEY, {});
    cloud.create(ALIAS, { name: "alias/first", targetKeyId: key.id });
    const farKey = cloud.create(KEY, {}, "eu-west-2").computed.arn;
    return { key, farKey, inputs: { name: "alias/second", targetKeyId: key.id } };
  },
  [
    [
      "an alias of an alias",
      { targetKeyId: "alias/first" },
      ({ key }) => ({ targetKeyId: key.computed.arn }),
      "ValidationException",
      "Aliases must refer to keys. Not aliases (targetKeyId)",
    ],
    [
      "a key of another region",
      ({ farKey }) => ({ targetKeyId: farKey }),
      {},
      "NotFoundException",
      "does not exist (targetKeyId)",
    ],
    ["the prefix alone", { name: "alias/" }, { name: "alias/x" }, "ValidationException", "(name)"],
    ["a colon", { name: "alias/a:b" }, { name: "alias/a/b_c-d" }, "ValidationException", "(name)"],
    [
      "a name and a prefix",
      { namePrefix: "alias/" },
      { name: undefined, namePrefix: "alias/" },
      "ConflictingArguments",
      "(name, namePrefix)",
    ],
  ],
);

describeRules(
  ALIAS,
  (cloud) => {
    const key = cloud.create(KEY, {});
    cloud.create(ALIAS, { name: "alias/taken", targetKeyId: key.id });
    return { keyArn: key.computed.arn, inputs: { name: "alias/enterprise", targetKeyId: key.id } };
  },
  [
    [
      "a key id that isn't there",
      { targetKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
      {},
      "NotFoundException",
      "Key '1234abcd-12ab-34cd-56ef-1234567890ab' does not exist (targetKeyId)",
    ],
    [
      "a key ARN that isn't there",
      { targetKeyId: "arn:aws:kms:eu-west-1:123456789012:key/none" },
      ({ keyArn }) => ({ targetKeyId: keyArn }),
      "NotFoundException",
      "does not exist (targetKeyId)",
    ],
    [
      "a name that another alias has",
      { name: "alias/taken" },
      { name: "alias/taken/too" },
      "AlreadyExistsException",
      "An alias with the name alias/taken already exists (name)",
    ],
  ],
);

describe("an alias", () => {
  itRefuses(
    "to move to a key of another usage",
    (cloud) => {
      const create = (inputs: object) => cloud.create(KEY, { ...inputs }).id;
      const alias = cloud.create(ALIAS, { name: "alias/first", targetKeyId: create({}) });
      return {
        violation: () =>
          cloud.update(alias, {
            targetKeyId: create({ customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" }),
          }),
        neighbour: () => cloud.update(alias, { targetKeyId: create({ multiRegion: true }) }),
      };
    },
    "ValidationException",
    "got symmetric for ENCRYPT_DECRYPT and HMAC for GENERATE_VERIFY_MAC (targetKeyId)",
  );
});

describe("an alias", () => {
  it("leads to its key, also after it is moved", () => {
    const cloud = inLocalCloud();
    const [first, second] = [cloud.create(KEY, {}), cloud.create(KEY, {})];
    const alias = cloud.create(ALIAS, { name: "alias/enterprise", targetKeyId: first.id });

    expect(alias.id).toBe("alias/enterprise");
    expect(cloud.outputs(alias)).toMatchObject({
      arn: "arn:aws:kms:eu-west-1:123456789012:alias/enterprise",
      targetKeyArn: first.computed.arn,
    });
    expect(cloud.outputs(cloud.update(alias, { targetKeyId: second.id })).targetKeyArn).toBe(second.computed.arn);
  });
});
