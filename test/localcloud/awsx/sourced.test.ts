import { literal, mergedTags } from "../../../localcloud/awsx/sourced";
import { secret, UNKNOWN } from "../../../localcloud/model/pulumi-values";

const OWN = literal({ Name: "net" });

describe("merged tags", () => {
  it("prefer later ones, and come from all of their sources", () => {
    const given = { value: { Name: "given", Team: "web" }, from: ["urn:a"] };

    expect(mergedTags(OWN, given, literal(undefined), { value: { Team: "ops" }, from: ["urn:b"] })).toEqual({
      value: { Name: "given", Team: "ops" },
      from: ["urn:a", "urn:b"],
    });
  });

  it("are unknown when some are, and secret when some are", () => {
    const hidden = { ...secret(""), value: { Team: "web" } };

    expect(mergedTags(OWN, { value: UNKNOWN, from: ["urn:a"] })).toEqual({ value: UNKNOWN, from: ["urn:a"] });
    expect(mergedTags(OWN, literal(hidden)).value).toEqual({ ...secret(""), value: { Name: "net", Team: "web" } });
    expect(mergedTags(OWN, literal({ Team: secret("web") })).value).toEqual({ Name: "net", Team: secret("web") });
  });
});
