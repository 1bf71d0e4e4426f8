import { flag, number, object, objects, text, texts, valuesAt } from "../../../localcloud/model/values";

const PROPERTIES = {
  name: "web",
  port: "8080",
  healthCheck: { interval: 30, enabled: true },
  subnets: ["a", "b"],
  defaultActions: [{ type: "forward", targetGroupArn: "arn:1" }, { type: "redirect" }],
};

describe("reading properties", () => {
  it("reads values of their kind at a path", () => {
    expect(text(PROPERTIES, "name")).toBe("web");
    expect(number(PROPERTIES, "healthCheck.interval")).toBe(30);
    expect(flag(PROPERTIES, "healthCheck.enabled")).toBe(true);
    expect(object(PROPERTIES, "healthCheck")).toEqual({ interval: 30, enabled: true });
    expect(objects(PROPERTIES, "defaultActions")).toHaveLength(2);
    expect(texts(PROPERTIES, "subnets")).toEqual(["a", "b"]);
  });

  it("takes numbers written as text", () => {
    expect(number(PROPERTIES, "port")).toBe(8080);
    expect(number(PROPERTIES, "name")).toBeUndefined();
  });

  it("gives nothing for what is absent or of another kind", () => {
    expect(text(PROPERTIES, "healthCheck.path")).toBeUndefined();
    expect(text(PROPERTIES, "healthCheck")).toBeUndefined();
    expect(texts(PROPERTIES, "name")).toEqual([]);
  });

  it("follows lists and says where each value stands", () => {
    expect(valuesAt(PROPERTIES, "defaultActions[].targetGroupArn")).toEqual([
      { path: "defaultActions[0].targetGroupArn", value: "arn:1" },
    ]);
    expect(valuesAt(PROPERTIES, "subnets[]").map(({ path }) => path)).toEqual(["subnets[0]", "subnets[1]"]);
  });
});
