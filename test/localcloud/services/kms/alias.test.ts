import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy } from "../iam/policies";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const ROOT = { AWS: "arn:aws:iam::123456789012:root" };

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

describeRules(KEY, () => ({ inputs: {} }), [
  [
    "SM2 outside China",
    { customerMasterKeySpec: "SM2", keyUsage: "SIGN_VERIFY" },
    { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" },
    "UnsupportedOperationException",
    "SM2 keys are not supported in eu-west-1 (customerMasterKeySpec)",
  ],
  [
    "a policy over 32 KiB",
    { policy: ofSize(32_769) },
    { policy: ofSize(32_768) },
    "LimitExceededException",
    "longer than 32768 bytes (policy)",
  ],
]);

/** A policy of so many characters. */
function ofSize(characters: number): string {
  const empty = policy({ Sid: "", Principal: ROOT, Action: "kms:*", Resource: "*" });
  return empty.replace('"Sid":""', `"Sid":"${"x".repeat(characters - empty.length)}"`);
}

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

describe("a key in a custom key store", () => {
  it("is not modelled", () => {
    expect(() => inLocalCloud().create(KEY, { customKeyStoreId: "cks-1234567890abcdef0" })).toThrow(
      "the local cloud doesn't model custom key stores (customKeyStoreId)",
    );
  });
});
