import { shortType } from "../../../costs/render/short-type";

it.each([
  ["aws:ecs/service:Service", "ecs:Service"],
  ["pulumi:pulumi:Stack", "pulumi:Stack"],
  ["odd", "odd"],
])("%s is shown as %s", (type, shown) => {
  expect(shortType(type)).toBe(shown);
});
