import { maySamePerson, personOf } from "../../../automation/approvals";

describe("personOf", () => {
  it.each([
    ["alice", "alice"],
    [" Alice ", "alice"],
    ["Alice@Example.com", "alice@example.com"],
    ["mailto:alice@example.com", "alice@example.com"],
    ["Alice Adams <alice@example.com>", "alice@example.com"],
    ["alice+deploy@example.com", "alice@example.com"],
    ["CORP\\alice", "alice"],
    ["arn:aws:iam::123456789012:user/alice", "alice"],
    ["arn:aws:iam::123456789012:user/division/Alice", "alice"],
    ["arn:aws:sts::123456789012:assumed-role/production-operator/alice@example.com", "alice@example.com"],
    ["arn:aws:iam::123456789012:root", "root of 123456789012"],
    ["ａｌｉｃｅ", "alice"], // full-width letters
    ["", ""],
  ])("of %j is %j", (identity, person) => {
    expect(personOf(identity)).toBe(person);
  });
});

describe("maySamePerson", () => {
  it.each([
    ["alice", "ALICE"],
    ["alice", "alice@example.com"],
    ["alice@example.com", "Alice+prod@example.com"],
    [
      "arn:aws:sts::123456789012:assumed-role/production-operator/alice",
      "arn:aws:sts::123456789012:assumed-role/production-approver/Alice",
    ],
    ["arn:aws:iam::123456789012:user/alice", "alice@example.com"],
  ])("is true of %s and %s", (one, other) => {
    expect(maySamePerson(one, other)).toBe(true);
    expect(maySamePerson(other, one)).toBe(true);
  });

  it.each([
    ["alice", "bob"],
    ["alice@example.com", "alice@other.example"],
    ["alice@example.com", "bob@example.com"],
    [
      "arn:aws:sts::123456789012:assumed-role/production-operator/alice",
      "arn:aws:sts::123456789012:assumed-role/production-operator/bob",
    ],
  ])("is false of %s and %s", (one, other) => {
    expect(maySamePerson(one, other)).toBe(false);
  });
});
